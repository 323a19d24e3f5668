"""Foreign tables → core values: the offices' workbooks and CSV files, read with every fault said at once.

``read_items``, ``read_bodies``, ``read_inspectors``, ``read_plans``, ``read_visits``, ``read_results`` and
``read_cases`` return an `Import`; its ``entries`` can be had only if it has no ``faults``, so that nothing is
half-imported. ``item_change``, ``body_change`` and ``inspector_change`` compare with the register. Columns about
persons are dropped before they are read, and personal numbers elsewhere are faults.
"""

from __future__ import annotations

from ssj_publish.importers import cells
from ssj_publish.importers.bodies import read_bodies
from ssj_publish.importers.cases import read_cases
from ssj_publish.importers.difference import body_change, inspector_change, item_change
from ssj_publish.importers.faults import Fault, Notice
from ssj_publish.importers.inspectors import read_inspectors
from ssj_publish.importers.items import read_items
from ssj_publish.importers.plans import by_office, read_plans
from ssj_publish.importers.reading import Import
from ssj_publish.importers.visits import read_results, read_visits

__all__ = [
    "Fault",
    "Import",
    "Notice",
    "body_change",
    "by_office",
    "cells",
    "inspector_change",
    "item_change",
    "read_bodies",
    "read_cases",
    "read_inspectors",
    "read_items",
    "read_plans",
    "read_results",
    "read_visits",
]
