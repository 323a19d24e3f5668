"""How a ledger's removable contents stand, as commands tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ssj_publish.core.reading import exposure
from ssj_publish.core.reading.exposure import Exposed
from ssj_publish.words import labels


@dataclass(frozen=True, slots=True)
class Seen:
    """All contents of a ledger by digest, and the files that no record refers to."""

    exposed: Mapping[str, Exposed]
    strays: tuple[str, ...]

    @property
    def report(self) -> dict[str, int]:
        """How many stand how, for machines."""
        counts = exposure.counts(self.exposed)
        return {standing: counts[standing] for standing in labels.STANDINGS} | {"stray": len(self.strays)}

    def line(self) -> str:
        """The same for people."""
        counts = exposure.counts(self.exposed)
        told = "，".join(
            f"{name} {counts[standing]}" for standing, name in labels.STANDINGS.items() if counts[standing]
        )
        return f"可移除的内容 {len(self.exposed)} 处" + (f"：{told}" if told else "")

    def warnings(self) -> Iterator[str]:
        """What somebody has to do, or cannot see."""
        counts = exposure.counts(self.exposed)
        if counts["unfinished"]:
            yield f"{counts['unfinished']} 处内容应当移除，文件却还在。本局请运行 ssj withhold finish；他人留存的副本请自行依法处理。"
        if counts["unseen"]:
            yield f"这里没有 disclosures 文件夹（例如只是 git 克隆），{counts['unseen']} 处可移除的内容看不到，只核对了它们的指纹。"
        if self.strays:
            yield f"disclosures 里有 {len(self.strays)} 个文件没有记录引用（待签的草稿，或已放弃的），不会公开。"
