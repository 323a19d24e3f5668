/* Seed and tickets: the smallest tickets win. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { utf8, hex, join, big } = ssj.encoding;
  const AT_ONCE = 1000;

  /* SHA-256("ssj/seed/v1" ‖ commit id ‖ number of secrets ‖ secrets ‖ randomness), each part with its length before it. */
  function seedBytes(commitId, secrets, randomness) {
    const part = (bytes) => join(big(bytes.length, 4), bytes);
    return join(utf8("ssj/seed/v1"), part(commitId), big(secrets.length, 4), ...secrets.map(part), part(randomness));
  }

  /* What a party publishes of its secret beforehand is the SHA-256 of this. */
  function secretBytes(secret) {
    return join(utf8("ssj/secret/v1"), secret);
  }

  /* [ticket, id] of all ids, smallest ticket first, equal tickets by id. A generator: it yields how many tickets are
     done every now and then, so that a page can show it and stay alive, and returns the list. */
  function* ordering(seed, domain, ids) {
    const hash = ssj.sha256.after(seed + ":" + domain + ":");
    const count = ids.length;
    const tickets = new Array(count);
    const keys = new Float64Array(count);
    for (let at = 0; at < count; at++) {
      const bytes = hash(ids[at]);
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      // The first 53 bits decide almost every comparison, and numbers sort ten times as fast as texts.
      keys[at] = view.getUint32(0) * 2097152 + (view.getUint32(4) >>> 11);
      tickets[at] = hex(bytes);
      if (at % AT_ONCE === AT_ONCE - 1) yield at + 1;
    }
    const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
    const places = Uint32Array.from({ length: count }, (_, at) => at);
    places.sort((a, b) => keys[a] - keys[b] || compare(tickets[a], tickets[b]) || compare(ids[a], ids[b]));
    return Array.from(places, (at) => [tickets[at], ids[at]]);
  }

  function order(seed, domain, ids) {
    const steps = ordering(seed, domain, ids);
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  }

  ssj.draw = { seedBytes, secretBytes, ordering, order };
})(this);
