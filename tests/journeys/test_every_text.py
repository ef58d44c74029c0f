"""Another, longer language: every text of every page goes through the catalogs, none is cut."""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

from models.huddle.agenda.steps import BESIDE, Step
from tests.journeys.conftest import NOW, PATIENCE_MS
from tests.ui.visible_texts import clipped_texts, visible_texts
from ui.app.app import App
from ui.app.tongue import speak
from ui.base.preferences import Preferences
from ui.cli.commands import GROUPS, run
from ui.present.canvas import spoken_words
from ui.present.pictures import step_to_draw
from ui.text.language import PSEUDO, SOURCE, set_language

REACHED = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[A-Za-z]{3,}")
NAMES = re.compile(
    r"Throughline|HCAHPS|PySide|Python|Español|English|\[name\]|main\.py|Ctrl|Alt|Shift|Esc\b|Enter"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
)
"""Names of programs, keys, months and days, which the locale writes."""
DATA = ("VoiceListView", "#voice_words", "#audit_trail.cell", "#database_place", "settings_about",
        "settings_names")  # fmt: skip
"""Widgets that show what somebody wrote, a file's own names, paths, or licenses, as they are."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample hospital."""
    place = tmp_path_factory.mktemp("every_text") / "hospital.db"
    assert run(["sample", "--db", str(place)], out=io.StringIO(), err=io.StringIO()) == 0
    return place


@pytest.fixture
def app(request, qapp: QApplication, tmp_path: Path, qtbot) -> Iterator[App]:
    """Give the window in the longer language, on an empty database or on the sample hospital."""
    place = request.getfixturevalue("sample") if request.param == "sample" else tmp_path / "new.db"
    speak(qapp, PSEUDO)
    preferences = Preferences(tmp_path / "window.ini")
    preferences.theme = "light"
    made = App(qapp, str(place), preferences, now=lambda: NOW)
    with qtbot.waitSignal(made.window.first_painted, timeout=PATIENCE_MS):
        made.show()
    with qtbot.waitSignal(made.data.opened, timeout=PATIENCE_MS):
        made.open()
    yield made
    made.close()
    shiboken6.delete(made.window)
    shiboken6.delete(made)
    speak(qapp, SOURCE)


