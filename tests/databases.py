"""A PostgreSQL server of the test's own, where Debian's package is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


@dataclass(frozen=True)
class Postgres:
    """A server that listens on a socket in ``folder`` alone."""

    folder: Path

    def run(self, text: str) -> list[list[str]]:
        """psql's rows for a script."""
        command = [
            "psql",
            "-X",
            "-q",
            "-At",
            "-F",
            "\t",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            str(self.folder),
            "-U",
            "tester",
            "postgres",
        ]
        done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return [line.split("\t") for line in done.stdout.splitlines()]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server refuses to run as root, and then runs as the user that its package made."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found or shutil.which("psql") is None:
        pytest.skip("there is no PostgreSQL")
    tools = found[-1].parent
    import pwd  # not on Windows, which has no socket for this server either

    user = "postgres" if os.getuid() == 0 else None
    if user and user not in {one.pw_name for one in pwd.getpwall()}:
        pytest.skip("there is no user postgres")
    with TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        data, log = str(folder / "data"), str(folder / "log")
        locale = next((one for one in ("en_US.UTF-8", "C.UTF-8") if one in _locales()), "C")
        make: list[str | Path] = [
            tools / "initdb",
            "-D",
            data,
            "-U",
            "tester",
            "-A",
            "trust",
            "-E",
            "UTF8",
            f"--locale={locale}",
            "-N",
        ]

        def do(*command: str | Path) -> None:
            subprocess.run(command, user=user, cwd=folder, capture_output=True, check=True)

        do(*make)
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        do(tools / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        yield Postgres(folder)
        do(tools / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _locales() -> set[str]:
    told = subprocess.run(["locale", "-a"], capture_output=True, encoding="utf-8", check=False).stdout
    return {one.replace("utf8", "UTF-8") for one in told.split()}
