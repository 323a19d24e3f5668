"""Which drand chains are known to be nobody's own: a name proves nothing, a chain's hash does.

Whoever runs a chain knows its rounds beforehand. The chains below are run by the League of Entropy, more than a dozen
institutions of several countries (https://docs.drand.love, /chains and /<hash>/info); a chain's hash is SHA-256 over
its parameters (`core.draw.drand`), so it stands for the whole chain. Any other chain may be the bureau's own: it may be
used, and is called unknown wherever it is shown.

A chain that is not known must not sound like one. Its id, folded, neither contains the folded form of a known name, nor
is one slip (a character more, less, other, or two exchanged) away from one of at least six characters. Folding, in this
order: NFKC; lower case; all but a–z and 0–9 dropped; ``vv`` → ``w``, ``rn`` → ``m``, ``cl`` → ``d``; then character by
character 0 → o, 1 and i → l, 3 → e, 4 → a, 5 → s, 6 and 8 → b, 7 → t, 9 and q → g, v → u. The same is asked of the id
folded without the pairs: a slip may make a pair (``quiclknet``), which is then no longer one character away.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import astuple
from typing import Final

from ssj_publish import errors
from ssj_publish.core.draw.drand import QUICKNET, Chain

#: Id, hash, public key, period, genesis time, genesis seed, scheme: as `Chain` has them.
Parameters = tuple[str, str, str, int, int, str, str]

#: Of drand's first chain the name is kept only: its scheme takes the signature before as well, and is not supported.
DEFAULT: Final[Parameters] = (
    "default",
    "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
    "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
    30,
    1595431050,
    "176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a",
    "pedersen-bls-chained",
)
#: Chain hash → all parameters.
PINNED: Final[dict[str, Parameters]] = {one[1]: one for one in (astuple(QUICKNET), DEFAULT)}
#: What readers take for one of those besides their ids: its makers, and what other chains of theirs are called.
_NAMES: Final = ("drand", "evmnet", "fastnet", "leagueofentropy", "mainnet")
_PAIRS: Final = (("vv", "w"), ("rn", "m"), ("cl", "d"))
_ALIKE: Final = str.maketrans("013456789iqv", "oleasbtbglgu")
_LONG: Final = 6


def known(chain_hash: str) -> bool:
    """Whether the chain of this hash is one that is run by many.

    >>> known(QUICKNET.chain_hash), known("00" * 32)
    (True, False)
    """
    return chain_hash in PINNED


def folded(name: str, pairs: bool = True) -> str:
    """What is left of ``name`` to an eye that does not look closely; ``pairs``: nor tells two letters from one.

    >>> folded("Quick-Net"), folded("qu1ckn3t") == folded("quicknet")
    ('gulcknet', True)
    """
    left = re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKC", name).casefold())
    for pair, one in _PAIRS if pairs else ():
        left = left.replace(pair, one)
    return left.translate(_ALIKE)


def sounds_known(name: str) -> bool:
    """Whether a reader could take ``name`` for that of a known chain."""
    readings = {folded(name), folded(name, pairs=False)}
    taken = [folded(one) for one in (*(parameters[0] for parameters in PINNED.values()), *_NAMES)]
    return any(
        one in mine or (len(one) >= _LONG and _one_slip(mine, one)) for one, mine in itertools.product(taken, readings)
    )


def check(chain: Chain) -> None:
    """`errors.BeaconMisnamed` for a chain that is not known and sounds like one, or whose hash is known and whose
    parameters are others."""
    pinned = PINNED.get(chain.chain_hash)
    if sounds_known(chain.id) if pinned is None else astuple(chain) != pinned:
        raise errors.BeaconMisnamed(chain=chain.id, hash=chain.chain_hash)


def _one_slip(one: str, other: str) -> bool:
    """Whether a character more, less or other, or two neighbours exchanged, make ``one`` of ``other``."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
