"""As `pelicanconf`, for the site on its own address: set ``SITEURL``, from which pages name themselves."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from pelicanconf import *  # noqa: F403

SITEURL = "https://jy.anlan.example"
DELETE_OUTPUT_DIRECTORY = True
