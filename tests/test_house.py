"""The house rules that a machine can hold: which way imports look, what the core may touch, who words the errors."""

from __future__ import annotations

import ast
import graphlib
import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from string import Formatter

import pytest

from ssj_publish import errors
from ssj_publish.words.reasons import WORDING
from tests.mirrors import HELD

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ssj_publish"

# The floors of the house: imports between rooms run down, never up and never along a floor. A new room is given its
# floor here and its line on CONTRIBUTING's map, which tests/test_docs.py holds against this.
FLOORS: dict[str, int] = {
    "__main__": 8,
    "cli": 7,
    "example": 6,
    "git": 6,
    "site": 6,
    "witness": 6,
    "office": 5,
    "importers": 4,
    "web": 4,
    "ledger": 3,
    "signing": 3,
    "words": 3,
    "engines": 3,
    "core": 2,
    "machine": 2,
    "errors": 1,
    "workbooks": 0,  # data, no code
    "__init__": 0,
}

# What the core may bring in from outside the standard library.
CORE_GUESTS = {"cryptography", "msgspec", "py_arkworks_bls12381", "rfc3161_client"}
# Standard modules that would bring in files, network, clock, environment, chance or another process.
IMPURE = {
    "os", "io", "pathlib", "glob", "tempfile", "shutil", "socket", "ssl", "http", "urllib", "subprocess",
    "multiprocessing", "random", "secrets", "uuid", "time", "logging", "locale", "platform", "getpass", "sqlite3",
}  # fmt: skip
IMPURE_CALLS = {"now", "today", "utcnow", "generate"}  # clocks, and key generation
IMPURE_BUILTINS = {"open", "print", "input", "eval", "exec", "__import__"}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {module_name(path): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
CORE = sorted(name for name in TREES if name.startswith("ssj_publish.core"))


@cache
def imports(name: str) -> frozenset[str]:
    """The dotted names that module ``name`` imports anywhere in its text, lazily or for types only included."""
    return frozenset(_imports(name))


def _imports(name: str) -> Iterator[str]:
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno}: relative import"
            assert node.module is not None
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in TREES else node.module


def inner(name: str) -> set[str]:
    """The modules of this package that ``name`` imports."""
    return {target for target in imports(name) if target.split(".")[0] == "ssj_publish"} - {name}


def outer(name: str) -> set[str]:
    """The top-level names of everything else that ``name`` imports."""
    return {target.split(".")[0] for target in imports(name)} - {"ssj_publish", "__future__"}


def room(name: str) -> str:
    """The room under ``ssj_publish`` that module ``name`` stands in."""
    return [*name.split("."), "__init__"][1]


def test_no_reading_takes_the_rules_of_the_founding() -> None:
    """Rules change (`core.rules.changing`): what holds of a record is asked of `State.settings_at`, never of the
    genesis."""
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in ("settings", "bureau", "roles"):
                of = node.value
                assert not (isinstance(of, ast.Attribute) and of.attr == "founding"), f"{name}:{node.lineno}"


def test_every_room_has_its_floor() -> None:
    """A room that nobody gave a floor would escape the import rule; a floor without its room would mislead."""
    standing = {path.relative_to(PACKAGE).parts[0] for path in tracked() if PACKAGE in path.parents}
    assert {name.removesuffix(".py") for name in standing - {"py.typed"}} == FLOORS.keys()


@pytest.mark.parametrize("name", TREES)
def test_imports_run_down(name: str) -> None:
    """A module imports from its own room and from floors below, and every module of ours that it names exists."""
    for target in inner(name):
        assert target in TREES, f"{name} imports {target}, which does not exist"
        if room(target) != room(name):
            assert FLOORS[room(target)] < FLOORS[room(name)], f"{name} looks up or aside at {target}"


def test_imports_have_no_circle() -> None:
    """The modules can be put in one order in which each imports only earlier ones."""
    order = list(graphlib.TopologicalSorter({name: inner(name) for name in TREES}).static_order())
    assert set(order) == set(TREES)


