/* drand's signatures in the browser: real rounds hold, and nothing that is not one. */
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { ssj } = require("./load.js");

const FOLDER = path.join(__dirname, "..", "vectors", "drand");
const read = (name) => JSON.parse(fs.readFileSync(path.join(FOLDER, name), "utf8"));
const KEY = require("../../content/vectors/draw/plain.json").chain.public_key;

for (const { round, signature } of read("quicknet.json").positive) {
  test("round " + round, () => assert.equal(ssj.pairing.holds(KEY, round, signature), true));
}

for (const { id, round, signature } of read("quicknet-negative.json").negative) {
  const number = Number(round);
  if (!Number.isSafeInteger(number) || number < 1) continue; // no draw's data can say so
  test("forged: " + id, () => assert.equal(ssj.pairing.holds(KEY, number, signature), false));
}

test("a signature of another round is a contradiction, and said to be one", async () => {
  const [one, other] = read("quicknet.json").positive;
  const chain = { id: "quicknet", public_key: KEY };
  const data = (round, signature) => ({ chain, commit: { beacon: { round } }, seal: null, result: { signature }, reveals: [] });
  assert.equal(await ssj.pairing.check(data(one.round, one.signature)), 1);
  await assert.rejects(ssj.pairing.check(data(one.round, other.signature)), ssj.Wrong);
});

test("what opened a timelock is checked too, each signature once", () => {
  const unlock = { chain: "quicknet", round: 5, signature: "aa" };
  const data = { chain: { id: "quicknet" }, commit: { beacon: { round: 5 } }, seal: null, result: { signature: "aa" }, reveals: [{ unlock }, { unlock: null }] };
  assert.deepEqual(ssj.pairing.rounds(data), [[5, "aa"]]);
  data.reveals.push({ unlock: { ...unlock, round: 6, signature: "bb" } });
  assert.deepEqual(ssj.pairing.rounds(data), [[5, "aa"], [6, "bb"]]);
});

test("without a chain there is nothing to check, and without the library nothing is said", async () => {
  const kept = globalThis.nobleBls;
  const chain = { id: "quicknet", public_key: KEY };
  assert.equal(await ssj.pairing.check({ chain: null, commit: {}, seal: null, result: {}, reveals: [] }), 0);
  globalThis.nobleBls = undefined;
  assert.equal(await ssj.pairing.check({ chain, commit: { beacon: { round: 1 } }, seal: null, result: { signature: "aa" }, reveals: [] }), null);
  globalThis.nobleBls = kept;
});
