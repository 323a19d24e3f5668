"""One decision of a witness, with what it stores: the short stories. Those of crashes, threads and orders are
`test_service`'s."""

from __future__ import annotations

import pytest

from ssj_publish import errors
from ssj_publish.core.tlog import note
from ssj_publish.witness.notebook import Notebook
from ssj_publish.witness.service import Service
from tests.bureau import LOG, ORIGIN, Party
from tests.witness.conftest import PARTY, request

NOW = 1_743_000_000


def timed(notebook: Notebook, *times: int) -> Service:
    following = iter(times)
    return Service(notebook, PARTY, lambda: next(following))


def seen(notebook: Notebook) -> note.Note:
    found = notebook.seen(ORIGIN)
    assert found is not None
    return found[1]


def test_what_is_answered_is_the_line_that_is_stored(notebook: Notebook) -> None:
    line = timed(notebook, NOW).add_checkpoint(request(0, 5))
    signed = seen(notebook)
    assert [one.name for one in signed.signatures] == [ORIGIN, PARTY.key.name]
    assert signed.signatures[1].line == line
    PARTY.key.check(signed.text, signed.signatures[1].signature)
    assert notebook.dated(signed) == NOW


def test_of_what_came_in_the_logs_own_lines_alone_are_kept_each_once(notebook: Notebook) -> None:
    """The first line of a key counts, as it does for whoever checks the note."""
    new = Party(ORIGIN, 1, "new")
    notebook.rotate(new.key)
    plain = request(0, 5)
    text = note.parse(plain.partition(b"\n\n")[2]).text
    more = "".join(one.sign(text, 9_000_000_000).line for one in (new, PARTY, Party("x.example", 4, "x")))
    timed(notebook, NOW).add_checkpoint(plain + more.encode() + LOG.sign(text).line.encode())
    assert sorted(one.key_id for one in seen(notebook).signatures) == sorted(
        one.id for one in (LOG.key, new.key, PARTY.key)
    )
    assert notebook.dated(seen(notebook)) == NOW


def test_the_first_request_begins_at_nothing_and_the_next_where_it_ended(notebook: Notebook) -> None:
    service = timed(notebook, *[NOW] * 4)
    for asked, known in ((1, 0), (0, None), (0, 5), (5, None)):
        if known is None:
            service.add_checkpoint(request(asked, 5))
            continue
        with pytest.raises(errors.WitnessStale) as told:
            service.add_checkpoint(request(asked, 5))
        assert told.value.data == {"origin": ORIGIN, "size": known}


def test_a_clock_that_went_back_stops_it_and_one_that_stands_does_not(notebook: Notebook) -> None:
    service = timed(notebook, NOW, NOW - 1, NOW)
    service.add_checkpoint(request(0, 5))
    with pytest.raises(errors.ClockBack) as told:
        service.add_checkpoint(request(5, 6))
    assert told.value.data == {"time": NOW - 1, "last": NOW}
    service.add_checkpoint(request(5, 6))


def test_a_date_that_the_operator_found_to_be_ahead_binds_no_longer(notebook: Notebook) -> None:
    service = timed(notebook, NOW + 1000, NOW, NOW)
    service.add_checkpoint(request(0, 5))
    with pytest.raises(errors.ClockBack):
        service.add_checkpoint(request(5, 6))
    notebook.confirm_clock(NOW)
    service.add_checkpoint(request(5, 6))
    assert notebook.dated(seen(notebook)) == NOW


def test_another_key_than_the_notebooks_is_told_from_it(notebook: Notebook) -> None:
    other = Party(PARTY.key.name, 4, "another")
    with pytest.raises(errors.WitnessKeyWrong) as told:
        Service(notebook, other, lambda: NOW)
    assert told.value.data == {"key": other.public.key_id, "expected": PARTY.public.key_id}
