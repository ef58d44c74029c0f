"""Names and identifiers in comments, masked before anybody sees them."""

from models.huddle.masking.masking import SHOWN, Masked, Masker
from models.huddle.masking.spans import Kind
from models.huddle.masking.words import names_nobody, split_words

__all__ = [
    "SHOWN",
    "Kind",
    "Masked",
    "Masker",
    "names_nobody",
    "split_words",
]
