"""Mappings as values and as TOML text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UsageProblem
from models.files.cells.dates import Order
from models.files.mapping.toml import read_mapping, write_mapping
from models.files.mapping.value import (
    SINGLE_ROLES,
    ColumnMapping,
    Direction,
    Mapping,
    MeasureMapping,
    Role,
)
from ui.text.errors import hint, place_words, what

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
WORDS = st.lists(
    TEXT.filter(lambda text: text.strip(" .") != ""), max_size=3, unique_by=lambda t: t.casefold()
)


@st.composite
def columns(draw: st.DrawFn) -> tuple[ColumnMapping, ...]:
    names = draw(st.lists(TEXT, max_size=5, unique=True))
    free = list(Role)
    made = []
    for name in names:
        role = draw(st.sampled_from(free))
        if role in SINGLE_ROLES:
            free.remove(role)
        count = draw(st.integers(2, 4))
        labels = [f"{n}{draw(TEXT).strip()}x" for n in range(count)]
        answers = tuple((label,) for label in labels) if draw(st.booleans()) else ()
        made.append(
            ColumnMapping(
                name,
                role,
                item=draw(st.just("") | TEXT),
                label=draw(st.just("") | TEXT),
                direction=draw(st.none() | st.sampled_from(list(Direction))),
                answers=answers,
                best=(labels[-1],) if answers and draw(st.booleans()) else (),
                no_answers=tuple(draw(WORDS)),
            )
        )
    return tuple(made)


@st.composite
def mappings(draw: st.DrawFn) -> Mapping:
    keys = draw(st.lists(TEXT, max_size=3, unique=True))
    named = st.lists(TEXT, min_size=1, max_size=3).map(tuple)
    first = draw(st.integers(1, 50))
    return Mapping(
        sheet=draw(st.none() | TEXT),
        header_rows=tuple(range(first, first + draw(st.integers(0, 3)))),
        columns=draw(columns()),
        date_order=draw(st.none() | st.sampled_from(list(Order))),
        measures=tuple(
            MeasureMapping(key, draw(TEXT), draw(named), tuple(draw(WORDS))) for key in keys
        ),
        unit=draw(st.none() | TEXT),
        facility=draw(st.none() | TEXT),
        units=draw(st.dictionaries(TEXT, TEXT, max_size=3)),
        instrument=draw(st.none() | TEXT),
    )


@given(mappings())
def test_that_a_mapping_comes_back_from_its_text_as_it_was(mapping: Mapping) -> None:
    assert read_mapping(write_mapping(mapping)) == mapping


@given(
    st.text(max_size=80) | st.sampled_from(["sheet", "columns", "header_rows"]).map("{}=1".format)
)
def test_that_any_text_is_a_mapping_or_a_usage_problem(text: str) -> None:
    with suppress(UsageProblem):
        assert isinstance(read_mapping(text, "m.toml"), Mapping)


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("role =", "m.toml", "isn't valid TOML"),
        ('shet = "A"', "m.toml", "“shet”"),
        ("header_rows = [0]", "m.toml", "row numbers"),
        ("header_rows = [2, 4]", "m.toml", "next to each other"),
        ('date_order = "day"', "m.toml", "date_order"),
        ("sheet = 3", "m.toml", "sheet isn't text"),
        ('columns = "Q1"', "m.toml, columns", "isn't a table"),
        ("[columns.Q1]", "m.toml, column “Q1”", "role is missing"),
        ('[columns.Q1]\nrole = "question"', "m.toml, column “Q1”", "isn't a valid value"),
        ('[columns.Q1]\nrole = "item"\nscale = 5', "m.toml, column “Q1”", "“scale”"),
        ('[columns.Q1]\nrole = "item"\nanswers = 5', "m.toml, column “Q1”", "isn't a list"),
        ('[columns.Q1]\nrole = "item"\nanswers = ["a"]', "m.toml, column “Q1”", "2 to 100"),
        (
            '[columns.Q1]\nrole = "item"\nanswers = ["a", ["b", "A"]]',
            "m.toml, column “Q1”",
            "twice",
        ),
        (
            '[columns.Q1]\nrole = "item"\nanswers = ["a", "b"]\nbest = ["c"]',
            "m.toml, column “Q1”",
            "isn't an answer",
        ),
        (
            '[columns.Q1]\nrole = "item"\nanswers = ["a", "b"]\nbest = ["a", "b"]',
            "m.toml, column “Q1”",
            "All answers",
        ),
        ('[columns.A]\nrole = "unit"\n[columns.B]\nrole = "unit"', "m.toml", "Two columns"),
        ('[[measures]]\nkey = "food"', "m.toml, measure 1", "needs a key"),
        ("measures = 3", "m.toml", "measures isn't a list"),
        (
            '[[measures]]\nkey="f"\nlabel="F"\ncolumns=["a"]\n' * 2,
            "m.toml",
            "same key",
        ),
        ('[units]\n"4W" = 4', "m.toml, units", "4W isn't text"),
    ],
)  # fmt: skip
def test_that_a_wrong_mapping_is_refused_with_its_place(text: str, where: str, says: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        read_mapping(text, "m.toml")
    assert place_words(caught.value.where) == where
    assert says in what(caught.value)
    assert hint(caught.value)


def test_that_a_person_may_write_answers_without_spellings() -> None:
    mapping = read_mapping('[columns.Q1]\nrole = "item"\nanswers = ["No", ["Yes", "Y"]]')
    assert mapping.columns == (ColumnMapping("Q1", Role.ITEM, answers=(("No",), ("Yes", "Y"))),)


def test_that_columns_are_found_without_case_and_punctuation_but_exactly_first() -> None:
    mapping = Mapping(columns=(ColumnMapping("Q_1", Role.UNIT), ColumnMapping("Q 1", Role.ITEM)))
    assert mapping.column("q-1") is mapping.columns[0]
    assert mapping.column("Q 1") is mapping.columns[1]
    assert mapping.column("Q2") is None


def test_that_a_role_of_one_column_is_taken_from_the_other() -> None:
    mapping = Mapping().with_role("Ward", Role.UNIT).with_role("Dept", Role.UNIT)
    assert [(c.name, c.role) for c in mapping.columns] == [
        ("Ward", Role.IGNORE),
        ("Dept", Role.UNIT),
    ]
    both = mapping.with_role("Q1", Role.ITEM).with_role("Q2", Role.ITEM)
    assert [c.role for c in both.columns[2:]] == [Role.ITEM, Role.ITEM]


def test_that_a_new_role_keeps_the_answers_and_forgetting_a_column_forgets_all() -> None:
    told = ColumnMapping("Q1", Role.ITEM, answers=(("a",), ("b",)))
    mapping = Mapping(columns=(told,)).with_role("q1", Role.ABOUT_PATIENT)
    assert mapping.columns[0].answers == told.answers
    assert mapping.columns[0].role is Role.ABOUT_PATIENT
    assert mapping.without_column("Q1") == Mapping()


def test_that_a_mapping_for_fewer_columns_drops_what_it_says_of_others() -> None:
    mapping = Mapping(
        columns=(ColumnMapping("Q1", Role.ITEM), ColumnMapping("Q2", Role.ITEM)),
        measures=(
            MeasureMapping("a", "A", ("Q1", "Q2")),
            MeasureMapping("b", "B", ("Q2",)),
        ),
    )
    fewer = mapping.only_for(["q1", "Q3"])
    assert [c.name for c in fewer.columns] == ["Q1"]
    assert fewer.measures == (MeasureMapping("a", "A", ("Q1",)),)


def test_that_a_measure_is_replaced_by_its_key() -> None:
    one, other = MeasureMapping("a", "A", ("Q1",)), MeasureMapping("a", "B", ("Q2",))
    assert Mapping().with_measure(one).with_measure(other).measures == (other,)
    assert Mapping().with_measure(one).without_measure("a").measures == ()
