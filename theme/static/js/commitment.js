/* What a draw commits to: the pool, its digest, the strata. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { must } = ssj;

  function poolText(lines) {
    return lines.map((line) => line + "\n").join("");
  }

  /* id → class, from lines `<id> <class> <class date>`; ids in order, none twice. */
  function poolOf(lines) {
    const pool = new Map();
    let before = "";
    for (const line of lines) {
      const id = line.slice(0, line.indexOf(" "));
      must(before < id, "编号 " + id + " 重复，或没有按编号排列");
      pool.set(id, line.slice(id.length + 1, line.lastIndexOf(" ")));
      before = id;
    }
    return pool;
  }

  /* class → ids, for the strata in their order; each size and each k as the rule has it. */
  function strataOf(strata, pool) {
    const members = new Map(strata.map((one) => [one.credit_class, []]));
    must(members.size === strata.length, "信用等级重复");
    for (const [id, name] of pool) {
      must(members.has(name), "没有 " + ssj.encoding.short(name) + " 这个信用等级");
      members.get(name).push(id);
    }
    for (const { credit_class: name, size, p, q, minimum, sample } of strata) {
      must(members.get(name).length === size, name + " 级的对象数不是 " + size);
      const k = ssj.strata.sampleSize(size, p, q, minimum);
      must(sample === k, name + " 级应当抽 " + k + " 个，承诺写的是 " + sample + " 个");
    }
    return members;
  }

  ssj.commitment = { poolText, poolOf, strataOf };
})(this);
