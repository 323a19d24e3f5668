"""A ledger's checkpoints and a time-stamping authority: by HTTP and by file, with a real OpenSSL behind it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from ssj_publish import errors
from ssj_publish.core.log import check_trust
from ssj_publish.core.replay import replay
from ssj_publish.core.tlog import timestamp
from ssj_publish.ledger import checkpoints, store
from ssj_publish.office.checkpoints import Log
from tests.bureau import LOG, ORIGIN, genesis, logged
from tests.tsa import Tsa, needs_openssl
from tests.world import World

pytestmark = needs_openssl


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Tsa:
    return Tsa(tmp_path_factory.mktemp("tsa"))


@pytest.fixture
def world(tsa: Tsa) -> World:
    return World().found(**logged(), authorities=(tsa.authority,)).register()


@pytest.fixture
def ledger(world: World, tmp_path: Path) -> Path:
    folder = world.write(tmp_path)
    opened(folder).sign(LOG)
    return folder


def opened(ledger: Path) -> Log:
    return Log(ledger, replay(store.read_entries(ledger)).state)


def test_over_http(ledger: Path, tsa: Tsa) -> None:
    with tsa.serving() as url:
        time = opened(ledger).stamp(replace(tsa.authority, url=url))
    assert abs(time - datetime.now(UTC)) < timedelta(minutes=1)
    assert opened(ledger).last.tokens == {"ca.1": time}
    [token] = (ledger / "checkpoints").glob("*.tsr")
    assert tsa.by_hand(token.read_bytes(), (ledger / "checkpoints" / "000005.note").read_bytes())


def test_a_checkpoint_stamped_twice_is_no_fork(ledger: Path, tsa: Tsa) -> None:
    first = opened(ledger).keep_token(tsa.authority, tsa.answer(opened(ledger).query()))
    assert opened(ledger).keep_token(tsa.authority, tsa.answer(opened(ledger).query())) == first
    assert opened(ledger).last.tokens == {"ca.1": first}


def test_an_answer_for_an_older_checkpoint_is_kept_with_that_one(
    ledger: Path, world: World, tsa: Tsa, tmp_path: Path
) -> None:
    answer = tsa.answer(opened(ledger).query())
    world.plan().write(tmp_path)
    opened(ledger).sign(LOG)
    opened(ledger).keep_token(tsa.authority, answer)
    assert [bool(one.tokens) for one in opened(ledger).audited] == [True, False]


def test_an_answer_for_something_else_is_not_kept(ledger: Path, tsa: Tsa, tmp_path: Path) -> None:
    stranger = Tsa(tmp_path / "stranger")
    log = opened(ledger)
    for answer, reason in ((stranger.answer(log.query()), "chain"), (_other(tsa), "data")):
        with pytest.raises(errors.TokenRefused) as fault:
            log.keep_token(tsa.authority, answer)
        assert fault.value.data["reason"] == reason
    with pytest.raises(errors.TokenMalformed):
        log.keep_token(tsa.authority, b"")
    assert not list((ledger / "checkpoints").glob("*.tsr"))


def _other(tsa: Tsa) -> bytes:
    return tsa.answer(timestamp.query(b"something else"))


@pytest.mark.parametrize("harm", ["cut", "moved", "stranger"])
def test_a_token_that_does_not_hold_fails_the_ledger(
    ledger: Path, world: World, tsa: Tsa, tmp_path: Path, harm: str
) -> None:
    log = opened(ledger)
    log.keep_token(tsa.authority, tsa.answer(log.query()))
    [token] = (ledger / "checkpoints").glob("*.tsr")
    if harm == "cut":
        token.write_bytes(token.read_bytes()[:-1])
    elif harm == "moved":
        world.plan().write(tmp_path)
        token_data = token.read_bytes()
        token.unlink()
        opened(ledger).sign(LOG)
        checkpoints.add_token(ledger, opened(ledger).last.checkpoint.size, "ca.1", token_data)
    else:
        token.rename(token.with_name("000005.ca.2.tsr"))
    with pytest.raises((errors.TokenMalformed, errors.TokenRefused)) as fault:
        opened(ledger)
    assert str(fault.value.data["name"]).startswith("checkpoints/0000")


def test_an_authority_without_certificate_cannot_be_trusted(tsa: Tsa) -> None:
    malformed = genesis(**logged(), authorities=(replace(tsa.authority, certificate="AAAA"),))
    with pytest.raises(errors.AuthorityMalformed):
        check_trust(ORIGIN, malformed, ())


def test_an_authority_that_the_ledger_does_not_name_is_unknown(ledger: Path) -> None:
    with pytest.raises(errors.AuthorityUnknown) as fault:
        opened(ledger).authority("ca.9")
    assert fault.value.data["known"] == "ca.1"
