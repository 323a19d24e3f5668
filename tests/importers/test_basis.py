"""检查依据: titles and their rank."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.importers import basis
from ssj_publish.importers.faults import Trouble


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("《中华人民共和国民办教育促进法》", "law"),
        ("中华人民共和国教育法", "law"),
        ("《中华人民共和国民法典》", "law"),
        ("《中华人民共和国教师法》第三十七条", "law"),
        ("《中华人民共和国民办教育促进法实施条例》（国务院令第741号）", "regulation"),
        ("《幼儿园管理条例》", "regulation"),
        ("《浙江省实施〈中华人民共和国义务教育法〉办法》", "regulation"),
        ("《国务院关于特别规定》（国务院令第503号）", "regulation"),
        ("《校外培训行政处罚暂行办法》（教育部令第53号）", "rule"),
        ("《中小学幼儿园安全管理办法》", "rule"),
        ("《学校卫生监督规定（试行）》", "rule"),
        ("《未成年人学校保护规定》（教育部令第50号）", "rule"),
        ("《某省教育督导细则》", "rule"),
        ("《某标准》（教育部令第1号）", "rule"),
        ("《中小学教辅材料管理办法》（规范性文件）", "policy"),
        ("《中小学教辅材料管理办法》（新出发〔2015〕45号）", "policy"),
        ("《关于进一步减轻义务教育阶段学生作业负担的意见》", "policy"),
        ("国务院办公厅关于规范校外培训机构发展的意见（国办发〔2018〕80号）", "policy"),
        ("《教育部关于印发〈中小学校办法〉的通知》", "policy"),
        ("《学校食堂建设标准》", "policy"),
        ("检查工作方法", "policy"),
    ],
)
def test_level(title: str, level: str) -> None:
    assert basis.level(title) == level


@pytest.mark.parametrize(
    ("cell", "titles"),
    [
        ("《甲法》；《乙条例》", ["《甲法》", "《乙条例》"]),
        ("《甲法》、《乙条例》和《丙规定》", ["《甲法》", "《乙条例》", "《丙规定》"]),
        (
            "1.《甲法》第一条、第二条\n2.《乙条例》（国务院令第1号）",
            ["《甲法》第一条、第二条", "《乙条例》（国务院令第1号）"],
        ),
        ("依据《甲法》第三条；第五条", ["《甲法》第三条；第五条"]),
        ("甲法、乙条例", ["甲法", "乙条例"]),
        ("《关于印发〈甲、乙办法〉的通知》", ["《关于印发〈甲、乙办法〉的通知》"]),
        ("教育部《甲办法》", ["教育部《甲办法》"]),
        ("关于甲、乙、丙的意见", ["关于甲、乙、丙的意见"]),
        ("《甲办法》（甲部、乙部令第1号；2020年修订）", ["《甲办法》（甲部、乙部令第1号；2020年修订）"]),
        ("《甲法》；《甲法》。", ["《甲法》"]),
        ("《实施〈甲法〉办法》（根据《乙决定》修订）", ["《实施〈甲法〉办法》（根据《乙决定》修订）"]),
    ],
)
def test_split(cell: str, titles: list[str]) -> None:
    assert [title for title, _ in basis.split(cell)] == titles


@given(st.text("《》〈〉（）()、；;，法办条例规定令第1条号 \n。", max_size=40))
def test_any_text(cell: str) -> None:
    """No cell breaks the reading, and every title is one clean line."""
    try:
        found = basis.split(cell)
    except Trouble:
        return
    for title, _ in found:
        assert title
        assert title == " ".join(title.split())


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("《义务教育法》", "law"),
        ("《民法典》", "law"),
        ("《评价方法》", "policy"),
        ("《好做法》", "policy"),
        ("《收费管理办法》", "rule"),
    ],
)
def test_not_everything_that_ends_in_fa_is_a_law(title: str, rank: str) -> None:
    assert basis.split(title) == ((title, rank),)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("《中华人民共和国民办教育促进法》（2018年12月29日修正）第六十二条", date(2018, 12, 29)),
        ("《学校卫生工作条例》（1990年6月4日发布，2025年3月1日第二次修订）", date(2025, 3, 1)),
        ("《教育法》第七十六条", None),
        ("《教育法》（2025年13月1日修订）", None),
    ],
)
def test_a_title_names_its_version(written: str, day: date | None) -> None:
    """So that a revision entered for one item tells of the others that rest on the law (`core.reading.bases`)."""
    ((title, _),) = basis.split(written)
    assert basis.version(title) == day