def stored_words(place: Path) -> list[str]:
    """Return what people wrote into the data, longest first: names, comments, actions, files."""
    words: set[str] = set()
    with sqlite3.connect(place) as c:
        tables = [row[0] for row in c.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        for table in tables:
            if table != "instrument":
                for row in c.execute(f'SELECT * FROM "{table}"'):
                    words.update(v for v in row if isinstance(v, str) and WORD.search(v))
    c.close()
    return sorted(words, key=len, reverse=True)


def unreached(text: str, data: list[str]) -> bool:
    """Tell whether words are left when translated parts, names and data are taken away."""
    rest = text
    while (less := REACHED.sub(" ", rest)) != rest:
        rest = less
    for word in data:
        if word in rest:
            rest = rest.replace(word, " ")
    return bool(WORD.search(NAMES.sub(" ", rest)))


def parts(app: App, qtbot) -> Iterator[tuple[str, QWidget]]:
    """Bring every page, every part of it and every section of the settings to the front."""
    for key in app.window.page_keys:
        app.window.go_to(key)
        page = app.window.page(key)
        qtbot.waitUntil(lambda page=page: page.is_settled, timeout=PATIENCE_MS)
        for part in page.parts:
            page.open_with(part)
            qtbot.waitUntil(lambda page=page: page.is_settled, timeout=PATIENCE_MS)
            qtbot.wait(1)
            yield f"{key}:{part}", page
        if key == "settings":
            for row, section in enumerate(page.section_keys):
                page.list.setCurrentRow(row)
                qtbot.waitUntil(lambda page=page: page.is_settled, timeout=PATIENCE_MS)
                qtbot.wait(1)
                yield f"{key}:{section}", page.section(section)
        else:
            qtbot.wait(1)
            yield key, page


@pytest.mark.parametrize("app", ["empty", "sample"], indirect=True)
def test_that_every_visible_text_goes_through_the_catalogs(app: App, qtbot) -> None:
    data = [*stored_words(Path(app.data.place)), str(app.data.place), Path(app.data.place).stem]
    count, missed = 0, []
    for name, part in [*parts(app, qtbot), ("sidebar", app.window.sidebar)]:
        for shown in visible_texts(part):
            count += 1
            where = f"{name} {part.objectName()} {shown.where}"
            if not any(mark in where for mark in DATA) and unreached(shown.text, data):
                missed.append(f"{where}: {shown.text}")
    print(f"{count} visible texts, {len(missed)} of them not in the catalogs")
    assert not missed, "\n".join(missed)
    assert count > 150


@pytest.mark.parametrize("app", ["sample"], indirect=True)
def test_that_no_text_is_cut_at_the_usual_size(app: App, qtbot) -> None:
    cut = []
    for name, part in parts(app, qtbot):
        cut += [f"{name} {shown.where}: {shown.text}" for shown in clipped_texts(part)]
    assert not cut, "\n".join(cut)


def test_that_every_step_of_the_huddle_goes_through_the_catalogs(sample: Path) -> None:
    data = stored_words(sample)
    set_language(PSEUDO)
    try:
        missed, count = [], 0
        for step in Step:
            if step in BESIDE:
                continue  # shown on another step's screen
            view = step_to_draw(str(sample), step.value, None, None, None, NOW + timedelta(days=1))
            for text in spoken_words(view):
                count += bool(text)
                kept = any(text.strip("“”").removesuffix(".") in stored for stored in data)
                if not kept and "[date]" not in text and unreached(text, data):
                    missed.append(f"{step.value}: {text}")
    finally:
        set_language(SOURCE)
    print(f"{count} texts of the huddle, {len(missed)} of them not in the catalogs")
    assert not missed, "\n".join(missed)


def test_that_the_help_of_every_command_goes_through_the_catalogs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    missed, count = [], 0
    waiting = [(name,) for group in GROUPS.values() for name in group]
    while waiting:
        command = waiting.pop()
        with pytest.raises(SystemExit):
            run(["--lang", PSEUDO, *command, "--help"])
        said = " ".join(capsys.readouterr().out.split())
        count += said.count("⟦")
        for below in re.findall(r"(?<![-\w])([a-z][a-z-]+) ⟦", said):
            if len(command) == 1:
                waiting.append((*command, below))
        rest = REACHED.sub("⟦", re.sub(r"main\.py [^⟦]*", " ", said))
        rest = re.sub(r"[a-z][a-z-]+:? ⟦|[a-z]+(\|[a-z]+)+|[a-z]+(, [a-z]+){3,}", " ", rest)
        rest = re.sub(r"--?[a-z-]+|\{[^}]*\}|\b[A-Z][A-Za-z|.=-]*\b", " ", rest)
        left = sorted(set(WORD.findall(rest)))
        if left:
            missed.append(f"{' '.join(command)}: {left}")
    set_language(SOURCE)
    print(f"{count} texts of the help, {len(missed)} commands with others")
    assert not missed, "\n".join(missed)


ENGLISH_NUMBER = re.compile(
    r"(?<![\d.,/-])\d{1,3}(,\d{3})+(?![\d,])|(?<![\d.,/-])\d+\.\d{1,2}(?![\d.])"
)
NO_NUMBERS = ("settings_about", "#batches", "#audit_trail", "#licenses")
"""Versions and names of files."""


def test_that_a_german_computer_writes_one_number_format_everywhere(
    sample: Path, qapp: QApplication, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    said = []
    for command in (["compare", "--unit", "4 West"], ["files"], ["funnel", "--measure", "nurses"]):
        out = io.StringIO()
        run([*command, "--db", str(sample)], out=out, err=io.StringIO())
        said += [(command[0], line) for line in out.getvalue().splitlines()]
    preferences = Preferences(tmp_path / "window.ini")
    made = App(qapp, str(sample), preferences, now=lambda: NOW)
    try:
        made.show()
        with qtbot.waitSignal(made.data.opened, timeout=PATIENCE_MS):
            made.open()
        for name, part in [*parts(made, qtbot), ("sidebar", made.window.sidebar)]:
            for shown in visible_texts(part):
                where = f"{name} {part.objectName()} {shown.where}"
                if not any(mark in where for mark in NO_NUMBERS):
                    said.append((where, shown.text))
    finally:
        made.close()
        shiboken6.delete(made.window)
        shiboken6.delete(made)
        monkeypatch.undo()
        speak(qapp, SOURCE)
    wrong = [f"{where}: {text}" for where, text in said if ENGLISH_NUMBER.search(text)]
    assert any("2.844" in text for _where, text in said)
    assert not wrong, "\n".join(wrong)
