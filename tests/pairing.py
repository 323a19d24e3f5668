"""The pairing of BLS12-381 as the protocol words it (R26), in plain integers: slow, and only there to hold the words.

Fp2 is a pair (a, b) for a + b·u; Fp12 is the six coefficients over Fp2 of the powers of w, where w⁶ = 1 + u.
"""

from __future__ import annotations

P = 0x1A0111EA397FE69A4B1BA7B6434BACD764774B84F38512BF6730D2A0F6B0F6241EABFFFEB153FFFFB9FEFFFFFFFFAAAB
ORDER = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
#: |x|; x itself is negative.
X = 0xD201000000010000
Pair = tuple[int, int]
Element = list[Pair]
ONE: Element = [(1, 0)] + [(0, 0)] * 5
#: The generators of both groups, as the curve's specification has them.
G1: Pair = (
    0x17F1D3A73197D7942695638C4FA9AC0FC3688C4F9774B905A14E3A3F171BAC586C55E83FF97A1AEFFB3AF00ADB22C6BB,
    0x08B3F481E3AAA0F1A09E30ED741D8AE4FCF5E095D5D00AF600DB18CB2C04B3EDD03CC744A2888AE40CAA232946C5E7E1,
)
G2: tuple[Pair, Pair] = (
    (
        0x024AA2B2F08F0A91260805272DC51051C6E47AD4FA403B02B4510B647AE3D1770BAC0326A805BBEFD48056C8C121BDB8,
        0x13E02B6052719F607DACD3A088274F65596BD0D09920B61AB5DA61BBDC7F5049334CF11213945D57E5AC7D055D042B7E,
    ),
    (
        0x0CE5D527727D6E118CC9CDC6DA2E351AADFD9BAA8CBDD3A76D429A695160D12C923AC9CC3BACA289E193548608B82801,
        0x0606C4A02EA734CC32ACD2B02BC28B99CB3E287E85A763AF267492AB572E99AB3F370D275CEC1DA1AAA9075FF05F79BE,
    ),
)


def _sub(x: Pair, y: Pair) -> Pair:
    return (x[0] - y[0]) % P, (x[1] - y[1]) % P


def _mul(x: Pair, y: Pair) -> Pair:
    return (x[0] * y[0] - x[1] * y[1]) % P, (x[0] * y[1] + x[1] * y[0]) % P


def _inverse(x: Pair) -> Pair:
    norm = pow(x[0] * x[0] + x[1] * x[1], -1, P)
    return x[0] * norm % P, -x[1] * norm % P


def multiply(a: Element, b: Element) -> Element:
    out = [(0, 0)] * 11
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            if x != (0, 0) and y != (0, 0):
                more = _mul(x, y)
                out[i + j] = ((out[i + j][0] + more[0]) % P, (out[i + j][1] + more[1]) % P)
    for at in range(10, 5, -1):
        real, other = out[at]
        out[at - 6] = ((out[at - 6][0] + real - other) % P, (out[at - 6][1] + real + other) % P)
    return out[:6]


def power(base: Element, exponent: int) -> Element:
    found = ONE
    for bit in f"{exponent:b}":
        found = multiply(found, found)
        if bit == "1":
            found = multiply(found, base)
    return found


def _line(t: tuple[Pair, Pair], q: tuple[Pair, Pair], p: Pair) -> tuple[Element, tuple[Pair, Pair]]:
    """The line through ``t`` and ``q`` of the twist, at ``p``; and their sum."""
    if t == q:
        slope = _mul(_mul((3, 0), _mul(t[0], t[0])), _inverse(_mul((2, 0), t[1])))
    else:
        slope = _mul(_sub(q[1], t[1]), _inverse(_sub(q[0], t[0])))
    x = _sub(_sub(_mul(slope, slope), t[0]), q[0])
    back = _inverse((1, 1))
    value: Element = [(p[1], 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0)]
    value[3] = _mul(back, _sub(_mul(slope, t[0]), t[1]))
    value[5] = _mul(back, _mul((-p[0] % P, 0), slope))
    return value, (x, _sub(_mul(slope, _sub(t[0], x)), t[1]))


def pairing(p: Pair, q: tuple[Pair, Pair]) -> Element:
    """e(p, q), as the page defines it."""
    found, t = ONE, q
    for bit in f"{X:b}"[1:]:
        value, t = _line(t, t, p)
        found = multiply(multiply(found, found), value)
        if bit == "1":
            value, t = _line(t, q, p)
            found = multiply(found, value)
    conjugate = [one if place % 2 == 0 else _sub((0, 0), one) for place, one in enumerate(found)]
    return power(conjugate, 3 * (P**12 - 1) // ORDER)


def written(element: Element) -> bytes:
    """Flattened as towers, c0 before c1 at each level (v = w²), then backwards; 48 bytes each, big-endian."""
    flat = [number for place in (0, 2, 4, 1, 3, 5) for number in element[place]]
    return b"".join(number.to_bytes(48, "big") for number in reversed(flat))
