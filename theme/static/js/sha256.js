/* SHA-256. Tickets come by the hundred thousand, one short text each, and need an answer at once: noble's, which is there
   on every page, secure context or not. Where the browser has a SHA-256 of its own (WebCrypto), `second` asks it too. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { utf8, hex } = ssj.encoding;
  const noble = root.nobleSha256.sha256;

  function digest(data) {
    return noble(typeof data === "string" ? utf8(data) : data);
  }

  /* A function that hashes `prefix` + text: the state after the prefix is kept, and copied for each text. */
  function after(prefix) {
    const kept = noble.create().update(utf8(prefix));
    const state = noble.create();
    return (text) => {
      kept._cloneInto(state);
      return state.update(utf8(text)).digest();
    };
  }

  /* Whether the browser's own SHA-256 gives the same for all of [text or bytes, hex]; null where it has none. */
  async function second(pairs) {
    const subtle = root.crypto && root.crypto.subtle;
    if (!subtle) return null;
    for (const [data, expected] of pairs) {
      const found = await subtle.digest("SHA-256", typeof data === "string" ? utf8(data) : data);
      if (hex(new Uint8Array(found)) !== expected) return false;
    }
    return true;
  }

  ssj.sha256 = { digest, hex: (data) => hex(digest(data)), after, second };
})(this);
