"""Makes content/vectors/odd.json: odd inputs, and whether a reader of a draw's data has to accept each.

    python -m tests.odd_inputs        writes the file anew

An entry names a good draw of content/vectors/draw (``base``) and what is done to it: first ``changes``, each of which
puts a ``value`` at a path into its JSON (``at``: keys and places in lists) or, without one, takes away what is there;
then ``text``, pairs to be replaced, everywhere, in the JSON text that Python's ``json.dumps`` writes of it without
blanks. Where a statement was changed, every id that follows from it was reckoned anew, and the result too: nothing but
the oddness is wrong.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from ssj_publish.core import encoding
from ssj_publish.core.draw import outcome, tickets
from ssj_publish.core.kinds.draw import DrawCommit
from tests import draw_vectors
from tests.draw_vectors import Data, consistent

FILE = Path(__file__).parents[1] / "content" / "vectors" / "odd.json"
Edit = Callable[[str], str]
BASES = ("plain", "guests", "lottery", "balls", "sealed-opened", "substituted", "timelocked", "void")


def load(name: str) -> Data:
    data: Data = json.loads((draw_vectors.FOLDER / f"{name}.json").read_text("utf-8"))
    return data


def compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def applied(base: Data, entry: Data) -> bytes:
    """The odd input that ``entry`` makes of ``base``."""
    data = copy.deepcopy(base)
    for change in entry["changes"]:
        *path, last = change["at"]
        place: Any = data
        for step in path:
            place = place[step]
        if "value" not in change:
            del place[last]
        elif isinstance(place, list) and last == len(place):
            place.append(change["value"])
        else:
            place[last] = change["value"]
    text = compact(data)
    for old, new in entry["text"]:
        text = text.replace(old, new)
    return text.encode("utf-8", "surrogatepass")


def changes(old: Any, new: Any, at: list[Any]) -> Iterator[Data]:
    """What makes ``new`` of ``old``, as `applied` takes it; lists end first."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            if key not in new:
                yield {"at": [*at, key]}
            elif key not in old:
                yield {"at": [*at, key], "value": new[key]}
            else:
                yield from changes(old[key], new[key], [*at, key])
    elif isinstance(old, list) and isinstance(new, list) and new:
        for place in range(len(old) - 1, len(new) - 1, -1):
            yield {"at": [*at, place]}
        for place, one in enumerate(new):
            if place < len(old):
                yield from changes(old[place], one, [*at, place])
            else:
                yield {"at": [*at, place], "value": one}
    elif type(old) is not type(new) or old != new:
        yield {"at": at, "value": new}


