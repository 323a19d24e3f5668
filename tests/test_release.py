"""What ``make release`` makes: the same bytes each time, and a wheel that works alone."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow


def built(folder: Path) -> dict[str, str]:
    """The archives by name, with their digests; without isolation, so that nothing is fetched."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1764115200"}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_two_releases_are_the_same_and_the_wheel_works_alone(tmp_path: Path) -> None:
    """Whoever builds the commit again gets the archives that were signed; the wheel brings all that it needs of ours."""
    first = built(tmp_path / "first")
    assert sorted(Path(name).suffix for name in first) == [".gz", ".whl"]
    assert built(tmp_path / "second") == first
    (wheel,) = (tmp_path / "first").glob("*.whl")
    alone = tmp_path / "alone"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*install, str(alone), str(wheel)], check=True, capture_output=True)
    start = f"import sys; sys.path.insert(0, {str(alone)!r}); import ssj_publish.__main__ as one; "
    where = "assert one.__file__.startswith(sys.path[0]), one.__file__; one.main()"
    for arguments in (["--help"], ["init", "--template"]):
        command = [sys.executable, "-P", "-c", start + where, *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert "ssj" in done.stdout
