"""A tile server on this machine whose answers a test chooses."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answering = Callable[[str, dict[str, str]], tuple[int, dict[str, str], bytes]]


@dataclass
class TileServer:
    """`answer(path, headers)` gives status, headers and body; `asked` are the paths so far, with their headers."""

    answer: Answering
    url: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)


@contextmanager
def tile_server(answer: Answering, certificate: tuple[Path, Path] | None = None) -> Iterator[TileServer]:
    """Serves until the block ends. While `gate` is cleared requests wait. `certificate` and its key: by HTTPS."""
    made = TileServer(answer)
    made.gate.set()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            made.asked.append((self.path, headers))
            made.gate.wait(60)
            status, extra, body = made.answer(self.path, headers)
            try:
                self.send_response(status)
                for name, value in extra.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # whoever asked has gone

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        # Shaken hands with in the connection's own thread, so that who hangs up disturbs nobody.
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        made.url = f"https://localhost:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.gate.set()
        server.shutdown()
        server.server_close()
        thread.join(60)
