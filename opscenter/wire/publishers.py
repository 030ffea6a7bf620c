"""Following the numbers of each publisher: gaps, what was recovered, duplicates."""

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from opscenter.domain.batch import Batch, Gap
from opscenter.wire.envelope import Header

MAX_PUBLISHERS = 4_096
_MAX_OPEN_GAPS = 64


@dataclass(slots=True)
class Publisher:
    """What is known of one publisher. Times are Unix ms; `open` are the gaps that may still be recovered."""

    name: str
    epoch: int = 0
    seq: int = -1  # newest; -1: nothing numbered yet
    messages: int = 0
    gaps: int = 0
    duplicates: int = 0
    naive: int = 0  # messages with a time without offset, read as UTC
    rejected: int = 0
    last: int = 0
    lag_ms: int = 0
    epoch_before: int = -1
    seq_before: int = -1
    open: list[Gap] = field(default_factory=list)


class Publishers:
    """All publishers heard of, at most MAX_PUBLISHERS: beyond that one of those silent longest is forgotten."""

    __slots__ = ("known",)

    def __init__(self) -> None:
        self.known: dict[str, Publisher] = {}

    def get(self, name: str) -> Publisher:
        """The publisher of that name, new or known."""
        found = self.known.get(name)
        if found is None:
            if len(self.known) >= MAX_PUBLISHERS:
                oldest = min(islice(self.known.values(), 64), key=lambda publisher: publisher.last)
                del self.known[oldest.name]
            found = self.known[name] = Publisher(name)
        return found

    def resume(self, facts: list[dict[str, Any]]) -> None:
        """Take over what `facts` told before a restart, so that what was lost meanwhile is seen as a gap."""
        for fact in facts[:MAX_PUBLISHERS]:
            name, epoch, seq, last = (fact.get(key) for key in ("publisher", "epoch", "seq", "last"))
            if isinstance(name, str) and name and all(isinstance(number, int) for number in (epoch, seq, last)):
                known = self.get(name)
                if known.seq < 0 and seq:
                    known.epoch, known.seq, known.last = int(epoch or 0), int(seq), int(last or 0)

    def heartbeat(self, header: Header, arrived: int, batch: Batch) -> None:
        """A header alone: its `seq` is that of the newest message, which may have been lost."""
        publisher = self.get(header.pub)
        if header.seq is not None:
            if header.epoch == publisher.epoch and publisher.seq >= 0:
                if header.seq > publisher.seq:
                    _lost(publisher, header.epoch, publisher.seq + 1, header.seq, arrived, batch)
                    publisher.seq = header.seq
            elif header.epoch != publisher.epoch_before:
                _begin(publisher, header.epoch, header.seq)
        publisher.last = arrived

    def accept(self, publisher: Publisher, header: Header, arrived: int, batch: Batch) -> bool:
        """Whether a message is news; records gaps and recoveries in `batch`. False: a duplicate.

        The usual case (the next number) is done by the decoder itself; this is for all others.
        """
        seq = header.seq
        if seq is None:
            return True
        if header.epoch == publisher.epoch:
            if publisher.seq < 0:
                publisher.seq = seq
                return True
            if seq > publisher.seq:
                if seq > publisher.seq + 1:
                    _lost(publisher, header.epoch, publisher.seq + 1, seq - 1, arrived, batch)
                publisher.seq = seq
                return True
            return _recovered(publisher, header.epoch, seq, batch) or _duplicate(publisher)
        if header.epoch == publisher.epoch_before:
            # Late messages of the run before (another endpoint, a recovery) are news if they were missing.
            if seq > publisher.seq_before:
                publisher.seq_before = seq
                return True
            return _recovered(publisher, header.epoch, seq, batch) or _duplicate(publisher)
        if any(gap.epoch == header.epoch for gap in publisher.open):
            return _recovered(publisher, header.epoch, seq, batch) or _duplicate(publisher)
        _begin(publisher, header.epoch, seq)
        return True

    def facts(self) -> list[dict[str, Any]]:
        """For bus health; `Decoder.publishers` describes them."""
        return [
            {
                "publisher": one.name,
                "epoch": one.epoch,
                "seq": max(one.seq, 0),
                "messages": one.messages,
                "gaps": one.gaps,
                "missing": sum(gap.last_seq - gap.first_seq + 1 for gap in one.open),
                "last": one.last,
                "lag_ms": one.lag_ms,
                "duplicates": one.duplicates,
                "naive": one.naive,
                "rejected": one.rejected,
            }
            for one in self.known.values()
        ]


def _begin(publisher: Publisher, epoch: int, seq: int) -> None:
    """A new run of the publisher: its numbers start anew, wherever we first hear them."""
    publisher.epoch_before, publisher.seq_before = publisher.epoch, publisher.seq
    publisher.epoch, publisher.seq = epoch, seq


def _duplicate(publisher: Publisher) -> bool:
    publisher.duplicates += 1
    return False


def _lost(publisher: Publisher, epoch: int, first: int, last: int, arrived: int, batch: Batch) -> None:
    gap = Gap(publisher.name, epoch, first, last, publisher.last or arrived, arrived)
    publisher.gaps += 1
    batch.gaps.append(gap)
    publisher.open.append(gap)
    if len(publisher.open) > _MAX_OPEN_GAPS:
        del publisher.open[0]


def _recovered(publisher: Publisher, epoch: int, seq: int, batch: Batch) -> bool:
    """Whether `seq` was missing. It is not any more: the gap shrinks or splits, and the batch says so."""
    for index, gap in enumerate(publisher.open):
        if gap.epoch == epoch and gap.first_seq <= seq <= gap.last_seq:
            rest = []
            if seq > gap.first_seq:
                rest.append(Gap(gap.publisher, epoch, gap.first_seq, seq - 1, gap.since, gap.until))
            if seq < gap.last_seq:
                rest.append(Gap(gap.publisher, epoch, seq + 1, gap.last_seq, gap.since, gap.until))
            publisher.open[index : index + 1] = rest
            before = batch.gaps[-1] if batch.gaps else None
            first = seq
            if (
                before is not None
                and before.recovered
                and (before.publisher, before.epoch, before.last_seq) == (publisher.name, epoch, seq - 1)
                and (before.since, before.until) == (gap.since, gap.until)
            ):
                first = before.first_seq
                batch.gaps.pop()
            batch.gaps.append(Gap(publisher.name, epoch, first, seq, gap.since, gap.until, recovered=True))
            return True
    return False
