"""A PostgreSQL server and a Spark cluster of the tests' own, where their packages are installed; on this machine
alone."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest


@dataclass(frozen=True)
class Postgres:
    """A server that listens on a socket in ``folder`` alone."""

    folder: Path

    @property
    def address(self) -> str:
        """For libpq."""
        return f"host={self.folder} user=tester dbname=postgres"

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
    """The server refuses to run as root, and then runs as the user that its package made.

    Without it these tests skip, or fail where SSJ_REQUIRE_POSTGRES=1.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found or shutil.which("psql") is None:
        _without("SSJ_REQUIRE_POSTGRES", "there is no PostgreSQL")
    tools = found[-1].parent
    import pwd  # not on Windows, which has no socket for this server either

    user = "postgres" if os.getuid() == 0 else None
    if user and user not in {one.pw_name for one in pwd.getpwall()}:
        _without("SSJ_REQUIRE_POSTGRES", "there is no user postgres")
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


@dataclass(frozen=True)
class Spark:
    """A standalone cluster: ``master`` is its address."""

    master: str

    def run(self, text: str) -> list[list[str]]:
        """The rows of a script's statements, one after the other."""
        from pyspark.sql import SparkSession

        session = SparkSession.builder.getOrCreate().newSession()
        return [[str(cell) for cell in row] for one in text.split(";\n") for row in session.sql(one).collect()]


@pytest.fixture(scope="session")
def spark() -> Iterator[Spark]:
    """A master, two workers and a session of theirs, which the engine uses.

    Without pyspark or Java these tests skip, or fail where SSJ_REQUIRE_SPARK=1.
    """
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        _without("SSJ_REQUIRE_SPARK", "there is no pyspark, or no Java")
    import pyspark
    from pyspark.sql import SparkSession

    run = str(Path(pyspark.__file__).parent / "bin" / "spark-class")
    deploy = "org.apache.spark.deploy"
    with TemporaryDirectory(prefix="spark") as name, pytest.MonkeyPatch.context() as patch, ExitStack() as ended:
        folder = Path(name)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("SPARK_LOCAL_DIRS", name)
        patch.setenv("SPARK_NO_DAEMONIZE", "1")

        def start(what: str, sign: str, *words: str) -> str:
            log = folder / f"{what}.log"
            with log.open("wb") as stream:
                process = subprocess.Popen([run, *words], stdout=stream, stderr=subprocess.STDOUT)
            ended.callback(process.wait)
            ended.callback(process.terminate)
            return _awaited(lambda: log.read_text("utf-8", "replace"), sign, process)

        ports = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        master = start("master", r"Starting Spark master at (\S+)", f"{deploy}.master.Master", *ports)
        for number in (1, 2):
            small = ("--cores", "1", "--memory", "2g", "--work-dir", name)
            start(f"worker{number}", r"(Successfully registered)", f"{deploy}.worker.Worker", *ports, *small, master)
        few = {"spark.ui.enabled": False, "spark.sql.shuffle.partitions": 2}
        session = SparkSession.builder.master(master).config(map=few).getOrCreate()
        yield Spark(master)
        session.stop()


def _awaited(told: Callable[[], str], sign: str, process: subprocess.Popen[bytes]) -> str:
    """What a server says once it is ready."""
    for _ in range(600):
        if (found := re.search(sign, told())) is not None:
            return found[1]
        assert process.poll() is None, told()
        time.sleep(0.1)
    raise AssertionError(told())


def _without(flag: str, why: str) -> NoReturn:
    if os.environ.get(flag) == "1":
        pytest.fail(f"{flag}=1, and {why}")
    pytest.skip(why)
