"""The examples in the documentation of the huddle run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import models.huddle

MODULES = [
    found.name
    for found in pkgutil.walk_packages(models.huddle.__path__, "models.huddle.")
    if not found.ispkg
]


@pytest.mark.parametrize("module", MODULES)
def test_that_the_examples_run(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0
