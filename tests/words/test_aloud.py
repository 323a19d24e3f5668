"""A body read aloud: labels and words for every field and code, and every value of it."""

from __future__ import annotations

import re

import msgspec

from ssj_publish.words import aloud
from tests.years import whole_year


def test_every_record_is_told_whole_and_without_a_word_of_english() -> None:
    for one in whole_year().state.records.values():
        raw = msgspec.to_builtins(one.body)
        told = list(aloud.lines(type(one.body), raw))
        for line in told:
            assert re.match(r" +[^：]*[一-鿿][^：]*：", line), (one.kind, line)
            assert not re.search("[0-9a-f]{64}", line)
        assert len(told) >= len([value for value in raw.values() if value != []])


def test_a_code_is_told_in_words() -> None:
    from ssj_publish.core.kinds.registers import Basis

    assert list(aloud.lines(Basis, {"title": "《教育法》", "level": "law"})) == [
        "  依据名称：《教育法》",
        "  效力层级：法律",
    ]
