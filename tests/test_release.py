"""What ``make release`` makes: the same bytes each time, and a wheel that works alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
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
    """Whoever builds the commit again gets the archives that were signed; the wheel brings all that it needs of
    ours."""
    first = built(tmp_path / "first")
    assert sorted(Path(name).suffix for name in first) == [".gz", ".whl"]
    assert built(tmp_path / "second") == first
    (wheel,) = (tmp_path / "first").glob("*.whl")
    alone = tmp_path / "alone"
    with zipfile.ZipFile(wheel) as archive:  # all that installing a pure wheel does; the next test has pip do it
        archive.extractall(alone)
    start = f"import sys; sys.path.insert(0, {str(alone)!r}); import ssj_publish.__main__ as one; "
    where = "assert one.__file__.startswith(sys.path[0]), one.__file__; one.main()"
    for arguments in (["--help"], ["init", "--template"]):
        command = [sys.executable, "-P", "-c", start + where, *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert "ssj" in done.stdout


def test_the_wheel_installed_in_a_clean_environment_founds_a_bureau(tmp_path: Path) -> None:
    """Nothing of the checkout is at hand: the theme, the pages and the holiday notices came with the wheel."""
    built(tmp_path / "dist")
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    bin_ = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    # The packages that it needs are those of this environment, seen from there as from any other folder on the path.
    needed = sysconfig.get_path("purelib")
    site = subprocess.run(
        [bin_ / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        env=environment, check=True, capture_output=True, encoding="utf-8",
    ).stdout.strip()  # fmt: skip
    install: list[str | Path] = [
        bin_ / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(install, env=environment, check=True, capture_output=True)
    (Path(site) / "needed.pth").write_text(needed + "\n", "utf-8")

    def ssj(*arguments: str) -> str:
        done = subprocess.run(
            [bin_ / "ssj", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import ssj_publish, sys; print(ssj_publish.__file__)"
    told = subprocess.run(
        [bin_ / "python", "-P", "-c", where], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert str(tmp_path) in told.stdout.decode()
    settings = ssj("init", "--template")
    keys = []
    for role in ("jijiao", "zhengce", "lingdao", "jijian"):
        public = ssj("key", "new", role, "--no-passphrase").split("公钥：")[1].splitlines()[0]
        settings = settings.replace("public: 【请填写：公钥】", f"public: {public}", 1)
        keys += ["--key", role]
    settings = settings.replace(
        "【请填写：网站域名加 /ssj，如 jy.anxian.gov.cn/ssj；以后不能改】", "jy.linjiang.gov.cn/ssj"
    )
    settings = settings.replace("【请填写：六位行政区划代码】", "'990123'").replace(
        "【请填写：单位全称】", "临江县教育局"
    )
    (tmp_path / "设置.yaml").write_text(settings, "utf-8")
    ssj("init", "临江", "--settings", "设置.yaml", *keys)
    ssj("-C", "临江", "calendar", "2026", "--key", "zhengce")
    for path in (tmp_path / "临江" / "pelicanconf.py", *(tmp_path / "临江" / "content" / "pages").iterdir()):
        path.write_text(re.sub("【请填写[^】]*】", "已填", path.read_text("utf-8")), "utf-8")
    assert "核对无误" in ssj("-C", "临江", "verify")
    ssj("-C", "临江", "site", "build")
    assert "临江县教育局" in (tmp_path / "临江" / "output" / "about.html").read_text("utf-8")
