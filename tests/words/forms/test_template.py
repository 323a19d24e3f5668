"""Empty forms agree with what is accepted: what they print as an example is taken as it stands."""

from __future__ import annotations

import re

import pytest

from ssj_publish.cli import _forms
from ssj_publish.cli._shell import ssj
from ssj_publish.core.kinds import KINDS
from ssj_publish.words import labels
from ssj_publish.words.forms.notes import NEEDS, NOTES
from ssj_publish.words.forms.template import filled, template
from ssj_publish.words.forms.types import fields

#: The kinds that are filled in by hand.
FORMS = [
    "visit", "result", "case-open", "case-decision", "case-correction", "case-reinspection", "case-close", "supervision",
    "training", "calendar",
]  # fmt: skip


def uncommented(text: str) -> str:
    """The template filled in by somebody who does just what it says: each example in its place."""
    lines, example = [], ""
    for line in text.splitlines():
        if line.startswith("#   · "):
            continue
        bare = line.removeprefix("# ")
        if re.fullmatch(r"[a-z_]+: ", bare):
            lines.append(bare + example)
        elif re.fullmatch(r"[a-z_]+:|  .*", bare):
            lines.append(bare)
        elif "，如 " in bare:
            example = bare.rpartition("，如 ")[2]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("kind", FORMS)
def test_a_template_filled_with_its_own_examples_is_accepted(kind: str, tmp_path: object) -> None:
    from pathlib import Path

    shape = KINDS[kind]
    path = Path(str(tmp_path)) / "表.yaml"
    path.write_text(uncommented(template(shape)), "utf-8")
    body = _forms.read(path, shape)
    assert all(getattr(body, one.name) not in (None, ()) for one in fields(shape))
    path.write_text(filled(shape), "utf-8")
    assert _forms.read(path, shape) == body


@pytest.mark.parametrize("kind", FORMS)
def test_a_template_names_each_field_each_code_and_what_is_needed(kind: str) -> None:
    shape = KINDS[kind]
    text = template(shape)
    for one in fields(shape):
        assert re.search(rf"^(# )?{one.encode_name}:", text, re.MULTILINE)
        assert f"# {labels.field(shape, one.name)}（" in text
        for label in (labels.codes(shape, one.name) or {}).values():
            assert label in text


@pytest.mark.parametrize("kind", FORMS)
def test_a_template_names_only_commands_that_exist(kind: str) -> None:
    import click

    for name, below in re.findall(r"ssj ([a-z]+)(?: ([a-z]+))?", template(KINDS[kind])):
        command = ssj.get_command(click.Context(ssj), name)
        assert command is not None, name
        if isinstance(command, click.Group):
            assert below in command.commands, f"ssj {name} {below}"


def test_what_rules_ask_for_is_not_called_optional() -> None:
    text = template(KINDS["visit"])
    assert "检查事项（个案必填" in text
    assert "检查要点（进场检查的必填）" in template(KINDS["result"])


def test_notes_are_about_fields_that_there_are() -> None:
    known = {
        key for shape in KINDS.values() for one in fields(shape) for key in (one.name, f"{shape.__name__}.{one.name}")
    }
    assert not (NOTES.keys() | NEEDS.keys()) - known
