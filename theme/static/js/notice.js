/* The code on an inspection notice, checked against a seal (section 4.7 of the protocol; RFC 6962, 2.1.1). */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { must } = ssj;
  const { hex, fromHex, join, utf8 } = ssj.encoding;
  const ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  const NUMBER = "0|[1-9][0-9]{0,5}";
  const CODE = new RegExp("^1~(" + ID + ")~(" + NUMBER + ")~(" + ID + ")~(" + ID + "(?:," + ID + "){0,19})~(" + NUMBER + ")~([A-Za-z0-9_-]{43,1400})$");

  /* What was typed is no code: that proves nothing of the notice. */
  ssj.Unread = class Unread extends Error {};

  function parse(text) {
    const found = CODE.exec(text);
    if (!found) throw new ssj.Unread("这不是检查通知上的核对码，或者没有抄全");
    const [, task, ordinal, body, team, index, packed] = found;
    if (packed.length % 4 === 1) throw new ssj.Unread("核对码不完整");
    const raw = Uint8Array.from(atob(packed.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
    if (raw.length < 32 || raw.length % 32 !== 0) throw new ssj.Unread("核对码不完整");
    const nodes = Array.from({ length: raw.length / 32 }, (_, at) => raw.slice(32 * at, 32 * at + 32));
    return { draw: task + "-" + ordinal, body, team, index: Number(index), salt: hex(nodes[0]), path: nodes.slice(1) };
  }

  /* Whether the notice is leaf `index` of the seal's tree. */
  function holds(notice, seal) {
    const pair = (left, right) => ssj.sha256.digest(join(Uint8Array.of(1), left, right));
    let place = notice.index;
    let last = seal.count - 1;
    if (place > last) return false;
    let node = ssj.sha256.digest(join(Uint8Array.of(0), utf8("ssj/seal/v1:" + notice.salt + ":" + notice.body + ":" + notice.team)));
    for (const other of notice.path) {
      if (last === 0) return false;
      if (place % 2 === 1 || place === last) {
        node = pair(other, node);
        while (place % 2 === 0 && place !== 0) {
          place = Math.floor(place / 2);
          last = Math.floor(last / 2);
        }
      } else node = pair(node, other);
      place = Math.floor(place / 2);
      last = Math.floor(last / 2);
    }
    return last === 0 && hex(node) === hex(fromHex(seal.root));
  }

  /* What the code says, `ssj.Unread` if it is none, or `ssj.Wrong` with the reason why it does not hold. */
  function check(text, seals) {
    const notice = parse(text);
    must(Object.prototype.hasOwnProperty.call(seals, notice.draw), "本站没有抽取 " + notice.draw + " 的封存值");
    must(holds(notice, seals[notice.draw]), "对象 " + notice.body + " 和这个检查小组不在封存的名单里");
    return notice;
  }

  ssj.notice = { parse, check };
})(this);
