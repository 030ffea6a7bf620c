"""`[[incident]]` tables of a profile: spans of its data that are worth an incident file, and what no file tells."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import msgspec

from opscenter.domain.texts import Texts
from opscenter.domain.toml_table import Table, nearest
from opscenter.domain.toml_texts import read_texts
from opscenter.feeds.record import Record

MOST_INCIDENTS, MOST_MESSAGES = 100, 1_000


@dataclass(slots=True, frozen=True)
class ProfileIncident:
    """[since, until], Unix ms. `parts` of the data that it is made of, all of which must be there (none named: of what
    there is). `messages`: what no file of the data tells, by time. `catalogue`: a folder of catalogue files, `rules`:
    files of rules, of this incident alone."""

    id: str
    title: Texts
    place: str
    note: str
    since: int
    until: int
    parts: tuple[str, ...] = ()
    messages: tuple[Record, ...] = ()
    catalogue: Path | None = None
    rules: tuple[Path, ...] = ()


def read_incidents(top: Table, folder: Path, parts: Collection[str]) -> tuple[ProfileIncident, ...]:
    """Those of a profile with these parts; `folder` is the one beside it."""
    found: dict[str, ProfileIncident] = {}
    for table in top.tables("incident")[:MOST_INCIDENTS]:
        one = _incident(table, folder)
        for part in one.parts:
            if part not in parts:
                table.wrong("parts", f'the profile has no part "{part}"{nearest(part, parts)}')
        if one.id in found:
            table.wrong("id", f'the incident "{one.id}" is described twice')
        found[one.id] = one
    return tuple(found.values())


def _incident(table: Table, folder: Path) -> ProfileIncident:
    name = table.text("id")
    if name in (".", "..") or not name.replace("-", "").replace("_", "").isalnum():
        table.wrong("id", f'"{name}" is no name: letters, digits, - and _ alone')
        name = "unnamed"
    own = folder / name
    messages = [_message(one) for one in table.tables("message")[:MOST_MESSAGES]]
    incident = ProfileIncident(
        id=name,
        title=read_texts(table, "title"),
        place=table.text("place", ""),
        note=table.text("note", ""),
        since=_instant(table, "since"),
        until=_instant(table, "until"),
        parts=table.texts("parts") if table.has("parts") else (),
        messages=tuple(sorted(messages, key=lambda record: record.at or 0)),
        catalogue=own / "catalogue" if (own / "catalogue").is_dir() else None,
        rules=tuple(sorted((own / "rules").glob("*.toml"))),
    )
    table.offer("parts")
    if table.has("since") and table.has("until") and incident.since >= incident.until:
        table.wrong("until", '"until" must be after "since"')
    table.finish()
    return incident


def _message(table: Table) -> Record:
    at, domain = _instant(table, "at"), table.text("domain")
    inner = table.table("entity")
    entity = dict(inner.data) if inner is not None else {}
    if inner is None:
        table.wrong("", '"entity" is missing: its id, its type and what it says')
    for key in ("id", "type"):
        if inner is not None and not isinstance(entity.get(key), str):
            inner.wrong(key, f'"{key}" of an entity must be a text, in quotes')
    table.finish()
    topic = f"{domain}/{entity.get('type')}/{entity.get('id')}"
    return Record(topic, msgspec.json.encode(entity, enc_hook=str), at)


def _instant(table: Table, key: str) -> int:
    """Unix ms of a date and time with an offset, as TOML writes it; required."""
    value = table.data.get(key)
    table.offer(key)
    if value is None:
        table.wrong("", f'"{key}" is missing: a date and time, such as 2023-09-01T02:40:00+08:00')
        return 0
    if not isinstance(value, datetime.datetime) or value.tzinfo is None:
        table.wrong(
            key, f'"{key}" is a date and time with an offset, such as 2023-09-01T02:40:00+08:00, without quotes'
        )
        return 0
    return round(value.timestamp()) * 1_000
