/* Odd inputs: the scripts say of each what its entry says, and never fall over. Two more readers take the same file. */
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { ssj, walk } = require("./load.js");

const VECTORS = path.join(__dirname, "..", "..", "content", "vectors");
const read = (...names) => fs.readFileSync(path.join(VECTORS, ...names), "utf8");
const entries = JSON.parse(read("odd.json"));

/* The odd input that `entry` makes of its base. */
function applied({ base, changes, text }) {
  const data = JSON.parse(read("draw", base + ".json"));
  for (const change of changes) {
    const at = change.at.slice();
    const last = at.pop();
    const place = at.reduce((found, step) => found[step], data);
    if ("value" in change) place[last] = change.value;
    else if (Array.isArray(place)) place.splice(last, 1);
    else delete place[last];
  }
  // As Python's json.dumps writes it.
  const plain = JSON.stringify(data).replace(/[\u007f-\uffff]/g, (one) => "\\u" + one.charCodeAt(0).toString(16).padStart(4, "0"));
  return text.reduce((found, [old, fresh]) => found.split(old).join(fresh), plain);
}

function accepted(text) {
  let data;
  try {
    data = ssj.shapes.parse(text);
  } catch (fault) {
    return [false, fault.message];
  }
  const { fault, reason } = walk(data);
  return [fault === null, reason];
}

test("there are more than two hundred, and some that are only odd", () => {
  assert.ok(entries.length > 200);
  assert.ok(entries.filter((one) => one.accept).length > 10);
});

for (const entry of entries) {
  test(entry.name, () => {
    const [found, reason] = accepted(applied(entry));
    assert.equal(found, entry.accept, reason);
  });
}

test("the data may have 64 MiB and not a byte more", () => {
  const whole = read("draw", "plain.json");
  const wide = whole + " ".repeat(2 ** 26 - Buffer.byteLength(whole));
  assert.equal(accepted(wide)[0], true);
  assert.equal(accepted(wide + " ")[0], false);
});
