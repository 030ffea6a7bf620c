"""An HTTP server for tests that may answer as badly as it likes: each path is a function that writes to the socket."""

import socket
import threading
from collections.abc import Callable

Act = Callable[[socket.socket, dict[str, str]], None]


def answer(body: bytes, status: str = "200 OK", **headers: str) -> Act:
    """A plain answer. Header names with `_` for `-`."""

    def act(peer: socket.socket, _request: dict[str, str]) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        peer.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    return act


class OddServer:
    """Serves `acts` by path; keeps the headers of every request (lower-case names, and `path`)."""

    def __init__(self, acts: dict[str, Act]) -> None:
        self.acts = acts
        self.requests: list[dict[str, str]] = []
        self.over = threading.Event()  # an act that hangs waits for it
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def _accept(self) -> None:
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            if self.over.is_set():
                peer.close()
                return
            thread = threading.Thread(target=self._serve, args=(peer,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, peer: socket.socket) -> None:
        with peer:
            try:
                head = b""
                while b"\r\n\r\n" not in head:
                    part = peer.recv(4096)
                    if not part:
                        return
                    head += part
                lines = head.decode("latin-1").split("\r\n")
                request = {"path": lines[0].split()[1]}
                request.update(
                    (a.lower(), b.strip()) for a, _, b in (line.partition(":") for line in lines[1:] if line)
                )
                self.requests.append(request)
                self.acts[request["path"].partition("?")[0]](peer, request)
            except OSError:
                pass

    def __enter__(self) -> "OddServer":
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        with socket.create_connection(("127.0.0.1", self.port)):
            pass  # wakes accept
        self._threads[0].join(60)
        self._listener.close()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive()
