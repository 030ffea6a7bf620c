"""MQTT messages -> entities: topics by pattern, payloads by paths. kind = "mqtt"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from opscenter.domain.toml_table import Table
from opscenter.feeds.entities_file import record_of
from opscenter.feeds.feed import Feed, FeedKind, Given, Item
from opscenter.feeds.json_mapping import JsonMapping
from opscenter.feeds.json_mapping_reading import read_json_mapping
from opscenter.feeds.json_reader import json_of, mapped
from opscenter.feeds.lorawan import is_chirpstack_3, uplink
from opscenter.feeds.mqtt import VERSIONS, Broker, MqttSource
from opscenter.feeds.mqtt_topic import PatternError, TopicPattern, topic_pattern
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.said_once import SaidOnce
from opscenter.feeds.secrets import SecretError, filled
from opscenter.settings.reading import Option

FORMATS = ("json", "lorawan", "number", "text", "entities")
RETAINED = ("timed", "all", "none")


@dataclass(slots=True, frozen=True)
class TopicMapping:
    """One [[map]] table: which topics, what their payload is, and how it becomes entities (None: it is them)."""

    pattern: TopicPattern
    format: str
    qos: int
    mapping: JsonMapping | None
    domain: str


class MqttReader:
    """Reads a message by every mapping whose pattern its topic fits."""

    def __init__(self, mappings: Sequence[TopicMapping], given: Given, retained: str = "timed") -> None:
        self._mappings = mappings
        self._zone = given.zone
        self._retained = retained
        self._said = SaidOnce()

    def __call__(self, item: Item) -> Iterator[Record | Problem]:
        if not item.body.strip() or (item.retained and self._retained == "none"):
            return  # an empty message is how a publisher takes a retained one back
        for one in self._mappings:
            names = one.pattern.match(item.topic)
            if names is None:
                continue
            try:
                made = self._read(item, one, names)
                for record in made:
                    if isinstance(record, Record) and item.retained and self._retained == "timed" and record.at is None:
                        if self._said.first((one.pattern.subscription, "retained")):
                            yield Problem(item.where, "kept by the broker since nobody knows when: not published.")
                        continue
                    yield record
            except ValueError as error:
                yield Problem(item.where, f"{error}.")

    def _read(self, item: Item, one: TopicMapping, names: dict[str, str]) -> Iterator[Record | Problem]:
        if one.mapping is None:
            yield record_of(item.body, one.domain)
            return
        document: object
        if one.format in ("number", "text"):
            text = item.body.decode("utf-8").strip()
            document = _number(text) if one.format == "number" else text
        else:
            document = json_of(item.body)
        if one.format == "lorawan":
            message = uplink(document)
            if is_chirpstack_3(document) and self._said.first("ChirpStack 3"):
                yield Problem(item.where, "an uplink of ChirpStack 3, which is not read: version 4 and later are.")
            if message is None:
                return  # a join, a status, an acknowledgement: right as they are, and no measurement
            if message["raw"] and not message["decoded"] and self._said.first((message["eui"], "raw")):
                yield Problem(
                    item.where,
                    f"device {str(message['device'])[:80]} sends frames that its network server does not decode: give "
                    "it a payload formatter there.",
                )
            document = message
        yield from mapped(document, item, one.mapping, self._zone, names)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"its payload {text[:40]!r} is not a number") from None


def _topic_mapping(table: Table, given: Given) -> TopicMapping:
    form = table.choice("format", FORMATS, "json")
    qos = table.whole("qos", 1, 0, 2)
    try:
        pattern = topic_pattern(table.text("topic"))
    except PatternError as error:
        if table.has("topic"):
            table.wrong("topic", f"{error}")
        pattern = topic_pattern("#")
    mapping = read_json_mapping(table, given) if form != "entities" else None
    domain = table.text("domain", "city")
    table.finish()
    return TopicMapping(pattern, form, qos, mapping, domain)


def _make(given: Given) -> Feed:
    values, table = given.values, given.table
    mappings = [_topic_mapping(one, given) for one in table.tables("map")]
    if not mappings:
        table.wrong("", "an mqtt feed has at least one [[feeds.NAME.map]]")
    if not values["host"]:
        table.wrong("host" if table.has("host") else "", 'an mqtt feed has a "host"')
    if values["session"] and not values["client_id"]:
        table.wrong("session", "a session that outlasts the connection needs a client_id of its own")
    texts = {}
    for key in ("user", "password"):
        try:
            texts[key] = filled(values[key], given.folder)
        except SecretError as error:
            table.wrong(key, f'"{key}": {error}')
    if values["password"] and "{" not in values["password"]:
        table.wrong(
            "password", 'a password is not written here: name it, as "{env:MQTT_PASSWORD}" or "{file:mqtt.key}"'
        )
    files = {key: given.path(key) if values[key] else None for key in ("ca_file", "cert_file", "key_file")}
    for key, path in files.items():
        if path is not None and not path.is_file():
            table.wrong(key, f"there is no file {path}")
    broker = Broker(
        host=values["host"],
        port=values["port"] or (8883 if values["tls"] else 1883),
        version=values["version"],
        client_id=values["client_id"],
        tls=values["tls"],
        keepalive_s=values["keepalive_s"],
        session=values["session"],
        limit_bytes=int(values["limit_mb"] * 1e6),
        user=texts.get("user", ""),
        password=texts.get("password", ""),
        ca_file=files["ca_file"],
        cert_file=files["cert_file"],
        key_file=files["key_file"],
    )
    asked: dict[str, int] = {}
    for one in mappings:
        asked[one.pattern.subscription] = max(one.qos, asked.get(one.pattern.subscription, 0))
    return Feed(MqttSource(broker, list(asked.items()), given.clock), MqttReader(mappings, given, values["retained"]))


KIND = FeedKind(
    "mqtt",
    "Messages of an MQTT broker (3.1.1 and 5), LoRaWAN uplinks among them: topics by pattern, payloads by paths.",
    _make,
    (
        Option("host", "", "The broker's name or address."),
        Option("port", 0, "Its port; 0: 1883, with TLS 8883.", "", 0, 65_535),
        Option("version", "5", "Version of MQTT.", choices=tuple(VERSIONS)),
        Option("client_id", "", "Our name at the broker; empty: one of its own each time."),
        Option("user", "", "User at the broker."),
        Option("password", "", "Password, named: {env:NAME} or {file:PATH}."),
        Option("tls", False, "Encrypted connection."),
        Option("ca_file", "", "Certificates (PEM) trusted instead of the system's."),
        Option("cert_file", "", "Our certificate (PEM), where the broker asks for one."),
        Option("key_file", "", "Its key (PEM)."),
        Option("keepalive_s", 30, "A connection without a sign for longer is given up.", "s", 5, 3_600),
        Option("session", False, "The broker keeps what comes while we are away (QoS 1 and 2)."),
        Option("limit_mb", 1.0, "Larger messages are passed over.", "MB", 0.001, 100.0),
        Option(
            "retained",
            "timed",
            "What the broker had kept: published if it tells its time, all, or none of it.",
            choices=RETAINED,
        ),
    ),
)
