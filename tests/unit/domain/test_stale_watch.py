"""Silences: whoever has not listened does not know of any."""

import numpy as np

from opscenter.domain.rule import RuleKind
from opscenter.domain.stale_watch import StaleWatch
from opscenter.settings.catalogue import load_catalogue

CATALOGUE = load_catalogue()
KIND = next(kind for kind in CATALOGUE.kinds.values() if any(rule.kind is RuleKind.STALE for rule in kind.rules))
QUIET = KIND.stale_after_ms + next(rule.on_delay_ms for rule in KIND.rules if rule.kind is RuleKind.STALE)
T0 = 1_700_000_000_000


def test_a_silence_counts_from_when_somebody_listens_again() -> None:
    told: list[tuple[int, int, bool]] = []
    watch = StaleWatch(CATALOGUE, lambda rule, row, at, silent: told.append((row, at, silent)))
    watch.add_entities(0, [KIND.type] * 3)
    rows = np.array([0, 1], np.int64)
    watch.heard(rows, np.array([T0, T0 + QUIET], np.int64))
    watch.tick(T0 + QUIET)
    assert told == [(0, T0 + QUIET, True)]  # row 0 was silent before
    again = T0 + 10 * QUIET
    watch.listen_again(again)
    watch.tick(again + QUIET - 1)
    assert told == [(0, T0 + QUIET, True)]  # nothing is known of the time between, and row 2 never spoke
    watch.tick(again + QUIET)
    assert told[1:] == [(1, again + QUIET, True)]
    watch.heard(rows[:1], np.array([again + QUIET + 1], np.int64))
    assert told[-1] == (0, again + QUIET + 1, False)
