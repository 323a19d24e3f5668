"""Options that take a code: by its Chinese name, by itself, by a further word for it; and the help lists them."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from ssj_publish.cli._coded import Coded, coded

TABLE = {"kinship": "亲属", "interest": "利害关系"}


@pytest.mark.parametrize(("written", "code"), [("亲属", "kinship"), ("kinship", "kinship"), ("亲戚", "kinship")])
def test_a_word_stands_for_its_code(written: str, code: str) -> None:
    assert Coded(TABLE, {"亲戚": "kinship"}).convert(written, None, None) == code


def test_any_other_word_is_refused_with_all_that_may_be_written() -> None:
    with pytest.raises(click.BadParameter, match="“同学”不是可填的内容。可填：亲属（kinship）、利害关系（interest）。"):
        Coded(TABLE, {}).convert("同学", None, None)


def test_the_help_lists_the_codes_of_the_field() -> None:
    @click.command()
    @coded("--ground", place="Recusal.ground", help="回避的情形。")
    def command(ground: str) -> None:
        click.echo(ground)

    told = "".join(CliRunner().invoke(command, ["--help"]).output.split())
    assert "回避的情形：" in told
    assert "kinship" in told
    assert CliRunner().invoke(command, []).exit_code == 2, "it is required"
