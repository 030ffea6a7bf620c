"""What can go wrong between a desk and its station, as sentences for the person at the desk."""


class StationUnreachableError(Exception):
    """Nobody answers at the address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"No station answers at {address}. Start one with `opscenter station --bus ENDPOINT --data DIR`, "
            "or name another with --station ADDRESS."
        )


class AddressError(Exception):
    """The address is not one that ZeroMQ can connect to."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"{address!r} is not an address of a station ({why}). Write it like tcp://127.0.0.1:7410 or ipc:///path."
        )


class RefusedError(Exception):
    """The station understood and said no; the message is its sentence."""
