"""Which cells of a table by groups may be shown, when its total is known.

A cell with fewer answers than the floor is hidden, its count too. A hidden cell must not come out
of the total either: hidden are at least two cells, together at least the floor, and their answers
are neither all the best one nor none of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

Cell = tuple[int, int]
"""Answers of a group, and the best answers among them."""


def suppressed_cells(cells: Sequence[Cell], floor: int) -> frozenset[int]:
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


def _cannot_be_told(hidden: Sequence[Cell], floor: int) -> bool:
    answers = sum(n for n, _x in hidden)
    best = sum(x for _n, x in hidden)
    return len(hidden) > 1 and answers >= floor and 0 < best < answers


def suppressed_groups(units: Sequence[Sequence[Cell]], floor: int) -> frozenset[int]:
    """Return the groups of which the other units' share must not be shown beside any unit's.

    `units` are the units of a hospital, each with its cell of every group; beside a unit's own
    cell the others' together would tell the hospital's, and from page to page a cell that one of
    them hides. Shown may only be groups whose hidden cells cannot be computed from the totals of
    all units and of all groups shown: no hidden cell may be a bridge between what is known of
    its unit and of its group. Beside a cell that is hidden itself nothing is shown either.
    """
    hidden = [
        (unit, group)
        for unit, cells in enumerate(units)
        for group in sorted(suppressed_cells(cells, floor))
    ]
    rows = Counter(unit for unit, _group in hidden)
    free = [(unit, group) for unit, group in hidden if rows[unit] > 1]
    columns = {group for _unit, group in hidden}

    def is_told(groups: set[int]) -> bool:
        sets = [[edge for edge in edges if edge[1] in groups] for edges in (hidden, free)]
        return any(
            edges and not _cannot_be_told([units[u][g] for u, g in edges], floor) for edges in sets
        )

    closed = {group for group in columns if is_told({group})}
    while True:
        more = _giving_away(free, closed)
        if more is None and closed and is_told(closed):
            sizes = {g: sum(units[u][g][0] for u, k in hidden if k == g) for g in columns - closed}
            if not sizes:
                return frozenset(range(max(map(len, units))))
            more = min(sizes, key=lambda group: (sizes[group], group))
        if more is None:
            return frozenset(closed)
        closed.add(more)


def shown_beside(units: Sequence[Sequence[Cell]], unit: int, floor: int) -> frozenset[int]:
    """Return the groups of which the other units' share stands beside one unit's own.

    None at all where the others' hidden answers could be told from their total.
    """
    own, groups = units[unit], range(len(units[unit]))
    secret = suppressed_groups(units, floor) | suppressed_cells(own, floor)
    rest = [_rest(units, unit, group) for group in groups]
    hidden = [rest[group] for group in secret if rest[group][0]]
    if hidden and not _cannot_be_told(hidden, floor):
        return frozenset()
    return frozenset(g for g in groups if g not in secret and own[g][0] and rest[g][0] >= floor)


def _rest(units: Sequence[Sequence[Cell]], unit: int, group: int) -> Cell:
    cells = [cells[group] for place, cells in enumerate(units) if place != unit]
    return sum(n for n, _x in cells), sum(x for _n, x in cells)


def _giving_away(hidden: Sequence[tuple[int, int]], closed: set[int]) -> int | None:
    """Return a group still open whose total gives a hidden cell away, None without one."""
    ends = [(("unit", u), ("closed", 0) if g in closed else ("group", g)) for u, g in hidden]
    for place in sorted(bridges(ends)):
        unit, group = hidden[place]
        if group not in closed:
            return group
        others = [g for u, g in hidden if u == unit and g not in closed]
        if others:
            return others[0]
    return None


def bridges(edges: Sequence[tuple[Hashable, Hashable]]) -> frozenset[int]:
    """Return the places of the edges without which their ends are no longer joined.

    >>> sorted(bridges([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]))
    [3]
    """
    nearby: dict[Hashable, list[tuple[int, Hashable]]] = {}
    for place, (a, b) in enumerate(edges):
        nearby.setdefault(a, []).append((place, b))
        nearby.setdefault(b, []).append((place, a))
    seen: dict[Hashable, int] = {}
    lowest: dict[Hashable, int] = {}
    found = set()
    for start in nearby:
        if start in seen:
            continue
        seen[start] = lowest[start] = len(seen)
        path = [(start, -1, iter(nearby[start]))]
        while path:
            node, came, ways = path[-1]
            for place, other in ways:
                if other not in seen:
                    seen[other] = lowest[other] = len(seen)
                    path.append((other, place, iter(nearby[other])))
                    break
                if place != came:
                    lowest[node] = min(lowest[node], seen[other])
            else:
                path.pop()
                if path:
                    before = path[-1][0]
                    lowest[before] = min(lowest[before], lowest[node])
                    if lowest[node] > seen[before]:
                        found.add(came)
    return frozenset(found)
