"""A chart as a picture, a drawing or a page."""

from ui.charts.export.export import Caption, ChartExport, paper_style, png_bytes, save_bytes

__all__ = [
    "Caption",
    "ChartExport",
    "paper_style",
    "png_bytes",
    "save_bytes",
]
