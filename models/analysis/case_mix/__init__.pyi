from .choice import MODE, modes_differ, possible_adjusters, usual_adjusters
from .results import CaseMix, CaseMixUnit
from .unit_case_mix import DEFAULTS, case_mix

__all__ = [
    "DEFAULTS",
    "MODE",
    "CaseMix",
    "CaseMixUnit",
    "case_mix",
    "modes_differ",
    "possible_adjusters",
    "usual_adjusters",
]
