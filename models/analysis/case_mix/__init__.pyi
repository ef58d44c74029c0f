from .choice import possible_adjusters, usual_adjusters
from .results import CaseMix, CaseMixUnit
from .unit_case_mix import DEFAULTS, case_mix

__all__ = [
    "DEFAULTS",
    "CaseMix",
    "CaseMixUnit",
    "case_mix",
    "possible_adjusters",
    "usual_adjusters",
]
