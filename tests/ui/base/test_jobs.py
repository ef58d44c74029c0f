"""Jobs: results, failures, cancelling, and what must never be said aloud."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest

from models.errors import UserError
from ui.base.jobs import DEFECT, Jobs, Progress
from ui.text.errors import hint, sentence


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_that_a_result_arrives_in_the_windows_thread(jobs: Jobs, qtbot) -> None:
    arrived = []
    job = jobs.read(lambda _progress: threading.current_thread().name)
    job.done.connect(lambda name: arrived.append((name, threading.current_thread())))
    with qtbot.waitSignal(job.ended):
        pass
    assert arrived[0][0] != threading.main_thread().name
    assert arrived[0][1] is threading.main_thread()


def test_that_a_user_error_arrives_as_it_is(jobs: Jobs, qtbot) -> None:
    error = UserError("no_such_file")

    def fail(progress: Progress) -> None:
        raise error

    with qtbot.waitSignal(jobs.read(fail).failed) as caught:
        pass
    assert caught.args == [error]


def test_that_a_bug_is_a_calm_sentence_without_the_errors_own_words(
    jobs: Jobs, qtbot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(progress: Progress) -> None:
        int("ZZPHI-1234")

    caplog.set_level(logging.DEBUG, "throughline")
    with qtbot.waitSignal(jobs.read(fail).failed) as caught:
        pass
    error = caught.args[0]
    assert error.code == DEFECT
    assert "ValueError" in hint(error)
    assert "ZZPHI" not in f"{error} {sentence(error)} {hint(error)} {caplog.text}"
    assert "ValueError at" in caplog.text


def test_that_what_is_no_exception_fails_the_job_too(jobs: Jobs, qtbot) -> None:
    class Panic(BaseException):
        pass

    def fail(progress: Progress) -> None:
        raise Panic

    with qtbot.waitSignal(jobs.read(fail).failed) as caught:
        pass
    assert caught.args[0].code == DEFECT


def test_that_a_cancelled_job_stops_at_its_next_report(jobs: Jobs, qtbot) -> None:
    started = threading.Event()
    go_on = threading.Event()
    went_on = []

    def work(progress: Progress) -> None:
        started.set()
        go_on.wait(10)
        progress("half", 0.5)
        went_on.append(True)

    job = jobs.write(work)
    started.wait(10)
    job.cancel()
    with qtbot.waitSignal(job.cancelled):
        go_on.set()
    assert went_on == []


def test_that_a_newer_question_on_a_topic_drops_the_older_answer(jobs: Jobs, qtbot) -> None:
    go_on = threading.Event()
    answers = []
    older = jobs.read(lambda _progress: go_on.wait(10), topic="unit")
    older.done.connect(lambda _answer: answers.append("older"))
    newer = jobs.read(lambda _progress: "newer", topic="unit")
    newer.done.connect(answers.append)
    with qtbot.waitSignals([older.ended, newer.ended]):
        go_on.set()
    assert answers == ["newer"]


def test_that_questions_on_different_topics_both_answer(jobs: Jobs, qtbot) -> None:
    one = jobs.read(lambda _progress: 1, topic="a")
    two = jobs.read(lambda _progress: 2, topic="b")
    with qtbot.waitSignals([one.done, two.done]):
        pass


def test_that_writes_run_one_after_the_other_in_their_order(jobs: Jobs, qtbot) -> None:
    running, order, most = [], [], []

    def work(name: int) -> None:
        running.append(name)
        most.append(len(running))
        order.append(name)
        threading.Event().wait(0.01)
        running.remove(name)

    made = [jobs.write(lambda _progress, k=k: work(k)) for k in range(5)]
    with qtbot.waitSignals([job.done for job in made]):
        pass
    assert order == [0, 1, 2, 3, 4]
    assert set(most) == {1}


def test_that_a_flood_of_progress_is_thinned_out(jobs: Jobs, qtbot) -> None:
    reports = []
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        go_on.wait(10)
        for k in range(20_000):
            progress("reading", k / 20_000)

    job = jobs.read(work)
    job.progressed.connect(lambda _message, fraction: reports.append(fraction))
    with qtbot.waitSignal(job.done):
        go_on.set()
    assert 1 <= len(reports) < 2_000
    assert reports == sorted(reports)


def test_that_closing_ends_every_thread_and_delivers_nothing(qtbot) -> None:
    jobs = Jobs()
    delivered = []

    def work(progress: Progress) -> None:
        while True:
            progress("on and on", None)

    job = jobs.write(work)
    job.cancelled.connect(lambda: delivered.append("cancelled"))
    jobs.close()
    assert delivered == []


def test_that_closing_still_does_the_lasting_writes_that_wait(qtbot) -> None:
    jobs = Jobs()
    begun, done = threading.Event(), []

    def on_and_on(progress: Progress) -> None:
        begun.set()
        while True:
            progress("on and on", None)

    jobs.write(on_and_on)
    jobs.write(lambda _progress: done.append("lost"))
    jobs.write(lambda _progress: done.append("kept"), lasting=True)
    begun.wait()
    jobs.close()
    assert done == ["kept"]


def test_that_ended_jobs_are_forgotten(jobs: Jobs, qtbot) -> None:
    with qtbot.waitSignal(jobs.read(lambda _progress: 1, topic="x").ended):
        pass
    assert not jobs.busy
