"""Fetching from servers that hang, drip, lie about size, redirect in circles or ask to be told passwords."""

import gzip
import socket
import threading
import tracemalloc

import pytest

from opscenter.feeds.feed import SourceFault
from opscenter.feeds.http import HttpClient, HttpSource, shown
from tests.support.feeding import NOW, Taken
from tests.support.odd_server import Act, OddServer, answer


def fault(path: str, acts: dict[str, Act], timeout_s: float = 10.0, limit: int = 1_000_000) -> str:
    with OddServer(acts) as server:
        client = HttpClient(timeout_s, limit)
        try:
            with pytest.raises(SourceFault) as raised:
                client.get(server.url(path))
        finally:
            client.close()
            server.over.set()
        return str(raised.value)


def test_an_answer_comes_unpacked_with_its_headers() -> None:
    packed = gzip.compress(b'{"a": 1}')
    with OddServer({"/x": answer(packed, Content_Encoding="gzip", ETag='"7"')}) as server:
        client = HttpClient(10, 1_000)
        got = client.get(server.url("/x?key=secret"), {"X-Key": "k"})
        client.close()
        assert (got.status, got.body, got.headers["etag"]) == (200, b'{"a": 1}', '"7"')
        assert server.requests[0]["x-key"] == "k"
    assert shown("https://user:word@host:8443/a?key=secret") == "https://host:8443/a"


def test_a_server_that_hangs_is_given_up() -> None:
    hanging: list[OddServer] = []
    with OddServer({"/": lambda peer, request: hanging[0].over.wait(60) and None}) as server:
        hanging.append(server)
        client = HttpClient(0.2, 1_000)
        with pytest.raises(SourceFault, match=r"within 0\.2 s"):
            client.get(server.url("/"))
        client.close()
        server.over.set()


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up_by_the_deadline(head: bytes) -> None:
    servers: list[OddServer] = []

    def drip(peer: socket.socket, _request: dict[str, str]) -> None:
        peer.sendall(head)
        drops = b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 100_000
        for byte in drops:
            if servers[0].over.wait(0.02):
                return
            peer.sendall(bytes([byte]))

    with OddServer({"/": drip}) as server:
        servers.append(server)
        client = HttpClient(0.4, 1_000_000)
        with pytest.raises(SourceFault, match=r"within 0\.4 s"):
            client.get(server.url("/"))
        client.close()
        server.over.set()


def test_stopping_ends_a_request_that_hangs_at_once() -> None:
    entered = threading.Event()
    servers: list[OddServer] = []

    def hang(_peer: socket.socket, _request: dict[str, str]) -> None:
        entered.set()
        servers[0].over.wait(60)

    with OddServer({"/": hang}) as server:
        servers.append(server)
        source = HttpSource(server.url("/"), every_s=1, clock=lambda: NOW, timeout_s=600)
        faults: list[str] = []

        def fetch() -> None:
            try:
                source.fetch(Taken())
            except SourceFault as error:
                faults.append(str(error))

        thread = threading.Thread(target=fetch)
        thread.start()
        assert entered.wait(60)
        source.close()
        thread.join(60)
        assert faults == ["stopped"] and not thread.is_alive()
        server.over.set()


def test_ten_megabytes_where_ten_kilobytes_are_usual_are_not_read() -> None:
    assert "more than the limit of 0.01 MB" in fault("/", {"/": answer(b"x" * 10_000_000)}, limit=10_000)


def test_a_small_answer_that_unpacks_to_much_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 100_000_000, 1)
    tracemalloc.start()
    try:
        told = fault("/", {"/": answer(bomb, Content_Encoding="gzip")})
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "more than the limit of 1 MB" in told
    assert peak < 20_000_000


def test_what_is_said_to_be_packed_and_is_not_is_a_sentence() -> None:
    assert "cannot be read" in fault("/", {"/": answer(b"not gzip at all", Content_Encoding="gzip")})


def test_an_answer_cut_short_is_a_sentence() -> None:
    def cut(peer: socket.socket, _request: dict[str, str]) -> None:
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort")

    assert "the answer was cut short after 5 of 1,000 bytes" in fault("/", {"/": cut})


