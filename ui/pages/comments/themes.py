"""How many of the comments mention each theme; choosing one narrows the list to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from models.huddle.comments import VoiceList
from ui.base.events import report_exceptions
from ui.base.theme import CONTROL_RADIUS_PX, Appearance, M, S
from ui.text.comments import topic_name
from ui.text.formats import counted, number
from ui.text.language import _
from ui.widgets.basics import Surface, label

ROW_PX = 32
BAR_PX = 3
_ANY_INDEX = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Topic:
    """A theme or a tag, and how many comments have it. The empty key stands for all comments."""

    key: str
    name: str
    count: int
    share: float
    is_tag: bool = False


def topics_of(shown: VoiceList, chosen: str) -> list[Topic]:
    """Return all comments first, then themes and tags, the most frequent first.

    A chosen theme that no comment has any more stays, with none.
    """
    most = max(shown.themes.values(), default=1)
    topics = [Topic("", _("All themes"), shown.fitting, 0.0)]
    for key, count in shown.themes.items():
        topics.append(Topic(key, _name(shown, key), count, count / most, key in shown.tags))
    if chosen and chosen not in shown.themes:
        topics.append(Topic(chosen, _name(shown, chosen), 0, 0.0))
    return topics


def _name(shown: VoiceList, key: str) -> str:
    """Return a theme's name, a tag's as a room may see it."""
    return shown.tag_names[key] if key in shown.tags else topic_name(shown.tag_names.get(key, key))


class TopicListModel(QAbstractListModel):
    """Topics as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._topics: Sequence[Topic] = ()

    def show_topics(self, topics: Sequence[Topic]) -> None:
        self.beginResetModel()
        self._topics = topics
        self.endResetModel()

    @property
    def topics(self) -> Sequence[Topic]:
        return self._topics

    def topic(self, row: int) -> Topic | None:
        return self._topics[row] if 0 <= row < len(self._topics) else None

    def row_of(self, key: str) -> int:
        return next((k for k, topic in enumerate(self._topics) if topic.key == key), 0)

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._topics)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        topic = self.topic(index.row()) if index.isValid() else None
        if topic is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return topic.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kind = _("your tag") if topic.is_tag else ""
            count = counted(topic.count, "comment", "comments")
            return ", ".join(part for part in (topic.name, kind, count) if part)
        if role == Qt.ItemDataRole.UserRole:
            return topic
        return None


class TopicDelegate(QStyledItemDelegate):
    """Paints a topic: its name, its number, and below both a thin bar as long as the number."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _ANY_INDEX) -> QSize:
        return QSize(120, self._look.px(ROW_PX))

    @report_exceptions
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY_INDEX) -> None:
        topic = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(topic, Topic):
            return
        theme, state = self._look.theme, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2, 1, -2, -1)
        chosen = bool(state & state.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & state.State_MouseOver:
            painter.setBrush(theme.tint if chosen else theme.hover)
            painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        if state & state.State_HasFocus:
            painter.setPen(QPen(theme.unit, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        self._paint_topic(painter, box.adjusted(S, 0, -S, 0), topic)
        painter.restore()

    def _paint_topic(self, painter: QPainter, box: QRectF, topic: Topic) -> None:
        look, theme = self._look, self._look.theme
        small, font = look.font("secondary"), look.font("body" if topic.key else "strong")
        count = number(topic.count)
        room = box.width() - QFontMetricsF(small).horizontalAdvance(count) - S
        words = box.adjusted(0, 0, 0, -BAR_PX)
        name = f"# {topic.name}" if topic.is_tag else topic.name
        shown = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, room)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(theme.ink)
        painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignLeft), shown)
        painter.setFont(small)
        painter.setPen(theme.mute)
        painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignRight), count)
        if topic.share:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.unit_soft)
            bar = QRectF(box.left(), box.bottom() - BAR_PX - 2, box.width() * topic.share, BAR_PX)
            painter.drawRoundedRect(bar, BAR_PX / 2, BAR_PX / 2)


class VoiceThemes(Surface):
    """The topics. Going to one chooses it."""

    topic_chosen = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__("card")
        self.model = TopicListModel(self)
        self.view = QListView()
        self.view.setObjectName("voices_themes")
        self.view.setAccessibleName(_("Themes and number of comments"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(TopicDelegate(look, self))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._note = label("", "small", wrap=True)
        self._note.setObjectName("voices_themes_note")
        column = QVBoxLayout(self)
        column.setContentsMargins(S, S, S, M)
        column.setSpacing(S)
        column.addWidget(self.view, 1)
        self._note.setContentsMargins(S, 0, S, 0)
        column.addWidget(self._note)
        self.view.selectionModel().currentChanged.connect(self._tell)

    def show_topics(self, topics: Sequence[Topic], chosen: str, note: str) -> None:
        """Show topics with one chosen, telling nobody."""
        self._note.setText(note)
        blocked = self.view.selectionModel().blockSignals(True)
        scrolled = self.view.verticalScrollBar().value()
        if list(topics) != list(self.model.topics):
            self.model.show_topics(topics)
        index = self.model.index(self.model.row_of(chosen), 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flag)
        self.view.verticalScrollBar().setValue(scrolled)
        self.view.selectionModel().blockSignals(blocked)
        self.view.viewport().update()

    def _tell(self, current: QModelIndex, _before: object) -> None:
        topic = self.model.topic(current.row())
        if topic is not None:
            self.topic_chosen.emit(topic.key)
