"""Pipelines for the services that keep an office's repository: each push and merge request is checked there too.

They fetch the whole history, because every commit in it must only have added.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from ssj_publish import __version__

#: Service → where its pipeline is put.
SERVICES: Final = {"github": ".github/workflows/ssj.yml", "gitlab": ".gitlab-ci.yml", "gitee": ".workflow/ssj.yml"}
#: What pip installs unless told otherwise.
PACKAGE: Final = f"ssj-publish=={__version__}"

#: A requirement that cannot break out of its quotes, in the shell or in YAML.
_REQUIREMENT: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 @._+/=~<>!,\[\]-]|:(?! ))*(?<!:)")


def recipe(service: str, package: str = PACKAGE) -> str:
    """The pipeline's file for ``service``, installing ``package``; `ValueError` for what pip could not install."""
    if not _REQUIREMENT.fullmatch(package):
        raise ValueError(package)
    template = files(__name__).joinpath(f"{service}.yml").read_text("utf-8")
    return template.replace("@PACKAGE@", package)
