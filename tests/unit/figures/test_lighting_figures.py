"""The sun, lamps against it, burning hours, and energy against plan."""

from datetime import UTC, datetime

import numpy as np
import pytest

from opscenter.domain.lighting_plan import Dimming, DimmingTables
from opscenter.domain.toml_document import parsed
from opscenter.domain.toml_table import Mistake
from opscenter.figures.lighting.burning import STATES, kilowatt_hours, lamp_states, planned_share, share_of
from opscenter.figures.lighting.daylight import ENTITY, Daylight
from opscenter.figures.lighting.lamps import Lamps
from opscenter.figures.lighting.sun import lamp_duty, sun_height
from tests.support.data import shared_data
from tests.support.figure_rig import Rig

MINUTE, HOUR = 60_000, 3_600_000
LAMP, CABINET = "Streetlight", "StreetlightControlCabinet"
NOON = 1_795_000_020_000 // (24 * HOUR) * 24 * HOUR + 4 * HOUR  # in Hong Kong


def ms(year: int, month: int, day: int, hour: int, minute: int) -> int:
    return round(datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp() * 1000)


def test_the_suns_height_is_that_of_the_almanac() -> None:
    # geometry: at noon of an equinox the sun stands 90 degrees less the latitude high, to the hour's declination
    assert sun_height(0.0, 51.4779, ms(2024, 6, 20, 12, 2)) == pytest.approx(61.96, abs=0.05)
    assert sun_height(114.17, 22.30, ms(2024, 6, 20, 4, 25)) == pytest.approx(88.86, abs=0.1)
    # Hong Kong Observatory: sunset of 21 December 2024 at 17:44, of 21 June 2024 at 19:10 (UTC+8)
    assert sun_height(114.1744, 22.3019, ms(2024, 12, 21, 9, 44)) == pytest.approx(-0.5, abs=0.5)
    assert sun_height(114.1744, 22.3019, ms(2024, 6, 21, 11, 10)) == pytest.approx(-0.5, abs=0.5)


def test_the_suns_height_is_that_of_a_radiation_stations_record() -> None:
    """NOAA SURFRAD, Alamosa: the solar zenith angle of each minute, computed by the station."""
    path = shared_data("timeseries", "weather", "surfrad_alamosa_20160101.dat")
    lines = path.read_text().splitlines()
    lat, lon = (float(part) for part in lines[1].split()[:2])
    checked = 0
    for line in lines[2::60]:
        part = line.split()
        at = ms(int(part[0]), int(part[2]), int(part[3]), int(part[4]), int(part[5]))
        zenith = float(part[7])
        if zenith < 85:  # nearer to the horizon one is with refraction, the other without
            assert 90 - sun_height(-abs(lon), lat, at) == pytest.approx(zenith, abs=0.15)
            checked += 1
    assert checked >= 7


def test_duty_by_height_and_sunlight() -> None:
    nan = float("nan")
    duties = [lamp_duty(*one) for one in ((-7, nan), (0, nan), (10, nan), (10, 500.0), (40, 60.0), (-7, 60.0))]
    assert duties[:1] + duties[2:4] + duties[5:] == [1.0, 0.0, 0.0, 1.0]
    assert np.isnan([duties[1], duties[4]]).all()


def test_states_and_shares() -> None:
    lit, told = np.array([True, False, True, False, False]), np.array([True, True, True, True, False])
    supplied = np.array([True, True, True, False, True])
    night, day = lamp_states(1.0, lit, told, supplied), lamp_states(0.0, lit, told, supplied)
    dusk = lamp_states(float("nan"), lit, told, supplied)
    assert [STATES[k] if k >= 0 else "" for k in night] == ["ok", "out", "ok", "noSupply", ""]
    assert [STATES[k] if k >= 0 else "" for k in day] == ["dayBurning", "ok", "dayBurning", "noSupply", ""]
    assert [STATES[k] if k >= 0 else "" for k in dusk] == ["ok", "ok", "ok", "noSupply", ""]
    share = share_of(night == 1, np.array([0, 0, 0, -1, 1]), 3, told)
    assert share[0] == pytest.approx(1 / 3)
    assert np.isnan(share[1:]).all()
    assert float(kilowatt_hours(100.0, 30 * MINUTE)) == pytest.approx(0.05)


def test_dimming_over_midnight_and_its_mistakes() -> None:
    plan = [Dimming(23 * 60, 60, 0.5), Dimming(0, 300, 0.2)]
    assert [planned_share(minute, plan) for minute in (22 * 60, 23 * 60, 59, 60, 300)] == [1.0, 0.5, 0.5, 0.2, 1.0]
    mistakes: list[Mistake] = []
    file = parsed(
        "x.toml", '[[lighting_dimming]]\nfrom = "24:00"\nto = "5:00"\npower = 2\n[[lighting_dimming]]\n', mistakes
    )
    assert file is not None
    DimmingTables().take(file)
    told = "\n".join(str(one) for one in mistakes)
    assert told.count("must be a time of day") == 2
    assert '"power" must be between' in told
    assert '"from" is missing' in told


