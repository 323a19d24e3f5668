/* A draw redone: from the seed to bodies, teams, the seal, and those who step in. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { must } = ssj;
  const { utf8, hex, join } = ssj.encoding;

  /* Yields how many tickets are done; returns the whole order, [ticket, id, class, drawn], stratum by stratum. */
  function* tickets(seed, strata, members) {
    const listed = [];
    for (const { credit_class: name, sample } of strata) {
      const steps = ssj.draw.ordering(seed, "body", members.get(name));
      let step = steps.next();
      for (; !step.done; step = steps.next()) yield listed.length + step.value;
      step.value.forEach(([ticket, id], rank) => listed.push([ticket, id, name, rank < sample]));
    }
    return listed;
  }

  /* Inspectors by their tickets for this body. */
  function preference(seed, body, inspectors) {
    const ids = inspectors.map((one) => body + ":" + one);
    return ssj.draw.order(seed, "inspector", ids).map(([, id]) => id.slice(body.length + 1));
  }

  /* Yields how many bodies are done; returns a Map from body to team. `recused(inspector, body)` says who stays away. */
  function* teams(seed, listed, eligible, commit, recused) {
    const drawn = listed.filter((one) => one[3]).sort((a, b) => (a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? -1 : 1));
    const ordered = new Map();
    for (const [, body] of drawn) {
      ordered.set(body, preference(seed, body, commit.inspectors));
      yield ordered.size;
    }
    const bodies = drawn.map(([, body]) => [body, eligible.map((slot) => slot.filter((one) => !recused(one, body)))]);
    return ssj.assignment.assign(bodies, commit.cap, (body) => ordered.get(body));
  }

  /* The Merkle root (RFC 6962) over the salted leaves of a sealed draw, in hex. */
  function sealRoot(seed, visits) {
    const leaves = Array.from(visits, ([body, team]) => {
      const salt = ssj.sha256.hex("ssj/seal/v1:" + seed + ":" + body);
      return hex(ssj.sha256.digest(join(Uint8Array.of(0), utf8("ssj/seal/v1:" + salt + ":" + body + ":" + team.join(",")))));
    });
    return hex(rootOf(leaves.sort().map(ssj.encoding.fromHex)));
  }

  function rootOf(leaves) {
    if (leaves.length < 2) return leaves[0] || ssj.sha256.digest("");
    let half = 1;
    while (2 * half < leaves.length) half *= 2;
    return ssj.sha256.digest(join(Uint8Array.of(1), rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half))));
  }

  /* Section 4.8: [who steps in, or null; the body then visited, or null; its team]. `visits`: body → team as of now;
     `before`: the steps taken so far; `step.allowed`: who may fill each slot at that moment. */
  function substitute(seed, listed, visits, before, step, commit) {
    const leaves = step.inspector;
    const team = visits.get(step.body);
    must(team, step.body + " 不在名单里，不能递补");
    let body = step.body;
    let full = team.map((one) => (one === leaves ? null : one));
    if (leaves === null) {
      body = heir(listed, visits, before, step.body);
      if (body === null) return [null, null, []];
      full = team.map((one, slot) => (step.allowed[slot].includes(one) ? one : null));
    }
    must(leaves === null || team.includes(leaves), leaves + " 不在小组里");
    refill(full, body, seed, visits, before, step, commit);
    return [leaves === null ? body : full[team.indexOf(leaves)], body, full];
  }

  function heir(listed, visits, before, gone) {
    const name = listed.find((one) => one[1] === gone)[2];
    const found = listed.find(
      ([, id, class_, drawn]) => class_ === name && !drawn && !visits.has(id) && !before.some((one) => one.body === id)
    );
    return found ? found[1] : null;
  }

  function refill(full, body, seed, visits, before, step, commit) {
    const ordered = preference(seed, body, commit.inspectors);
    const loads = new Map();
    for (const members of visits.values()) for (const one of members) loads.set(one, (loads.get(one) || 0) + 1);
    const gone = before.filter((one) => one.body === body).map((one) => one.inspector);
    const present = visits.get(body) || [];
    full.forEach((member, slot) => {
      if (member !== null) return;
      const fits = (one) => step.allowed[slot].includes(one) && (loads.get(one) || 0) < commit.cap;
      const free = ordered.filter((one) => fits(one) && !full.includes(one) && !present.includes(one) && !gone.includes(one));
      must(free.length > 0, body + " 的位置无人可以接替");
      full[slot] = free[0];
    });
  }

  ssj.outcome = { tickets, teams, preference, sealRoot, substitute };
})(this);
