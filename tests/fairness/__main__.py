"""Draw the picture on the protocol page anew: ``python -m tests.fairness``."""

from tests.fairness.picture import PLACE, picture

if __name__ == "__main__":
    PLACE.write_text(picture(), "utf-8", newline="\n")
