"""Genesis and the yearly calendars."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core import log
from ssj_publish.core.authority import Keyring
from ssj_publish.core.calendar import check_year
from ssj_publish.core.draw import beacons
from ssj_publish.core.draw.drand import Chain
from ssj_publish.core.kinds.genesis import CalendarYear, Genesis
from ssj_publish.core.kinds.keys import TrustChange
from ssj_publish.core.records import Record
from ssj_publish.core.rules import bounds, naming
from ssj_publish.core.state import State

#: Roles of which a bureau has exactly one: two could sign against each other.
_SINGLE = ("policy", "leader", "discipline")


def keyring(record: Record[Genesis]) -> Keyring:
    """The keyring a genesis record founds, once the record itself makes sense (protocol R5)."""
    genesis = record.body
    for type_ in _SINGLE:
        if sum(role.type == type_ for role in genesis.roles) != 1:
            raise errors.RoleCount(type=type_)
    if not any(role.type == "office" for role in genesis.roles):
        raise errors.RoleCount(type="office")
    if sum(role.type == "root" for role in genesis.roles) > 1:
        raise errors.RoleCount(type="root")
    naming.check_roles(genesis.roles)
    bounds.check(genesis.settings)
    ring = Keyring.of(genesis.roles)
    check_trusted(record.statement.origin, genesis, ring.taken)
    return ring


def check_trusted(origin: str, trust: Genesis | TrustChange, taken: frozenset[bytes]) -> None:
    """What a ledger may say of log, witnesses, authorities and beacons (protocol R37); ``taken`` are keys in other
    use."""
    if len({beacon.id for beacon in trust.beacons}) != len(trust.beacons):
        raise errors.BeaconRepeated()
    for beacon in trust.beacons:
        beacons.check(chain_of(beacon))
    if len({one.id for one in trust.authorities}) != len(trust.authorities):
        raise errors.AuthorityRepeated()
    log.check_trust(origin, trust, taken)


def chain_of(beacon: object) -> Chain:
    """The chain a beacon describes; its hash is recomputed. Raises `errors.ChainRefused`."""
    fields = ("id", "chain_hash", "public_key", "period", "genesis_time", "genesis_seed", "scheme")
    return Chain(**{field: getattr(beacon, field) for field in fields})


def calendar(state: State, record: Record[CalendarYear], signers: frozenset[str]) -> None:
    """One notice a year; a second one for the same year replaces the first (the State Council may amend it)."""
    year = record.body
    check_year(year)
    state.calendars[year.year] = year
    state.notices.append(record)
