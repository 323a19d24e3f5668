"""Identity and mobile numbers, wherever they hide."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.importers import personal
from ssj_publish.importers.faults import Place, Report, shown

MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
AROUND = st.sampled_from(["", "电话", "（", " ", "\u3000", "、", "tel:", "校长\n"])


@st.composite
def identities(draw: Any) -> str:
    day = draw(st.dates(date(1920, 1, 1), date(2020, 12, 31)))
    digits = draw(st.integers(100_000, 999_999)), day, draw(st.integers(0, 999))
    stem = f"{digits[0]}{digits[1]:%Y%m%d}{digits[2]:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return stem + "10X98765432"[sum(int(d) * w for d, w in zip(stem, weights, strict=True)) % 11]


@given(st.one_of(MOBILES, identities()), AROUND, AROUND, st.data())
def test_found_and_masked(number: str, before: str, after: str, data: Any) -> None:
    """In any width, spread by spaces or invisible characters, with text around it; and no part of it is shown."""
    kind = data.draw(st.sampled_from(["plain", "wide", "zero-width", "parted"]))
    written = {
        "plain": number,
        "wide": "".join(chr(ord(c) + 0xFEE0) for c in number),
        "zero-width": "\u200b".join(number),
        "parted": f"{number[:3]}-{number[3:7]} {number[7:]}"
        if len(number) == 11
        else f"{number[:6]} {number[6:14]} {number[14:]}",
    }[kind]
    text = f"{before}{written}{after}"
    assert personal.found(text)
    masked = personal.mask(text)
    assert not personal.found(masked)
    assert number[3:] not in masked
    assert "已隐去" in masked
    assert number[:12] not in (shown(" ".join([text] * 50)) or "")


@pytest.mark.parametrize(
    "text",
    [
        "52990122XP8LAUY127", "990122240001", "教民133010012345678", "2025-01-06", "安澜县人民路13800号", "0571-88889999",
        "138000011112", "12013800001111", "110105194913310029", "99012219910101368", "",
    ],
)  # fmt: skip
def test_not_personal(text: str) -> None:
    """Credit codes, certificate numbers, licences, days, landlines and numbers of another length are left alone."""
    assert not personal.found(text)
    assert personal.mask(text) == text


def test_a_mistyped_identity_number_is_somebodys() -> None:
    """The check digit is not asked for."""
    assert personal.found("990122199101013684")


def test_country_code() -> None:
    assert personal.found("+86 13800001111")
    assert personal.found("8613800001111")


@pytest.mark.parametrize("value", [990122199101013683, 9.90122199101013e17, 13800001111, 13800001111.0])
def test_numbers_are_not_shown(value: float) -> None:
    """A number cell is masked with all its digits, not as 9.9E+17."""
    assert shown(value) == "〔已隐去〕"


@pytest.mark.parametrize(
    "head",
    [
        "身份证", "身份证号码", "手机", "手机号", "联系电话", "联系方式", "联络人", "法定代表人", "出生年月", "性别", "家庭住址", "e-mail",
        "校长姓名", "微信号",
    ],
)  # fmt: skip
def test_personal_heads(head: str) -> None:
    assert personal.head(head)


@pytest.mark.parametrize(
    "head", ["姓名", "单位", "地址", "注册地址", "联系地址", "执法证号", "名称", "统一社会信用代码", "住所", "职务"]
)
def test_other_heads(head: str) -> None:
    assert not personal.head(head)


def test_report_masks_everything() -> None:
    """File, sheet, head, value and data: nothing personal gets into a message."""
    number = "13800001111"
    report = Report(f"名录{number}.xlsx", sheet=f"表 {number}")
    report.fault("x", Place(3, 1, f"头{number}", f"值{number}"), name=f"科{number}", count=3)
    (fault,) = report.faults
    assert number not in repr(fault)
    assert fault.data["count"] == 3
