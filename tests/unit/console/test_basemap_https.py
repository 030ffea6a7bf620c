"""Tile servers by HTTPS: whose certificate nobody vouches for is refused with a sentence; a site's own authority."""

import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtNetwork import QSslSocket

from opscenter.console.map.basemap import network_source
from opscenter.console.map.basemap.network_source import NetworkSource
from opscenter.console.map.basemap.source import Absent
from tests.support.tile_server import tile_server

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost that vouches for itself, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None or not QSslSocket.supportsSsl():
        pytest.skip("openssl is needed to make a certificate, and Qt must know TLS")
    folder = tmp_path_factory.mktemp("tls")
    file, key = folder / "own.pem", folder / "own.key"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([openssl, *made, *names, "-keyout", key, "-out", file], check=True, capture_output=True)
    return file, key


def png() -> bytes:
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(QColor("#2050A0"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def test_a_certificate_that_nobody_vouches_for_is_refused_with_a_sentence(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setattr(network_source.random, "uniform", lambda *_: 3_600.0)  # hours pass until it is tried again
    body = png()
    with (
        tile_server(lambda path, headers: (200, {"Content-Type": "image/png"}, body), certificate) as server,
        closing(NetworkSource(server.url + "/{z}/{x}/{y}.png", None)) as source,
    ):
        assert source.tile(1, 0, 0) is Absent.WAITING
        assert source.wait(60)
        assert source.tile(1, 0, 0) is Absent.FAILED
        assert source.trouble.startswith("localhost is not trusted: ") and "self-signed" in source.trouble
        assert "SSL_CERT_FILE" in source.trouble
        assert server.asked == [], "nothing was asked of whom nobody knows"


def test_a_sites_own_authority_is_trusted_by_a_file(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    body = png()
    with (
        tile_server(lambda path, headers: (200, {"Content-Type": "image/png"}, body), certificate) as server,
        closing(NetworkSource(server.url + "/{z}/{x}/{y}.png", None)) as source,
    ):
        assert source.tile(1, 0, 0) is Absent.WAITING
        assert source.wait(60)
        assert source.tile(1, 0, 0) == body and source.trouble == ""


def test_another_name_than_the_certificates_is_refused(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with tile_server(lambda path, headers: (204, {}, b""), certificate) as server:
        address = server.url.replace("localhost", "127.0.0.1") + "/{z}/{x}/{y}.png"
        with closing(NetworkSource(address, None)) as source:
            source.tile(1, 0, 0)
            assert source.wait(60)
            assert "127.0.0.1 is not trusted" in source.trouble and "host name" in source.trouble
