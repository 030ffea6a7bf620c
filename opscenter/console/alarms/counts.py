"""How many alarms there are and where they are: shown, hidden by a filter, in another list. Nothing is ever nowhere."""

from dataclasses import dataclass

import numpy as np

from opscenter.console.alarms.alarm_columns import LEDGERS, STANDING, AlarmColumns, Ints
from opscenter.console.alarms.filtering import Ledger


@dataclass(slots=True, frozen=True)
class Counts:
    """Of one moment. `shown` + `hidden` = `listed`, the count of the list that is open; `folded` are among the shown.

    `active` alarms are not normal and not laid aside; of them `standing` ones have their condition true now, the
    others have returned and wait.
    """

    active: int
    standing: int
    unacknowledged: int
    laid_aside: int
    shown: int
    hidden: int
    listed: int
    folded: int
    by_ledger: tuple[tuple[Ledger, int], ...]

    def of(self, ledger: Ledger) -> int:
        """How many are in one of the lists."""
        return dict(self.by_ledger)[ledger]


def count(columns: AlarmColumns, open_now: Ledger, order: Ints, rows: Ints) -> Counts:
    """Counted from the columns and from the order apart."""
    side = columns.on(open_now)
    by_ledger = np.bincount(columns.ledger[columns.live], minlength=len(LEDGERS)).tolist()
    listed = columns.on(Ledger.LIST)
    visible = rows[rows >= 0]
    shown = int(np.count_nonzero(side[order])) if len(order) else 0
    return Counts(
        active=by_ledger[0],
        standing=int(np.count_nonzero(listed & STANDING[columns.state])),
        unacknowledged=int(np.count_nonzero(listed & columns.needs)),
        laid_aside=sum(by_ledger[1:]),
        shown=shown,
        hidden=int(np.count_nonzero(side & ~columns.shown)),
        listed=by_ledger[LEDGERS.index(open_now)],
        folded=shown - int(np.count_nonzero(side[visible])),
        by_ledger=tuple(zip(LEDGERS, by_ledger, strict=True)),
    )
