"""What a fuzzer has found interesting, or once broke a parser, is tried for ever; and each input's near relatives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import CORPUS, TARGETS, attempt

INPUTS = {name: sorted((CORPUS / name).iterdir()) for name in TARGETS}


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus(name: str) -> None:
    """Either an error of ours with a sentence to it, or exactly one meaning."""
    assert INPUTS[name]
    for path in INPUTS[name]:
        attempt(TARGETS[name], path.read_bytes())


@st.composite
def relatives(draw: st.DrawFn, paths: list[Path]) -> bytes:
    """An input with pieces cut out, put in, doubled or changed, or crossed with another."""
    data = draw(st.sampled_from(paths)).read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        piece = draw(
            st.one_of(
                st.just(b""),
                st.binary(min_size=1, max_size=6),
                st.just(data[start:end] * 2),
                st.sampled_from(
                    [
                        b"\n",
                        b"\r\n",
                        b"\0",
                        b'"',
                        b"\xff",
                        b"  ",
                        b"0",
                        b"-1",
                        b"99999999999999999999",
                        b"\xe2\x80\x94 ",
                    ]
                ),
                st.sampled_from(paths).map(lambda path: path.read_bytes()[:60]),
            )
        )
        data = data[:start] + piece + data[end:]
    return data


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus_relatives(name: str) -> None:
    slow = name in ("private_key", "http_request", "tlock_file", "time_stamp")

    @settings(max_examples=25 if slow else 120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(relatives(INPUTS[name]))
    def run(data: bytes) -> None:
        attempt(TARGETS[name], data)

    run()
