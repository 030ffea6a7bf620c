"""Reading and checking endpoints before ZeroMQ sees them."""

import re
import socket

from opscenter.bus.errors import EndpointError

_TCP = re.compile(r"^tcp://(\[[0-9a-fA-F:.%]+\]|[^:/\s\[\]]+):(\*|\d{1,5})$")
_LOOPBACK = ("127.", "localhost", "[::1]", "::1")


def check_endpoint(endpoint: str, *, bind: bool) -> str:
    """`endpoint` if ZeroMQ can be expected to understand it, else EndpointError with the sentence for the user.

    `inproc://` is let through for tests and programs that hold both ends. A name is looked up here, because
    ZeroMQ would keep trying an unknown one in silence.
    """
    if endpoint.startswith("inproc://") and len(endpoint) > 9:
        return endpoint
    if endpoint.startswith("ipc://"):
        if len(endpoint) <= 6:
            raise EndpointError("ipc:// needs a path, as in ipc:///tmp/city.bus.")
        return endpoint
    if not endpoint.startswith("tcp://"):
        raise EndpointError(f"{endpoint!r} is not an address of the bus. It looks like tcp://HOST:PORT or ipc:///PATH.")
    found = _TCP.match(endpoint)
    if found is None:
        raise EndpointError(
            f"{endpoint} is not complete. It looks like tcp://HOST:PORT, for instance tcp://127.0.0.1:7400."
        )
    host, port = found.groups()
    if port == "*":
        if not bind:
            raise EndpointError(f"{endpoint} has no port to connect to; only who binds may leave it open with *.")
    elif int(port) > 65_535 or (int(port) == 0 and not bind):
        raise EndpointError(f"{port} in {endpoint} is not a port; ports are 1 to 65535.")
    if host == "*":
        if not bind:
            raise EndpointError(f"{endpoint} names no machine to connect to; * is only for who binds.")
    elif not bind and not host.startswith("[") and not _is_number(host):
        try:
            socket.getaddrinfo(host, None)
        except OSError:
            raise EndpointError(f"The name {host} in {endpoint} is not known on this network.") from None
    return endpoint


def is_loopback(endpoint: str) -> bool:
    """Whether only this machine can reach a bound endpoint."""
    return not endpoint.startswith("tcp://") or endpoint[6:].startswith(_LOOPBACK)


def _is_number(host: str) -> bool:
    return all(part.isdigit() for part in host.split("."))
