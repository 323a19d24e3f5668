/* How many of a credit class are drawn: exact integers, without the browser's BigInt (Safari 14). */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});

  /* k = min(n, max(minimum, ceil(n·p/q))) */
  function sampleSize(n, p, q, minimum) {
    ssj.must([n, p, q, minimum].every(Number.isSafeInteger) && 0 <= p && p <= q && q > 0 && n >= 0, "抽取比例不合规定");
    return Math.min(n, Math.max(minimum, share(n, p, q)));
  }

  /* ceil(n·p/q) for 0 ≤ p ≤ q: n bit by bit from the top, no number ever above 2⁵³. */
  function share(n, p, q) {
    let whole = 0;
    let rest = 0; // n's bits so far, times p, are whole·q + rest
    const add = (more) => {
      whole += rest >= q - more ? 1 : 0;
      rest = rest >= q - more ? rest - (q - more) : rest + more;
    };
    for (const bit of n.toString(2)) {
      whole *= 2;
      add(rest);
      if (bit === "1") add(p);
    }
    return rest > 0 ? whole + 1 : whole;
  }

  ssj.strata = { sampleSize };
})(this);
