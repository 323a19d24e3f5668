/* Numbers drawn in public and typed by people: the text whose SHA-256 is the randomness. Whether they were copied rightly the
   announcements tell, or the film. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { must } = ssj;
  const HALF = 2 ** 32;
  /* How many numbers of which range; the second group stands behind a plus. In `pl5` they keep their order. */
  const GAMES = { ssq: [[6, 1, 33], [1, 1, 16]], dlt: [[5, 1, 35], [2, 1, 12]], kl8: [[20, 1, 80]], pl5: [[5, 0, 9]] };

  /* The binary logarithm of the ways in which one issue can come out; no sum of them lies near 64. */
  const BITS = { ssq: 24.0789, dlt: 24.3528, kl8: 61.6166, pl5: 16.6096 };

  /* How the issues are written, in which order, and whether there is chance enough; not whether they fit their dates. */
  function checkIssues(issues) {
    const form = (one) => (one.game === "ssq" || one.game === "kl8" ? /^[0-9]{7}$/ : /^[0-9]{5}$/).test(one.issue);
    must(issues.every(form) && ssj.shapes.up(issues.map((one) => one.game + " " + one.issue)), "彩票期号的写法或次序不对");
    must(issues.reduce((bits, one) => bits + BITS[one.game], 0) >= 64, "彩票可能的结果不足 64 比特");
  }

  function text(issues, numbers) {
    must(numbers.length === issues.length, "号码的组数与承诺指定的期数不同");
    const lines = issues.map((one, at) => {
      must(drawn(one.game, numbers[at]), one.game + " " + one.issue + " 的号码不可能是这样开出的");
      return one.game + " " + one.issue + " " + numbers[at] + "\n";
    });
    return "ssj/lottery/v1\n" + lines.join("");
  }

  function drawn(game, line) {
    const groups = GAMES[game];
    const parts = line.split("+");
    return groups.length === parts.length && groups.every(([count, first, last], at) => {
      const ordered = game === "pl5";
      return group(parts[at].split(" "), count, first, last, ordered ? 1 : 2, ordered ? () => true : (a, b) => a < b);
    });
  }

  function group(parts, count, first, last, width, follows) {
    const numbers = parts.map(Number);
    return parts.length === count && parts.every((one) => /^[0-9]+$/.test(one) && one.length === width) &&
      numbers.every((one, at) => first <= one && one <= last && (at === 0 || follows(numbers[at - 1], one)));
  }

  /* Balls drawn on the spot: one line, in the order in which they came. */
  function ballsText(balls, numbers) {
    const parts = numbers.length === 1 ? numbers[0].split(" ") : [];
    const width = String(balls.last).length;
    const good = group(parts, balls.count, balls.first, balls.last, width, () => true);
    must(good && (balls.returned || new Set(parts).size === parts.length), "摇出的号码与承诺的个数、范围或摇法不符");
    return "ssj/balls/v1\n" + numbers[0] + "\n";
  }

  /* Whether the balls can come out in 2⁶⁴ ways or more, counted exactly: high·2³² + low, high no further than it has to. */
  function enough(balls) {
    let high = 0;
    let low = 1;
    const width = balls.last - balls.first + 1;
    for (let at = 0; at < balls.count; at++) {
      const choices = balls.returned ? width : Math.max(0, width - at);
      low *= choices;
      high = Math.min(HALF, high * choices + Math.floor(low / HALF));
      low %= HALF;
    }
    return high >= HALF;
  }

  ssj.lottery = { checkIssues, text, ballsText, enough };
})(this);
