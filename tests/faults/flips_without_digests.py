"""Flip bits with digests off; print for each what took it for whole, or "noticed"."""

from __future__ import annotations

import sys

from tests.faults.broken_builds import BREAKS
from tests.faults.damage import flips

if __name__ == "__main__":
    BREAKS["without digests"]()
    for _table, failure in flips(int(sys.argv[1]), 1):
        print(failure or "noticed")
