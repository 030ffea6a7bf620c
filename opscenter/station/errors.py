"""What keeps a station from starting, in sentences for the operator."""


class StationError(Exception):
    """The station cannot start; the message says why and what to do."""


class DeskAddressError(StationError):
    """Nobody can be served at the desk address."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"Desks cannot be served at {address}: {why}. Name another address with --desk, "
            "or tcp://127.0.0.1:0 for a free port."
        )
