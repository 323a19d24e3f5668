/* Whether this browser computes rightly: each room is asked something whose answer is known. A browser too old, a script that
   did not arrive, an engine with a fault: all of them are told from a draw that is false, and before anything is said of it. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const SEED = "00".repeat(32);
  const KNOWN = [
    ["SHA-256", () => ssj.sha256.hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ["SHA-256", () => ssj.encoding.hex(ssj.sha256.after("a")("bc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ["UTF-8", () => ssj.encoding.hex(ssj.encoding.utf8("县")), "e58ebf"],
    ["整数", () => ssj.encoding.hex(ssj.encoding.big(9007199254740991, 8)), "001fffffffffffff"],
    ["签号", () => ssj.draw.order(SEED, "body", ["A", "B", "C"]).map((one) => one[1]).join(""), "CBA"],
  ];
  const REDO = [
    ["整数", () => ssj.strata.sampleSize(9007199254740991, 1, 3, 0), 3002399751580331],
    ["日期", () => Date.parse("2025-03-03T09:30:00+08:00"), 1740965400000],
    ["陈述", () => typeof ssj.shapes.statement + typeof ssj.shapes.check, "functionfunction"],
    ["小组", () => ssj.assignment.assign([["A", [["X", "Y"]]]], 1, () => ["Y", "X"]).get("A").join(), "Y"],
    ["封存", () => typeof ssj.outcome.sealRoot(SEED, []) + typeof ssj.redo, "stringfunction"],
  ];

  /* The computation did not come to an end, or not to one that can be relied on: nothing follows for the draw. */
  ssj.Unable = class Unable extends Error {};

  /* Throws `ssj.Unable` where one of the answers is not the known one; `redo` asks the rooms of a whole draw too. */
  function able(redo) {
    for (const [what, ask, known] of redo ? KNOWN.concat(REDO) : KNOWN) {
      let found;
      try {
        found = ask();
      } catch (fault) {
        throw new ssj.Unable(what + "：" + fault.message);
      }
      if (found !== known) throw new ssj.Unable(what + "算得不对");
    }
  }

  ssj.able = able;
  ssj.wayOut =
    "请换一个较新的浏览器打开本页再算：Chrome 69、Safari 12、2019 年以后的微信，或者更新的都可以。也可以在电脑上用 ssj 核对。" +
    "换了以后仍然如此的，可能是本页没有完整读到，请刷新后再试，或者告诉本站的联系人。";
})(this);
