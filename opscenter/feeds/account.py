"""What one item of a feed, and one look at its source, brought: what could be read, and what was wrong with it."""

import logging
import re
from dataclasses import dataclass

from opscenter.domain.batch import Clock
from opscenter.feeds.feed import Item
from opscenter.feeds.health import Health
from opscenter.feeds.record import Problem, Record
from opscenter.wire.instants import format_instant

log = logging.getLogger("opscenter.feeds")

LOGGED_OF_ITEM = 20
"""Problems of one item that are logged; the others are counted."""
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)", re.IGNORECASE)


@dataclass(slots=True)
class Round:
    """What one look at a source brought: something that was read, that could not be, the same as before."""

    understood: bool = False
    same: bool = False
    refused: str = ""


class Account:
    """What was wrong with one item: the first problems are logged, all are counted."""

    def __init__(self, health: Health, clock: Clock) -> None:
        self._health = health
        self._clock = clock
        self._problems = 0
        self._older = 0
        self._example = ""
        self.refused = ""

    def problem(self, problem: Problem, *, rejected: bool = True) -> None:
        self._problems += 1
        if problem.whole:
            self.refused = str(problem)
        self._health.rejected += rejected
        self._health.wrong(str(problem), self._clock())
        if self._problems <= LOGGED_OF_ITEM:
            log.warning("feed %s: %s", self._health.name, problem)

    def older(self, record: Record, newest: int | None) -> None:
        self._older += 1
        self._health.older += 1
        if not self._example:
            than = f", {format_instant(newest)} was published or is the limit" if newest is not None else ""
            self._example = f"{record.topic} of {format_instant(record.at or 0)}{than}"

    def close(self, item: Item) -> None:
        more = self._problems - LOGGED_OF_ITEM
        if more > 0:
            log.warning("feed %s: %s: %d more problems", self._health.name, item.where, more)
        if self._older:
            sentence = f"{self._older} records are older than what was published, and are not news: {self._example}."
            self._health.wrong(f"{item.where}: {sentence}", self._clock())
            log.warning("feed %s: %s: %s", self._health.name, item.where, sentence)


def explained(problem: Problem, item: Item) -> Problem:
    """A problem with what to do about it, where a server answers with a page for people."""
    if problem.whole and _PAGE.match(item.body[:200]):
        hint = "It is a page for people (HTML): is the address right, is a key missing?"
        return Problem(problem.where, f"{ended(problem.sentence)} {hint}", whole=True)
    return problem


def ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else sentence + "."
