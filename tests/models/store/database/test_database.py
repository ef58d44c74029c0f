"""Reading sees one state, writing is all or nothing, and failures have plain words."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.errors import Cancelled, DatabaseProblem
from models.store.database import engine
from models.store.database.database import Database, open_database
from models.store.database.settings import get_setting, put_setting
from models.store.tables.core import FacilityRow, ResponseRow, SettingRow
from ui.text.errors import hint, place_words, what


class _Stop(Exception):
    """Something that goes wrong in the middle of writing."""


def test_that_an_error_takes_the_whole_transaction_back(database: Database) -> None:
    with suppress(_Stop), database.write() as c:
        put_setting(c, "a", 1)
        c.exec_driver_sql("CREATE TABLE half_made (id INTEGER)")
        raise _Stop
    with database.read() as c:
        assert get_setting(c, "a") is None
        assert "half_made" not in sa.inspect(c).get_table_names()


def test_that_reading_sees_one_state_while_others_write(
    open_store: Callable[[], Database],
) -> None:
    reader, writer = open_store(), open_store()
    with writer.write() as c:
        put_setting(c, "a", 1)
    with reader.read() as before:
        assert get_setting(before, "a") == 1
        with writer.write() as c:
            put_setting(c, "a", 2)
        assert get_setting(before, "a") == 1
    with reader.read() as after:
        assert get_setting(after, "a") == 2


def test_that_a_reading_connection_refuses_to_write(database: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError), database.read() as c:
        put_setting(c, "a", 1)
    with database.write() as c:
        assert get_setting(c, "a") is None
        put_setting(c, "a", 2)


def test_that_a_broken_reference_is_refused(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError), database.write() as c:
        c.execute(
            sa.insert(ResponseRow).values(
                id=1,
                batch_id=9,
                facility_id=9,
                unit_id=9,
                instrument_id=9,
                survey_key="",
                month=0,
                answers=b"",
            )
        )


def test_that_numbers_are_not_kept_as_words(database: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError), database.write() as c:
        c.exec_driver_sql("INSERT INTO facility (id, name, created_by_batch) VALUES (1, 'a', 'b')")


def test_that_a_writer_waits_for_another_and_gives_up_with_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 50)
    first, second = open_database(tmp_path / "x.db"), open_database(tmp_path / "x.db")
    with first.write() as c:
        put_setting(c, "a", 1)
        with pytest.raises(DatabaseProblem) as refusal, second.write():
            pass
    assert refusal.value.code == "database-locked"
    assert place_words(refusal.value.where) == str(tmp_path / "x.db")
    with second.write() as c:
        put_setting(c, "a", 2)
    first.close()
    second.close()


def test_that_two_writers_take_turns(open_store: Callable[[], Database]) -> None:
    stores = [open_store() for _ in range(4)]

    def count_up(store: Database) -> None:
        for _ in range(10):
            with store.write() as c:
                lock = sa.select(SettingRow.value).where(SettingRow.key == "min_reader_version")
                c.execute(lock.with_for_update())
                put_setting(c, "n", get_setting(c, "n", 0) + 1)

    threads = [threading.Thread(target=count_up, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with stores[0].read() as c:
        assert get_setting(c, "n") == 40


def test_that_programs_that_start_together_make_one_database(store_place: str) -> None:
    problems: list[BaseException] = []

    def open_and_write(n: int) -> None:
        try:
            database = open_database(store_place)
            with database.write() as c:
                c.execute(sa.insert(FacilityRow).values(name=f"Facility {n}"))
            database.close()
        except (DatabaseProblem, sa.exc.SQLAlchemyError) as problem:
            problems.append(problem)

    threads = [threading.Thread(target=open_and_write, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    database = open_database(store_place)
    with database.read() as c:
        assert c.scalar(sa.select(sa.func.count()).select_from(FacilityRow)) == 6
    database.close()


def test_that_closing_leaves_the_file_alone_without_a_log(tmp_path: Path) -> None:
    database = open_database(tmp_path / "x.db")
    with database.write() as c:
        put_setting(c, "organization", "Zzcanary")
    database.close()
    assert [file.name for file in tmp_path.iterdir()] == ["x.db"]
    assert b"Zzcanary" in (tmp_path / "x.db").read_bytes()


def test_that_a_closed_database_whose_file_is_gone_makes_no_new_one(tmp_path: Path) -> None:
    database = open_database(tmp_path / "x.db")
    database.close()
    (tmp_path / "x.db").unlink()
    with pytest.raises(DatabaseProblem) as refusal, database.read():
        pass
    assert refusal.value.code == "no-access"
    assert list(tmp_path.iterdir()) == []


def test_that_a_damaged_page_has_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    database = open_database(path)
    with database.write() as c:
        c.execute(sa.insert(FacilityRow), [{"name": f"Facility {n}"} for n in range(2000)])
    database.close()
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 8] = b"\xff" * 8
    path.write_bytes(bytes(content))
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(path)
    assert refusal.value.code == "database-damaged"


def test_that_opening_imports_no_migrations(tmp_path: Path) -> None:
    code = (
        "import sys; from models.store.database.database import open_database; "
        "open_database(sys.argv[1]).close(); open_database(sys.argv[1]).close(); "
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "x.db")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[4],
    )
    assert done.stdout.strip() == "False"


SECRET = "zz-secret"


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://manager:{SECRET}@127.0.0.1:1/hospital",
        f"postgresql+psycopg://manager:{SECRET}@127.0.0.1:1/hospital",
        f"postgres://manager:{SECRET}@127.0.0.1:1/hospital",
        f"postgresql://manager:{SECRET}@127.0.0.1:one/hospital",
        f"postgresql://manager:{SECRET}@127.0.0.1",
    ],
)
def test_that_a_server_out_of_reach_has_plain_words_and_no_password(address: str) -> None:
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(address)
    problem = refusal.value
    assert problem.code in ("no-server", "bad-address")
    assert SECRET not in f"{problem} {what(problem)} {place_words(problem.where)} {hint(problem)}"
    assert problem.__cause__ is None
    assert problem.__suppress_context__


def test_that_a_password_is_never_shown(postgres_place: str) -> None:
    url = sa.make_url(postgres_place).set(password=SECRET)
    database = open_database(url.render_as_string(hide_password=False))
    assert SECRET not in database.place
    assert not database.is_sqlite
    database.close()


def test_that_a_newer_server_database_is_refused_with_the_version_it_needs(
    postgres_place: str,
) -> None:
    database = open_database(postgres_place)
    with database.write() as c:
        put_setting(c, "min_reader_version", "7.3.0")
        c.exec_driver_sql("UPDATE schema_version SET version_num = '0042'")
    database.close()
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(postgres_place)
    assert refusal.value.code == "newer-database"
    assert "7.3.0" in hint(refusal.value)


def test_that_another_programs_tables_on_a_server_are_refused(postgres_place: str) -> None:
    other = sa.create_engine(postgres_place)
    with other.begin() as c:
        c.exec_driver_sql("CREATE TABLE comment (id integer)")
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(postgres_place)
    assert refusal.value.code == "foreign-tables"
    with other.begin() as c:
        assert sa.inspect(c).get_table_names() == ["comment"]
    other.dispose()


def test_that_a_lost_connection_has_plain_words_and_the_next_one_works(
    postgres_place: str,
) -> None:
    database = open_database(postgres_place)

    def write_while_the_connection_is_cut() -> None:
        with database.write() as c:
            put_setting(c, "a", 1)
            own = c.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            with database.write() as other:
                other.exec_driver_sql(f"SELECT pg_terminate_backend({own})")
            put_setting(c, "b", 2)

    with pytest.raises(DatabaseProblem) as refusal:
        write_while_the_connection_is_cut()
    assert refusal.value.code == "no-server"
    with database.read() as c:
        assert get_setting(c, "a") is None
    database.close()


class _Late:
    """Counts how often it is told that a commit goes on, and asks to stop each time."""

    def __init__(self) -> None:
        self.told = 0

    def __call__(self) -> None:
        self.told += 1
        raise Cancelled


def test_that_a_stop_during_the_commit_comes_too_late(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit that takes long is told to go on, and what it wrote stays."""
    saving = _Late()
    commit = sa.engine.RootTransaction.commit

    def slow_commit(transaction: sa.engine.RootTransaction) -> None:
        while not saving.told:
            threading.Event().wait(0.001)
        commit(transaction)

    monkeypatch.setattr(sa.engine.RootTransaction, "commit", slow_commit)
    with database.write(saving) as c:
        put_setting(c, "a", 1)
    assert saving.told == 1
    with database.read() as c:
        assert get_setting(c, "a") == 1


