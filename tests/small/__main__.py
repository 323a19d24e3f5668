"""Play the small ledger and write what is published of it: ``python -m tests.small``."""

from __future__ import annotations

from tests.small import corpus, faults, publish


def main() -> None:
    """Write each file; what is not made any more goes."""
    before = publish.published()
    made = publish.made(before)
    made[publish.FAULTS] = faults.told(corpus.corpus(made))
    for name in before.keys() - made.keys():
        (publish.FOLDER / name).unlink()
    for name, data in made.items():
        path = publish.FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
