"""No record holds what nobody sees; what reads alike is compared alike; both on every Python."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest

from ssj_publish.core import text, unicode14
from ssj_publish.core.text import fold, mixed, unseen
from tests import unicode14 as derived

ROOT = Path(__file__).parents[2]
#: All that may be written, and what each character folds to, in one number.
PROGRAM = """
import hashlib
from ssj_publish.core.text import fold, unseen
told = hashlib.sha256()
for code in range(0x110000):
    one = chr(code)
    told.update(b"-" if unseen(one) else fold(one).encode() + fold("x" + one + "y").encode())
print(told.hexdigest())
"""


def newer() -> list[str]:
    """Pythons on this machine whose tables are newer than the pinned ones."""
    folders = sorted((Path.home() / ".pyenv" / "versions").glob("3.1[2-9]*/bin"))
    found = [str(one / "python") for one in folders]
    found += [path for minor in range(12, 20) if (path := shutil.which(f"python3.{minor}")) is not None]
    return [
        path for path in found if subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode == 0
    ]


@pytest.mark.skipif(unicodedata.unidata_version != derived.PINNED, reason="this Python has other tables")
def test_the_table_is_unicode_14s() -> None:
    assert Path(unicode14.__file__).read_text("utf-8") == derived.module()


@pytest.mark.skipif(unicodedata.unidata_version != derived.PINNED, reason="this Python has other tables")
@pytest.mark.parametrize("every", [29, pytest.param(1, marks=pytest.mark.slow)])
def test_every_character_is_told_by_the_table(every: int) -> None:
    """However it is searched for: alone, or behind one of another plane. Where some are left out, none at an end of a
    range is."""
    of = derived.refused()
    ends = {int(end, 16) + beside for end in re.findall("[0-9A-F]+", unicode14.UNSEEN) for beside in (-1, 0, 1)}
    for code in sorted({*range(0, 0x110000, every), *ends} & {*range(0x110000)}):
        wrong = of(code)
        assert (unseen(chr(code)) is not None) == wrong
        found = unseen(f"安\U00020000{chr(code)}")
        assert (found is not None and found.start() == 2) == wrong


@pytest.mark.slow
@pytest.mark.parametrize("python", newer() or [None])
def test_another_python_refuses_and_folds_the_same(python: str | None) -> None:
    """Its own tables may be newer; the rule's are not."""
    if python is None:
        pytest.skip("no other Python here")
    told = [
        subprocess.run([one, "-c", PROGRAM], capture_output=True, check=True, cwd=ROOT, env={}).stdout
        for one in (sys.executable, python)
    ]
    assert told[0] == told[1]
    assert len(told[0].strip()) == len(sha256().hexdigest())


@pytest.mark.parametrize(
    "code",
    [
        *(0x00, 0x09, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x1680, 0x17B4, 0x180B),
        *(
            0x180E,
            0x2002,
            0x2003,
            0x2009,
            0x200B,
            0x200D,
            0x200E,
            0x2028,
            0x2029,
            0x202E,
            0x202F,
            0x205F,
            0x2060,
            0x2066,
        ),
        *(
            0x2800,
            0x2E80,
            0x2EA0,
            0x2F00,
            0x2FF0,
            0x3164,
            0x31C0,
            0xD800,
            0xE000,
            0xFE00,
            0xFE0F,
            0xFEFF,
            0xFFA0,
            0xFFFC,
        ),
        *(0xFFFD, 0xFFFF, 0x378, 0x16FE4, 0x1D159, 0x1D173, 0x323AF, 0xE0001, 0xE0041, 0xE0100, 0xF0000, 0x10FFFF),
        # Assigned since: 15.0, 15.1, 16.0.
        *(0x0CF3, 0x31350, 0x2EBF0, 0x1C89),
    ],
    ids=lambda code: f"U+{code:04X}",
)
def test_what_is_not_to_be_seen(code: int) -> None:
    assert unseen(f"安澜县{chr(code)}学校") is not None


@pytest.mark.parametrize(
    "said", ["", "安澜县第一中学", "a\nb", "全　角", "é №1 ㎡ ①", "𠮷野", "😀", "ᠮᠣᠩᠭᠣᠯ", "བོད་", "ئۇيغۇر", "ꆈꌠ"]
)
def test_what_people_write(said: str) -> None:
    """Other peoples' scripts, rare characters and signs among it."""
    assert unseen(said) is None


@pytest.mark.parametrize(
    "pair",
    [
        ("安澜县第一中学", "安澜县 第一中学"),
        ("安澜县第一中学（东校区）", "安澜县第一中学(东校区)"),
        ("安澜县第一中学(东校区)", "安澜县第一中学东校区"),
        ("阿依古丽·买买提", "阿依古丽•买买提"),
        ("阿依古丽·买买提", "阿依古丽．买买提"),
        ("ABC培训", "ａｂｃ培训"),
        ("ABC培训", "АВС培训"),  # Cyrillic
        ("NOVA", "ΝΟVA"),  # Greek
        ("二〇二五", "二○二五"),
        ("YZ-001", "yz001"),
        ("第①小学", "第1小学"),
        ("“新星”艺术学校", "新星艺术学校"),
        ("ﬁn", "FIN"),
    ],
)
def test_one_name_written_twice(pair: tuple[str, str]) -> None:
    assert fold(pair[0]) == fold(pair[1])


def test_different_names_stay_different() -> None:
    names = ["安澜县第一中学", "安澜县第二中学", "安澜县一中", "N1", "N11", "—", "（）"]
    assert len({fold(one) for one in names}) == len(names)
    assert not any(fold(one) == "" for one in names)


def test_folding_twice_is_folding_once() -> None:
    for code in range(0x20, 0x30000):
        if unseen(chr(code)) is None:
            once = fold(f"校{chr(code)}a")
            assert fold(once) == once, hex(code)


@pytest.mark.parametrize("word", ["АBC培训", "NΟVA", "Aа1", "X1а"])
def test_two_scripts_within_a_word(word: str) -> None:
    assert mixed(word) is not None


@pytest.mark.parametrize("word", ["ABC培训", "α粒子 A型", "γ射线", "АВС", "第A校区β班", "é"])
def test_words_of_one_script(word: str) -> None:
    assert mixed(word) is None


@pytest.mark.parametrize("name", ["protocol.md", "protocol-en.md"])
def test_the_protocol_gives_the_letters_that_fold(name: str) -> None:
    """Who writes a verifier from the page has nothing to guess."""
    told = (ROOT / "content" / "pages" / name).read_text("utf-8")
    for letters in (*text.CYRILLIC, *text.GREEK, text.ROUND, f"`{text.MARKS}`"):
        assert letters in told
    for ends in (*derived.RADICALS.split(), *derived.BLANK.replace("-", " ").split()):
        assert ends.replace("-", "–") in told


def test_the_module_says_what_it_does() -> None:
    import doctest

    assert doctest.testmod(text).failed == 0
