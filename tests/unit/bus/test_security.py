"""Key files, and when keys are required."""

from pathlib import Path

import pytest

from opscenter.bus.errors import BusError, EndpointError, KeyFileError
from opscenter.bus.security import check_bind, create_keys, load_client_keys, load_server_keys


def test_keys_go_through_files(tmp_path: Path) -> None:
    public, secret = create_keys(tmp_path / "keys", "station")
    server = load_server_keys(secret)
    client = load_client_keys(public)
    assert client.server == server.public
    assert len(server.secret) == 40
    assert client.public != load_client_keys(public).public  # made up for each run
    own = load_client_keys(public, create_keys(tmp_path, "me")[1])
    assert own.public == load_client_keys(public, tmp_path / "me.key_secret").public


def test_a_public_key_is_not_enough_to_bind(tmp_path: Path) -> None:
    public, _ = create_keys(tmp_path, "bus")
    with pytest.raises(KeyFileError, match=r"no secret key.*key_secret"):
        load_server_keys(public)
    with pytest.raises(KeyFileError, match="no secret key"):
        load_client_keys(public, public)


@pytest.mark.parametrize("content", [None, "", "nonsense", 'metadata\ncurve\n    public-key = "short"\n'])
def test_a_key_file_that_cannot_be_read(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "bus.key"
    if content is not None:
        path.write_text(content)
    with pytest.raises(KeyFileError, match="cannot be"):
        load_client_keys(path)


def test_an_open_port_on_the_network_needs_keys_or_a_word(tmp_path: Path) -> None:
    keys = load_server_keys(create_keys(tmp_path, "bus")[1])
    for endpoint in ("tcp://*:7400", "tcp://0.0.0.0:7400", "tcp://192.0.2.1:7400", "tcp://eth0:7400"):
        with pytest.raises(EndpointError, match="CURVE"):
            check_bind(endpoint, None, allow_open=False)
        check_bind(endpoint, None, allow_open=True)
        check_bind(endpoint, keys, allow_open=False)
    for endpoint in ("tcp://127.0.0.1:7400", "tcp://localhost:7400", "tcp://[::1]:7400", "ipc:///tmp/bus"):
        check_bind(endpoint, None, allow_open=False)
    assert issubclass(EndpointError, BusError)
    assert issubclass(KeyFileError, BusError)
