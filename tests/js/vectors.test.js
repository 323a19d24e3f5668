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
