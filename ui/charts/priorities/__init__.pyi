from .matrix import PriorityMatrix, placed_items

__all__ = [
    "PriorityMatrix",
    "placed_items",
]
