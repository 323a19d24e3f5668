"""Every JSON file of the built example is what its published schema says, and a schema lets nothing else through."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from ssj_publish.site.opendata import formats
from tests.site.reading import Built

pytestmark = pytest.mark.slow

#: Described elsewhere: `vectors.html` says what each file of test data has, and wrong ones are wrong on purpose; what
#: frictionless judges; and the schemas themselves, which are held to JSON Schema's own.
ELSEWHERE = ("vectors/", "data/datapackage.json")
BY_FORMAT = {
    "ssj-page/v1": "schemas/page.json",
    "ssj-draw-data/v1": "schemas/draw.json",
    "ssj-site/v1": "schemas/site.json",
}


def _any(validator: Any, schemas: Any, value: Any, schema: Any) -> Iterator[jsonschema.ValidationError]:
    """``anyOf``, which asks of each branch only whether it holds: the library collects every fault of those that do
    not."""
    if not any(validator.evolve(schema=one).is_valid(value) for one in schemas):
        yield jsonschema.ValidationError(f"{value!r} is not valid under any of the given schemas")


def _one(validator: Any, schemas: Any, value: Any, schema: Any) -> Iterator[jsonschema.ValidationError]:
    """``oneOf``, likewise."""
    if sum(validator.evolve(schema=one).is_valid(value) for one in schemas) != 1:
        yield jsonschema.ValidationError(f"{value!r} is not valid under exactly one of the given schemas")


Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"anyOf": _any, "oneOf": _one})


class Judge:
    """Holds files to the schemas as they are published."""

    def __init__(self, county: Built) -> None:
        self.schemas = {
            name: json.loads(data)
            for name, data in county.files.items()
            if name.startswith("schemas/") or name in ("data/v1/schema.json", "vocabulary-schema.json")
        }
        resources = ((f"https://x.example/{name}", Resource.from_contents(one)) for name, one in self.schemas.items())
        self.registry: Registry[Any] = Registry().with_resources(resources)
        self._known: dict[str, Any] = {}

    def faults(self, ref: str, value: Any) -> list[str]:
        if ref not in self._known:
            self._known[ref] = Validator({"$ref": f"https://x.example/{ref}"}, registry=self.registry)
        return [one.message[:200] for one in self._known[ref].iter_errors(value)]


def ref_of(name: str, value: Any) -> tuple[str, list[Any]]:
    """The schema of a file, and what in it is to be held to it."""
    if not name.startswith("data/v1/"):
        return BY_FORMAT[value["format"]], [value]
    table = name.removeprefix("data/v1/").removesuffix(".json")
    return f"data/v1/schema.json#/$defs/{table}", value if isinstance(value, list) else [value]


@pytest.fixture(scope="module")
def judge(county: Built) -> Judge:
    return Judge(county)


def files(county: Built, judge: Judge) -> dict[str, Any]:
    return {
        name: json.loads(data)
        for name, data in county.files.items()
        if name.endswith(".json") and not name.startswith(ELSEWHERE) and name not in judge.schemas
    }


def test_every_json_file_is_what_its_schema_says(county: Built, judge: Judge) -> None:
    found = files(county, judge)
    assert len(found) > 1_400
    faults = []
    for name, value in found.items():
        ref, parts = ref_of(name, value)
        faults += [(name, one) for part in parts for one in judge.faults(ref, part)]
    assert faults == [], faults[:5]


def test_the_schemas_are_json_schema_and_every_format_has_one(county: Built, judge: Judge) -> None:
    for one in judge.schemas.values():
        jsonschema.Draft202012Validator.check_schema(one)
    told = {one["format"] for one in files(county, judge).values() if isinstance(one, dict)}
    assert told == {*BY_FORMAT, "ssj-data/v1"}
    assert {name for name, _ in formats.files()} == set(BY_FORMAT.values())


def test_the_draws_that_are_published_to_test_verifiers_have_the_same_form(county: Built, judge: Judge) -> None:
    good = [
        name
        for name in county.files
        if name.startswith("vectors/draw/") and not name.endswith(("_fail.json", "faults.json"))
    ]
    assert len(good) > 5
    for name in good:
        assert judge.faults("schemas/draw.json", json.loads(county.files[name])) == [], name


SPOILT: tuple[tuple[str, tuple[str | int, ...], Any], ...] = (
    ("site.json", ("records",), "614"),
    ("bodies/DX-0001.json", ("data", "entry", "credit_class"), 3),
    ("bodies/DX-0001.json", ("data", "listed"), None),
    ("records/000/000004.json", ("data", "statement", "time"), "2025-01-07"),
    ("records/000/000004.json", ("data", "statement", "kind"), "visit"),
    ("draws/RW-2025-01-1.json", ("commit", "task"), 1),
    ("draws/RW-2025-01-1.json", ("result", "seed"), "x"),
    ("index.json", ("sections", 0, "blocks"), []),
    ("data/v1/results.json", (0, "result"), "fine"),
    ("data/v1/results.json", (0, "inspector_names"), "甲；乙"),
    ("data/v1/visits.json", (0, "date"), "2025-4-9"),
    ("data/v1/index.json", ("tables", 0, "rows"), "3"),
)


@pytest.mark.parametrize(("name", "path", "value"), SPOILT)
def test_a_schema_sees_what_is_wrong(
    county: Built, judge: Judge, name: str, path: tuple[str | int, ...], value: Any
) -> None:
    whole = json.loads(county.files[name])
    spoilt = copy.deepcopy(whole)
    inner = spoilt
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    ref, parts = ref_of(name, spoilt)
    assert any(judge.faults(ref, one) for one in parts)
    extra = copy.deepcopy(whole)
    (extra[0] if isinstance(extra, list) else extra)["more"] = 1
    ref, parts = ref_of(name, extra)
    assert any(judge.faults(ref, one) for one in parts), "a member that nobody named"
