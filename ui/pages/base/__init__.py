"""What pages share: the page itself, its header, sharing, dialogs and navigation."""

from ui.pages.base.chart_header import ChartHeader
from ui.pages.base.chart_page import ChartPage
from ui.pages.base.chart_sharing import ChartSharing, ExportSource, Sharing
from ui.pages.base.evidence_panel import EvidencePanel, EvidenceText, read_evidence
from ui.pages.base.measure_queries import MeasureName, chosen_measure, measure_options, measures_of
from ui.pages.base.navigation import NewActionRequest, ShowUnitRequest
from ui.pages.base.page import Page
from ui.pages.base.papers import PaperSaver, paper_names
from ui.pages.base.pass_on_dialog import PassOnDialog
from ui.pages.base.reason_dialog import ReasonDialog
from ui.pages.base.share_button import ShareButton, table_switch
from ui.pages.base.unit_page import UnitPage
from ui.pages.base.unit_words import subtitle

__all__ = [
    "ChartHeader",
    "ChartPage",
    "ChartSharing",
    "EvidencePanel",
    "EvidenceText",
    "ExportSource",
    "MeasureName",
    "NewActionRequest",
    "Page",
    "PaperSaver",
    "PassOnDialog",
    "ReasonDialog",
    "ShareButton",
    "Sharing",
    "ShowUnitRequest",
    "UnitPage",
    "chosen_measure",
    "measure_options",
    "measures_of",
    "paper_names",
    "read_evidence",
    "subtitle",
    "table_switch",
]
