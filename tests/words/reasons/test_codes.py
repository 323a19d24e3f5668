"""No code reaches a reader as it stands: reasons, fields, kinds and stages are worded in every refusal."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ssj_publish
from ssj_publish import errors
from ssj_publish.core.rules.casework import FOLLOWS
from ssj_publish.words import labels
from ssj_publish.words.reasons import sentence
from ssj_publish.words.reasons.codes import QUOTED, WHAT, WHY, shown

PACKAGE = Path(ssj_publish.__file__).parent


def literal(name: str) -> Iterator[tuple[str, str]]:
    """Each error's class that is raised with a text for ``name`` spelled out, and the text."""
    texts = [path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))]
    for text in (one for one in texts if f"{name}=" in one):
        for node in ast.walk(ast.parse(text)):
            leaf = getattr(node.func, "attr", None) if isinstance(node, ast.Call) else None
            if leaf is not None and isinstance(getattr(errors, leaf, None), type) and isinstance(node, ast.Call):
                for keyword in node.keywords:
                    for part in (keyword.value, *getattr(keyword.value, "__dict__", {}).values()):
                        if keyword.arg == name and isinstance(part, ast.Constant) and isinstance(part.value, str):
                            yield leaf, part.value


REASONS = sorted(set(literal("reason")))


@pytest.mark.parametrize(("leaf", "reason"), REASONS)
def test_each_reason_is_worded(leaf: str, reason: str) -> None:
    kind = getattr(errors, leaf)
    if kind in QUOTED or any("一" <= letter <= "鿿" for letter in reason):
        return
    worded = shown(kind, {"reason": reason})["reason"]
    assert any("一" <= letter <= "鿿" for letter in worded), worded


def test_no_word_is_kept_for_a_reason_that_is_gone() -> None:
    raised = {(leaf, reason) for leaf, reason in REASONS}
    for kind in (
        errors.AgentFailed,
        errors.BeaconRefused,
        errors.LotteryRefused,
        errors.TrustRefused,
        errors.UnwritableValue,
    ):
        assert {(kind.__name__, reason) for reason in WHY[kind]} <= raised


def test_what_is_referred_to_is_named() -> None:
    assert {what for _, what in literal("what")} <= WHAT.keys()


def test_stages_and_steps_of_a_case() -> None:
    assert labels.STEPS.keys() == labels.STAGES.keys() == {"annulled", *(stage for stage, _ in FOLLOWS)}
    said = sentence(errors.CaseOrder(name="000/000009.yaml", case="AJ-1", stage="corrected", step="decided"))
    assert said == "000/000009.yaml：案件 AJ-1 目前处于“已整改待复查”，不能进行“作出决定”。"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errors.NotAmendable(name="", kind="case-correction"), "“整改”类记录不能更正或撤回。"),
        (errors.MethodUnfit(name="", body="DX-1", method="online"), "DX-1 的检查方式“网络监测”不在事项规定的方式之内。"),
        (errors.CodeContradicts(name="", item="A", code="pending"), "事项 A 的结果“发现问题，待后续处理”与逐项检查情况矛盾。"),
        (errors.CorrectionTooFar(name="", field="body"), "更正不能改动“监管对象”：请撤回后重新录入。"),
        (errors.RecordMalformed(name="", reason="Expected `int`, got `str` - at `$.year`"), "年度（year）应为整数，却是文字"),
        (errors.UnwritableValue(path="statement.body.tasks.0.name", reason="empty"), "任务的第 1 项的名称 的内容不能写入台账（是空的）"),
        (errors.KeyFileUnreadable(path="a", reason="[Errno 2] No such file: 'a'"), "无法读取密钥文件 a：没有这个文件或文件夹。"),
        (errors.DraftMalformed(reason="MalformedLine"), "这不是待签文件（写法不规范）。"),
        (errors.ReasonUnfit(name="", reason="illness"), "理由“病假”与台账的记载不符"),
        (errors.DisclosureMissing(name="", field="result.checks.0.note", digest="ab"), "的第 1 项的说明（result.checks.0.note）"),
    ],
    ids=lambda one: type(one).__name__,
)  # fmt: skip
def test_codes_and_places_in_refusals_are_words(error: errors.SsjError, said: str) -> None:
    assert said in sentence(error)


def test_a_file_is_not_taken_for_a_place_in_a_record() -> None:
    assert sentence(errors.FileThere(path="items")).startswith("items 已经存在")
