"""The kinds of the water network, and what names what above it."""

from opscenter.domain.texts import Texts

ZONE, TANK, METER = "WaterNetworkZone", "Tank", "WaterConsumptionObserved"
WATER_NETWORK = "WaterNetwork"
WATER_NETWORK_ID = "urn:ngsi-ld:WaterNetwork:city"
WATER_NETWORK_NAME: Texts = {"en": "Water network", "zh_Hant": "供水網絡", "zh_Hans": "供水网络"}

ZONE_LINKS = [(METER, "refZone", ZONE)]
TANK_LINKS = [(ZONE, "refTank", TANK)]

FRESH_MS = 900_000
"""A reading older than that says nothing of now."""
METER_FRESH_MS = 86_400_000
"""A meter that is silent is taken to count on as it last did, for so long; the balance is suspect meanwhile."""
