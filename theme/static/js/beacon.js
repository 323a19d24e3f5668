/* drand: the chain's hash and a round's time. The signature's pairing is `pairing.js`' matter. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { utf8, fromHex, join, big } = ssj.encoding;

  const QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";

  /* The chain's hash is the SHA-256 of this. */
  function chainBytes(chain) {
    const id = utf8(chain.id === "default" ? "" : chain.id);
    return join(big(chain.period, 4), big(chain.genesis_time, 8), fromHex(chain.public_key), fromHex(chain.genesis_seed), id);
  }

  /* Unix seconds. */
  function roundTime(chain, round) {
    return chain.genesis_time + chain.period * (round - 1);
  }

  /* A chain is known by its hash, never by its name. */
  function told(chain) {
    if (chain.chain_hash === QUICKNET) return "drand " + chain.id;
    return "未知信标 " + chain.id + "：本程序不认识，谁运行它、能否预知，无法判断。";
  }

  ssj.beacon = { chainBytes, roundTime, told };
})(this);
