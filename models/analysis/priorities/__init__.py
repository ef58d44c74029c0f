"""What to work on first: importance for the overall rating against the gap."""

from models.analysis.priorities.driver_scores import possible_outcomes
from models.analysis.priorities.priorities import priorities
from models.analysis.priorities.results import Priorities, PriorityItem

__all__ = [
    "Priorities",
    "PriorityItem",
    "possible_outcomes",
    "priorities",
]
