from .export import Caption, ChartExport, paper_style, png_bytes, save_bytes

__all__ = [
    "Caption",
    "ChartExport",
    "paper_style",
    "png_bytes",
    "save_bytes",
]
