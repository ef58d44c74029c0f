from .page import HuddlePage

__all__ = [
    "HuddlePage",
]
