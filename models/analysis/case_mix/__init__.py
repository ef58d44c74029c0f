"""Units side by side, adjusted for who answered."""

from models.analysis.case_mix.case_mix import DEFAULTS, case_mix
from models.analysis.case_mix.choice import possible_adjusters, usual_adjusters
from models.analysis.case_mix.results import CaseMix, CaseMixUnit

__all__ = [
    "DEFAULTS",
    "CaseMix",
    "CaseMixUnit",
    "case_mix",
    "possible_adjusters",
    "usual_adjusters",
]
