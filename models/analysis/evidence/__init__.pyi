from .action_evidence import evidence, evidence_plan, evidence_plans, known_by
from .results import (
    BETTER,
    NO_CLEAR_CHANGE,
    TOO_EARLY,
    TOO_LITTLE_DATA,
    WORSE,
    Evidence,
    EvidencePlan,
)
from .words import day_words

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