# What is odd in the JSON alone.


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a value stands, one of each sort: of a list only the last item is looked into."""
    if at:
        yield at
    if isinstance(value, dict):
        for key, one in value.items():
            yield from paths(one, (*at, key))
    elif isinstance(value, list) and value:
        yield from paths(value[-1], (*at, len(value) - 1))


def other(value: Any) -> Iterator[tuple[str, Any]]:
    """Values of another type that a loose reader takes for the same."""
    if isinstance(value, bool):
        yield from (("number-for-boolean", int(value)), ("text-for-boolean", str(value).lower()))
    elif isinstance(value, int):
        yield from (("text-for-number", str(value)), ("fraction", value + 0.5), ("list-for-number", [value]))
    elif isinstance(value, str):
        yield from (("list-for-text", [value]), ("blank-behind", value + " "), ("newline-behind", value + "\n"))
    elif isinstance(value, list):
        yield from (("mapping-for-list", {}), ("text-for-list", ""))
    elif isinstance(value, dict):
        yield from (("key-added", {**value, "extra": None}), ("list-for-mapping", [value]))
    else:
        yield from (("false-for-null", False), ("empty-text-for-null", ""), ("zero-for-null", 0))


def misshapen(base: str, seen: set[tuple[Any, ...]]) -> Iterator[tuple[str, Data]]:
    """Every place that was not ``seen`` in another draw, holding something else."""
    data = load(base)
    for path in paths(data):
        sort = tuple(step for step in path if isinstance(step, str))
        if sort in seen:
            continue
        seen.add(sort)
        place: Any = data
        for step in path[:-1]:
            place = place[step]
        name = ".".join(map(str, path))
        kept = place[path[-1]]
        ways = list(other(kept))
        for what, value in [*ways, *([("missing", ...)] if isinstance(place, dict) else [])]:
            odd = copy.deepcopy(data)
            spot: Any = odd
            for step in path[:-1]:
                spot = spot[step]
            if value is ...:
                del spot[path[-1]]
            else:
                spot[path[-1]] = value
            yield f"{base}: {name}: {what}", odd


# What is odd in signed bytes: every id and the result follow from it.


def restated(data: Data, record: Data, edit: Edit, body: Data | None = None) -> Data:
    """``record``'s statement edited, and all that follows reckoned anew; ``body`` is what the commitment then means."""
    commit = data["commit"]["statement"]
    record["statement"] = edit(record["statement"])
    data = consistent(data)
    if data["result"] is None:
        return data
    meant = body or encoding.parse(commit.encode(), "")["statement"]["body"]
    meant = {
        **meant,
        "secrets": [one["id"] for one in data["secrets"]],
        "guests": [one["id"] for one in data["guests"]],
    }
    frozen = msgspec.convert(meant, DrawCommit)
    pool = {line.split()[0]: (line.split()[1], line.split()[2]) for line in data["pool"]}
    slots = [frozenset(slot) for slot in data["eligible"]]
    seed = tickets.seed(data["commit"]["id"], draw_vectors.said(data), draw_vectors.public(data))
    found = outcome.compute(outcome.Frozen(frozen, pool, slots), seed)
    draw_vectors.put(data["result"], seed=seed, drawn=msgspec.to_builtins(found.drawn))
    data["tickets"] = [f"{one.ticket} {one.body}" for one in found.tickets]
    return consistent(data)


def swap(old: str, new: str, count: int = 1) -> Edit:
    def edit(text: str) -> str:
        if old not in text:
            raise ValueError(old)
        return text.replace(old, new, count)

    return edit


