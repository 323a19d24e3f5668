"""What somebody does to contents that may have to disappear: change them, swap them, lose them, bring them back."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

from ssj_publish.core import disclosure
from ssj_publish.core.kinds.oversight import Correction, Retraction
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.kinds.withholding import Withholding
from tests.faults.kit import Bureau, case


def folder(bureau: Bureau) -> Path:
    return bureau.ledger / "disclosures"


def content(bureau: Bureau) -> Path:
    """One that is public: what was said of a re-inspection."""
    return next(one for one in folder(bureau).iterdir() if b'"case-reinspection.text"' in one.read_bytes())


def referred(bureau: Bureau) -> tuple[str, str]:
    """The id of the record that refers to it, and its digest."""
    digest = content(bureau).stem
    return bureau.world.state.references[digest].record, digest


def withhold(bureau: Bureau, *signers: str, digests: Sequence[str] = (), ground: str = "personal") -> None:
    target, digest = referred(bureau)
    made = Withholding(target=target, digests=tuple(digests) or (digest,), ground=ground, explanation="依法处理。")  # type: ignore[arg-type]
    bureau.say(made, *signers)


@case("可移除的内容", "换一个盐值，文字不变", "与记录里的指纹")
def other_salt(bureau: Bureau) -> None:
    path = content(bureau)
    found = disclosure.parse(path.read_bytes(), path.name)
    salted = disclosure.Disclosure(format=found.format, salt="0" * 32, field=found.field, value=found.value)
    path.write_bytes(disclosure.form(salted))


@case("可移除的内容", "改一个字", "与记录里的指纹")
def other_text(bureau: Bureau) -> None:
    path = content(bureau)
    path.write_bytes(path.read_bytes().replace("属实".encode(), "不实".encode(), 1))


@case("可移除的内容", "末尾多一个换行", "与记录里的指纹")
def longer(bureau: Bureau) -> None:
    content(bureau).open("ab").write(b"\n")


@case("可移除的内容", "截断", "与记录里的指纹")
def cut(bureau: Bureau) -> None:
    content(bureau).write_bytes(b"")


@case("可移除的内容", "文件大到 5 MiB", "上限")
def huge(bureau: Bureau) -> None:
    content(bureau).write_bytes(b"#" * (5 << 20))


@case("可移除的内容", "换成符号链接", "不应有这一项")
def link(bureau: Bureau) -> None:
    path = content(bureau)
    path.rename(bureau.repo / "elsewhere")
    path.symlink_to(bureau.repo / "elsewhere")


@case("可移除的内容", "放进别的文件", "不应有这一项")
def foreign(bureau: Bureau) -> None:
    (folder(bureau) / "说明.txt").write_text("x", "utf-8")


@case("可移除的内容", "写给另一个字段的内容", "写给")
def misplaced(bureau: Bureau) -> None:
    """The bureau itself lets a record refer to a text that was written for something else."""
    path = content(bureau)
    data = path.read_bytes().replace(b"case-reinspection", b"case-correction")
    result = next(iter(bureau.world.state.results.values()))
    new = msgspec.structs.replace(result.result, finding=Disclosed(sd=sha256(data).hexdigest()))
    bureau.say(Correction(target=result.record.id, reason="补记。", replacement=msgspec.to_builtins(new)), "o1")
    (folder(bureau) / f"{sha256(data).hexdigest()}.yaml").write_bytes(data)


@case("可移除的内容", "同一份内容引用两次", "已被别处引用")
def twice(bureau: Bureau) -> None:
    _, digest = referred(bureau)
    visit = bureau.world.state.visits[next(iter(bureau.world.state.visits))]
    new = msgspec.structs.replace(visit.visit, note=Disclosed(sd=digest))
    bureau.say(Correction(target=visit.record.id, reason="补记。", replacement=msgspec.to_builtins(new)), "o1")


@case("可移除的内容", "没有不再公开的记录，内容却不见了", "不见了")
def gone(bureau: Bureau) -> None:
    content(bureau).unlink()


@case("可移除的内容", "登记了另一份，移走的是这一份", "不见了")
def other_gone(bureau: Bureau) -> None:
    content(bureau).unlink()
    (folder(bureau) / f"{'0' * 64}.yaml").write_bytes(b"x")


@case("可移除的内容", "政策法规科一家登记不再公开", "缺少应当签署的一方")
def by_policy(bureau: Bureau) -> None:
    withhold(bureau, "p")


@case("可移除的内容", "纪检组一家登记不再公开", "缺少应当签署的一方")
def by_discipline(bureau: Bureau) -> None:
    withhold(bureau, "d")


@case("可移除的内容", "科室和局领导登记不再公开", "缺少应当签署的一方")
def by_office(bureau: Bureau) -> None:
    withhold(bureau, "o1", "l")


@case("可移除的内容", "未到期而以期满为由", "不符")
def not_over(bureau: Bureau) -> None:
    withhold(bureau, "p", "d", ground="expired")


@case("可移除的内容", "不在清单里的依据", "格式")
def other_ground(bureau: Bureau) -> None:
    withhold(bureau, "p", "d", ground="embarrassing")


@case("可移除的内容", "登记一份从未有过的内容", "台账中没有")
def unknown(bureau: Bureau) -> None:
    withhold(bureau, "p", "d", digests=["0" * 64])


@case("可移除的内容", "登记两次", "早已登记")
def again(bureau: Bureau) -> None:
    withhold(bureau, "p", "d")
    target, digest = referred(bureau)
    bureau.say(
        Withholding(target=target, digests=(digest,), ground="ruling", document="判字1号", explanation="再次登记。"),
        "p",
        "d",
    )


@case("可移除的内容", "掌握全部密钥也撤不回不再公开的记录", "不能更正或撤回")
def taken_back(bureau: Bureau) -> None:
    target = next(record for record in bureau.world.state.records.values() if record.kind == "withholding")
    bureau.say(Retraction(target=target.id, reason="误录。"), "p", "d", "l", "o1")


@case("可移除的内容", "改短公示截止日", "签名不成立")
def shorter(bureau: Bureau) -> None:
    bureau.replace(bureau.seq("case-reinspection"), "2199-12-31", "2025-05-01")


@case("可移除的内容", "改短公示截止日并用全部密钥重签", "签过名的检查点不符")
def shorter_signed(bureau: Bureau) -> None:
    content(bureau).unlink()
    seq = bureau.seq("case-reinspection")
    bureau.resign(seq, "2199-12-31", "2025-05-01")
    bureau.retell(seq + 1)


@case("可移除的内容", "依法登记并移除（应当通过）", "")
def lawful(bureau: Bureau) -> None:
    withhold(bureau, "p", "d")
    content(bureau).unlink()


@case("可移除的内容", "登记后尚未移除（应当通过，并有提示）", "")
def unfinished(bureau: Bureau) -> None:
    withhold(bureau, "p", "d")


@case("可移除的内容", "整个文件夹都没有，如 git 克隆（应当通过，并有提示）", "")
def clone(bureau: Bureau) -> None:
    shutil.rmtree(folder(bureau))


@case("可移除的内容", "待签草稿的内容（应当通过，并有提示）", "")
def stray(bureau: Bureau) -> None:
    data = content(bureau).read_bytes().replace("属实".encode(), "待签".encode(), 1)
    (folder(bureau) / f"{sha256(data).hexdigest()}.yaml").write_bytes(data)


@case("可移除的内容", "崩溃留下的临时文件（应当通过）", "")
def leftover(bureau: Bureau) -> None:
    (folder(bureau) / ".tmp-0123456789abcdef").write_bytes(b"half")
