"""CAP documents -> records, with a memory of what was published: nothing twice, nothing backwards, and what an Update
or a Cancel names is ended."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from opscenter.domain.notice_references import ENDING_TYPES, NOT_ACTUAL, references_in
from opscenter.feeds.cap.message import Message, messages_in
from opscenter.feeds.cap.notices import Notice, NoticeForm, entity_of, id_of, notices_of, type_of
from opscenter.feeds.feed import Item
from opscenter.feeds.findings import Findings
from opscenter.feeds.local_time import read_time
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.remembered import Remembered
from opscenter.feeds.xml_reading import Refused, read_xml
from opscenter.wire.instants import format_instant

DOMAINS = {"WeatherAlert": "weather"}
"""Type -> the domain of its topics; "alert" for others."""

REMEMBERED = 20_000
"""So many alerts are known to have been published, and so many to have been ended."""

Key = tuple[str, str]  # sender, identifier


class _Published:
    __slots__ = ("ids", "sent", "type")

    def __init__(self, sent: int, entity_type: str, ids: list[str]) -> None:
        self.sent = sent
        self.type = entity_type
        self.ids = ids


class CapReader:
    """Reads documents of CAP alerts. `expired`: also publish what had expired before it came."""

    def __init__(self, form: NoticeForm, zone: ZoneInfo, limit: int, expired: bool = False) -> None:
        self._form = form
        self._zone = zone
        self._limit = limit
        self._expired = expired
        self._published: Remembered[Key, _Published] = Remembered(REMEMBERED)
        self._ended: Remembered[Key, int] = Remembered(REMEMBERED)

    def __call__(self, item: Item) -> Iterable[Record | Problem]:
        """Records of a document and what is wrong with it."""
        findings = Findings(item.where)
        try:
            root = read_xml(item.body, self._limit)
        except Refused as refused:
            findings.refused(str(refused))
            return findings.all()
        messages = self._usable(messages_in(root), item.at, findings)
        if not messages and not findings.all() and root.find(".//alert") is None and not _is_list(root.tag):
            findings.refused(f"There is no CAP alert in it: it is <{root.tag[:60]}>.")
        for sent, message in messages:
            self._take(message, sent, item.at, findings)
        return findings.all()

    def _usable(self, messages: Iterable[Message], arrived: int, findings: Findings) -> list[tuple[int, Message]]:
        """Messages that have a name and a time, oldest first: an update may be written before what it updates."""
        usable: list[tuple[int, Message]] = []
        for message in messages:
            where = f"alert {message.identifier or '(no identifier)'}"
            lacks = [name for name in ("identifier", "sender", "sent") if not getattr(message, name)]
            if lacks:
                findings.problem(where, f"it has no {' and no '.join(lacks)}")
                continue
            try:
                usable.append((read_time(message.sent, self._zone, arrived), message))
            except ValueError as fault:
                findings.problem(where, f"when it was sent is not known: {fault}")
        return sorted(usable, key=lambda one: one[0])

    def _take(self, message: Message, sent: int, arrived: int, findings: Findings) -> None:
        key = message.sender, message.identifier
        before = self._published.get(key)
        if before is not None and sent <= before.sent:
            if sent < before.sent:
                findings.problem(
                    f"alert {message.identifier}",
                    f"it is of {message.sent}, older than what was published; it is not published again",
                )
            return
        self._end_named(message, key, sent, findings)
        ended = self._ended.get(key)
        if ended is not None and sent <= ended:
            return  # whatever ended it came first
        entity_type = before.type if before is not None else self._type(message)
        entities, over = [], arrived
        notices: list[Notice | None] = [*notices_of(message, self._form.language)] or [None]
        for part, notice in enumerate(notices):
            where = f"alert {message.identifier}"
            times = {"sent": sent}
            if notice is not None:
                info = notice.first
                for name, text in (("from", info.onset or info.effective), ("to", info.expires)):
                    if text:
                        try:
                            times[name] = read_time(text, self._zone, arrived)
                        except ValueError as fault:
                            findings.problem(where, f"when it holds is not known: {fault}")
                if info.expires and times.get("to", arrived) < arrived and before is None and not self._expired:
                    over = min(over, times["to"])
                    continue

            def say(sentence: str, where: str = where) -> None:
                findings.problem(where, sentence)

            entities.append(entity_of(message, notice, entity_type, part, times, self._form, say))
        if not entities:
            findings.problem(
                f"alert {message.identifier}",
                f"it had expired at {format_instant(over)} when it came; it is not published as news",
            )
            return
        for entity in entities:
            findings.publish(_domain(entity_type), entity, sent)
        self._published.put(key, _Published(sent, entity_type, [entity["id"] for entity in entities]))

    def _type(self, message: Message) -> str:
        """The type of a message; of one that says nothing itself, that of what it names."""
        if not message.infos and not self._form.type:
            for named in references_in(message.references):
                known = self._published.get((named.sender, named.identifier))
                if known is not None:
                    return known.type
        return type_of(message, self._form)

    def _end_named(self, message: Message, key: Key, sent: int, findings: Findings) -> None:
        kind = message.message_type.lower()
        if kind not in ENDING_TYPES or message.status.lower() in NOT_ACTUAL:
            return
        successor = id_of(message, self._type(message), 0)
        for named in references_in(message.references):
            ended = named.sender, named.identifier
            if ended == key:
                continue
            try:
                until = read_time(named.sent, self._zone, sent)
            except ValueError:
                until = sent
            known = self._published.get(ended)
            already = self._ended.get(ended)
            self._ended.put(ended, max(until, already or until))
            if known is None or known.sent > until or already is not None:
                continue
            for entity_id in known.ids:
                over = {
                    "id": entity_id,
                    "type": known.type,
                    "dateModified": format_instant(sent),
                    "status": "cancelled" if kind == "cancel" else "superseded",
                    "endedBy": successor,
                }
                findings.publish(_domain(known.type), over, sent)


def _domain(entity_type: str) -> str:
    return DOMAINS.get(entity_type, "alert")


def _is_list(tag: str) -> bool:
    return tag in ("alerts", "EDXLDistribution", "feed", "rss", "RDF")
