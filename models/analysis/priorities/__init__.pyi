from .driver_scores import possible_outcomes
from .results import Priorities, PriorityItem
from .unit_priorities import priorities

__all__ = [
    "Priorities",
    "PriorityItem",
    "possible_outcomes",
    "priorities",
]
