/* The published draws, and the wrong ones, each of which falls at its own check. */
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { ssj, walk } = require("./load.js");

const FOLDER = path.join(__dirname, "..", "vectors", "draw");
const read = (name) => JSON.parse(fs.readFileSync(path.join(FOLDER, name), "utf8"));
const faults = read("faults.json");
const names = fs.readdirSync(FOLDER).map((name) => path.basename(name, ".json")).filter((name) => name !== "faults");

test("every wrong vector is named for its fault, and there are good ones", () => {
  assert.deepEqual(names.filter((name) => name.endsWith("_fail")).sort(), Object.keys(faults).sort());
  assert.ok(names.length - Object.keys(faults).length >= 9);
});

for (const name of names) {
  test(name, () => {
    const { fault, reason } = walk(read(name + ".json"));
    assert.equal(fault, faults[name] || null, reason);
  });
}

test("the browser's own SHA-256 agrees on every hash of a draw", async () => {
  const { hashes } = walk(read("substituted.json"));
  assert.ok(hashes.length > 20);
  assert.equal(await ssj.sha256.second(hashes), true);
  hashes[3][1] = hashes[4][1];
  assert.equal(await ssj.sha256.second(hashes), false);
});

for (const [what, change] of [
  ["a field missing", (data) => delete data.tickets],
  ["a list for a mapping", (data) => (data.commit = [])],
  ["a number for a team", (data) => (data.result.drawn[0].team = 7)],
  ["nothing at all", () => null],
]) {
  test("data of another shape does not hold: " + what, () => {
    const data = read("plain.json");
    assert.notEqual(walk(change(data) === null ? null : data).fault, null);
  });
}

/* What a check has told. */
const said = (name, check) => Array.from(ssj.redo(read(name + ".json"))).find((one) => one.id === check).told;

test("a chain is known by its hash: a name proves nothing", () => {
  assert.match(said("unknown-chain", "beacon"), /^未知信标 own：本程序不认识，谁运行它、能否预知，无法判断。/);
  assert.match(said("plain", "beacon"), /^drand quicknet 第/);
  assert.match(ssj.beacon.told({ id: "quicknet", chain_hash: "00".repeat(32) }), /^未知信标 quicknet/);
});

test("what people typed is to be compared, number and day", () => {
  assert.match(said("lottery", "beacon"), /号码和开奖日期请与开奖公告核对/);
  assert.match(said("balls", "beacon"), /没有公告可查，号码请与录像和在场的人核对/);
});

test("the outcomes of balls are counted with order, and without those that do not go back", () => {
  assert.equal(ssj.lottery.outcomes({ count: 20, first: 0, last: 9, returned: true }), 10n ** 20n);
  assert.equal(ssj.lottery.outcomes({ count: 3, first: 1, last: 5, returned: false }), 60n);
  assert.equal(ssj.lottery.outcomes({ count: 6, first: 1, last: 5, returned: false }), 0n);
});

for (const [game, line] of [
  ["ssq", "01 05 12 20 28 33"], ["ssq", "05 01 12 20 28 33+07"], ["ssq", "01 05 12 20 28 34+07"], ["ssq", "1 5 12 20 28 33+7"],
  ["pl5", "9 0 0 3"], ["pl5", "9 0 0 3 10"], ["ssq", "０1 05 12 20 28 33+07"],
]) {
  test("numbers that no drawing gives: " + game + " " + line, () => {
    assert.throws(() => ssj.lottery.text([{ game, issue: "1" }], [line]), /不可能/);
  });
}
