/* The vocabulary of a draw's data: types, patterns, exact keys; and a statement written anew from what the data say of it.
   TABLE is that of verify_draw.py, word for word; a test holds both to the core's vocabulary. `name:type`, then ? where it may
   be absent, * a list, + one that is not empty, ** a list of lists, = the default that is left out; .. a range, | codes. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { must } = ssj;
  const TABLE = `
draw-commit task:id ordinal:1.. plan:record algorithm:|ssj-draw/v1 pool:digest strata:Stratum+ excluded:Exclusion* inspectors:id+ recusals:Pair* slots:Slot+
 cap:1.. secrets:record+ guests:record* guests_by:moment? beacon:BeaconRound? lotteries:Lotteries? balls:Balls? sealed:boolean=false opens:moment
substitution draw:record body:id inspector:id? reason:|closed|moved|merged|suspended|recusal|certificate|transferred|illness|leave|away explanation:line
 replacement:id? team:id* / Balls count:1..100 first:0..999=0 last:1..999 returned:boolean=false place:line time:moment fallback:|wait|void hours:1..8760?
draw-void draw:record reason:|register-error|rule-error|beacon-absent|numbers-wrong|secret-withheld|infeasible|task-cancelled|seal-false explanation:text
Chain id:id chain_hash:digest public_key:hex period:1..4294967295 genesis_time:1.. genesis_seed:digest scheme:|bls-unchained-g1-rfc9380 / Slot items:id+
guest-secret task:id ordinal:1.. capacity:line name:Disclosed? commitment:digest key:line? / BeaconRound chain:id round:1.. fallback:|wait|void hours:1..8760?
draw-result draw:record signature:hex? numbers:line* film:Film? seed:digest drawn:Visitee+ / Lotteries issues:LotteryIssue+ fallback:|wait|void hours:1..8760?
draw-seal draw:record signature:hex? numbers:line* film:Film? root:digest count:0.. / Stratum credit_class:line size:0.. p:0.. q:1.. minimum:0..=0 sample:0..
entry id:digest seq:1.. statement:bytes time:moment after:digest+ refs:digest* / statement origin:line kind:line time:moment after:digest+ refs:digest*
draw-secret task:id ordinal:1.. commitment:digest? timelock:Timelock? / guest-reveal draw:record guest:record secret:words key:line? / Pair inspector:id body:id
LotteryIssue game:|dlt|kl8|pl5|ssq issue:line time:moment / draw-reveal draw:record secret:digest? unlock:Unlock? / Visitee body:id credit_class:line team:id+
Exclusion reason:|inactive|branch|cap|body-cap|frequency bodies:id+ / Timelock chain:id round:1.. ciphertext:base64 / Unlock chain:id round:1.. signature:hex
Disclosed _sd:digest until:day? / Film sha256:digest size:1..
data format:|ssj-draw-data/v1 origin:line commit:draw-commit pool:member+ eligible:id** secrets:draw-secret+ reveals:draw-reveal* opened:opened+
 guests:guest-secret* guest_reveals:guest-reveal* chain:Chain? seal:draw-seal? void:draw-void? result:draw-result? tickets:ticket*? substitutions:substitution*
`;
  const FIELD = /^(\w+):(.+?)(\*\*|\*\?|[?*+]|=\w+)?$/;
  const SHAPES = new Map(TABLE.replace(/\n /g, " ").trim().split(/\n| \/ /).map((line) => {
    const [name, ...fields] = line.split(" ");
    return [name, fields.map((one) => FIELD.exec(one).slice(1)).map(([key, kind, mark]) => [key, kind, mark || ""])];
  }));
  /* What stands in the data and not in the statement. */
  const BESIDE = { "draw-secret": [["party", "id", ""]], substitution: [["allowed", "id", "**"]] };
  const RECORDS = /^(?:draw|guest)-|^substitution$/;

  const ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  const DAY = "[0-9]{4}-[01][0-9]-[0-3][0-9]";
  const LINE = "(?![ \\u3000])[^\\n]{1,500}";
  const SHA = "[0-9a-f]{64}";
  const TEXTS = {
    id: ID, digest: SHA, record: SHA, opened: SHA, hex: "(?:[0-9a-f]{2}){1,512}", words: "[0-9a-z]{32,128}", day: DAY, line: LINE,
    text: "(?![ \\n\\u3000])[^]{1,20000}", base64: "[A-Za-z0-9+/]{2,16384}={0,2}", bytes: "[^]*", member: ID + " " + LINE + " " + DAY,
    ticket: SHA + " " + ID, moment: "(?=2[01])" + DAY + "T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}\\+08:00",
  };
  for (const kind of Object.keys(TEXTS)) TEXTS[kind] = new RegExp("^(?:" + TEXTS[kind] + ")$", "u");
  /* A blank at the end, which a lookbehind would find. */
  const ENDS = { line: /[ \u3000]$/, text: /[ \n\u3000]$/, member: /[ \u3000] [^ ]*$/ };

  /* Whether it is a value of this type, in the only way to write it. */
  function fits(value, kind) {
    if (kind[0] === "|") return typeof value === "string" && kind.slice(1).split("|").includes(value);
    if (kind === "boolean") return typeof value === "boolean";
    if (kind.includes("..")) {
      const [least, most] = kind.split("..");
      return Number.isSafeInteger(value) && Number(least) <= value && (most === "" || value <= Number(most));
    }
    if (typeof value !== "string") return value === null && kind === "opened";
    if (ssj.unicode14.HIDDEN.test(value) || value.normalize("NFC") !== value || !TEXTS[kind].test(value)) return false;
    if (kind in ENDS && ENDS[kind].test(value)) return false;
    if (kind === "base64") return value.length <= 16384 && value.length % 4 === 0 && btoa(atob(value)) === value;
    return !["day", "moment", "member"].includes(kind) || isDay(kind === "member" ? value.slice(-10) : value.slice(0, 10));
  }

  function isDay(text) {
    const [year, month, day] = text.split("-").map(Number);
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
  }

  /* `one` is of the type `kind`; a mapping has all of its keys, and no others. */
  function check(one, kind, mark, where) {
    if (one === null && mark.includes("?")) return;
    if (mark[0] === "*" || mark === "+") {
      must(Array.isArray(one) && (one.length > 0 || mark !== "+"), where + " 应当是" + (mark === "+" ? "不空的" : "") + "列表");
      for (const item of one) check(item, kind, mark === "**" ? "*" : "", where);
    } else if (!SHAPES.has(kind)) {
      must(fits(one, kind), where + " " + ssj.encoding.short(one) + " 不合规定的写法，或有不得出现的字");
    } else {
      const fields = SHAPES.get(kind).concat(RECORDS.test(kind) ? SHAPES.get("entry").concat(BESIDE[kind] || []) : []);
      // What has not arrived contradicts nothing that was signed: that accuses nobody.
      if (one === null || one === undefined) throw new ssj.Unable(where + "没有读到");
      must(typeof one === "object" && !Array.isArray(one), where + "的项不是规定的那几项");
      const missing = fields.find(([name]) => !Object.prototype.hasOwnProperty.call(one, name));
      if (missing) throw new ssj.Unable(where + "." + missing[0] + " 没有读到");
      must(Object.keys(one).length === fields.length, where + "的项不是规定的那几项");
      for (const [name, type, way] of fields) check(one[name], type, way, where + "." + name);
    }
  }

  /* The lines of a statement: block style, fields in their order, what is empty or has its default left out, scalars as in JSON. */
  function written(found, shape, pad) {
    const lines = [];
    for (const [name, kind, mark] of SHAPES.get(shape)) {
      const one = found[name];
      const head = pad + name + ":";
      if (Array.isArray(one)) {
        if (one.length > 0) lines.push(head);
        for (const item of one) {
          const inner = SHAPES.has(kind) ? written(item, kind, pad + "    ") : [JSON.stringify(item)];
          lines.push(pad + "  - " + inner[0].replace(/^ +/, ""), ...inner.slice(1));
        }
      } else if (one !== null && SHAPES.has(kind)) lines.push(head, ...written(one, kind, pad + "  "));
      else if (!(one === null || one === false || (mark === "=0" && one === 0))) lines.push(head + " " + JSON.stringify(one));
    }
    return lines;
  }

  function statement(record, kind, origin) {
    const head = written(Object.assign({}, record, { origin, kind }), "statement", "  ");
    return ["statement:", ...head, "  body:", ...written(record, kind, "    "), ""].join("\n");
  }

  /* A draw's data, as text: 64 MiB and 64 levels at most, the outermost the first (protocol R35). JSON.parse itself knows
     neither limit, and shows nothing of a value whose key stands again behind it. */
  const MOST = 2 ** 26, LEVELS = 64;

  function parse(text) {
    let level = 0, deepest = 0, quoted = false;
    for (let at = 0; at < text.length; at++) {
      const one = text[at];
      if (quoted) {
        if (one === "\\") at++;
        else if (one === '"') quoted = false;
      } else if (one === '"') quoted = true;
      else if (one === "[" || one === "{") deepest = Math.max(deepest, ++level);
      else if (one === "]" || one === "}") level--;
    }
    must(deepest <= LEVELS && new TextEncoder().encode(text).length <= MOST, "数据多于 64 MiB，或者嵌套多于 64 层");
    return JSON.parse(text);
  }

  /* Ascending, none twice; none twice. */
  const up = (all) => all.every((one, at) => at === 0 || all[at - 1] < one);
  const once = (all) => new Set(all).size === all.length;

  ssj.shapes = { TABLE, check, fits, parse, statement, up, once };
})(this);
