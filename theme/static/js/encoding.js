/* Bytes and text: UTF-8 and hex.
   Each script of this folder bears the name of the room in the core whose work it does, is a classic script (modules do
   not load from disk) and adds its own part to `ssj`. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const utf8 = new TextEncoder();
  const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

  function hex(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at++) text += PAIRS[bytes[at]];
    return text;
  }

  /* Lower-case hex to bytes; anything else is refused. */
  function fromHex(text) {
    if (typeof text !== "string" || !/^(?:[0-9a-f]{2})*$/.test(text)) throw new ssj.Wrong("不是十六进制：" + short(text));
    return Uint8Array.from({ length: text.length / 2 }, (_, at) => parseInt(text.slice(2 * at, 2 * at + 2), 16));
  }

  function join(...parts) {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  /* A number as big-endian bytes. */
  function big(number, length) {
    ssj.must(Number.isSafeInteger(number) && number >= 0, "不是整数：" + short(number));
    const bytes = new Uint8Array(length);
    for (let at = length - 1, rest = number; at >= 0; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256;
    return bytes;
  }

  /* Equal values: lists by what they hold. */
  function same(one, other) {
    if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
    return one.length === other.length && one.every((value, at) => same(value, other[at]));
  }

  function short(value) {
    return String(JSON.stringify(value)).slice(0, 80);
  }

  /* A contradiction that is proved; the message is for people. Only this accuses anybody: whatever else is thrown says that
     the browser did not come to an end, and nothing of the draw. */
  ssj.Wrong = class Wrong extends Error {};
  ssj.must = function must(fact, sentence) {
    if (!fact) throw new ssj.Wrong(sentence);
  };
  ssj.encoding = { utf8: (text) => utf8.encode(text), hex, fromHex, join, big, same, short };
})(this);
