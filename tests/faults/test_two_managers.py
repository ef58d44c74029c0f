"""Two managers at one database: the same file counts once, a lost connection loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from models.errors import DatabaseProblem
from models.files.content import Block
from models.importing.importer import store_survey_file
from models.importing.report import ImportReport
from models.store.backup.integrity import check
from models.store.database.database import Database, open_database
from models.store.imports.batches import list_batches
from tests.models.importing.blocks import respondents, survey_file
from tests.models.store.hospital import SURVEYS


def test_that_the_same_file_from_two_managers_at_once_counts_once(
    open_store: Callable[[], Database],
) -> None:
    stores = [open_store() for _ in range(4)]
    together = threading.Barrier(len(stores))
    reports: list[ImportReport] = []

    def import_it(store: Database) -> None:
        together.wait()
        reports.append(store_survey_file(store, survey_file(respondents(SURVEYS))))

    threads = [threading.Thread(target=import_it, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report.responses_added for report in reports) == [0, 0, 0, 5]
    report = check(stores[0])
    assert report.ok, report.findings
    assert (report.batches, report.responses) == (1, 5)


def test_that_an_import_whose_connection_is_cut_leaves_nothing_and_can_be_repeated(
    postgres_place: str,
) -> None:
    database = open_database(postgres_place)

    def blocks() -> Iterator[Block]:
        yield respondents(SURVEYS, ids=list("abcde"))
        with database.write() as c:
            c.exec_driver_sql(
                # Only who holds this store's tables: other tests share the server.
                "SELECT pg_terminate_backend(pid) FROM ("
                "SELECT DISTINCT l.pid FROM pg_locks l JOIN pg_class r ON r.oid = l.relation "
                "WHERE r.relnamespace = current_schema()::regnamespace "
                "AND l.pid <> pg_backend_pid()) holders"
            )
        yield respondents(SURVEYS, ids=list("fghij"))

    file = survey_file(respondents(SURVEYS))
    file.blocks = blocks()
    with pytest.raises(DatabaseProblem) as problem:
        store_survey_file(database, file)
    assert problem.value.code == "no-server"
    with database.read() as c:
        assert list_batches(c) == []
    report = store_survey_file(database, survey_file(respondents(SURVEYS, ids=list("abcde"))))
    assert report.responses_added == 5
    assert check(database).ok
    database.close()
