"""The rise of a measure that an action is to bring, in whole points of a hundred."""

from __future__ import annotations

DEFAULT_TARGET = 10
"""Points that an action aims at unless somebody says otherwise."""

LARGEST_TARGET = 100

WISHES = (5, 10, 15, 20)
"""The rises that are offered where one key or a short list chooses."""
