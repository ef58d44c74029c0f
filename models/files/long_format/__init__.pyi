from .long_format import FORMAT, Feed, read_feed

__all__ = [
    "FORMAT",
    "Feed",
    "read_feed",
]
