"""Whom a cell means: by id or, where only one has it, by name; the nearest is offered, and nobody is guessed."""

from __future__ import annotations

import pytest

from ssj_publish import errors
from ssj_publish.importers.faults import Trouble
from ssj_publish.importers.known import Known, Names
from tests.bureau import body, item

NAMES = Names([body(1), body(2, name="第一小学（东校区）"), body(3, name="同名学校"), body(4, name="同名学校")])


@pytest.mark.parametrize(
    "written", ["S002", "Ｓ００２", "第一小学（东校区）", "第一小学 (东校区)", " 第一小学(东校区)"]
)
def test_an_id_or_a_name_in_any_spelling(written: str) -> None:
    assert NAMES.one(written) == "S002"


def test_of_two_of_one_name_the_id_decides() -> None:
    with pytest.raises(Trouble) as caught:
        NAMES.one("同名学校")
    assert (caught.value.code, caught.value.data) == ("name-several", {"name": "同名学校", "known": "S003、S004"})
    assert NAMES.one("S004") == "S004"


def test_of_many_of_one_name_ten_are_listed() -> None:
    with pytest.raises(Trouble) as caught:
        Names([body(number, name="同名学校") for number in range(1, 13)]).one("同名学校")
    assert caught.value.data["known"] == "、".join(f"S{number:03d}" for number in range(1, 11))


@pytest.mark.parametrize(("written", "near"), [("第1学效", "S001 第1学校"), ("某某公司", "（无）")])
def test_who_is_not_there_is_not_guessed_but_the_nearest_is_named(written: str, near: str) -> None:
    with pytest.raises(Trouble) as caught:
        NAMES.one(written)
    assert (caught.value.code, caught.value.data) == ("name-unknown", {"name": written, "near": near})


def test_a_list_names_each_once() -> None:
    assert NAMES.people("S001、第一小学（东校区）/S001") == ("S001", "S002")


def test_a_number_beside_its_own_name_is_one_of_them() -> None:
    for written in ("S001 第1学校", "第1学校（S001）", "Ｓ００１ 第1学校"):
        assert NAMES.one(written) == "S001"
    for written in ("S003 第1学校", "第1学校（S003）", "S001第1学校"):
        with pytest.raises(Trouble):
            NAMES.one(written)


def record(text: str) -> str:
    if text == "7":
        return "f" * 64
    raise (
        errors.RecordNotFound(text=text)
        if text == "8"
        else errors.RecordAmbiguous(text=text, count=2, candidates="甲；乙")
    )


def test_a_record_is_meant_by_its_number() -> None:
    known = Known(NAMES, NAMES, {"I1": item("I1", name="收费检查")}, {}, record)
    assert known.numbered(7) == known.numbered("7") == "f" * 64
    for written, code in (("8", "record-unknown"), ("ab12", "record-several")):
        with pytest.raises(Trouble) as caught:
            known.numbered(written)
        assert (caught.value.code, caught.value.data) == (code, {"text": written})
    assert known.item_names == {"I1": "收费检查"}