@pytest.mark.parametrize("name", CORE)
def test_core_imports_nothing_impure(name: str) -> None:
    """Verification needs values only: no file, network, clock, environment or chance, and few guests."""
    guests = outer(name) - sys.stdlib_module_names
    assert guests <= CORE_GUESTS
    assert not outer(name) & IMPURE


@pytest.mark.parametrize("name", CORE)
def test_core_calls_nothing_impure(name: str) -> None:
    """``now``, nonces and keys come in as arguments; nothing is opened or printed."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                assert called.attr not in IMPURE_CALLS, f"{name}:{node.lineno}: .{called.attr}("
            elif isinstance(called, ast.Name):
                assert called.id not in IMPURE_BUILTINS, f"{name}:{node.lineno}: {called.id}("


def test_no_assert_outside_tests() -> None:
    """A check written as ``assert`` is gone under ``python -O``."""
    for name, tree in TREES.items():
        lines = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)]
        assert not lines, f"{name}: assert in lines {lines}"


def test_dependencies_are_declared() -> None:
    """Every package that the code imports stands in pyproject.toml by its own name, whoever else would bring it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for name in ("scale", "postgres", "spark") for line in extras[name])]
    declared = {plain(re.split(r"[^\w.-]", line)[0]) for line in lines}
    providers = packages_distributions()
    for name in TREES:
        for guest in outer(name) - sys.stdlib_module_names:
            assert {plain(dist) for dist in providers.get(guest, [guest])} & declared, f"{name} imports {guest}"


def plain(distribution: str) -> str:
    """The normalized name of a distribution (PEP 503)."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


# Errors and their wording.

FAMILIES = (errors.NotVerified, errors.BadInput, errors.Environment)
CLASSES = dict(inspect.getmembers(errors, inspect.isclass))
ERRORS = {name: kind for name, kind in CLASSES.items() if issubclass(kind, errors.SsjError)}
LEAVES = sorted(name for name, kind in ERRORS.items() if not kind.__subclasses__() and kind not in FAMILIES)


# What a caller on the way up adds, because only it knows: the line, and the data itself for the last resort.
LATE = {"line", "data"}


def fields(template: str) -> set[str]:
    """The names in a template; a positional field, an attribute or an index is not one."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """Where, which leaf, and with which data: each call of an error's class with keywords spelled out."""
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                leaf = getattr(node.func, "attr", getattr(node.func, "id", None))
                spelled = {keyword.arg for keyword in node.keywords}
                if leaf in ERRORS and None not in spelled:
                    yield f"{name}:{node.lineno}", leaf, {word for word in spelled if word}


@pytest.mark.parametrize("leaf", LEAVES)
def test_error_is_worded(leaf: str) -> None:
    """Each reason for a refusal has a family, a line of documentation and one Chinese sentence that formats."""
    kind = ERRORS[leaf]
    assert issubclass(kind, FAMILIES)
    assert kind.__doc__
    assert kind in WORDING, f"no sentence for {leaf} in words.reasons"
    template = WORDING[kind]
    assert all(field.isidentifier() for field in fields(template))
    sentence = template.format(**dict.fromkeys(fields(template), "甲"))
    assert re.search(r"[\u4e00-\u9fff]", sentence)


def test_error_is_raised_with_what_its_sentence_names() -> None:
    """A sentence that names a field which the raiser does not give would itself fail in front of the user."""
    for where, leaf, given in raised():
        if given and ERRORS[leaf] in WORDING:  # without any data: a caller above adds it
            missing = fields(WORDING[ERRORS[leaf]]) - given - LATE
            assert not missing, f"{where}: {leaf} is raised without {sorted(missing)}"


# Tests stand where the code stands.


def behaves(tree: ast.Module) -> bool:
    """Whether there is anything to test: a module without a function is a shape, a table or a list of errors."""
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree))


def mirror(path: str) -> Path:
    """Where the test of the module ``path`` (from the package's folder) stands."""
    folder, _, file = path.rpartition("/")
    return ROOT / "tests" / folder / f"test_{file.removesuffix('.py').strip('_')}.py"