def test_that_a_commit_that_fails_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(transaction: sa.engine.RootTransaction) -> None:
        raise _Stop

    monkeypatch.setattr(sa.engine.RootTransaction, "commit", broken)
    with pytest.raises(_Stop), database.write(lambda: None) as c:
        put_setting(c, "a", 1)
    monkeypatch.undo()
    with database.read() as c:
        assert get_setting(c, "a") is None


def test_that_an_error_before_the_commit_takes_very_many_rows_back_too(database: Database) -> None:
    with suppress(_Stop), database.write(lambda: None) as c:
        put_setting(c, "a", 1)
        raise _Stop
    with database.read() as c:
        assert get_setting(c, "a") is None


def test_that_very_many_rows_stay_in_the_log_until_they_are_settled(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    large = "x" * (2 * engine.LOG_PAGES * 4_096)
    with closing(open_database(path)) as db:
        db.settle()
        small = path.stat().st_size
        with db.write(lambda: None) as c:
            put_setting(c, "a", large)
        assert path.stat().st_size == small
        db.settle()
        assert path.stat().st_size > small + len(large) / 2
        grown = path.stat().st_size
        with db.write() as c:  # any other commit moves as much by itself
            put_setting(c, "b", large)
        assert path.stat().st_size > grown + len(large) / 2
