"""What the administrator of this computer decided about data, whatever a database says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Policy:
    """`least_floor` is the smallest number that may be the fewest answers to show (1: any).
    `backup_folder` gets a copy of each back-up, None where the database's own setting counts."""

    least_floor: int = 1
    backup_folder: Path | None = None


_decided = Policy()


def set_policy(policy: Policy) -> None:
    """Let a policy hold from now on, for every database of this process."""
    global _decided
    _decided = policy


def current_policy() -> Policy:
    """Return what is decided; nothing unless `set_policy` was called."""
    return _decided
