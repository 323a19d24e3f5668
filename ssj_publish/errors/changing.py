"""The rules change: names, offices, classes, parameters."""

from __future__ import annotations

from ssj_publish.errors.base import Refused


class SettingBeyond(Refused):
    """A setting's ``value`` is not between ``least`` and ``most``, which ``source`` has it be; raised with its
    ``field``."""

    field = "settings"


class ClassesUnmapped(Refused):
    """Other credit classes (``after``), and not one line for each former one (``before``), in their order."""

    field = "classes"


class ClassesCrossed(Refused):
    """A map of classes that puts ``worse`` above ``better``."""

    field = "classes"


class SuccessorUnfit(Refused):
    """What ``role`` owed would pass to a ``successor`` that is of another type, ends too, or ends never."""

    field = "ended"


class OfficeEnded(Refused):
    """``role`` is no more; ``successor`` acts in its stead."""

    field = "role"
