"""Every function in models.statistics has a docstring with an example that runs."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys

import pytest

import models.statistics

MODULES = [
    importlib.import_module(f"models.statistics.{found.name}")
    for found in pkgutil.iter_modules(models.statistics.__path__)
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_that_the_examples_run(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_that_every_public_function_shows_an_example(module):
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ == module.__name__ and not name.startswith("_"):
            assert ">>>" in (function.__doc__ or ""), name


def test_that_the_first_comparison_does_not_wait_for_scipy():
    code = (
        "import sys;"
        "from models.statistics import composite_variance, multiplicity, proportions as p;"
        "p.wilson_interval(3, 9), p.two_proportion_p(1, 5, 0, 40), p.one_sample_p(3, 9, 0.5);"
        "p.newcombe_difference(1, 5, 0, 40);"
        "sys.exit('scipy' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_that_importing_a_module_does_not_import_scipy(module):
    code = f"import sys, {module.__name__}; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
