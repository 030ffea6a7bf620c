"""A FIWARE broker: what it sends is read, its notifications are received within limits, its pages are asked for."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import urllib3

from opscenter.domain.batch import Batch
from opscenter.domain.toml_document import FileMistakes
from opscenter.feeds.feed import SourceFault
from opscenter.feeds.ngsi_reader import NgsiReader
from opscenter.feeds.ngsi_receiver import NotificationSource
from opscenter.feeds.record import Problem
from opscenter.feeds.settling import Settler
from opscenter.settings.catalogue import load_catalogue
from opscenter.wire.decoder import Decoder
from tests.support.data import shared_data
from tests.support.feeding import NOW, Taken, config, item, read
from tests.support.odd_server import OddServer, answer
from tests.support.registry import DictRegistry

WAIT_S = 60.0


def real_payloads() -> Iterator[Any]:
    for path in sorted(shared_data("fiware-smart-data-models").glob("*/*/example*.json*")):
        try:
            yield path, json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue


def notification(*entities: Any, ld: bool = True) -> dict[str, Any]:
    if ld:
        return {
            "id": "urn:ngsi-ld:Notification:1",
            "type": "Notification",
            "subscriptionId": "urn:ngsi-ld:Subscription:1",
            "notifiedAt": "2026-09-21T14:00:00Z",
            "data": list(entities),
        }
    return {"subscriptionId": "5a1b", "data": list(entities)}


@pytest.mark.parametrize("ld", [True, False])
def test_every_real_entity_comes_out_of_a_notification_as_the_bus_takes_it(ld: bool) -> None:
    reader = NgsiReader("city")
    settler = Settler(load_catalogue())
    decoder, batch = Decoder(DictRegistry()), Batch()
    published, without_id, told = 0, 0, 0
    for path, document in real_payloads():
        made = list(reader(item(json.dumps(notification(document, ld=ld)))))
        if isinstance(made[0], Problem):
            without_id += 1
            continue
        assert len(made) == 1, path
        settled, problems = settler.settle(made[0])
        told += len(problems)
        assert settled is not None, path
        decoder.decode(settled.topic.encode(), settled.payload, b"", NOW, batch)
        published += 1
    # Real mistakes of the examples: a polygon spelt "polygon"; two places north of the pole, said once for each entity;
    # a place without coordinates; a pump whose speed is in metres a second.
    assert (published, without_id, told) == (245, 0, 4)
    assert [one.reason for one in batch.rejected] == ["place-unreadable"]
    assert batch.entities == published


def test_contexts_are_left_behind_and_whole_uris_lose_all_but_the_last_part() -> None:
    entity = {
        "id": "urn:x:1",
        "type": "https://uri.fiware.org/ns/data-models#Road",
        "@context": ["x"],
        "v": {"value": 1},
    }
    (made,), problems = read(NgsiReader("d"), item(json.dumps(notification(entity))))
    assert (made, problems) == ({"id": "urn:x:1", "type": "Road", "v": {"value": 1}}, [])


@pytest.mark.parametrize("body", ["", "7", "{}", '{"type": "Notification"}', "[" * 5_000, '{"data": [1]}', "\x00"])
def test_what_is_no_notification_is_a_problem(body: str) -> None:
    entities, problems = read(NgsiReader("d"), item(body))
    assert entities == [] and len(problems) == 1


def test_a_collection_of_features_is_a_list_and_an_attribute_of_that_name_is_none() -> None:
    features = [{"type": "Feature", "id": name, "properties": {"type": "T"}} for name in ("a", "b")]
    entities, _ = read(NgsiReader("d"), item(json.dumps({"type": "FeatureCollection", "features": features})))
    assert [one["id"] for one in entities] == ["a", "b"]
    entities, _ = read(NgsiReader("d"), item('{"id": "bin", "type": "WasteContainerModel", "features": ["lid"]}'))
    assert entities == [{"id": "bin", "type": "WasteContainerModel", "features": ["lid"]}]


def test_one_bad_entity_takes_no_other_along_and_thousands_are_cut() -> None:
    entities, problems = read(NgsiReader("d"), item(json.dumps(notification({"id": "a"}, 3, {"id": 4}, {"id": "b"}))))
    assert [one["id"] for one in entities] == ["a", "b"] and len(problems) == 2
    many = json.dumps([{"id": f"e{number}"} for number in range(10_001)])
    entities, problems = read(NgsiReader("d"), item(many))
    assert len(entities) == 10_000 and "10,001" in str(problems[0])


@contextmanager
def listening(delivery: Taken, **more: Any) -> Iterator[NotificationSource]:
    source = NotificationSource("127.0.0.1", 0, lambda: NOW, **more)
    thread = threading.Thread(target=source.fetch, args=(delivery,))
    thread.start()
    try:
        assert source.listening.wait(WAIT_S)
        yield source
    finally:
        source.close()
        thread.join(WAIT_S)
        assert not thread.is_alive()


def test_notifications_are_received_and_others_told_why_not() -> None:
    delivery = Taken()
    with listening(delivery, token="secret", limit_bytes=10_000) as source, urllib3.PoolManager() as pool:
        url = f"http://127.0.0.1:{source.port}/notify"
        good = json.dumps(notification({"id": "urn:x:1", "type": "T"}))
        bearer = {"Authorization": "Bearer secret"}

        def post(body: str, headers: dict[str, str]) -> int:
            return pool.request("POST", url, body=body, headers=headers, retries=False).status

        assert post(good, bearer) == 204
        assert post(good, {"X-Auth-Token": "secret"}) == 204
        assert post(good, {}) == 401
        assert post(good, {"Authorization": "Bearer wrong"}) == 401
        assert post("nonsense", bearer) == 400
        assert post('{"a": 1}', bearer) == 400
        assert post(json.dumps([{"id": "x" * 20_000}]), bearer) == 413
        assert pool.request("GET", url, retries=False).status == 200
        assert pool.request("PUT", url, body=good, headers=bearer, retries=False).status == 405
    assert [json.loads(one.body)["data"][0]["id"] for one in delivery.items] == ["urn:x:1", "urn:x:1"]
    assert delivery.items[0].topic == "/notify" and "127.0.0.1" in delivery.items[0].where


def test_a_sender_that_stops_half_way_holds_up_nobody() -> None:
    delivery = Taken()
    with listening(delivery) as source, urllib3.PoolManager() as pool:
        slow = [socket.create_connection(("127.0.0.1", source.port)) for _ in range(20)]
        for one in slow:
            one.sendall(b"POST /notify HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
        body = json.dumps({"id": "urn:x:1", "type": "T"})
        got = pool.request("POST", f"http://127.0.0.1:{source.port}/", body=body, retries=False, timeout=WAIT_S)
        assert got.status == 204 and len(delivery.items) == 1
        for one in slow:
            one.close()


def test_an_address_that_is_taken_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        source = NotificationSource("127.0.0.1", taken.getsockname()[1], lambda: NOW)
        before = threading.active_count()
        with pytest.raises(SourceFault, match="cannot be listened at"):
            source.fetch(Taken())
        assert threading.active_count() == before, "it is tried again and again: nothing may pile up"
        source.close()


def test_an_open_address_needs_a_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = '[feeds.a]\nkind = "ngsi-notifications"\nlisten = "0.0.0.0:8090"\n'
    with pytest.raises(FileMistakes, match="give the feed a token"):
        config(tmp_path, text)
    monkeypatch.setenv("NOTIFY_TOKEN", "secret")
    (one,) = config(tmp_path, text + 'token = "{env:NOTIFY_TOKEN}"\n')
    one.feed.source.close()
    with pytest.raises(FileMistakes, match="a token is not written here"):
        config(tmp_path, text + 'token = "secret"\n')


@pytest.mark.parametrize(
    ("api", "path", "scope"),
    [("ngsi-ld", "/ngsi-ld/v1/entities", "ngsild-tenant"), ("v2", "/v2/entities", "fiware-service")],
)
def test_pages_are_asked_for_until_one_is_not_full(tmp_path: Path, api: str, path: str, scope: str) -> None:
    stock = [{"id": f"urn:x:{number}", "type": "T"} for number in range(5)]

    def page(peer: socket.socket, request: dict[str, str]) -> None:
        asked = dict(part.split("=") for part in request["path"].partition("?")[2].split("&"))
        start, count = int(asked["offset"]), int(asked["limit"])
        body = stock[start : start + count] if asked["type"] == "T" else []
        answer(json.dumps(body).encode())(peer, request)

    with OddServer({path: page}) as server:
        text = f"""
