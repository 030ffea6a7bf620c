"""An MQTT broker as a source, versions 3.1.1 and 5, by Eclipse Paho."""

import contextlib
import ssl
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from opscenter.domain.batch import Clock
from opscenter.feeds.feed import Delivery, Item, SourceFault
from opscenter.feeds.record import Problem

VERSIONS = {"3.1.1": MQTTProtocolVersion.MQTTv311, "5": MQTTProtocolVersion.MQTTv5}
LOOP_S = 0.25
CONNECT_S = 10.0


@dataclass(slots=True, frozen=True)
class Broker:
    """Where and how to connect. `session` keeps what comes while we are away (needs a `client_id` of its own)."""

    host: str
    port: int
    version: str = "5"
    client_id: str = ""
    user: str = ""
    password: str = ""
    tls: bool = False
    ca_file: Path | None = None
    cert_file: Path | None = None
    key_file: Path | None = None
    keepalive_s: int = 30
    session: bool = False
    session_s: int = 3_600
    limit_bytes: int = 1_000_000


class MqttSource:
    """Stays connected and delivers messages: `Item.topic` is the message's topic, `retained` as the broker says.

    A message is acknowledged (QoS 1, 2) when it has been read and lined up for the bus. What is larger than the limit
    is told and passed over; a broker of version 5 is asked not to send it.
    """

    every_s = 0.0

    def __init__(self, broker: Broker, subscriptions: Sequence[tuple[str, int]], clock: Clock) -> None:
        self._broker = broker
        self._subscriptions = list(subscriptions)
        self._clock = clock
        self._closed = threading.Event()
        self._where = f"mqtt{'s' if broker.tls else ''}://{broker.host}:{broker.port}"

    def fetch(self, delivery: Delivery) -> None:
        """Connect and deliver until `close`. SourceFault when the connection cannot be made or is lost."""
        session = _Session(self._where, delivery, self._clock, self._broker.limit_bytes)
        client = self._client(session)
        asked = False
        try:
            self._connect(client)
            deadline = CONNECT_S / LOOP_S
            while not self._closed.is_set():
                code = client.loop(LOOP_S)
                if session.fault:
                    raise SourceFault(session.fault)
                if code != MQTTErrorCode.MQTT_ERR_SUCCESS:
                    raise SourceFault(f"{self._where}: the connection was lost: {paho.error_string(code)}")
                if session.connected and not asked:
                    asked = True
                    client.subscribe(self._asked())
                deadline -= 1
                if deadline < 0 and not session.subscribed:
                    raise SourceFault(f"{self._where} does not answer as an MQTT broker")
        finally:
            with contextlib.suppress(OSError, ValueError):
                client.disconnect()

    def close(self) -> None:
        """Disconnect within a quarter of a second."""
        self._closed.set()

    def _asked(self) -> Any:
        if self._broker.version == "5":
            return [(topic, SubscribeOptions(qos=qos)) for topic, qos in self._subscriptions]
        return self._subscriptions

    def _client(self, session: "_Session") -> paho.Client:
        broker = self._broker
        version = VERSIONS[broker.version]
        clean = None if version == MQTTProtocolVersion.MQTTv5 else not broker.session
        client = paho.Client(
            CallbackAPIVersion.VERSION2, broker.client_id, clean, protocol=version, reconnect_on_failure=False
        )
        client.connect_timeout = CONNECT_S
        if broker.user or broker.password:
            client.username_pw_set(broker.user, broker.password or None)
        if broker.tls:
            try:
                client.tls_set_context(_tls(broker))
            except (OSError, ssl.SSLError) as error:
                raise SourceFault(f"{self._where}: the certificate files cannot be used: {error}") from None
        client.on_connect = session.on_connect
        client.on_subscribe = session.on_subscribe
        client.on_message = session.on_message
        client.on_disconnect = session.on_disconnect
        return client

    def _connect(self, client: paho.Client) -> None:
        broker = self._broker
        try:
            if broker.version == "5":
                properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
                properties.MaximumPacketSize = broker.limit_bytes + 65_535
                properties.SessionExpiryInterval = broker.session_s if broker.session else 0
                client.connect(
                    broker.host, broker.port, broker.keepalive_s, clean_start=not broker.session, properties=properties
                )
            else:
                client.connect(broker.host, broker.port, broker.keepalive_s)
        except ssl.SSLError as error:
            raise SourceFault(f"{self._where}: its certificate is not trusted or encryption failed: {error}") from None
        except TimeoutError:
            raise SourceFault(f"{self._where} does not answer within {CONNECT_S:g} s") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise SourceFault(f"{self._where} cannot be reached: {reason}") from None


class _Session:
    """What one connection has come to."""

    def __init__(self, where: str, delivery: Delivery, clock: Clock, limit: int) -> None:
        self.connected = False
        self.subscribed = False
        self.fault = ""
        self._where = where
        self._delivery = delivery
        self._clock = clock
        self._limit = limit

    def on_connect(self, _client: paho.Client, _data: Any, _flags: Any, code: ReasonCode, _properties: Any) -> None:
        if code.is_failure:
            self.fault = f"{self._where} refuses the connection: {code} (user, password, client_id)"
        self.connected = True

    def on_subscribe(
        self, _client: paho.Client, _data: Any, _mid: int, codes: list[ReasonCode], _properties: Any
    ) -> None:
        refused = [str(code) for code in codes if code.is_failure]
        if refused and len(refused) == len(codes):
            self.fault = f"{self._where} refuses the topics: {refused[0]}"
        elif refused:
            self._delivery.problem(Problem(self._where, f"{len(refused)} of {len(codes)} topics are refused."))
        self.subscribed = True
        self._delivery.alive()

    def on_message(self, _client: paho.Client, _data: Any, message: paho.MQTTMessage) -> None:
        try:
            topic = message.topic
        except UnicodeDecodeError:
            self._delivery.problem(Problem(self._where, "a topic that is not UTF-8: passed over."))
            return
        if len(message.payload) > self._limit:
            size = f"{len(message.payload) / 1e6:.1f} MB, more than the limit of {self._limit / 1e6:g}"
            self._delivery.problem(Problem(topic[:200], f"it has {size}: passed over."))
            return
        self._delivery.take(Item(topic[:200], bytes(message.payload), self._clock(), topic, retained=message.retain))

    def on_disconnect(self, _client: paho.Client, _data: Any, _flags: Any, code: ReasonCode, _properties: Any) -> None:
        if not self.fault and code.is_failure:
            self.fault = f"{self._where}: the connection was ended: {code}"


def _tls(broker: Broker) -> ssl.SSLContext:
    """OSError or ssl.SSLError when the files are none."""
    context = ssl.create_default_context(cafile=None if broker.ca_file is None else str(broker.ca_file))
    if broker.cert_file is not None:
        context.load_cert_chain(str(broker.cert_file), None if broker.key_file is None else str(broker.key_file))
    return context
