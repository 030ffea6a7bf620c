"""The SQLite file of an export: plain tables with their meaning written beside them, for whoever opens it."""

TABLES = """
CREATE TABLE about (item TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE quality (code INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE entity (
    id INTEGER PRIMARY KEY, entity TEXT NOT NULL UNIQUE, name TEXT NOT NULL, type TEXT NOT NULL
);
CREATE TABLE series (
    id INTEGER PRIMARY KEY, entity INTEGER NOT NULL REFERENCES entity(id), attribute TEXT NOT NULL,
    unit TEXT NOT NULL, rows INTEGER NOT NULL DEFAULT 0, UNIQUE (entity, attribute)
);
CREATE TABLE sample (
    series INTEGER NOT NULL REFERENCES series(id), time INTEGER NOT NULL, value REAL, text TEXT,
    quality INTEGER NOT NULL REFERENCES quality(code)
);
CREATE TABLE bin (
    series INTEGER NOT NULL REFERENCES series(id), start INTEGER NOT NULL, count INTEGER NOT NULL, low REAL, high REAL,
    mean REAL, first REAL, last REAL, quality INTEGER NOT NULL REFERENCES quality(code)
);
CREATE TABLE journal (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, wall INTEGER NOT NULL, occurrence TEXT, entity TEXT, rule TEXT,
    attribute TEXT, event TEXT, state TEXT, person TEXT, desk TEXT, comment TEXT, value, limit_value REAL, unit TEXT,
    priority INTEGER, text_en TEXT, text_zh_hant TEXT, text_zh_hans TEXT, details TEXT
);
CREATE TABLE gap (since INTEGER NOT NULL, until INTEGER NOT NULL);
CREATE TABLE clock (since INTEGER PRIMARY KEY, ahead_ms INTEGER NOT NULL, offset TEXT NOT NULL);
"""

INDICES = """
CREATE INDEX sample_by_series ON sample (series, time);
CREATE INDEX bin_by_series ON bin (series, start);
CREATE INDEX series_by_attribute ON series (attribute);
CREATE INDEX entity_by_type ON entity (type);
CREATE INDEX journal_by_time ON journal (at);
CREATE INDEX journal_by_entity ON journal (entity);
"""

ABOUT = {
    "table quality": "Names of qualities: 0 good, 1 suspect, 2 stale, 3 bad.",
    "table entity": "What was measured at: `entity` is its id on the city's bus, `name` and `type` as published.",
    "table series": "One attribute of one entity, with its unit as published (a UN/CEFACT code); `rows` in this file.",
    "table sample": "One reading. `time` is when it was measured, Unix milliseconds (UTC); `value` a number or NULL, "
    "`text` where it is a text (of texts only changes are recorded), both NULL: the reading was cleared. `quality` as "
    "it was published.",
    "table bin": "Readings of one span: `start` is where it begins (Unix milliseconds), `count` how many numbers there "
    "were, `low`, `high`, `mean` of them, `first` and `last` by time, `quality` the worst. Spans without a reading are "
    "left out. How wide they are is in about: bins.",
    "table journal": "What happened to alarms: `at` is the time of the event, `wall` when the station recorded it, "
    "both Unix milliseconds; `person` who did it, `limit_value` the limit then in force, `details` JSON.",
    "table gap": "Spans without data, Unix milliseconds: messages lost on the bus, or nobody recorded.",
    "table clock": "The clocks of the zone: from `since` (Unix milliseconds) they were `ahead_ms` ahead of UTC.",
    "view samples": "Samples with names, ISO 8601 times in UTC and of the zone, and the quality as a word.",
    "view bins": "Bins the same way.",
    "view events": "The journal with ISO 8601 times.",
    "view gaps": "Gaps with ISO 8601 times and their length in seconds.",
}


def views(zone: bool) -> str:
    """The views; with `zone` also the local times by the table `clock`."""
    return f"""
CREATE VIEW samples AS SELECT
    {_iso("s.time")} AS time{_local("s.time") if zone else ""}, e.entity AS entity, e.name AS name, e.type AS type,
    r.attribute AS attribute, s.value AS value, s.text AS text, r.unit AS unit, q.name AS quality
FROM sample s JOIN series r ON r.id = s.series JOIN entity e ON e.id = r.entity JOIN quality q ON q.code = s.quality;
CREATE VIEW bins AS SELECT
    {_iso("b.start")} AS "from"{_local("b.start") if zone else ""}, e.entity AS entity, e.name AS name, e.type AS type,
    r.attribute AS attribute, b.count AS count, b.low AS low, b.high AS high, b.mean AS mean, b.first AS first,
    b.last AS last, r.unit AS unit, q.name AS quality
FROM bin b JOIN series r ON r.id = b.series JOIN entity e ON e.id = r.entity JOIN quality q ON q.code = b.quality;
CREATE VIEW events AS SELECT
    j.id AS id, {_iso("j.at")} AS at{_local("j.at") if zone else ""}, {_iso("j.wall")} AS wall,
    j.occurrence AS occurrence, j.entity AS entity, j.rule AS rule, j.attribute AS attribute, j.event AS event,
    j.state AS state, j.person AS person, j.comment AS comment, j.value AS value, j.limit_value AS limit_value,
    j.unit AS unit, j.priority AS priority, j.text_en AS text
FROM journal j;
CREATE VIEW gaps AS SELECT
    {_iso("g.since")} AS since, {_iso("g.until")} AS until, (g.until - g.since) / 1000.0 AS seconds FROM gap g;
"""


def _iso(column: str) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%fZ', {column} / 1000.0, 'unixepoch')"


def _local(column: str) -> str:
    newest = f"FROM clock WHERE clock.since <= {column} ORDER BY clock.since DESC LIMIT 1"
    shown = f"strftime('%Y-%m-%dT%H:%M:%f', ({column} + clock.ahead_ms) / 1000.0, 'unixepoch')"
    return f", (SELECT {shown} || clock.offset {newest}) AS local"
