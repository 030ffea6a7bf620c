"""The kinds of the electricity network, what names what above it, and what says that one has lost its supply."""

from dataclasses import dataclass

from opscenter.domain.texts import Texts

SUBSTATION, FEEDER, CABINET = "ElectricitySubstation", "ElectricityFeeder", "StreetlightControlCabinet"
METER, THREE_PHASE, BUILDING = "ACMeasurement", "ThreePhaseAcMeasurement", "Building"
NETWORK = "ElectricityNetwork"
NETWORK_ID = "urn:ngsi-ld:ElectricityNetwork:city"
NETWORK_NAME: Texts = {"en": "Electricity network", "zh_Hant": "電力網絡", "zh_Hans": "电力网络"}

FEEDER_LINKS = [(FEEDER, "refSubstation", SUBSTATION)]
LINKS = [
    *FEEDER_LINKS,
    (SUBSTATION, "refSubstation", SUBSTATION),
    (CABINET, "refFeeder", FEEDER),
    (METER, "refFeeder", FEEDER),
    (THREE_PHASE, "refFeeder", FEEDER),
    (BUILDING, "refFeeder", FEEDER),
]


@dataclass(slots=True, frozen=True)
class SupplySign:
    """An attribute that says whether an element is without supply: its text is one of `states`, or it is below `low`
    in the unit of the catalogue."""

    kind: str
    attribute: str
    states: tuple[str, ...] = ()
    low: float = 0.0


SIGNS = [
    SupplySign(SUBSTATION, "breakerState", ("tripped", "open")),
    SupplySign(FEEDER, "breakerState", ("tripped", "open")),
    SupplySign(CABINET, "supplyState", ("lost",)),
    SupplySign(BUILDING, "supplyState", ("generator", "lost")),
    SupplySign(METER, "phaseVoltage.L1", low=100.0),
    SupplySign(THREE_PHASE, "phaseVoltage.L1", low=100.0),
]
