/* Bytes and text: UTF-8, hex, and the canonical YAML of a record's statement.
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

  /* What is said of a statement: block style, one key a line, scalars as in JSON. */
  function parseStatement(text) {
    const lines = text.split("\n").slice(0, -1).reverse();
    const found = block(lines, 0);
    ssj.must(lines.length === 0, "陈述不是规定的写法");
    return found.statement;
  }

  function block(lines, indent) {
    const starts = (mark) => lines.length > 0 && lines[lines.length - 1].startsWith(mark, indent);
    const listing = starts("- ");
    const found = listing ? [] : Object.create(null);
    while (lines.length > 0 && lines[lines.length - 1].search(/[^ ]|$/) === indent && starts("- ") === listing) {
      const line = lines.pop().slice(indent);
      const colon = line.indexOf(":");
      const key = colon < 0 ? line : line.slice(0, colon);
      if (listing && !key.includes('"') && colon > 0) {
        lines.push(" ".repeat(indent + 2) + line.slice(2));
        found.push(block(lines, indent + 2));
      } else if (listing) {
        found.push(JSON.parse(line.slice(2)));
      } else {
        ssj.must(!(key in found), "陈述里一个键写了两次");
        found[key] = colon >= 0 && line.length > colon + 1 ? JSON.parse(line.slice(colon + 1)) : block(lines, indent + 2);
      }
    }
    return found;
  }

  /* Records leave out what has its default value: nothing said is empty, zero or no. */
  function same(said, told) {
    if (said === undefined) return !told || (Array.isArray(told) && told.length === 0);
    if (Array.isArray(said) && Array.isArray(told)) {
      return said.length === told.length && said.every((one, at) => same(one, told[at]));
    }
    if (isObject(said) && isObject(told)) {
      return Object.keys({ ...said, ...told }).every((key) => same(said[key], told[key]));
    }
    return said === told;
  }

  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
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
  ssj.encoding = { utf8: (text) => utf8.encode(text), hex, fromHex, join, big, parseStatement, same, short };
})(this);
