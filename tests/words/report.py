"""How plainly the program speaks: every text a person reads, with grade, length and jargon.

`make words` prints all of them, the hardest first, and a summary. The grade is Flesch-Kincaid's, of
texts of six words and more: shorter ones are labels, of which a formula knows nothing. Only English
is graded. Texts of functions named for a method or for experts stand behind "How is this
calculated?" and may hold jargon.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median, quantiles

import nltk
import textstat
from textstat.backend.counts import _count_syllables

ROOT = Path(__file__).parents[2]
FEWEST_WORDS = 6
MEDIAN_GRADE, HIGH_GRADE, HUDDLE_GRADE = 7, 9, 8
LOOK_UPS = {"_": 1, "N_": 1, "ngettext": 2, "counted": 3}
"""Functions that look texts up -> how many of their first arguments may be texts."""
JARGON = re.compile(
    r"(?<!-)\b(p[- ]values?|p′|standard (error|deviation)s?|sigma|variances?|covariates?"
    r"|regression|coefficients?|confidence (interval|level)s?|95% (limits|intervals?)|bootstrap\w*"
    r"|heterogene\w+|homogene\w+|overdispers\w+|multiplicity|false discovery"
    r"|null hypothes\w+|statistical(ly)? significan\w+|chi-?squared?|Wilson|Newcombe"
    r"|Anhøj|Benjamini|Hochberg|Shapley|Bayes\w*|shrinkage|quantiles?|degrees of freedom|residuals?"
    r"|z-scores?)\b|[στ]²?|±\d",
    re.IGNORECASE,
)
EXPERT = re.compile(r"method|expert|chart_reason|_run_rules|rule_options", re.IGNORECASE)
EXPERT_FILES = ("ui/cli/case_mix.py", "ui/text/case_mix.py", "ui/cli/trend.py")
"""Commands for those who compute: options of a model and rules by their names."""
PLACEHOLDER = re.compile(r"\{([^{}]*)\}|%\([a-z_]+\)[sr]|%[sr]")
COUNTS = re.compile(r"^(n|count|points|percent|number|days|months|total|share|minutes)$")


class Sounds(dict[str, list[list[str]]]):
    """Syllables by groups of vowels, where the dictionary of sounds is not on this computer."""

    def __missing__(self, word: str) -> list[list[str]]:
        plain = re.sub(r"[^a-z]", "", word.lower())
        plain = re.sub(r"(?<=[^aeiouy])e$(?<![^aeiouy]le)|(?<=[^aeiouytd])ed$", "", plain) or plain
        plain = re.sub(r"(?<=[^aeiouyscxz])es$(?<![^aeiouy]les)", "s", plain)
        groups = re.findall(r"[aeiouy]+", plain)
        apart = len(re.findall(r"[iu]a(?!l)|i[ou](?!n|s)|eo", plain))  # re-li-a-ble, pe-ri-od
        return [["1"] * max(1, len(groups) + apart)]


def use_sounds() -> None:
    """Keep textstat from fetching its dictionary of sounds over the network."""
    try:
        nltk.data.find("corpora/cmudict")
    except LookupError:
        _count_syllables.get_cmudict = lambda _lang: Sounds()


@dataclass(frozen=True)
class Text:
    """A text as it stands in the code."""

    text: str
    file: str
    function: str

    @cached_property
    def plain(self) -> str:
        """The text as it is read: names and numbers where it has placeholders."""

        def filled(found: re.Match[str]) -> str:
            return "12" if COUNTS.match(found[1] or "") else "West"

        return re.sub(r"<[^>]+>", " ", PLACEHOLDER.sub(filled, self.text))

    @property
    def words(self) -> int:
        return len(re.findall(r"[\w’'-]*[A-Za-z0-9][\w’'-]*", self.plain))

    @cached_property
    def grade(self) -> float:
        return float(textstat.flesch_kincaid_grade(self.plain))

    @property
    def is_graded(self) -> bool:
        return self.words >= FEWEST_WORDS

    @property
    def in_huddle(self) -> bool:
        return self.file.startswith(("models/huddle/screens", "ui/present", "ui/text/huddle"))

    @property
    def is_expert(self) -> bool:
        return self.file in EXPERT_FILES or bool(EXPERT.search(self.function))

    @property
    def jargon(self) -> list[str]:
        return [found[0] for found in JARGON.finditer(self.text)]


def texts(root: Path = ROOT) -> list[Text]:
    """Return every text that is looked up in the catalogs, each once."""
    found: dict[str, Text] = {}
    for folder in ("ui", "models"):
        for path in sorted((root / folder).rglob("*.py")):
            for text in _texts_of(path, path.relative_to(root).as_posix()):
                found.setdefault(text.text, text)
    return list(found.values())


def _texts_of(path: Path, name: str) -> Iterator[Text]:
    def visit(node: ast.AST, function: str) -> Iterator[Text]:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            function = node.name
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            for given in node.args[: LOOK_UPS.get(called, 0)]:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield Text(given.value, name, function)
        for child in ast.iter_child_nodes(node):
            shown = isinstance(node, ast.If | ast.IfExp) and _asks_for_experts(node.test)
            yield from visit(child, f"{function} expert" if shown else function)

    yield from visit(ast.parse(path.read_text("utf-8")), "")


def _asks_for_experts(test: ast.AST) -> bool:
    """Tell whether a branch depends on Expert details being switched on."""
    names = {getattr(n, "id", getattr(n, "attr", "")) for n in ast.walk(test)}
    return bool(names & {"expert_details", "_shown"})


@dataclass(frozen=True)
class Summary:
    """The figures that plain speech is held to."""

    graded: int
    median: float
    high: float
    """The grade that nine of ten texts stay at or below."""
    hard_in_huddle: list[Text]
    jargon: list[Text]


def summary(found: list[Text]) -> Summary:
    plain = [text.grade for text in found if text.is_graded and not text.is_expert]
    return Summary(
        len(plain),
        median(plain),
        quantiles(plain, n=10)[-1],
        [t for t in found if t.in_huddle and t.is_graded and t.grade > HUDDLE_GRADE],
        [t for t in found if t.jargon and not t.is_expert],
    )


def main() -> None:
    """Print every text and the summary; with --summary only what misses the mark."""
    use_sounds()
    found = texts()
    if "--summary" not in sys.argv:
        for text in sorted(found, key=lambda t: -t.grade if t.is_graded else 0.0):
            grade = f"{text.grade:5.1f}" if text.is_graded else "     "
            marks = ("huddle " if text.in_huddle else "") + ("expert " if text.is_expert else "")
            said = " ".join(text.text.split())
            jargon = f"  [jargon: {', '.join(text.jargon)}]" if text.jargon else ""
            print(f"{grade} {text.words:3} {text.file}: {marks}{said}{jargon}")
    figures = summary(found)
    print(f"{len(found)} texts, {figures.graded} of six words and more (experts' apart)")
    print(f"median grade {figures.median:.1f} (at most {MEDIAN_GRADE})")
    print(f"nine of ten at most {figures.high:.1f} (at most {HIGH_GRADE})")
    print(f"{len(figures.hard_in_huddle)} in the huddle above grade {HUDDLE_GRADE}")
    for text in figures.hard_in_huddle:
        print(f"  {text.grade:5.1f} {text.text}")
    print(f"{len(figures.jargon)} with jargon outside experts' details")
    for text in figures.jargon:
        print(f"  {', '.join(text.jargon)}: {text.file} {text.function}: {text.text}")


if __name__ == "__main__":
    main()
