"""CURVE on the bus: keys in files, and the rule that an open port on the network needs them."""

from dataclasses import dataclass
from pathlib import Path

import zmq
import zmq.auth

from opscenter.bus.endpoint import is_loopback
from opscenter.bus.errors import EndpointError, KeyFileError

_KEY_LENGTH = 40  # of Z85 text


@dataclass(frozen=True, slots=True)
class ServerKeys:
    """The keys of who binds: it proves who it is, and encrypts. Z85 text."""

    public: bytes
    secret: bytes

    def apply(self, socket: "zmq.Socket[bytes]") -> None:
        """Make `socket` a CURVE server. Call before bind."""
        socket.curve_publickey = self.public
        socket.curve_secretkey = self.secret
        socket.curve_server = True


@dataclass(frozen=True, slots=True)
class ClientKeys:
    """The keys of who connects, and the public key of the server it expects."""

    public: bytes
    secret: bytes
    server: bytes

    def apply(self, socket: "zmq.Socket[bytes]") -> None:
        """Make `socket` a CURVE client. Call before connect."""
        socket.curve_publickey = self.public
        socket.curve_secretkey = self.secret
        socket.curve_serverkey = self.server


Keys = ServerKeys | ClientKeys


def load_server_keys(secret_file: Path) -> ServerKeys:
    """Keys from a `.key_secret` certificate file (as zmq.auth writes them). KeyFileError if it cannot be used."""
    public, secret = _load(secret_file)
    if secret is None:
        raise KeyFileError(f"{secret_file} holds no secret key; who binds needs its .key_secret file.")
    return ServerKeys(public, secret)


def load_client_keys(server_file: Path, secret_file: Path | None = None) -> ClientKeys:
    """The server's public key from its `.key` file; own keys from `secret_file`, or made up for this run."""
    server, _ = _load(server_file)
    if secret_file is None:
        public, made_secret = zmq.curve_keypair()
        return ClientKeys(public, made_secret, server)
    public, secret = _load(secret_file)
    if secret is None:
        raise KeyFileError(f"{secret_file} holds no secret key; give the .key_secret file.")
    return ClientKeys(public, secret, server)


def create_keys(folder: Path, name: str) -> tuple[Path, Path]:
    """Write `name.key` (public, to hand out) and `name.key_secret` (to keep, mode 600) into `folder`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        public, secret = zmq.auth.create_certificates(folder, name)
        Path(secret).chmod(0o600)
    except OSError as error:
        raise KeyFileError(f"Keys cannot be written to {folder}: {error.strerror}.") from None
    return Path(public), Path(secret)


def check_bind(endpoint: str, keys: Keys | None, *, allow_open: bool) -> None:
    """EndpointError if `endpoint` would be open to the network without keys and nobody said it may."""
    if keys is None and not allow_open and not is_loopback(endpoint):
        raise EndpointError(
            f"{endpoint} can be reached from the network, so it needs CURVE keys. Give a key file, "
            "bind 127.0.0.1 instead, or say explicitly that the bus may be open."
        )


def _load(path: Path) -> tuple[bytes, bytes | None]:
    try:
        public, secret = zmq.auth.load_certificate(path)
    except (OSError, ValueError) as error:
        raise KeyFileError(f"The key file {path} cannot be read: {error}.") from None
    if len(public) != _KEY_LENGTH or (secret is not None and len(secret) != _KEY_LENGTH):
        raise KeyFileError(f"The key file {path} cannot be used: a key has {_KEY_LENGTH} characters.")
    return public, secret
