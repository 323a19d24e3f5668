"""The door: ``python -m ssj_publish`` and ``ssj`` are one."""

from __future__ import annotations

import sys

import pytest

from ssj_publish import __main__, __version__


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["没有这个命令"], 2)])
def test_it_leaves_with_the_command_s_code(
    arguments: list[str], code: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["ssj", *arguments])
    with pytest.raises(SystemExit) as left:
        __main__.main()
    assert (left.value.code or 0) == code
    told = capfd.readouterr()
    assert (__version__ in told.out) is (code == 0)
