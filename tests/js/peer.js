/* Answers questions, one JSON line each, with what the site's scripts compute: the other side of tests/js/test_node.py. */
"use strict";
const readline = require("node:readline");
const { ssj, walk } = require("./load.js");

function assign({ bodies, cap, preferences }) {
  try {
    return Object.fromEntries(ssj.assignment.assign(bodies, cap, (body) => preferences[body]));
  } catch (fault) {
    if (!(fault instanceof ssj.Infeasible)) throw fault;
    return { slots: fault.slots };
  }
}

const ANSWERS = {
  assign,
  order: ({ seed, domain, ids }) => ssj.draw.order(seed, domain, ids),
  preference: ({ seed, body, inspectors }) => ssj.outcome.preference(seed, body, inspectors),
  sample: ({ n, p, q, minimum }) => ssj.strata.sampleSize(n, p, q, minimum),
  seed({ commit, secrets, randomness }) {
    const bytes = ssj.draw.seedBytes(ssj.encoding.fromHex(commit), secrets.map(ssj.encoding.fromHex), ssj.encoding.fromHex(randomness));
    return ssj.sha256.hex(bytes);
  },
  seal: ({ seed, visits }) => ssj.outcome.sealRoot(seed, visits),
  statement: ({ record, kind, origin }) => ssj.shapes.statement(record, kind, origin),
  walk: ({ data }) => walk(data).fault,
  time({ seed, ids, runs }) {
    const times = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      ssj.draw.order(seed, "body", ids);
      times.push(performance.now() - start);
    }
    return times;
  },
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { ask, ...question } = JSON.parse(line);
  process.stdout.write(JSON.stringify(ANSWERS[ask](question)) + "\n");
});
