"""What Python's reader of the command line says by itself: usage lines, headings, refusals."""

from __future__ import annotations

import argparse

from ui.text.language import N_, _, ngettext

ARGPARSE_TEXTS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""Texts of the standard library that a user can meet; here the catalogs find them."""


def translate_argparse() -> None:
    """Have argparse look its texts up in our catalogs instead of the system's."""
    for name, look_up in (("_", _look_up), ("ngettext", ngettext)):
        setattr(argparse, name, look_up)


def _look_up(text: str | None) -> str | None:
    return _(text) if text else text  # a group of options may have no heading
