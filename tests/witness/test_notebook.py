"""What a witness keeps: nothing is ever forgotten, nor taken for nothing because it cannot be read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import Note
from ssj_publish.witness.notebook import Notebook, Watched
from tests.bureau import LOG, ORIGIN, WITNESSES, Party
from tests.witness.conftest import PARTY

TEXT = Checkpoint(ORIGIN, 7, bytes(32)).text
SIGNED = Note(TEXT, (LOG.sign(TEXT), PARTY.sign(TEXT)))


def test_what_is_seen_is_read_again(notebook: Notebook) -> None:
    assert notebook.seen(ORIGIN) is None
    notebook.see(ORIGIN, SIGNED)
    found = Notebook(notebook.folder).seen(ORIGIN)
    assert found == (Checkpoint(ORIGIN, 7, bytes(32)), SIGNED)


def test_a_logs_key_is_never_exchanged(notebook: Notebook) -> None:
    """Another key under the same name could sign another history."""
    notebook.trust(LOG.key)
    with pytest.raises(errors.LogNotToWatch):
        notebook.trust(Party(ORIGIN, 1, "another").key)
    assert notebook.keys_of(ORIGIN) == (LOG.key,)
    assert notebook.logs() == [Watched(ORIGIN, (LOG.key,))]


def test_a_log_may_be_named_otherwise_than_its_key(notebook: Notebook) -> None:
    """The name SHOULD be the origin (tlog-checkpoint), and is not everywhere."""
    named = Party("keys.example/2026", 1, "other")
    notebook.trust(named.key, "log.example/county")
    assert notebook.keys_of("log.example/county") == (named.key,)
    assert notebook.keys_of(named.key.name) == ()


def test_a_log_that_changes_its_key_stays_the_same_log(notebook: Notebook) -> None:
    """The operator says so: beside the key before, or instead of it. What was seen of the log stays."""
    notebook.see(ORIGIN, SIGNED)
    new, newer = Party(ORIGIN, 1, "new"), Party("keys.example/3", 6, "newer")
    notebook.rotate(new.key)
    assert notebook.keys_of(ORIGIN) == (LOG.key, new.key)
    notebook.rotate(newer.key, ORIGIN, instead=True)
    assert notebook.logs() == [Watched(ORIGIN, (newer.key,))]
    seen = notebook.seen(ORIGIN)
    assert seen is not None
    assert seen[1] == SIGNED


def test_a_log_that_is_not_watched_cannot_change_its_key(notebook: Notebook) -> None:
    with pytest.raises(errors.LogUnknown):
        notebook.rotate(Party("other.example/log", 1, "other").key)
    with pytest.raises(errors.LogNotToWatch):
        notebook.rotate(WITNESSES[1].key, ORIGIN)


@pytest.mark.parametrize(
    "key", [WITNESSES[1].key, Party("other", 1, "w1").key], ids=["a witness's", "its own as a log's"]
)
def test_only_a_logs_key_is_watched(notebook: Notebook, key: object) -> None:
    with pytest.raises(errors.LogNotToWatch):
        notebook.trust(key)  # type: ignore[arg-type]
    assert notebook.logs() == [Watched(ORIGIN, (LOG.key,))]


def test_a_witness_keeps_its_name(notebook: Notebook) -> None:
    with pytest.raises(errors.AppendRace):
        notebook.found(WITNESSES[1].key)
    assert notebook.key == PARTY.key


def test_a_folder_without_witness_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.WitnessFolderMissing):
        _ = Notebook(tmp_path).key


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


@pytest.mark.parametrize("harm", [_cut, _empty])
def test_a_damaged_memory_is_not_an_empty_one(notebook: Notebook, harm: object) -> None:
    notebook.see(ORIGIN, SIGNED)
    [path] = (notebook.folder / "seen").iterdir()
    harm(path)  # type: ignore[operator]
    with pytest.raises(errors.WitnessDamaged) as told:
        notebook.seen(ORIGIN)
    reason = {_cut: "signatures", _empty: "text"}[harm]  # type: ignore[index]
    assert told.value.data == {"path": str(path), "reason": reason}


def test_a_link_to_nowhere_is_not_an_empty_memory(notebook: Notebook) -> None:
    notebook.see(ORIGIN, SIGNED)
    [path] = (notebook.folder / "seen").iterdir()
    _dangling(path)
    with pytest.raises(errors.SsjError):
        notebook.seen(ORIGIN)


@pytest.mark.parametrize("harm", [_cut, _empty, lambda path: path.write_text(f"{WITNESSES[1].key.text}\n")])
def test_a_damaged_log_key_is_named(notebook: Notebook, harm: object) -> None:
    [path] = (notebook.folder / "logs").iterdir()
    if harm is _cut:
        path.write_bytes(path.read_bytes()[:-2])
    else:
        harm(path)  # type: ignore[operator]
    with pytest.raises(errors.WitnessDamaged):
        notebook.keys_of(ORIGIN)


def test_a_log_key_under_anothers_hash_is_not_its_key(notebook: Notebook) -> None:
    other = Party("other.example/log", 1, "other")
    notebook.trust(other.key)
    ours, theirs = (next((notebook.folder / "logs").glob(f"{name}*")) for name in _hashes(ORIGIN, other.key.name))
    theirs.replace(ours)
    with pytest.raises(errors.WitnessDamaged):
        notebook.keys_of(ORIGIN)


def _hashes(*origins: str) -> list[str]:
    return [sha256(one.encode()).hexdigest() for one in origins]


@pytest.mark.parametrize(("size", "whole"), [(1 << 16, True), ((1 << 16) + 1, False)])
def test_no_file_of_keys_is_read_beyond_its_bound(notebook: Notebook, size: int, whole: bool) -> None:
    """As much as a log's keys of many years take; blank lines at the end of a name are no name."""
    [path] = (notebook.folder / "logs").iterdir()
    data = path.read_bytes()
    count = (size - len(data)) // len(f"{LOG.key.text}\n")
    padded = data + f"{LOG.key.text}\n".encode() * count
    path.write_bytes(padded + b"x" * (size - len(padded)))
    with pytest.raises(errors.SsjError) as caught:
        notebook.keys_of(ORIGIN)
    assert isinstance(caught.value, errors.WitnessDamaged) is whole, "at the bound it is read, and found to be no key"


