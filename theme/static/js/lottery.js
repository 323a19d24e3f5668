/* Public lotteries: the text whose SHA-256 is the randomness. Whether the numbers were copied rightly, the announcements tell. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { must } = ssj;

  function text(issues, numbers) {
    must(numbers.length === issues.length, "号码的组数与承诺指定的期数不同");
    const lines = issues.map((one, at) => one.game + " " + one.issue + " " + numbers[at] + "\n");
    return "ssj/lottery/v1\n" + lines.join("");
  }

  ssj.lottery = { text };
})(globalThis);