[feeds.a]
kind = "ngsi-poll"
url = "{server.url("")}"
api = "{api}"
types = ["T", "U"]
tenant = "town"
page = 2
every_s = 1
"""
        (one,) = config(tmp_path, text)
        delivery = Taken()
        one.feed.source.fetch(delivery)
        one.feed.source.close()
        entities, problems = read(one.feed.reader, *delivery.items)
        assert [entity["id"] for entity in entities] == [entity["id"] for entity in stock] and problems == []
        assert [request["path"].partition("?")[2] for request in server.requests] == [
            "type=T&limit=2&offset=0",
            "type=T&limit=2&offset=2",
            "type=T&limit=2&offset=4",
            "type=U&limit=2&offset=0",
        ]
        assert {request[scope] for request in server.requests} == {"town"}


@pytest.mark.parametrize("body", [b"{}", b"<html>", b'"x"'])
def test_a_broker_that_answers_something_else_is_a_sentence(tmp_path: Path, body: bytes) -> None:
    with OddServer({"/v2/entities": answer(body)}) as server:
        (one,) = config(tmp_path, f'[feeds.a]\nkind = "ngsi-poll"\nurl = "{server.url("")}"\napi = "v2"\n')
        with pytest.raises(SourceFault):
            one.feed.source.fetch(Taken())
        one.feed.source.close()
