from .masking import SHOWN, Masked, Masker
from .spans import Kind
from .words import names_nobody, split_words

__all__ = [
    "SHOWN",
    "Kind",
    "Masked",
    "Masker",
    "names_nobody",
    "split_words",
]
