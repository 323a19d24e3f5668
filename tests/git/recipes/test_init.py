"""Pipelines for other people's servers: valid, with the whole history, and their commands do what they are for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ssj_publish.git import recipes
from tests.repositories import Repository
from tests.world import World

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_git")]
ROOT = Path(__file__).parents[2]
SERVICES = list(recipes.SERVICES)


def commands(service: str) -> list[str]:
    """What the pipeline runs, in order."""
    told: Any = yaml.safe_load(recipes.recipe(service))
    if service == "github":
        return [step["run"] for step in told["jobs"]["ledger"]["steps"] if "run" in step]
    if service == "gitlab":
        return list(told["台账核对"]["script"])
    return list(told["stages"][0]["steps"][0]["commands"])


@pytest.fixture
def clone(tmp_path: Path) -> Repository:
    """What a pipeline gets: the committed history, on no branch."""
    made = Repository.create(tmp_path / "office", World().found().register().entries)
    got = made.clone(tmp_path / "pipeline")
    got("checkout", "--quiet", "--detach")
    return got


def run(clone: Repository, service: str) -> list[int]:
    """The exit codes of the pipeline's own ``ssj`` commands."""
    codes = []
    for line in commands(service):
        program, *arguments = line.split()
        if program == "ssj":
            command = [sys.executable, "-P", "-m", "ssj_publish", *arguments]
            codes.append(subprocess.run(command, cwd=clone.path, check=False, capture_output=True).returncode)
    return codes


@pytest.mark.parametrize("service", SERVICES)
def test_an_honest_history_passes_and_a_tampered_one_does_not(
    clone: Repository, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert run(clone, service) == [0, 0]
    path = clone.ledger / "000/000004.yaml"
    data = path.read_bytes()
    path.write_bytes(data.replace(b"2025", b"2024", 1))
    clone.commit("tampering")
    assert run(clone, service) == [1, 1]
    path.write_bytes(data)
    clone.commit("as if nothing had been")
    assert run(clone, service) == [1, 0]


@pytest.mark.parametrize("service", SERVICES)
def test_the_whole_history_is_fetched(service: str) -> None:
    text = recipes.recipe(service)
    assert any(word in text for word in ("fetch-depth: 0", 'GIT_DEPTH: "0"', "git fetch --unshallow"))


def test_gitees_commands_are_shell_that_completes_a_shallow_clone(tmp_path: Path) -> None:
    """Gitee Go gives no setting for the depth."""
    office = Repository.create(tmp_path / "office", World().found().register().entries)
    office.commit("more")
    got = office.clone(tmp_path / "pipeline", "--depth", "1")
    [line] = [one for one in commands("gitee") if "unshallow" in one]
    for _ in range(2):  # and the second time there is nothing to do
        subprocess.run(["sh", "-e", "-c", line], cwd=got.path, check=True, capture_output=True)
    assert got("rev-parse", "--is-shallow-repository").strip() == "false"


@pytest.mark.parametrize(
    "package", ["ssj-publish==1.0", "git+https://git.example/ssj.git@v1", "ssj-publish[scale]>=1,<2"]
)
def test_another_package_can_be_named(package: str) -> None:
    for service in SERVICES:
        text = recipes.recipe(service, package)
        assert f"'{package}'" in text
        assert yaml.safe_load(text)


@pytest.mark.parametrize("package", ["", "-r x", "a'b", "a\nb", "$(id)", "a`b`", "a;b", 'a"b', "a: b", "a:"])
def test_nothing_breaks_out_of_the_quotes(package: str) -> None:
    for service in SERVICES:
        with pytest.raises(ValueError, match=f"^{re.escape(package)}$"):
            recipes.recipe(service, package)
