from .run_chart import OthersLine, RunChart

__all__ = [
    "OthersLine",
    "RunChart",
]