def imported(test: Path) -> set[str]:
    """The dotted names that a test imports, of modules and of what is in them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(test.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def reached(name: str) -> set[str]:
    """The module ``name`` and all that it imports, itself or by others."""
    found, waiting = set[str](), [name]
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting += inner(one)
    return found


BEHAVING = sorted(
    path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if behaves(TREES[module_name(path)])
)


@pytest.mark.parametrize("path", BEHAVING)
def test_a_module_is_tested_at_its_own_place_or_told_where(path: str) -> None:
    """`tests.mirrors` names the test that holds a module without one of its own, and loses whoever gets one."""
    held = HELD.get(path)
    if mirror(path).exists():
        assert held is None, f"{path} has its own test by now: strike it from tests/mirrors.py"
        return
    assert held is not None, f"{path}: no {mirror(path).relative_to(ROOT)}, nor an entry in tests/mirrors.py"
    test = ROOT / held.test
    assert test.is_file(), f"{path}: {held.test} is gone"
    if held.command:
        assert path.startswith("cli/"), f"{path} is no command: name a test that imports it"
        assert held.command in test.read_text("utf-8"), f"{path}: {held.test} does not run {held.command}"
        return
    wanted = module_name(PACKAGE / (held.through or path))
    assert wanted in imported(test), f"{path}: {held.test} does not import {wanted}"
    assert module_name(PACKAGE / path) in reached(wanted), f"{path} is not reached through {held.through}"


def test_nobody_is_told_to_be_tested_elsewhere_who_is_gone() -> None:
    assert HELD.keys() <= set(BEHAVING)
    assert all(one.why for one in HELD.values())


# The tree.


def tracked() -> list[Path]:
    """The project's files as git knows them."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in listing.stdout.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_path_of_this_machine() -> None:
    """Nothing in the project names the folder it is built in, or its builder's home."""
    shared = {"/", "/tmp", "/home", "/srv", "/opt", "/usr/src"}
    places = {str(place) for place in (ROOT, ROOT.parent, Path.home())} - shared
    needle = re.compile("|".join(rf"(?<![\w.-]){re.escape(place)}(?=/)" for place in sorted(places)).encode())
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:1024]:
            named = any(place.encode() in content for place in places)  # hundreds of times as fast as the pattern
            assert not (named and needle.search(content)), path


def test_no_source_is_ignored() -> None:
    """What ``.gitignore`` hides is missing from every clone: in the source folders it hides only what tools leave."""
    rooms = ["ssj_publish", "theme", "content", "tests", "ledger"]
    command = ["git", "ls-files", "-z", "--others", "--ignored", "--exclude-standard", *rooms]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    hidden = [name for name in listing.stdout.decode("utf-8").split("\0") if name]
    assert [
        name for name in hidden if not re.search(r"(^|/)(__pycache__|node_modules|\.[a-z_]+_cache)(/|$)", name)
    ] == []


def test_every_file_is_a_file() -> None:
    """Git holds no link and no foreign repository: a link leads to another machine's folder, or to nothing."""
    listing = subprocess.run(["git", "ls-files", "-z", "--stage"], cwd=ROOT, capture_output=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout")
    others = [line for line in listing.stdout.decode("utf-8").split("\0") if line and not line.startswith("100")]
    assert others == []


def modules_after(code: str) -> set[str]:
    """The names of the modules that a new interpreter holds after ``code``, which may end it."""
    report = "import atexit, sys\natexit.register(lambda: print('\\nmodules', *sys.modules))\n"
    command = [sys.executable, "-X", "utf8", "-c", report + code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_importing_the_package_is_cheap() -> None:
    """``import ssj_publish`` brings in none of the heavy libraries."""
    assert modules_after("import ssj_publish").isdisjoint({"pelican", "cryptography", "openpyxl", "msgspec"})


def test_help_brings_in_no_heavy_library() -> None:
    """``ssj --help`` answers without Pelican and openpyxl: a clerk types it often."""
    if "ssj_publish.__main__" not in TREES:
        pytest.skip("no command yet")
    loaded = modules_after("from ssj_publish.__main__ import main\nsys.argv = ['ssj', '--help']\nmain()")
    assert loaded.isdisjoint({"pelican", "openpyxl", "py_arkworks_bls12381"})
