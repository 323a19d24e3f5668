/* The published draws, and the wrong ones, each of which falls at its own check. */
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { ssj, walk } = require("./load.js");

const FOLDER = path.join(__dirname, "..", "..", "content", "vectors", "draw");
const read = (name) => JSON.parse(fs.readFileSync(path.join(FOLDER, name), "utf8"));
const faults = read("faults.json");
const names = fs.readdirSync(FOLDER).map((name) => path.basename(name, ".json")).filter((name) => name !== "faults");

test("every wrong vector is named for its fault, and there are good ones", () => {
  assert.deepEqual(names.filter((name) => name.endsWith("_fail")).sort(), Object.keys(faults).sort());
  assert.ok(names.length - Object.keys(faults).length >= 9);
});

for (const name of names) {
  test(name, () => {
    const { fault, reason, proved } = walk(read(name + ".json"));
    assert.equal(fault, faults[name] || null, reason);
    assert.notEqual(proved, false, "a contradiction, not a fault of the engine: " + reason);
  });
}

const SMALL = path.join(FOLDER, "..", "small");
const expected = JSON.parse(fs.readFileSync(path.join(SMALL, "expected.json"), "utf8"));

for (const one of expected.draws) {
  test("the small ledger: " + one.data, () => {
    const { fault, reason } = walk(JSON.parse(fs.readFileSync(path.join(SMALL, one.data), "utf8")));
    assert.equal(fault, null, reason);
  });
}

test("the browser's own SHA-256 agrees on every hash of a draw", async () => {
  const { hashes } = walk(read("substituted.json"));
  assert.ok(hashes.length > 20);
  assert.equal(await ssj.sha256.second(hashes), true);
  hashes[3][1] = hashes[4][1];
  assert.equal(await ssj.sha256.second(hashes), false);
});

for (const [what, proved, change] of [
  ["a field missing", false, (data) => delete data.tickets],
  ["a list for a mapping", true, (data) => (data.commit = [])],
  ["a number for a team", true, (data) => (data.result.drawn[0].team = 7)],
  ["nothing at all", false, () => null],
]) {
  test("data of another shape do not hold, and accuse where they contradict what was signed: " + what, () => {
    const data = read("plain.json");
    const found = walk(change(data) === null ? null : data);
    assert.notEqual(found.fault, null);
    assert.equal(found.proved, proved, found.reason);
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
  const ways = ({ count, first, last, returned }) =>
    Array.from({ length: count }, (_, at) => BigInt(Math.max(0, last - first + 1 - (returned ? 0 : at)))).reduce((a, b) => a * b, 1n);
  assert.equal(ssj.lottery.enough({ count: 20, first: 0, last: 9, returned: true }), true);
  assert.equal(ssj.lottery.enough({ count: 6, first: 1, last: 5, returned: false }), false);
  assert.equal(ssj.lottery.enough({ count: 64, first: 1, last: 2, returned: true }), true); // 2⁶⁴ itself
  assert.equal(ssj.lottery.enough({ count: 63, first: 1, last: 2, returned: true }), false);
  for (let last = 2; last < 999; last += 7) {
    for (const count of [1, 6, 7, 8, 10, 13, 20, 63, 64, 100]) {
      for (const returned of [true, false]) {
        const balls = { count, first: 1, last, returned };
        assert.equal(ssj.lottery.enough(balls), ways(balls) >= 1n << 64n, JSON.stringify(balls));
      }
    }
  }
});

for (const [game, line] of [
  ["ssq", "01 05 12 20 28 33"], ["ssq", "05 01 12 20 28 33+07"], ["ssq", "01 05 12 20 28 34+07"], ["ssq", "1 5 12 20 28 33+7"],
  ["pl5", "9 0 0 3"], ["pl5", "9 0 0 3 10"], ["ssq", "０1 05 12 20 28 33+07"],
]) {
  test("numbers that no drawing gives: " + game + " " + line, () => {
    assert.throws(() => ssj.lottery.text([{ game, issue: "1" }], [line]), /不可能/);
  });
}
