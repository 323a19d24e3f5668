"""Workbooks."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput


class WorkbookUnreadable(BadInput):
    """``file`` cannot be opened: ``reason`` in the system's words."""


class WorkbookFaults(BadInput):
    """``count`` things wrong in ``file``; ``faults`` and ``notices`` hold them (`importers.wording` words each)."""


class ColumnUnknown(BadInput):
    """Nothing that a table of this kind holds is called ``title``; ``known`` are the names there are."""


class ColumnMapMalformed(BadInput):
    """``text`` is no ``列=字段``, or the file of remembered columns holds something else."""


class FillMalformed(BadInput):
    """``text`` is no ``字段=内容``."""


class IdCaseOnly(BadInput):
    """The workbook's ``id`` differs from the register's ``known`` in letter case only: one file on Windows."""


class RemovalUnexplained(BadInput):
    """A newer workbook lacks ``count`` entries (the first are ``ids``), and nobody said why they go."""


class RemovalUnknown(BadInput):
    """``text`` begins with no ground of removal; ``known`` are those there are for this register."""
