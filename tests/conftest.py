"""What every test can ask for."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import KeySerializationEncryption, PrivateFormat
from hypothesis import settings

from ssj_publish.core.draw import drand
from ssj_publish.signing import files
from tests.databases import postgres, spark  # noqa: F401  # fixtures for whoever asks for them
from tests.shared import records_once, shared  # noqa: F401
from tests.world import World
from tests.years import fullest_year

# How long an example takes says nothing here: machines are small and shared.
settings.register_profile("ssj", deadline=None)
settings.load_profile("ssj")
# What `make quick` asks for: it is run again and again, each time with other examples.
settings.register_profile("quick", deadline=None, max_examples=25)


@pytest.fixture(scope="session")
def _planned() -> World:
    return World().found().register().plan()


# Twelve thousand tests are collected and stay: no use looking through them for garbage while they come in, nor ever
# after.
gc.disable()


def pytest_collection_finish() -> None:
    gc.enable()
    gc.freeze()


@pytest.fixture
def world(_planned: World) -> World:
    """Founded, registers filled, plan approved: ready to draw. Made once, and copied."""
    return deepcopy(_planned)


@pytest.fixture(scope="session")
def full_world() -> World:
    """`fullest_year`, built once: read it only."""
    return fullest_year()


@pytest.fixture
def empty_world() -> World:
    """Nothing yet."""
    return World()


@pytest.fixture(scope="session", autouse=True)
def _rounds_once() -> Iterator[None]:
    """Thousands of draws wait for the same few rounds: whether one holds depends on its bytes alone, and is worked out
    once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drand, "_pairing_holds", lru_cache(maxsize=4096)(drand._pairing_holds))
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test leaves anything in the cache of whoever runs it, nor takes anything from there."""
    os.environ["SSJ_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def light_locks() -> Iterator[None]:
    """A passphrase locks a key with one round of bcrypt: sixteen take a tenth of a second, each time that the key is
    used."""

    def light(passphrase: bytes) -> KeySerializationEncryption:
        return PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(1).build(passphrase)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "BestAvailableEncryption", light)
        yield


@pytest.fixture
def own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git without the settings of whoever runs the tests, and without those of a hook that runs them."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = tmp_path / "gitconfig"
    settings.write_text("[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
