/* The site's scripts, loaded as a page loads them: classic, one after the other, all in one global scope. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const FOLDER = path.join(__dirname, "..", "..", "theme", "static", "js");
const ROOMS = ["vendor/noble-sha256", "encoding", "unicode14", "shapes", "sha256", "strata", "draw", "assignment", "commitment", "beacon", "lottery", "guests", "outcome", "redo", "able", "vendor/noble-bls12-381", "pairing"];
for (const room of ROOMS) {
  const file = path.join(FOLDER, room + ".js");
  vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
}

/* All checks that held, then the one that failed if one did. */
function walk(data) {
  const held = [];
  const steps = globalThis.ssj.redo(data);
  try {
    let step = steps.next();
    for (; !step.done; step = steps.next()) if (step.value.id) held.push(step.value.id);
    return { held, fault: null, ...step.value };
  } catch (fault) {
    const { Wrong, Unable } = globalThis.ssj;
    if (!(fault instanceof Wrong || fault instanceof Unable)) throw fault;
    return { held, fault: fault.id, reason: fault.message, proved: fault instanceof Wrong };
  }
}

module.exports = { ssj: globalThis.ssj, walk };