@pytest.mark.parametrize("text", [LOG.key.text, "w.example/1+00", "", "\xff"])
def test_a_damaged_name_is_nobodys(notebook: Notebook, text: str) -> None:
    """Nor is a log's key a witness's."""
    path = notebook.folder / "name"
    path.write_text(f"{text}\n", "latin-1")
    with pytest.raises(errors.WitnessDamaged) as told:
        _ = notebook.key
    assert told.value.data == {"path": str(path), "reason": "key"}


@pytest.mark.parametrize("data", [b"", b"\xff\n", ORIGIN.encode() + b"\n", f"{ORIGIN}\nx\n".encode()])
def test_a_file_of_keys_that_holds_none_is_damaged(notebook: Notebook, data: bytes) -> None:
    [path] = (notebook.folder / "logs").iterdir()
    path.write_bytes(data)
    with pytest.raises(errors.WitnessDamaged) as told:
        notebook.keys_of(ORIGIN)
    assert told.value.data == {"path": str(path), "reason": "key"}


def test_what_is_refused_is_named(notebook: Notebook, tmp_path: Path) -> None:
    other, another = Party("other.example/log", 1, "other").key, Party(ORIGIN, 1, "another").key
    for act, data in (
        (lambda: notebook.trust(another), {"key": another.text}),
        (lambda: notebook.trust(WITNESSES[1].key), {"key": WITNESSES[1].key.text}),
        (lambda: notebook.rotate(other), {"origin": other.name}),
        (lambda: Notebook(tmp_path).key, {"folder": str(tmp_path)}),
    ):
        with pytest.raises(errors.SsjError) as told:
            act()
        assert told.value.data == data


def test_logs_are_listed_by_origin(notebook: Notebook, tmp_path: Path) -> None:
    """However their files are called."""
    for name in ("b.example", "z.example", "a.example"):
        notebook.trust(Party(name, 1, name).key)
    assert [one.origin for one in notebook.logs()] == ["a.example", "b.example", ORIGIN, "z.example"]
    assert Notebook(tmp_path / "none").logs() == []


