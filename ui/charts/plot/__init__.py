"""The ground of every chart with an axis: pyqtgraph's plot, with stops, zoom, words and export."""
