"""What somebody does to stay above the law: plain texts, long or short terms, personal numbers, visits and annulments
by one."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import msgspec

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.case import CaseDecision, CaseOpen
from ssj_publish.core.kinds.elsewhere import Assigned, DrawElsewhere
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.kinds.oversight import Correction, Supervision, Training
from ssj_publish.core.kinds.registers import BodyChange
from ssj_publish.core.shapes import Evidence
from tests.bureau import body
from tests.faults.kit import Bureau, case
from tests.years import approved

#: Invented: birth date and check character fit, the person does not exist.
IDENTITY, OLD, MOBILE = "11010519491231002X", "110105491231002", "13912345678"


def records(bureau: Bureau, kind: str) -> list[Any]:
    return [one for one in bureau.world.state.records.values() if one.kind == kind]


def opened(bureau: Bureau) -> CaseOpen:
    """A second case on a result that found something, after the first has been closed: refused, but a body to bend."""
    found: CaseOpen = records(bureau, "case-open")[0].body
    return msgspec.structs.replace(found, case="AJ-2", ground="另述。")


def decision(**changes: Any) -> CaseDecision:
    made: dict[str, Any] = {
        "case": "AJ-1", "date": date(2025, 4, 10), "decision": "fine", "document": "罚字1号", "basis": "《教育法》", "party": "张三",
        "text": "罚款。", "severity": "minor", "public_until": date(2025, 7, 9),
    }  # fmt: skip
    return CaseDecision(**(made | changes))


def annul(bureau: Bureau, kind: str, *signers: str, last: bool = False) -> None:
    target = records(bureau, kind)[-1 if last else 0]
    bureau.say(
        Annulment(target=target.id, ground="mistaken-entry", explanation="录入有误。"), *(signers or ("o1", "p"))
    )


# Texts that would stay for ever.


@case("依法公示", "处罚决定直接写着文字", "必须写在链外")
def plain_penalty(bureau: Bureau) -> None:
    bureau.say(decision(), "o1", "l", plain=True)


@case("依法公示", "立案理由直接写着文字", "必须写在链外")
def plain_ground(bureau: Bureau) -> None:
    bureau.say(opened(bureau), "o1", plain=True)


@case("依法公示", "更正把文字写回记录里", "必须写在链外")
def plain_correction(bureau: Bureau) -> None:
    result = records(bureau, "result")[0]
    new = msgspec.structs.replace(result.body, finding="张三收费。")
    raw = msgspec.to_builtins(new)
    bureau.say(Correction(target=result.id, reason="补记。", replacement=raw), "o1", plain=True)


@case("依法公示", "签字人直接写着", "必须写在链外")
def plain_signer(bureau: Bureau) -> None:
    visit = next(one.body for one in records(bureau, "visit") if one.body.trigger is not None)
    trigger = msgspec.structs.replace(visit.trigger, note=visit.trigger.note)
    made = msgspec.structs.replace(visit, body="S007", trigger=trigger, unsigned_reason=None, signed_by="校长张三")
    bureau.say(made, "o1", plain=True)


@case("依法公示", "已结案件再作处罚", "不能进行")
def decided_again(bureau: Bureau) -> None:
    bureau.say(decision(), "o1", "l")


# Numbers of people.


@case("个人号码", "监督意见里有身份证号", "公民身份号码或手机号码")
def identity(bureau: Bureau) -> None:
    target = bureau.world.state.genesis.id
    bureau.say(Supervision(subjects=(target,), level="none", finding=f"当事人 {IDENTITY}。"), "d")


@case("个人号码", "培训内容里有旧身份证号", "公民身份号码或手机号码")
def old_identity(bureau: Bureau) -> None:
    bureau.say(Training(title="培训", date=date(2025, 4, 1), hours=1, content=f"联系 {OLD}。"), "p")


@case("个人号码", "名录的理由里有手机号", "公民身份号码或手机号码")
def mobile(bureau: Bureau) -> None:
    bureau.say(BodyChange(reason=f"经办 {MOBILE}", added=(body(99),)), "p")


@case("个人号码", "全角的手机号", "公民身份号码或手机号码")
def wide(bureau: Bureau) -> None:
    bureau.say(BodyChange(reason="更新", added=(body(99, name="学校１３９１２３４５６７８"),)), "p")


@case("个人号码", "手机号中间夹零宽字符", "U+2060")
def split(bureau: Bureau) -> None:
    """What nobody sees is refused before anybody looks for numbers."""
    bureau.resign(bureau.seq("training"), "程序", f"{MOBILE[:5]}\u2060{MOBILE[5:]}")


@case("个人号码", "信用代码一栏写身份证号", "公民身份号码或手机号码")
def as_code(bureau: Bureau) -> None:
    bureau.say(BodyChange(reason="更新", added=(body(99, code=IDENTITY),)), "p")


@case("个人号码", "宣告无效的说明里有手机号", "公民身份号码或手机号码")
def in_annulment(bureau: Bureau) -> None:
    target = records(bureau, "case-close")[0]
    bureau.say(Annulment(target=target.id, ground="procedure", explanation=MOBILE), "o1", "p")


# Annulments.


@case("宣告无效", "科室一家宣告结案无效", "缺少应当签署的一方")
def by_office(bureau: Bureau) -> None:
    annul(bureau, "case-close", "o1")


@case("宣告无效", "政策法规科一家宣告结案无效", "缺少应当签署的一方")
def by_policy(bureau: Bureau) -> None:
    annul(bureau, "case-close", "p")


@case("宣告无效", "别的科室和政策法规科宣告结案无效", "缺少应当签署的一方")
def by_another(bureau: Bureau) -> None:
    annul(bureau, "case-close", "o2", "p")


@case("宣告无效", "越过后面的步骤宣告立案无效", "最后一步")
def opening(bureau: Bureau) -> None:
    annul(bureau, "case-open")


@case("宣告无效", "有案件的结果", "以这条结果为依据")
def result(bureau: Bureau) -> None:
    annul(bureau, "result")


@case("宣告无效", "纪检组的意见", "不能宣告无效")
def supervision(bureau: Bureau) -> None:
    annul(bureau, "supervision")


@case("宣告无效", "抽取的结果", "不能宣告无效")
def draw(bureau: Bureau) -> None:
    annul(bureau, "draw-result")


@case("宣告无效", "宣告两次", "已经宣告无效")
def twice(bureau: Bureau) -> None:
    target = records(bureau, "annulment")[0].body.target
    bureau.say(Annulment(target=target, ground="duplicate", explanation="再次宣告。"), "o1", "p")


@case("宣告无效", "两方依次宣告结案无效（应当通过）", "")
def lawful(bureau: Bureau) -> None:
    annul(bureau, "case-close")


# Approvals and draws made elsewhere.


def approval(bureau: Bureau, **changes: Any) -> InspectionApproval:
    visit = next(one for one in records(bureau, "visit") if one.body.trigger is not None)
    return msgspec.structs.replace(approved(bureau.world, visit), **({"document": "检审9号"} | changes))


@case("检查审批", "科室自己批准自己", "缺少应当签署的一方")
def self_approved(bureau: Bureau) -> None:
    bureau.say(approval(bureau), "o1")


@case("检查审批", "没有缘由的审批", "二者必居其一")
def ungrounded(bureau: Bureau) -> None:
    bureau.say(approval(bureau, trigger=None), "o1", "l")


@case("检查审批", "以随机抽查任务为专项", "不是已批准计划中的专项任务")
def not_special(bureau: Bureau) -> None:
    bureau.say(approval(bureau, trigger=None, task="T1", visits=()), "o1", "l")


@case("检查审批", "追认另一个对象的检查", "与审批")
def other_body(bureau: Bureau) -> None:
    bureau.say(approval(bureau, bodies=("S001",)), "o1", "l")


@case("检查审批", "事后的审批写成事前的", "先于审批")
def predated(bureau: Bureau) -> None:
    given = records(bureau, "inspection-approval")[0]
    day = date(2025, 4, 9)
    visit = next(one.body for one in records(bureau, "visit") if one.body.trigger is not None)
    trigger = msgspec.structs.replace(visit.trigger, date=day, note="来信。")
    made = msgspec.structs.replace(visit, approval=given.id, date=day, trigger=trigger, unsigned_reason="外出。")
    bureau.say(made, "o1")


@case("外部平台抽取", "两次抽取同一任务", "已有一次有效的抽取")
def second(bureau: Bureau) -> None:
    bureau.say(elsewhere(bureau), "o1")


def elsewhere(bureau: Bureau, **changes: Any) -> DrawElsewhere:
    found: DrawElsewhere = records(bureau, "draw-elsewhere")[0].body
    return msgspec.structs.replace(found, **({"number": "另一次"} | changes))


@case("外部平台抽取", "没有截图", "证据文件 为空")
def no_picture(bureau: Bureau) -> None:
    bureau.say(
        Annulment(target=records(bureau, "draw-elsewhere")[0].id, ground="duplicate", explanation="重复。"), "o1", "p"
    )
    bureau.say(elsewhere(bureau, evidence=()), "o1")


@case("外部平台抽取", "检查名单以外的对象", "待检查名单")
def not_named(bureau: Bureau) -> None:
    found = records(bureau, "draw-elsewhere")[0]
    made = Visit(
        elsewhere=found.id, body="S009", items=("I1",), date=date(2025, 4, 10), method="on-site", inspectors=("N03", "N04"),
        signed_by="校长",
    )  # fmt: skip
    bureau.say(made, "o1")


@case("外部平台抽取", "别的科室录入", "缺少应当签署的一方")
def by_other(bureau: Bureau) -> None:
    picture = Evidence(name="截图.png", sha256=sha256(b"x").hexdigest(), size=1)
    bureau.say(elsewhere(bureau, evidence=(picture,), drawn=(Assigned(body="S001"),)), "o2")
