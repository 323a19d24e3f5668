"""The system's refusals in Chinese, by number and by its own words, whatever wraps them."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from ssj_publish.words import system


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EISDIR, errno.EADDRINUSE])
def test_a_number_is_worded_alone_in_an_error_and_in_text(number: int) -> None:
    fault = OSError(number, os.strerror(number), "某个 文件")
    told = system.refusal(fault)
    assert not any(letter.isascii() and letter.isalpha() for letter in told)
    assert system.chinese(str(fault)) == told
    assert system.chinese(os.strerror(number)) == told


def test_every_number_of_this_system_has_some_chinese() -> None:
    for number in errno.errorcode:
        assert any("一" <= letter <= "鿿" for letter in system.chinese(str(OSError(number, os.strerror(number)))))


def test_the_real_thing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Errno") as caught:
        (tmp_path / "没有").read_bytes()
    assert system.refusal(caught.value) == "没有这个文件或文件夹"
    with pytest.raises(OSError, match="Errno") as caught:
        tmp_path.read_bytes()
    assert system.refusal(caught.value) in ("这是文件夹，不是文件", "没有权限")


def test_names_that_no_host_has() -> None:
    fault = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    assert system.refusal(fault) == system.chinese(f"<urlopen error {fault}>") == "找不到这个主机名"


def test_windows_numbers() -> None:
    assert system.chinese("[WinError 32] The process cannot access the file: 'a.xlsx'") == "正被别的程序占用"


def test_what_is_nobodys_stays_as_it_is() -> None:
    assert system.chinese("台账在别处") == "台账在别处"
