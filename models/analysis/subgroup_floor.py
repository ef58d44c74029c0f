"""Which cells of a table by groups may be shown, when its total is known.

A cell with fewer answers than the floor is hidden, its count too. A hidden cell must not come out
of the total either: hidden are at least two cells, together at least the floor, and their answers
are neither all the best one nor none of it.
"""

from __future__ import annotations

from collections.abc import Sequence


def hidden_cells(cells: Sequence[tuple[int, int]], floor: int) -> frozenset[int]:
    """Return the places of the (answers, best answers) that must not be shown.

    The next smallest cells are hidden besides, until nothing can be computed back from the
    total. Empty cells are neither hidden nor counted. Source: complementary suppression, as CMS
    asks of cells below 11 and NHS England of its second-level rule.

    >>> sorted(hidden_cells([(40, 30), (25, 20), (4, 3)], 11))
    [1, 2]
    >>> sorted(hidden_cells([(40, 30), (25, 20), (14, 3)], 11))
    []
    """
    filled = [place for place, (n, _x) in enumerate(cells) if n > 0]
    hidden = {place for place in filled if cells[place][0] < floor}
    shown = sorted(set(filled) - hidden, key=lambda place: (cells[place][0], place))
    while hidden and shown and not _cannot_be_told([cells[place] for place in hidden], floor):
        hidden.add(shown.pop(0))
    return frozenset(hidden)


def _cannot_be_told(hidden: Sequence[tuple[int, int]], floor: int) -> bool:
    answers = sum(n for n, _x in hidden)
    best = sum(x for _n, x in hidden)
    return len(hidden) > 1 and answers >= floor and 0 < best < answers
