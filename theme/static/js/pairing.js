/* drand's signatures, checked by pairing: chains of the scheme bls-unchained-g1-rfc9380 (RFC 9380; section 4.3 of the protocol).
   The library is large and needs BigInt: it is fetched from this site when somebody recomputes a draw, and not before. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { fromHex, hex, big } = ssj.encoding;
  const TAG = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
  const HERE = root.document && root.document.currentScript ? root.document.currentScript.src : "";
  /* A round of quicknet, of which the answer is known. */
  const KEY =
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a";
  const ROUND = 1;
  const SIGNATURE = "b55e7cb2d5c613ee0b2e28d6750aabbb78c39dcc96bd9d38c2c2e12198df95571de8e8e402a0cc48871c7089a2b3af4b";

  function holds(key, round, signature) {
    const scheme = root.nobleBls.bls12_381.shortSignatures;
    let point;
    try {
      point = scheme.Signature.fromBytes(fromHex(signature));
      if (hex(scheme.Signature.toBytes(point)) !== signature) return false;
    } catch {
      return false; // no point of the group
    }
    return scheme.verify(point, scheme.hash(ssj.sha256.digest(big(round, 8)), TAG), fromHex(key));
  }

  /* Whether this engine tells a true round from a false one. */
  function able() {
    try {
      return holds(KEY, ROUND, SIGNATURE) && !holds(KEY, ROUND + 1, SIGNATURE);
    } catch {
      return false;
    }
  }

  function load() {
    if (root.nobleBls || !HERE || !("BigInt" in root)) return Promise.resolve();
    return new Promise((resolve) => {
      const script = root.document.createElement("script");
      script.src = HERE.replace(/pairing\.js.*$/, "vendor/noble-bls12-381.js");
      script.onload = script.onerror = () => resolve();
      root.document.head.appendChild(script);
    });
  }

  /* The signatures of `data`'s chain, as [round, signature in hex]: what the result rests on, and what opened timelocks. */
  function rounds(data) {
    const { chain, commit } = data;
    const shown = data.result || data.seal;
    const own = chain && shown ? [[commit.beacon.round, shown.signature]] : [];
    const locks = data.reveals.map((one) => one.unlock).filter((one) => one && chain && one.chain === chain.id);
    const all = own.concat(locks.map((one) => [one.round, one.signature]));
    return all.filter((one, at) => all.findIndex((other) => other.join() === one.join()) === at);
  }

  /* How many signatures hold; null where this browser cannot tell. Throws `ssj.Wrong` for one that does not hold. */
  async function check(data) {
    const all = rounds(data);
    if (all.length === 0) return 0;
    await load();
    if (!root.nobleBls || !able()) return null;
    for (const [round, signature] of all) {
      if (!holds(data.chain.public_key, round, signature)) {
        throw Object.assign(new ssj.Wrong("第 " + round + " 轮的签名不是这条链的"), { title: "随机数的签名" });
      }
    }
    return all.length;
  }

  ssj.pairing = { holds, rounds, check };
})(this);