def test_a_key_that_is_told_again_is_the_newest(notebook: Notebook) -> None:
    new = Party(ORIGIN, 1, "new").key
    notebook.rotate(new)
    notebook.rotate(LOG.key)
    assert notebook.keys_of(ORIGIN) == (new, LOG.key)


def test_a_note_is_dated_by_the_witness_itself_and_by_its_last_line(notebook: Notebook) -> None:
    """Neither a neighbour's line, nor one by another key under its name, tells when it cosigned."""
    false = Party(PARTY.key.name, 4, "false")
    lines = (
        PARTY.sign(TEXT, 5),
        PARTY.sign(TEXT, 9),
        PARTY.sign(TEXT, 7),
        WITNESSES[1].sign(TEXT, 99),
        false.sign(TEXT, 98),
    )
    assert notebook.dated(Note(TEXT, (LOG.sign(TEXT), *lines))) == 9
    assert notebook.dated(Note(TEXT, (LOG.sign(TEXT), *lines[3:]))) == 0


def test_dates_that_are_ahead_are_listed_and_bind_until_they_are_confirmed(notebook: Notebook) -> None:
    other = Party("other.example/log", 1, "other")
    notebook.trust(other.key)
    assert notebook.ahead(0) == {}
    for party, date in ((LOG, 100), (other, 50)):
        text = Checkpoint(party.key.name, 7, bytes(32)).text
        notebook.see(party.key.name, Note(text, (party.sign(text), PARTY.sign(text, date))))
    ours, theirs = _hashes(ORIGIN, other.key.name)
    assert notebook.ahead(100) == {}
    assert notebook.ahead(99) == notebook.ahead(50) == {ours: 100}
    assert notebook.ahead(49) == {ours: 100, theirs: 50}
    assert not notebook.waived(ORIGIN, 100, 99)
    notebook.confirm_clock(60)
    assert notebook.waived(ORIGIN, 100, 60)
    assert notebook.waived(ORIGIN, 100, 61)
    assert not notebook.waived(ORIGIN, 100, 59), "nothing earlier than what was confirmed"
    assert not notebook.waived(ORIGIN, 101, 60), "another date than the one that was shown"
    assert not notebook.waived(other.key.name, 50, 60), "was not ahead"


@pytest.mark.parametrize("text", ["", "x\n", "\xff\n", "-1\n"])
def test_a_damaged_confirmation_waives_nothing(notebook: Notebook, text: str) -> None:
    line = f"{_hashes(ORIGIN)[0]} 100\n"
    path = notebook.folder / "clock"
    path.write_text(f"1\n{line}", "latin-1")
    assert notebook.waived(ORIGIN, 100, 1)
    path.write_text(f"{text}{line}" if text else "", "latin-1")
    assert not notebook.waived(ORIGIN, 100, 1)


def test_the_folder_is_laid_out_as_it_is_described(notebook: Notebook) -> None:
    """An operator moves it, backs up all but ``seen``, and puts the key there by hand."""
    notebook.see(ORIGIN, SIGNED)
    notebook.confirm_clock(0)
    [hashed] = _hashes(ORIGIN)
    found = {path.relative_to(notebook.folder).as_posix() for path in notebook.folder.rglob("*") if path.is_file()}
    assert found == {"name", f"logs/{hashed}.log", f"seen/{hashed}.note", "clock", "lock"}
    assert notebook.key_file == notebook.folder / "key"


@pytest.mark.parametrize(("more", "whole"), [(0, True), (1, False)])
def test_a_confirmation_is_read_up_to_its_bound(notebook: Notebook, more: int, whole: bool) -> None:
    """Four megabytes: a line for each of some fifty thousand logs."""
    line = f"1\n{_hashes(ORIGIN)[0]} 100\n".encode()
    (notebook.folder / "clock").write_bytes(line + b"\n" * ((1 << 22) - len(line) + more))
    if whole:
        assert notebook.waived(ORIGIN, 100, 1)
    else:
        with pytest.raises(errors.RecordTooLarge):
            notebook.waived(ORIGIN, 100, 1)
