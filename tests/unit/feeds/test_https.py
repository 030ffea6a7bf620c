"""HTTPS: a certificate that nobody vouches for is refused; by an authority of one's own it is trusted."""

import http.server
import shutil
import ssl
import subprocess
import threading
from pathlib import Path

import pytest

from opscenter.domain.toml_document import FileMistakes
from opscenter.feeds.feed import SourceFault
from opscenter.feeds.http import HttpClient
from tests.support.feeding import config


class Quiet(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"body")

    def log_message(self, *_: object) -> None:
        pass


def test_certificates_count(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl on this machine to make a certificate with")
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    files = ["-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "cert")]
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([openssl, *made, *files, *subject], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    server = http.server.HTTPServer(("127.0.0.1", 0), Quiet)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        url = f"https://localhost:{server.server_port}/"
        stranger = HttpClient(10, 1_000)
        with pytest.raises(SourceFault, match="certificate is not trusted"):
            stranger.get(url)
        stranger.close()
        client = HttpClient(10, 1_000, tmp_path / "cert")
        assert client.get(url).body == b"body"
        with pytest.raises(SourceFault, match="certificate is not trusted"):
            client.get(url.replace("localhost", "127.0.0.1"))  # it is of another name
        client.close()
    finally:
        server.shutdown()
        thread.join(60)
        server.server_close()


def test_a_file_that_holds_no_certificates_is_a_mistake_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    for name in ("ca.pem", "absent.pem"):
        text = f'[feeds.a]\nkind = "entities"\nurl = "https://localhost/"\nca_file = "{name}"\n'
        with pytest.raises(FileMistakes, match=r"4: .*cannot be used as certificates"):
            config(tmp_path, text)
