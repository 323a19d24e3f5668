/* drand: the chain's hash and a round's time. The signature's pairing is not checked here; the page says so. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { utf8, fromHex, join, big } = ssj.encoding;

  /* The chain's hash is the SHA-256 of this. */
  function chainBytes(chain) {
    const id = utf8(chain.id === "default" ? "" : chain.id);
    return join(big(chain.period, 4), big(chain.genesis_time, 8), fromHex(chain.public_key), fromHex(chain.genesis_seed), id);
  }

  /* Unix seconds. */
  function roundTime(chain, round) {
    return chain.genesis_time + chain.period * (round - 1);
  }

  ssj.beacon = { chainBytes, roundTime };
})(globalThis);
