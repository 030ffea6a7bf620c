"""What can go wrong between a desk and its station, as sentences for the person at the desk."""


class DeskError(Exception):
    """Any of them; its text is a sentence for the person at the desk."""


class StationUnreachableError(DeskError):
    """Nobody answers at the address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"No station answers at {address}. Start one with `opscenter station --bus ENDPOINT --data DIR`, "
            "or name another with --station ADDRESS."
        )


class StationBusyError(StationUnreachableError):
    """A station is there and did not answer for so long, although it was waited for."""

    def __init__(self, address: str, waited_s: float) -> None:
        Exception.__init__(
            self,
            f"The station at {address} is there, but is too busy: it has not answered for {waited_s:.0f} seconds. Try "
            "again in a minute; if that goes on, look at its log, or start it anew.",
        )


class AddressError(DeskError):
    """The address is not one that ZeroMQ can connect to."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"{address!r} is not an address of a station ({why}). Write it like tcp://127.0.0.1:7410 or ipc:///path."
        )


class RefusedError(DeskError):
    """The station understood and said no; the message is its sentence."""
