from .chart_header import ChartHeader
from .chart_page import ChartPage
from .chart_sharing import ChartSharing, ExportSource, Sharing, keep_unseen
from .evidence_panel import EvidencePanel, EvidenceText, read_evidence
from .exports import save_export
from .measure_queries import MeasureName, chosen_measure, measure_options, measures_of
from .navigation import NewActionRequest, ShowUnitRequest
from .page import Page
from .papers import PaperSaver, paper_names
from .pass_on_dialog import PassOnDialog
from .reason_dialog import ReasonDialog
from .share_button import ShareButton, table_switch
from .side_panel import SidePanel
from .unit_page import UnitPage
from .unit_words import subtitle

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
    "SidePanel",
    "UnitPage",
    "chosen_measure",
    "keep_unseen",
    "measure_options",
    "measures_of",
    "paper_names",
    "read_evidence",
    "save_export",
    "subtitle",
    "table_switch",
]
