"""A folder takes another's place, and whenever it is interrupted one of the two stands there, or is brought back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ssj_publish.machine import swap


def folders(tmp_path: Path) -> tuple[Path, Path]:
    """An old site and a new one, each with its name in a file."""
    made = tmp_path / "site", tmp_path / ".site.new"
    for path, text in zip(made, ("old", "new"), strict=True):
        path.mkdir()
        (path / "name").write_text(text)
    return made


@pytest.mark.parametrize("able", [True, False])
def test_the_new_takes_the_place_of_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, able: bool) -> None:
    if not able:
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    target, fresh = folders(tmp_path)
    swap.replace(target, fresh)
    assert (target / "name").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_nothing_stood_it_is_put(tmp_path: Path) -> None:
    _, fresh = folders(tmp_path)
    swap.replace(tmp_path / "elsewhere", fresh)
    assert (tmp_path / "elsewhere" / "name").read_text() == "new"


@pytest.mark.parametrize("able", [True, False])
@pytest.mark.parametrize("step", range(1, 5))
def test_a_kill_at_any_step_leaves_a_site(tmp_path: Path, able: bool, step: int) -> None:
    """A process of its own is gone without a word before its ``step``-th change; the next command finds a whole
    site."""
    target, fresh = folders(tmp_path)
    code = f"""
import os, shutil, sys
from pathlib import Path
from ssj_publish.machine import swap
left = [{step}]
def counted(call):
    def changed(*given, **named):
        left[0] -= 1
        if not left[0]:
            os._exit(9)
        return call(*given, **named)
    return changed
if not {able}:
    swap.exchange = lambda one, other: False
swap.os.replace, swap.shutil.rmtree, swap.exchange = map(counted, (os.replace, shutil.rmtree, swap.exchange))
swap.replace(Path({str(target)!r}), Path({str(fresh)!r}))
"""
    subprocess.run([sys.executable, "-c", code], check=False)
    swap.recover(target)
    assert (target / "name").read_text() in ("old", "new")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two names")
def test_two_names_are_exchanged_in_one_step(tmp_path: Path) -> None:
    target, fresh = folders(tmp_path)
    if not swap.exchange(target, fresh):
        pytest.skip("not on this file system")
    assert ((target / "name").read_text(), (fresh / "name").read_text()) == ("new", "old")
    assert not swap.exchange(target, tmp_path / "nothing")


def test_what_is_there_is_never_recovered_over(tmp_path: Path) -> None:
    target, _ = folders(tmp_path)
    (tmp_path / ".site.old").mkdir()
    swap.recover(target)
    assert (target / "name").read_text() == "old"
    assert os.listdir(tmp_path / ".site.old") == []
