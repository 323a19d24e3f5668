/* A reader's choice stands in the address, so that a link to an answer is a link. */
window.SSJ_ADDRESS = (function () {
  "use strict";

  /* What the address asks for: behind the question mark, or from disk, where some browsers let a page change no more, behind #. */
  function read() {
    const found = new Map();
    (location.search.slice(1) + "&" + (location.hash.indexOf("=") > 0 ? location.hash.slice(1) : "")).split("&").forEach((one) => {
      const at = one.indexOf("=");
      if (at < 1) return;
      try {
        found.set(decodeURIComponent(one.slice(0, at)), decodeURIComponent(one.slice(at + 1).replace(/\+/g, " ")));
      } catch {
        /* Not an address that this page made. */
      }
    });
    return found;
  }

  /* Pairs of a name and a value. */
  function write(pairs) {
    const told = pairs.map((one) => encodeURIComponent(one[0]) + "=" + encodeURIComponent(one[1])).join("&");
    try {
      history.replaceState(null, "", told ? "?" + told : location.pathname);
    } catch {
      location.replace("#" + told);
    }
  }

  return { read: read, write: write };
})();