def test_what_is_not_http_is_a_sentence() -> None:
    assert "cannot be read" in fault("/", {"/": lambda peer, request: peer.sendall(b"\xff\xfe garbage\r\n\r\n")})


def test_redirects_are_followed_a_few_times_and_keys_stay_with_their_host() -> None:
    with OddServer({"/end": answer(b"there")}) as other:
        acts = {
            "/": answer(b"", "302 Found", Location="/second"),
            "/second": answer(
                b"", "307 Temporary Redirect", Location=other.url("/end").replace("127.0.0.1", "localhost")
            ),
            "/circle": answer(b"", "302 Found", Location="/circle"),
            "/file": answer(b"", "302 Found", Location="file:///etc/passwd"),
        }
        with OddServer(acts) as server:
            client = HttpClient(10, 1_000)
            assert client.get(server.url("/"), {"Authorization": "Bearer k", "X-Key": "k"}).body == b"there"
            assert server.requests[1]["authorization"] == "Bearer k"
            assert not {"authorization", "x-key"} & set(other.requests[0])
            with pytest.raises(SourceFault, match="more than 5 times"):
                client.get(server.url("/circle"))
            with pytest.raises(SourceFault, match="no web address"):
                client.get(server.url("/file"))
            client.close()


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("404 Not Found", "no such address"),
        ("500 Oh", "status 500 (a fault of the server)"),
        ("403 No", "is a key missing or wrong?"),
        ("429 Slow", "raise every_s"),
    ],
)
def test_other_statuses_are_sentences(status: str, word: str) -> None:
    assert word in fault("/", {"/": answer(b"page", status)})


def test_a_port_where_nobody_listens_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    client = HttpClient(10, 1_000)
    with pytest.raises(SourceFault, match="cannot be reached"):
        client.get(f"http://127.0.0.1:{port}/")
    client.close()


def test_what_has_not_changed_is_asked_for_by_its_tag_and_delivered_once() -> None:
    def tagged(peer: socket.socket, request: dict[str, str]) -> None:
        if request.get("if-none-match") == '"1"':
            answer(b"", "304 Not Modified")(peer, request)
        else:
            answer(b"body", ETag='"1"')(peer, request)

    with OddServer({"/tagged": tagged, "/plain": answer(b"same")}) as server:
        for path in ("/tagged", "/plain"):
            taken = Taken()
            source = HttpSource(server.url(path), every_s=1, clock=lambda: NOW)
            source.fetch(taken)
            source.fetch(taken)
            source.close()
            assert len(taken.items) == 1, path
        assert [request.get("if-none-match") for request in server.requests] == [None, '"1"', None, None]


def test_what_is_small_and_still_so_is_delivered_again_after_a_while() -> None:
    now = [NOW]

    def tagged(peer: socket.socket, request: dict[str, str]) -> None:
        if request.get("if-none-match"):
            answer(b"", "304 Not Modified")(peer, request)
        else:
            answer(b"body", ETag='"1"')(peer, request)

    with OddServer({"/tagged": tagged, "/plain": answer(b"same"), "/large": answer(b" " * 2_000_001)}) as server:
        for path, times in (("/tagged", 2), ("/plain", 2), ("/large", 1)):
            taken = Taken()
            source = HttpSource(server.url(path), every_s=1, clock=lambda: now[0])
            for _ in range(3):
                source.fetch(taken)
                now[0] += 20_000
            source.close()
            assert len(taken.items) == times and taken.lives == 3 - times, path
            assert taken.items[-1].body == taken.items[0].body and taken.items[-1].at == taken.items[0].at + 40_000 * (
                times - 1
            )


def test_a_server_says_how_long_to_wait() -> None:
    with OddServer({"/": answer(b"", "503 Later", Retry_After="7")}) as server:
        client = HttpClient(10, 1_000)
        with pytest.raises(SourceFault) as raised:
            client.get(server.url("/"))
        client.close()
    assert raised.value.wait_s == 7.0
