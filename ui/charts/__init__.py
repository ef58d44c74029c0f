"""The only folder that knows pyqtgraph. Draws the values of models/analysis."""
