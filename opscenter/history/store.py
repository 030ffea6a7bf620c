"""The history database of one station: open or make it, bring it up to date, hand out its writer and its queries."""

import logging
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from opscenter.domain.batch import Clock
from opscenter.history import migrations, restore
from opscenter.history.blocks import BlockError
from opscenter.history.chain import Head
from opscenter.history.corrupt import move_aside, notice_of
from opscenter.history.errors import HistoryError, NewerDatabaseError, ReadOnlyFolderError, is_corrupt, sentence_of
from opscenter.history.passing_over import damage_notice, forget
from opscenter.history.queries import Queries
from opscenter.history.records import Limits
from opscenter.history.restore import Restored
from opscenter.history.schema import APPLICATION_ID, FILE_NAME, can_be_written, connect
from opscenter.history.table_tools import Database
from opscenter.history.verification import FIRST_CHAINED, verify_tail
from opscenter.history.writer import RETRY_S, Writer

log = logging.getLogger("opscenter.history.store")
journal_log = logging.getLogger("opscenter.history.journal")

LOOK_FURTHER = "Look at all of it with `opscenter journal verify`."


def _wall() -> int:
    return time.time_ns() // 1_000_000


class Store:
    """Opens `folder/history.sqlite`. `restored` is what was in it, `notice` a sentence for the operator or "".

    A damaged database is moved aside and a new one begun. One that cannot be written (read-only or full disk) is
    read if possible, and the writer goes on trying. Raises NewerDatabaseError for one of a newer program.
    """

    def __init__(
        self, folder: Path, *, limits: Limits | None = None, clock: Clock = _wall, retry_s: float = RETRY_S
    ) -> None:
        self.path = folder / FILE_NAME
        self.notice = ""
        self.restored = Restored()
        self.trouble_of_sealing: Callable[[], str] = lambda: ""
        """Why nothing is sealed now, as a sentence; set by whoever seals."""
        self._clock = clock
        self._head: Head | None = None
        connection = self._open()
        self._known_entities = len(self.restored.entities)
        self.writer = Writer(
            connection,
            self._reopen,
            limits=limits or Limits(),
            totals=self.restored.totals,
            pending=self.restored.for_segment,
            notice=self.notice,
            head=self._head,
            retry_s=retry_s,
        )

    def queries(self) -> Queries:
        """A reader with its own connection, for one thread."""
        return Queries(self.path)

    @property
    def concern(self) -> str:
        """A sentence for the operator about what is wrong while recording goes on, or ""."""
        return self.trouble_of_sealing() or damage_notice(self.path)

    @property
    def disk_bytes(self) -> int:
        """Size of the database with its write-ahead log, 0 while there is none."""
        total = 0
        for suffix in ("", "-wal"):
            try:
                total += self.path.with_name(self.path.name + suffix).stat().st_size
            except OSError:
                continue
        return total

    def _open(self) -> sqlite3.Connection | None:
        """A connection ready to write with `restored` filled, or None while the disk does not allow one."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return self._load(self._migrated)
        except ReadOnlyFolderError as error:
            self.notice = str(error)
            log.error(self.notice)
            self._read_what_can_be_read()
        except OSError as error:
            self.notice = f"Nothing is being recorded: {self.path.parent} cannot be used ({error.strerror})."
            log.error(self.notice)
        except (BlockError, msgspec.MsgspecError, ValueError) as error:
            return self._begin_anew(str(error))
        except sqlite3.Error as error:
            if is_corrupt(error):
                return self._begin_anew(str(error))
            self.notice = f"Nothing is being recorded: {sentence_of(error)}."
            log.error("%s (%s)", self.notice, error)
            self._read_what_can_be_read()
        return None

    def _load(self, opener: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
        connection = opener()
        try:
            self.restored = restore.load(connection)
            self._look_at_journal(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _look_at_journal(self, connection: sqlite3.Connection) -> None:
        """Take up the journal's head; say so when its newest rows are not as they were written."""
        if migrations.version_of(Database(connection)) < FIRST_CHAINED:
            return  # an old database on a read-only disk
        self._head, problem = verify_tail(connection)
        if problem:
            self.notice = f"The alarm journal was changed by somebody else than this station: {problem} {LOOK_FURTHER}"
            log.error(self.notice)
        elif self._head is not None:
            journal_log.info("the alarm journal goes on from %s", self._head)

    def _migrated(self) -> sqlite3.Connection:
        if not can_be_written(self.path):
            raise ReadOnlyFolderError(self.path.parent)
        connection = connect(self.path)
        try:
            db = Database(connection)
            found = migrations.version_of(db)
            if found > migrations.VERSION:
                raise NewerDatabaseError(self.path, found, migrations.VERSION)
            if migrations.migrate(db):
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("BEGIN IMMEDIATE")  # fails here and now where it cannot be written
            connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
        return connection

    def _begin_anew(self, why: str) -> sqlite3.Connection | None:
        log.error("the history database %s is damaged: %s", self.path, why)
        try:
            self.notice = notice_of(move_aside(self.path, self._clock()))
            forget(self.path)
            log.error(self.notice)
            self.restored = Restored()
            return self._load(self._migrated)
        except (OSError, sqlite3.Error) as error:
            self.notice = f"Nothing is being recorded: the history database {self.path} is damaged ({error})."
            return None

    def _read_what_can_be_read(self) -> None:
        if not self.path.exists():
            return
        try:
            self._load(lambda: connect(self.path, read_only=True)).close()
        except (sqlite3.Error, BlockError, msgspec.MsgspecError, ValueError) as error:
            log.error("the history database %s cannot be read either: %s", self.path, error)

    def _reopen(self, damaged: bool) -> tuple[sqlite3.Connection, Path | None]:
        """For the writer: the database again, or a new one beside the damaged one."""
        aside = None
        if damaged and self.path.exists():
            aside = move_aside(self.path, self._clock())
            forget(self.path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = self._migrated()
        found = connection.execute("SELECT count(*) FROM entity").fetchone()[0]
        if aside is None and found != self._known_entities:
            connection.close()
            raise HistoryError(
                f"Nothing is being recorded: {self.path} holds another history than this station started from. "
                "Restart the station to go on with it."
            )
        return connection, aside


__all__ = ["HistoryError", "NewerDatabaseError", "Store"]
