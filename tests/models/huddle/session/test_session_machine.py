"""Any keys, in any order, at any time: nothing is lost and nothing fails."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.huddle.agenda.steps import Step
from models.huddle.session.keyboard import press, tick
from models.huddle.session.keys import Key
from models.huddle.session.reducer import replay
from models.huddle.session.state import Event, State
from models.huddle.session.transaction import Change, MarkAction, SaveAction
from tests.models.huddle.rooms import EVERY_KEY, PLANS, type_text

ERASING = {"Backspace", "WordBack", "Delete"}


class AnyKeys(RuleBasedStateMachine):
    """Presses keys like a room full of people, and keeps a journal as the store would."""

    @initialize(plan=st.sampled_from(sorted(PLANS)))
    def start(self, plan: str) -> None:
        self.plan = PLANS[plan]
        self.state = State()
        self.at_ms = 0
        self.events: list[Event] = []
        self.texts: dict[str, str] = {}
        self.actions: list[SaveAction] = []
        self.marked: dict[int, str] = {}

    @rule(key=st.sampled_from(EVERY_KEY), wait_ms=st.integers(0, 4_000))
    def any_key(self, key: Key, wait_ms: int) -> None:
        self._press(key, wait_ms)

    @rule(
        step=st.sampled_from(list(Step)),
        keys=st.lists(st.sampled_from(EVERY_KEY), min_size=1, max_size=6),
    )
    def keys_in_a_step(self, step: Step, keys: list[Key]) -> None:
        for _ in range(12):
            if self.state.step is step or step not in self.plan.steps:
                break
            steps = self.plan.steps
            further = steps.index(step) > steps.index(self.state.step)
            self._press(Key("PageDown" if further else "PageUp"), 10)
        for key in keys:
            self._press(key, 100)

    @rule(text=st.sampled_from(["call lights", "night shift never rounds", "ok.", "  x  y"]))
    def type_a_line(self, text: str) -> None:
        for key in type_text(text):
            self._press(key, 5)
        self._press(Key("Enter"), 5)

    @rule(wait_ms=st.integers(0, 700_000))
    def time_passes(self, wait_ms: int) -> None:
        self.at_ms += wait_ms
        self._keep(tick(self.state, self.plan, self.at_ms))

    @rule()
    def come_back(self) -> None:
        if self.state.left:
            self._press(Key("F5"), 10)
            assert not self.state.left

    @rule()
    def killed_and_resumed(self) -> None:
        again = replay(self.events, self.texts)
        assert again == self.state
        assert again.step is self.state.step
        self.state = again

    def _press(self, key: Key, wait_ms: int) -> None:
        self.at_ms += wait_ms
        before = self.state
        self._keep(press(self.state, self.plan, key, self.at_ms))
        start, end = before.selection
        if key.name not in ERASING and start == end:
            self._nothing_typed_is_gone(before)

    def _keep(self, change: Change) -> None:
        before = self.state
        self.events += change.events
        self.texts = {k: t for k, t in {**self.texts, **change.texts}.items() if t}
        for effect in change.effects:
            if isinstance(effect, MarkAction):
                self.marked[effect.action_id] = effect.mark
            elif isinstance(effect, SaveAction):
                self.actions.append(effect)
        self.state = change.state
        assert len(self.state.lines) >= len(before.lines)
        assert set(before.marks) <= set(self.state.marks)
        assert before.guess is None or self.state.guess is not None
        assert self.state.at_ms >= before.at_ms

    def _nothing_typed_is_gone(self, before: State) -> None:
        for text in before.texts.values():
            words = text.strip()
            assert any(stands_in(words, kept) for kept in self.state.texts.values()), words

    def teardown(self) -> None:
        if hasattr(self, "plan"):
            assert replay(self.events, self.texts) == self.state

    @invariant()
    def the_step_is_one_of_the_plan(self) -> None:
        assert self.state.step in self.plan.steps

    @invariant()
    def every_mark_reached_the_actions(self) -> None:
        assert self.marked == dict(self.state.marks)

    @invariant()
    def a_saved_action_has_words(self) -> None:
        assert self.state.saved == bool(self.actions)
        assert all(action.what.strip() and action.who.strip() for action in self.actions)

    @invariant()
    def events_hold_no_free_text(self) -> None:
        for event in self.events:
            for value in event.data.values():
                assert not isinstance(value, str) or " " not in value or value in WORDS


def stands_in(text: str, longer: str) -> bool:
    """Tell whether all letters of a text are still there, in order, others between them."""
    letters = iter(longer)
    return all(letter in letters for letter in text)


WORDS = frozenset({"unit clerk", "case manager"})


TestAnyKeys = AnyKeys.TestCase
TestAnyKeys.settings = settings(
    max_examples=200,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