#: What is written otherwise in a commitment, and means the same to a loose reader.
SPELLINGS: dict[str, Edit] = {
    "capital hex": lambda text: text.replace(
        *(lambda line: (line, line.upper().replace("POOL", "pool")))(line_of(text, "pool"))
    ),
    "zero before a number": swap("cap: 10", "cap: 010"),
    "plus before a number": swap("cap: 10", "cap: +10"),
    "a fraction": swap("cap: 10", "cap: 10.0"),
    "an exponent": swap("cap: 10", "cap: 1e1"),
    "a number in quotes": swap("cap: 10", 'cap: "10"'),
    "hexadecimal number": swap("cap: 10", "cap: 0xA"),
    "underscore in a number": swap("cap: 10", "cap: 1_0"),
    "a default stated: boolean": swap("    opens:", "    sealed: false\n    opens:"),
    "a default stated: null": swap("    opens:", "    balls: null\n    opens:"),
    "a default stated: tilde": swap("    opens:", "    balls: ~\n    opens:"),
    "a default stated: empty list": swap("    inspectors:", "    excluded: []\n    inspectors:"),
    "a default stated: empty mapping": swap("    opens:", "    balls: {}\n    opens:"),
    "a default stated: nothing behind the colon": swap("    inspectors:", "    excluded:\n    inspectors:"),
    "a default stated: zero": swap("        sample:", "        minimum: 0\n        sample:"),
    "unknown field": swap("    opens:", "    note: null\n    opens:"),
    "unknown field in the statement": swap("  body:", "  note: null\n  body:"),
    "fields out of order": swap('    task: "T1"\n    ordinal: 1\n', '    ordinal: 1\n    task: "T1"\n'),
    "statement's fields out of order": lambda text: (
        text.replace('  kind: "draw-commit"\n', "")
        .replace("  time:", '  kind: "draw-commit"\n  time:')
        .replace('  origin: "jy.test.example/ssj"\n', "")
        .replace("  time:", '  origin: "jy.test.example/ssj"\n  time:')
    ),
    "a key twice": swap("    cap: 10\n", "    cap: 10\n    cap: 10\n"),
    "a key twice, the last one wins": swap("    cap: 10\n", "    cap: 1\n    cap: 10\n"),
    "single quotes": swap('"T1"', "'T1'"),
    "no quotes": swap('task: "T1"', "task: T1"),
    "a quoted key": swap("    task:", '    "task":'),
    "a blank before the colon": swap("    task:", "    task :"),
    "two blanks behind the colon": swap("    task:", "    task: "),
    "no blank behind the colon": swap('task: "T1"', 'task:"T1"'),
    "a blank at the end of a line": swap('"T1"\n', '"T1" \n'),
    "a comment": swap('"T1"\n', '"T1" # first\n'),
    "a comment line": swap("  body:\n", "  # body\n  body:\n"),
    "an empty line": swap("  body:\n", "\n  body:\n"),
    "an empty line at the end": lambda text: text + "\n",
    "no line feed at the end": lambda text: text[:-1],
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "one carriage return": swap('"T1"\n', '"T1"\r\n'),
    "a tab": swap("    task:", "\ttask:"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "a document's mark": lambda text: "---\n" + text,
    "a tag": swap('task: "T1"', 'task: !!str "T1"'),
    "an anchor": swap('task: "T1"', 'task: &a "T1"'),
    "a list in brackets": swap('          - "I1"', '        ["I1"]'),
    "a list's dash under its key": lambda text: text.replace("      - credit_class", "    - credit_class"),
    "a deeper indent": swap('          - "I1"', '            - "I1"'),
    "three blanks of indent": swap("    task:", "   task:"),
    "escape of a letter": swap('"T1"', '"\\u0054\\u0031"'),
    "escape of a letter in two places": swap('"T1"', '"\\x541"'),
    "escape of a slash": swap("ssj-draw/v1", "ssj-draw\\/v1"),
    "something behind a string": swap('"T1"', '"T1"x'),
    "a string over two lines": swap('"T1"', '"T\\\n1"'),
    "another name for the statement": swap("statement:\n", "Statement:\n"),
    "two statements": lambda text: text + text,
    "signatures in the statement": lambda text: text + 'signatures:\n  - key: "x"\n',
    "moment in UTC": swap('opens: "2025-03-28T18:00:00+08:00"', 'opens: "2025-03-28T10:00:00Z"'),
    "moment with an offset of zero": swap('opens: "2025-03-28T18:00:00+08:00"', 'opens: "2025-03-28T10:00:00+00:00"'),
    "moment of another zone": swap('opens: "2025-03-28T18:00:00+08:00"', 'opens: "2025-03-28T19:00:00+09:00"'),
    "moment with a fraction": swap("18:00:00+08:00", "18:00:00.000000+08:00"),
    "moment with half a second": swap("18:00:00+08:00", "18:00:00.500000+08:00"),
    "moment with a blank for the T": swap("28T18", "28 18"),
    "moment with a small t": swap("28T18", "28t18"),
    "moment without seconds": swap("18:00:00+08:00", "18:00+08:00"),
    "moment without an offset": swap("18:00:00+08:00", "18:00:00"),
    "offset without a colon": swap("18:00:00+08:00", "18:00:00+0800"),
    "offset with seconds": swap("18:00:00+08:00", "18:00:00+08:00:00"),
    "record's time in UTC": lambda text: text.replace(line_of(text, "time"), '  time: "2025-03-27T01:03:00Z"'),
}
#: What no record may say, whatever its form; the meaning is that of the base.
VALUES: dict[str, Edit] = {
    "algorithm of another version": swap("ssj-draw/v1", "ssj-draw/v2"),
    "kind of another sort": swap('kind: "draw-commit"', 'kind: "draw-result"'),
    "kind unknown": swap('kind: "draw-commit"', 'kind: "draw-commit2"'),
    "another ledger": swap("jy.test.example/ssj", "jy.test.example/ssk"),
    "hour 24": swap("28T18:00:00", "28T24:00:00"),
    "a leap second": swap("18:00:00+", "18:00:60+"),
    "the 30th of February": swap("2025-03-28T18", "2025-02-30T18"),
    "month 13": swap("2025-03-28T18", "2025-13-28T18"),
    "a year before 2000": swap("2025-03-28T18", "1999-03-28T18"),
    "a year after 2199": swap("2025-03-28T18", "2200-03-28T18"),
    "a negative number": swap("cap: 10", "cap: -10"),
    "zero where there must be one": swap("cap: 10", "cap: 0"),
    "a number beyond 2^53": swap("cap: 10", "cap: 9007199254740993"),
    "a ratio as a fraction": swap("p: 10\n", "p: 0.1\n"),
    "a ratio in quotes": swap("p: 10\n", 'p: "10"\n'),
    "a divisor of zero": swap("q: 100\n", "q: 0\n"),
    "an empty text": swap('task: "T1"', 'task: ""'),
    "an id with a slash": swap('task: "T1"', 'task: "T/1"'),
    "an id of letters of another script": swap('task: "T1"', 'task: "Т1"'),
    "an id of 65 letters": swap('task: "T1"', f'task: "{"T" * 65}"'),
    "a digest too short": lambda text: text.replace(line_of(text, "pool"), line_of(text, "pool")[:-2] + '"'),
    "a fallback of its own": swap('fallback: "wait"', 'fallback: "Wait"'),
    "hours without a void": swap('fallback: "wait"', 'fallback: "wait"\n      hours: 72'),
    "hours as nothing": swap('fallback: "wait"', 'fallback: "wait"\n      hours: null'),
    "void without hours": swap('fallback: "wait"', 'fallback: "void"'),
    "no slots": lambda text: text.replace(
        '    slots:\n      - items:\n          - "I1"\n      - items:\n          - "I1"\n', ""
    ),
    "an empty class": swap('credit_class: "A"', 'credit_class: ""'),
    "a blank before a class": swap('credit_class: "A"', 'credit_class: " A"'),
    "a wide blank behind a class": swap('credit_class: "A"', 'credit_class: "A\u3000"'),
    "a line feed in a class": swap('credit_class: "A"', 'credit_class: "A\\n"'),
}
#: Text in the explanation of a void: what may stand there, and what may not.
WORDS: dict[str, tuple[str, bool]] = {
    "quotes and backslashes": ('他说\\"不\\"，C:\\\\x', True),
    "two lines": ("一\\n二", True),
    "letters of the second plane": ("𠮷野家", True),
    "a picture": ("好😀", True),
    "a wide blank inside": ("名\u3000录", True),
    "20,000 letters": ("名" * 20_000, True),
    "20,000 of the second plane": ("𠮷" * 20_000, True),
    "20,001 letters": ("名" * 20_001, False),
    "nothing": ("", False),
    "a blank before": (" 名录", False),
    "a line feed behind": ("名录\\n", False),
    "decomposed": ("cafe\u0301", False),
    "decomposed behind an escape": ("一\\n\u0303", False),
    "a compatibility ideograph": ("\uf900", False),
    "no width": ("名\u200b录", False),
    "writing turned round": ("名\u202e录", False),
    "a soft hyphen": ("na\u00adme", False),
    "a hard blank": ("na\u00a0me", False),
    "a variation selector": ("名\ufe0f", False),
    "a radical": ("\u2f00", False),
    "private use": ("\ue000", False),
    "not assigned in Unicode 14": ("\U0001fae8", False),
    "not assigned in any": ("\u0378", False),
    "a line separator": ("名\u2028录", False),
    "a next line": ("名\u0085录", False),
    "delete": ("名\u007f录", False),
    "a null": ("名\u0000录", False),
    "an escape code": ("\u001b[2J", False),
    "an escaped escape code": ("\\u001b[2J", False),
    "an escaped tab": ("一\\t二", False),
    "half a pair": ("名\ud83d", False),
    "a replacement character": ("名\ufffd", False),
    "a tag character": ("名\U000e0041", False),
    "a Hangul filler": ("\u3164", False),
}


def line_of(text: str, key: str) -> str:
    return next(line for line in text.split("\n") if line.strip().startswith(key + ":"))


def respelt() -> Iterator[tuple[str, Data]]:
    for name, edit in (SPELLINGS | VALUES).items():
        data = load("plain")
        yield f"commitment: {name}", restated(data, data["commit"], edit)


def worded() -> Iterator[tuple[str, Data, bool]]:
    for name, (words, good) in WORDS.items():
        data = load("void")
        line = line_of(data["void"]["statement"], "explanation")
        spoken = (
            words.replace("\\n", "\n")
            .replace('\\"', '"')
            .replace("\\\\", "\\")
            .replace("\\t", "\t")
            .replace("\\u001b", "\x1b")
        )
        data["void"]["explanation"] = spoken
        edited = data["void"]["statement"].replace(line, f'    explanation: "{words}"')
        data["void"]["statement"] = edited
        if "\ud83d" not in words:
            data = consistent(data)
        yield f"explanation: {name}", data, good


def counted() -> Iterator[tuple[str, Data]]:
    """Lists that are too long, too short, or hold something twice; every id and the result follow."""
    data = load("plain")
    secret, of, shown = "07" * 32, copy.deepcopy(data["secrets"][0]), copy.deepcopy(data["reveals"][0])
    of |= {"seq": 1, "id": "f" * 64}
    draw_vectors.put(of, commitment=sha256(b"ssj/secret/v1" + bytes.fromhex(secret)).hexdigest())
    shown |= {"seq": data["result"]["seq"] + 1, "id": "e" * 64}
    draw_vectors.put(shown, secret=secret)
    for name, one in (("secrets", of), ("reveals", shown), ("opened", secret)):
        data[name].append(one)
    draw_vectors.put(data["commit"], secrets=[one["id"] for one in data["secrets"]])
    raw = encoding.parse(data["commit"]["statement"].encode(), "")
    raw["statement"]["refs"] = data["commit"]["refs"] = [*data["commit"]["refs"], of["id"]]
    data["commit"]["statement"] = encoding.emit(raw).decode()
    yield "a fourth secret", draw_vectors.concluded(data)
    for name, change in LISTS.items():
        data = load("plain")
        change(data)
        yield name, data


def both(name: str, count: int) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        data[name] = data[name][:count] if count < len(data[name]) else [*data[name], data[name][-1]]

    return change


LISTS: dict[str, Callable[[Data], None]] = {
    f"{name}: {what}": both(name, count)
    for name in ("secrets", "opened", "reveals", "eligible", "pool", "tickets")
    for what, count in (("one only", 1), ("none", 0), ("the last one twice", 99))
}

#: What is odd in the JSON text itself: what is replaced, by what, and whether it is the same to JSON.
TEXTS: dict[str, tuple[str, str, bool]] = {
    "a whole number with a fraction of zero": ('"cap":10,', '"cap":10.0,', True),
    "a whole number with an exponent": ('"cap":10,', '"cap":1e1,', True),
    "a number of the chain with a fraction of zero": ('"period":3,', '"period":3.0,', True),
    "blanks and line feeds": ('"cap":10,', '"cap" :\n 10 ,', True),
    "a letter escaped": ('"task":"T1"', '"task":"\\u00541"', True),
    "a slash escaped": ("ssj-draw-data/v1", "ssj-draw-data\\/v1", True),
    "a key twice, the same": ('"cap":10,', '"cap":10,"cap":10,', True),
    "a key twice, the wrong one last": ('"cap":10,', '"cap":10,"cap":11,', False),
    "a key twice, the wrong one first": ('"cap":10,', '"cap":11,"cap":10,', True),
    "a key twice, the first 64 levels deep": ('"cap":10,', '"cap":' + "[" * 62 + "]" * 62 + ',"cap":10,', True),
    "a key twice, the first 65 levels deep": ('"cap":10,', '"cap":' + "[" * 63 + "]" * 63 + ',"cap":10,', False),
    "a key twice, the first 65 mappings deep": (
        '"cap":10,',
        '"cap":' + '{"a":' * 63 + "1" + "}" * 63 + ',"cap":10,',
        False,
    ),
    "a key twice, the first 5,000 levels deep": (
        '"cap":10,',
        '"cap":' + "[" * 5_000 + "]" * 5_000 + ',"cap":10,',
        False,
    ),
    "a key twice, the first all brackets, in a string": ('"cap":10,', '"cap":"\\"' + "[{" * 64 + '","cap":10,', True),
    "many lists side by side": ('"cap":10,', '"cap":[' + ",".join(["[[]]"] * 100) + '],"cap":10,', True),
    "not a number": ('"cap":10,', '"cap":NaN,', False),
    "infinity": ('"cap":10,', '"cap":Infinity,', False),
    "too great a number": ('"cap":10,', '"cap":1e400,', False),
    "a number of 5,000 digits": ('"cap":10,', '"cap":' + "1" * 5000 + ",", False),
    "a zero before": ('"cap":10,', '"cap":010,', False),
    "a plus before": ('"cap":10,', '"cap":+10,', False),
    "a half": ('"p":10,', '"p":10.5,', False),
    "a comma too many": ('"cap":10,', '"cap":10,,', False),
    "a comment": ('"cap":10,', '"cap":10,/* */', False),
    "single quotes": ('"task":"T1"', "'task':'T1'", False),
    "something behind": ('"substitutions":[]}', '"substitutions":[]}x', False),
    "cut off": ('"substitutions":[]}', '"substitutions":[', False),
    "a byte order mark": ('{"format"', '\ufeff{"format"', False),
    "a prototype": ('"cap":10,', '"cap":10,"__proto__":{"cap":10},', False),
    "ten thousand brackets": ('"substitutions":[]', '"substitutions":' + "[" * 10_000 + "]" * 10_000, False),
    "another format": ("ssj-draw-data/v1", "ssj-draw-data/v2", False),
    "half a pair": ('"task":"T1"', '"task":"\\ud800"', False),
}


def entries() -> Iterator[Data]:
    odd: list[tuple[str, str, Data, bool]] = []
    seen: set[tuple[Any, ...]] = set()
    for base in BASES:
        odd += [(name, base, data, False) for name, data in misshapen(base, seen)]
    odd += [(name, "plain", data, False) for name, data in (*respelt(), *counted())]
    odd += [(name, "void", data, good) for name, data, good in worded()]
    bases = {base: load(base) for base in BASES}
    for name, base, data, good in odd:
        made = list(changes(bases[base], data, []))
        if made:
            yield {"name": name, "base": base, "accept": good, "changes": made, "text": []}
    for name, (old, new, good) in TEXTS.items():
        yield {"name": f"JSON: {name}", "base": "plain", "accept": good, "changes": [], "text": [[old, new]]}


def content() -> bytes:
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in entries())
    # Half a pair of surrogates is no text: it stands escaped.
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8", "backslashreplace")


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_bytes(content())
