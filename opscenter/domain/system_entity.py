"""The entity that holds the key figures of a city system: one a system, made by the station itself."""

PREFIX = "CitySystem."


def system_type(system: str) -> str:
    """Its type. One type a system, so that each has attributes and rules of its own."""
    return f"{PREFIX}{system}"


def system_entity(system: str) -> str:
    """Its id."""
    return f"urn:ngsi-ld:CitySystem:{system}"
