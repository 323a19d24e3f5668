"""What stands in the developers' papers is what stands in the tree: the map, the generated pages, the workflow."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from ssj_publish.cli._shell import COMMANDS
from tests.docs import PAGES
from tests.markdown import ROOT
from tests.test_house import FLOORS


def test_the_map_is_the_house() -> None:
    """CONTRIBUTING's map names every room on the floor that the house test holds, from the top down, once."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d) \| `([a-z_]+)(?:/|\.py)` \| (.+) \|$", text, re.MULTILINE)
    assert {room: int(floor) for floor, room, _ in rows} == FLOORS
    assert len(rows) == len(FLOORS)
    assert [floor for floor, _, _ in rows] == sorted((floor for floor, _, _ in rows), reverse=True)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_is_current(path: Path) -> None:
    """A page read off the program says what the program does now."""
    assert path.read_text("utf-8") == PAGES[path](), f"{path.name} is behind: run `make docs`"


def test_every_command_is_in_the_readme() -> None:
    """A command that the overview forgets is found by nobody."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`ssj {name}" not in readme] == []


def test_every_target_has_its_help() -> None:
    """``make help`` lists what CONTRIBUTING and README tell people to run."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    papers = "".join((ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    named = set(re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)", papers, re.MULTILINE))
    assert {one or other for one, other in named} <= targets


# The workflow of the common forge. It runs nowhere but there: what can be held here is that it calls what CI calls.

WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"


def test_the_workflow_runs_what_ci_runs() -> None:
    """Ubuntu runs ``.ci/run`` itself on every Python that pyproject.toml promises; Windows runs its part."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    promised = re.findall(r"Python :: (3\.\d+)$", "\n".join(project["classifiers"]), re.MULTILINE)
    assert project["requires-python"] == f">={promised[0]}"
    jobs = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]
    assert jobs["ubuntu"]["strategy"]["matrix"]["python"] == promised
    assert ".ci/run" in [step.get("run") for step in jobs["ubuntu"]["steps"]]
    assert jobs["windows"]["runs-on"].startswith("windows-")


def test_the_workflow_may_only_read() -> None:
    """No job may write to the repository, and no token stays in a checkout."""
    workflow = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "permissions" not in job
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
