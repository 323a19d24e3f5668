/* How many of a credit class are drawn: exact integers. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});

  /* k = min(n, max(minimum, ceil(n·p/q))) */
  function sampleSize(n, p, q, minimum) {
    const share = (BigInt(n) * BigInt(p) + BigInt(q) - 1n) / BigInt(q);
    const wanted = share > BigInt(minimum) ? share : BigInt(minimum);
    return Number(wanted < BigInt(n) ? wanted : BigInt(n));
  }

  ssj.strata = { sampleSize };
})(globalThis);
