"""Bodies of records written by hand as small YAML files: read, checked against their shape, and templates for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from ssj_publish import errors
from ssj_publish.core.shapes import Shape

S = TypeVar("S", bound=Shape)
_MAX_BYTES = 1 << 20

#: What the fields of a form mean; every field of a shape that has a form stands here.
FIELDS: dict[str, str] = {
    "draw": "抽取的记录编号（ssj draw show 可查），与 trigger 二选一",
    "trigger": "个案触发：kind 为 complaint 投诉、transfer 转办、data-alert 数据预警、own-request 自行申请；note 说明",
    "proof": "密封抽取的封存证明（ssj draw prove 输出）",
    "body": "监管对象编号，如 DX-0001",
    "items": "抽查事项编号列表，按编号排列",
    "date": "日期，如 2025-04-10",
    "method": "方式：on-site 实地、written 书面、online 网络监测",
    "inspectors": "检查人员编号列表（抽取的按抽取结果的顺序）",
    "third_party": "委托的第三方：name 名称、scope 范围",
    "other_findings": "采用的其他部门结论：department、document",
    "signed_by": "被检查单位签字人的职务，如 校长；与 unsigned_reason 二选一",
    "unsigned_reason": "未签字的理由",
    "evidence": "证据文件：name 名称、sha256 摘要、size 字节数",
    "note": "说明",
    "visit": "检查记录的记录编号",
    "item": "抽查事项编号",
    "code": (
        "结果：no-problem 未发现问题、corrected-on-order 经责令已改正、pending 待后续处理、not-published 未按规定公示、"
        "false-publication 公示虚假、unreachable 无法联系、obstruction 不配合、no-activity 未开展活动、"
        "other-department 违反其他部门规定、deregistered 注销、closed 关闭停业、moved 迁出"
    ),
    "checks": "检查要点逐项：point 要点、outcome 为 ok 符合、problem 有问题、not-applicable 不适用、note 说明",
    "finding": "发现的问题",
    "action": "处理措施",
    "rectify_by": "整改期限（日期）",
    "case": "案件编号，如 AJ-2025-001",
    "result": "检查结果的记录编号",
    "office": "承办科室的角色编号",
    "form": "rectification 责令整改 或 penalty 行政处罚",
    "ground": "立案理由；回避时为 kinship 亲属、interest 利害关系、former-post 曾任职、other 其他",
    "decision": "order 责令改正、warning 警告、fine 罚款、confiscation 没收、suspension 暂停、revocation 吊销、no-penalty 不予处罚",
    "document": "文号",
    "basis": "法律依据",
    "party": "受处罚的自然人姓名（处罚的不是单位本身时填写）",
    "text": "正文",
    "severity": "处罚轻重：minor 轻微、general 一般、serious 严重（仅处罚填写）",
    "public_until": "公示截止日期（仅处罚填写）",
    "passed": "复查是否通过：true 或 false",
    "reason": "理由",
    "subjects": "所涉记录的记录编号列表",
    "level": "none 无意见、advice 建议、concern 关注、violation 违规",
    "inspector": "检查人员编号",
    "title": "标题",
    "hours": "学时",
    "content": "内容",
    "target": "要更正的记录的记录编号",
    "replacement": "更正后的全部内容（与原记录同样的字段）",
    "year": "年份",
    "notice": "放假通知的名称和文号",
    "holidays": "放假的工作日（周一至周五）日期列表",
    "workdays": "调休上班的周六、周日日期列表",
}


class _Loader(yaml.SafeLoader):
    """A form has no use for aliases, which can nest without end."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "alias", self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)


def read_yaml(path: Path) -> Any:
    """An ordinary YAML file as clerks write it (PyYAML's safe loader); UTF-8, with or without BOM."""
    data = path.read_bytes()
    if len(data) > _MAX_BYTES:
        raise errors.FormUnreadable(file=path.name, reason="文件超过 1 MiB")
    try:
        return yaml.load(data.decode("utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError:
        raise errors.FormUnreadable(file=path.name, reason="不是 UTF-8 编码，请另存为 UTF-8") from None
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"第 {mark.line + 1} 行附近写法不对" if mark is not None else "写法不对"
        raise errors.FormUnreadable(file=path.name, reason=where) from None
    except (ValueError, RecursionError):
        raise errors.FormUnreadable(file=path.name, reason="内容无法识别（日期或数字不对，或嵌套过深）") from None


def read(path: Path, shape: type[S], named: Callable[[Any], Any] = lambda raw: raw) -> S:
    """The body that ``path`` describes, its short names made full by ``named``.

    `errors.FormWrong` names the field that does not fit.
    """
    raw = named(_plain(read_yaml(path)))
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as fault:
        raise errors.FormWrong(file=path.name, reason=str(fault)) from None


def template(shape: type[Shape]) -> str:
    """A form to fill in: each field with its meaning, required ones first to see."""
    lines = []
    for field in msgspec.structs.fields(shape):
        need = "必填" if field.required else "可省略"
        mark = "" if field.required else "# "
        lines.append(f"# {FIELDS[field.encode_name]}（{need}）\n{mark}{field.encode_name}: \n")
    return "".join(lines)


def _plain(value: Any) -> Any:
    """Dates back to text and blanks out: an empty field of a template is a field left out."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
