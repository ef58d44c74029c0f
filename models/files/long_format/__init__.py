"""Files with one row for each answer, turned into one row for each survey."""

from models.files.long_format.long_format import FORMAT, Feed, read_feed

__all__ = [
    "FORMAT",
    "Feed",
    "read_feed",
]
