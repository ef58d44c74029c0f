"""Whether an action shows in the answers, and when that can be known."""

from models.analysis.evidence.evidence import evidence, evidence_plan, evidence_plans, known_by
from models.analysis.evidence.results import (
    BETTER,
    NO_CLEAR_CHANGE,
    TOO_EARLY,
    TOO_LITTLE_DATA,
    WORSE,
    Evidence,
    EvidencePlan,
)
from models.analysis.evidence.words import day_words

__all__ = [
    "BETTER",
    "NO_CLEAR_CHANGE",
    "TOO_EARLY",
    "TOO_LITTLE_DATA",
    "WORSE",
    "Evidence",
    "EvidencePlan",
    "day_words",
    "evidence",
    "evidence_plan",
    "evidence_plans",
    "known_by",
]
