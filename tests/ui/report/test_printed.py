"""A printed report is read again by pypdf, the web page beside it by an HTML parser."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from pypdf import PdfReader

from models.export.document import COUNT, TEXT, Column, Document, Section, Table
from tests.models.export.documents import CAVEAT, DOCUMENT, FEWER, VERDICT
from ui.base.theme import Appearance
from ui.charts.canvas.style import Style
from ui.charts.export.export import paper_style
from ui.report.paper import A4, LETTER
from ui.report.printed import report_pdf
from ui.report.web_page import report_html


@pytest.fixture
def style(look: Appearance) -> Style:
    return paper_style(look)


@pytest.fixture
def reader(style: Style) -> PdfReader:
    return PdfReader(io.BytesIO(report_pdf(DOCUMENT, style, LETTER)))


def all_text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_that_a_pdf_has_title_language_and_shows_its_title(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == DOCUMENT.title
    assert reader.root_object["/Lang"] == "en-US"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_that_bookmarks_lead_to_the_sections_in_their_order(reader: PdfReader) -> None:
    names = []
    for entry in reader.outline:
        entries = entry if isinstance(entry, list) else [entry]
        names += [each.title for each in entries]
    assert names == [section.topic or section.title for section in DOCUMENT.sections]
    first = reader.outline[0]
    assert reader.get_destination_page_number(first) == 0


def test_that_the_text_can_be_taken_out(reader: PdfReader) -> None:
    text = all_text(reader)
    for words in (VERDICT, CAVEAT, FEWER, "How to read this"):
        assert words in text


def test_that_a_long_table_goes_on_with_its_head(style: Style) -> None:
    table = Table(
        (Column("Unit", TEXT), Column("Answers", COUNT)),
        tuple((f"Ward {n}", n) for n in range(120)),
    )
    document = Document("Wards", "", "en-US", DOCUMENT.made, (Section("", "All", table=table),))
    reader = PdfReader(io.BytesIO(report_pdf(document, style, A4)))
    assert len(reader.pages) > 2
    for page in reader.pages:
        assert "Answers" in page.extract_text()
    text = all_text(reader)
    assert all(f"Ward {n}" in text for n in range(120))


class Outline(HTMLParser):
    """Collects what a screen reader walks by."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def page(style: Style) -> Outline:
    parser = Outline()
    parser.feed(report_html(DOCUMENT, style))
    return parser


def test_that_the_web_page_names_language_title_and_one_main_heading(page: Outline) -> None:
    assert page.of("html") == [{"lang": "en-US"}]
    assert len(page.of("h1")) == 1
    assert DOCUMENT.title in page.text


def test_that_headings_skip_no_level(page: Outline) -> None:
    levels = [int(tag[1]) for tag, _attributes in page.tags if tag in ("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_that_every_chart_is_described_and_hidden_as_a_drawing(page: Outline) -> None:
    described = [d["aria-label"] for d in page.of("div") if d.get("role") == "img"]
    charts = [s.chart.description for s in DOCUMENT.sections if s.chart is not None]
    assert described == charts
    assert all(svg.get("aria-hidden") == "true" for svg in page.of("svg"))


def test_that_tables_have_headings_of_rows_and_columns(page: Outline) -> None:
    scopes = [head.get("scope") for head in page.of("th")]
    assert {"row", "col"} == set(scopes)
    assert len(page.of("caption")) == len(page.of("table"))


def test_that_the_web_page_runs_nothing_and_loads_nothing(page: Outline) -> None:
    assert not page.of("script")
    assert not page.of("link")
    assert not any(attributes.get("src") for _tag, attributes in page.tags)


def test_that_words_of_a_file_are_never_markup(style: Style) -> None:
    section = Section("<b>4</b>", "A <script>alert(1)</script> & more")
    document = Document("<x>", "", "en-US", DOCUMENT.made, (section,))
    html = report_html(document, style)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
