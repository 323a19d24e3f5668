/* Teams: the vectors that tell one reading of section 4.5 from another, and brute force on thousands of small instances. */
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { ssj } = require("./load.js");

const vectors = JSON.parse(fs.readFileSync(path.join(__dirname, "..", "..", "content", "vectors", "assignment.json"), "utf8"));

function teamsOf(bodies, cap, preference) {
  try {
    return Object.fromEntries(ssj.assignment.assign(bodies, cap, preference));
  } catch (fault) {
    if (!(fault instanceof ssj.Infeasible)) throw fault;
    return null;
  }
}

vectors.forEach((one, at) => {
  test("assignment " + at + (one.tells ? ", which tells the reading “" + one.tells + "”" : ""), () => {
    const able = (body, slot) => slot.filter((who) => !(one.recused[body] || []).includes(who));
    const bodies = one.bodies.map((body) => [body, one.slots.map((slot) => able(body, slot))]);
    assert.deepEqual(teamsOf(bodies, one.cap, (body) => one.preference[body]), one.teams);
  });
});

/* A generator with a fixed beginning (Mulberry32): the same instances on every run. */
function chances(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/* All teams of one body: nobody twice. */
function teams(slots) {
  return slots.reduce((found, slot) => found.flatMap((team) => slot.filter((one) => !team.includes(one)).map((one) => team.concat(one))), [[]]);
}

/* The least sum of squared loads, or null where nothing fits under the cap. */
function best(bodies, people, cap) {
  let loads = new Set([people.map(() => 0).join()]);
  for (const [, slots] of bodies) {
    const grown = new Set();
    for (const before of loads) {
      for (const team of teams(slots)) {
        const after = before.split(",").map((load, at) => Number(load) + (team.includes(people[at]) ? 1 : 0));
        if (after.every((load) => load <= cap)) grown.add(after.join());
      }
    }
    loads = grown;
  }
  const sums = Array.from(loads, (one) => one.split(",").reduce((sum, load) => sum + load * load, 0));
  return sums.length > 0 ? Math.min(...sums) : null;
}

test("existence and balance equal brute force on 3,000 instances", () => {
  const chance = chances(20250328);
  const upTo = (most) => 1 + Math.floor(chance() * most);
  let refused = 0;
  for (let run = 0; run < 3000; run++) {
    const people = Array.from({ length: upTo(5) }, (_, at) => "N" + at);
    const slots = () => Array.from({ length: upTo(3) }, () => people.filter(() => chance() < 0.55));
    const bodies = Array.from({ length: upTo(4) }, (_, at) => ["S" + at, slots()]);
    const cap = upTo(4);
    const made = teamsOf(bodies, cap, () => people);
    const expected = best(bodies, people, cap);
    if (made === null) {
      refused += 1;
      assert.equal(expected, null);
      continue;
    }
    const loads = people.map((one) => Object.values(made).filter((team) => team.includes(one)).length);
    assert.equal(loads.reduce((sum, load) => sum + load * load, 0), expected);
    for (const [body, able] of bodies) {
      assert.equal(new Set(made[body]).size, able.length);
      assert.ok(made[body].every((one, at) => able[at].includes(one)));
    }
  }
  assert.ok(refused > 300 && refused < 2700);
});