class Street:
    """One cabinet with four lamps of 100 W; what they do is told each five minutes."""

    def __init__(self) -> None:
        self.rig = Rig(*self.figures(), zone="Asia/Hong_Kong")
        for number in range(4):
            self.rig.place(f"urn:l{number}", LAMP, 114.17, 22.30, NOON)
            self.rig.number(f"urn:l{number}", LAMP, "powerRating", 100.0, NOON)
            self.rig.text(f"urn:l{number}", LAMP, "refStreetlightCabinet", "urn:cab", NOON)
        self.rig.text("urn:cab", CABINET, "supplyState", "ok", NOON)

    @staticmethod
    def figures() -> list[Daylight | Lamps]:
        return [Daylight(), Lamps((), 900_000)]

    def live(self, start: int, hours: float, lit: tuple[bool, ...], watts: float = 100.0) -> None:
        for at in range(start, start + round(hours * HOUR), 5 * MINUTE):
            for number, on in enumerate(lit):
                self.rig.text(f"urn:l{number}", LAMP, "powerState", "on" if on else "off", at)
                self.rig.number(f"urn:l{number}", LAMP, "powerConsumption", watts * on, at)
            self.rig.beat(at + 100)


def test_a_night_with_one_lamp_out_and_a_day_with_one_burning() -> None:
    street = Street()
    rig = street.rig
    street.live(NOON, 4, (True, False, False, False))
    assert rig.last("urn:cab", "derived.dayBurningShare") == 0.25
    assert rig.last("urn:l0", "derived.lampState") == "dayBurning"
    assert rig.last(ENTITY, "state") == "day"
    street.live(NOON + 4 * HOUR, 1.5, (True, False, False, False))
    street.live(NOON + 330 * MINUTE, 8, (True, True, True, False))
    assert rig.last("urn:cab", "derived.outShare") == 0.25
    assert rig.last("urn:l0", "derived.lampState") == "ok"
    assert rig.last("urn:l3", "derived.lampState") == "out"
    assert ("urn:l1", "derived.lampState") not in rig.written
    assert np.isnan(rig.last("urn:cab", "derived.dayBurningShare"))
    # 5.5 h of one lamp and 8 h of three
    assert rig.last("urn:cab", "derived.energy") == pytest.approx(0.1 * (5.5 + 24), abs=0.1)
    assert rig.last("urn:l0", "derived.burningHours") == pytest.approx(13.4, abs=0.2)
    # by plan four lamps since sunset (17:40 local time of late November, 5 h 40 min after noon)
    planned = rig.last("urn:cab", "derived.energyPlan")
    assert planned == pytest.approx(0.4 * (13.5 - 5.65), abs=0.1)
    assert rig.last("urn:cab", "derived.energyRatio") == pytest.approx(2.95 / planned, abs=0.03)


def test_a_cabinet_without_supply_and_the_next_noon() -> None:
    street = Street()
    rig = street.rig
    street.live(NOON + 8 * HOUR, 1, (True, True, True, True))
    rig.text("urn:cab", CABINET, "supplyState", "lost", NOON + 9 * HOUR)
    street.live(NOON + 9 * HOUR, 1, (False, False, False, False))
    assert rig.last("urn:cab", "derived.outShare") == 1.0
    assert rig.last("urn:l2", "derived.lampState") == "noSupply"
    rig.text("urn:cab", CABINET, "supplyState", "ok", NOON + 24 * HOUR)
    street.live(NOON + 24 * HOUR, 1, (False, False, False, False))
    assert rig.last("urn:cab", "derived.energy") == pytest.approx(0.0)
    assert rig.last("urn:l2", "derived.lampState") == "ok"
    assert np.isnan(rig.last("urn:cab", "derived.energyRatio"))


def test_a_restart_at_night_makes_no_difference() -> None:
    def lived(restart: bool) -> dict[tuple[str, str], list[tuple[int, object]]]:
        street = Street()
        street.live(NOON + 5 * HOUR, 3, (True, True, True, False))
        if restart:
            street.rig.restart(*street.figures())
        street.live(NOON + 8 * HOUR, 2, (True, True, False, False))
        return street.rig.written

    assert str(lived(False)) == str(lived(True))  # of a NaN, too


def test_without_places_and_at_zero_zero_there_is_no_sun() -> None:
    rig = Rig(Daylight(), Lamps((), 900_000))
    rig.place("urn:l", LAMP, 0.0, 0.0, NOON)
    rig.text("urn:l", LAMP, "powerState", "on", NOON)
    rig.text("urn:l", LAMP, "powerState", "off", NOON + 10 * MINUTE)
    rig.beat(NOON + 10 * MINUTE)
    assert not rig.written
