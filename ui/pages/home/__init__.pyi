from .page import HomePage

__all__ = [
    "HomePage",
]
