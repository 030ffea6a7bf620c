"""Air-quality indices and noise levels: published examples, hand-computed values, and the figures over samples."""

from pathlib import Path

import numpy as np
import pytest

from opscenter.domain.air_index import AirIndex, IndexPollutant
from opscenter.domain.air_index_parsing import AirIndexTables
from opscenter.domain.quality import Quality
from opscenter.domain.toml_document import parsed
from opscenter.domain.toml_table import Mistake
from opscenter.figures.air.air_quality import AirQuality
from opscenter.figures.air.index_numbers import added_risk, band_of, nowcast, piecewise_index
from opscenter.figures.air.noise_levels import NoiseLevels, day_evening_night, decibels, periods
from opscenter.settings.resources import resource_root
from tests.support.figure_rig import T0, Rig

MINUTE, HOUR = 60_000, 3_600_000
NOON = T0 // (24 * HOUR) * 24 * HOUR + 12 * HOUR


def tables(text: str) -> tuple[AirIndexTables, list[str]]:
    mistakes: list[Mistake] = []
    file = parsed("air.toml", text, mistakes)
    assert file is not None
    found = AirIndexTables()
    found.take(file)
    file.finish()
    return found, [str(mistake) for mistake in sorted(mistakes)]


SHIPPED, _ = tables(Path(resource_root() / "catalogue" / "air_index.toml").read_text(encoding="utf-8"))
EPA, AQHI = SHIPPED.indices


def pollutant(attribute: str, average: str, of: AirIndex = EPA) -> IndexPollutant:
    return next(one for one in of.pollutants if (one.attribute, one.average) == (attribute, average))


# US EPA, Technical Assistance Document (2024) and the breakpoints of 40 CFR 58, appendix G: µg/m³ -> index. The
# document's own examples: 35.9 µg/m³ of PM2.5 is an index of 102, 0.078 ppm of ozone over eight hours 126
PPB = {one.attribute: one.per_unit for one in EPA.pollutants}


@pytest.mark.parametrize(
    ("attribute", "average", "mean", "index"),
    [
        ("pm25", "nowcast", 9.0, 50), ("pm25", "nowcast", 9.09, 50), ("pm25", "nowcast", 9.1, 51),
        ("pm25", "nowcast", 35.4, 100), ("pm25", "nowcast", 35.9, 102), ("pm25", "nowcast", 225.4, 300),
        ("pm25", "nowcast", 325.4, 500), ("pm25", "nowcast", 0.0, 0), ("pm25", "nowcast", -3.0, 0),
        ("pm10", "nowcast", 154.9, 100), ("pm10", "nowcast", 155.0, 101), ("pm10", "nowcast", 604.0, 500),
        ("o3", "8h", 78 * PPB["o3"], 126), ("o3", "1h", 162 * PPB["o3"], 147), ("o3", "8h", 900 * PPB["o3"], 300),
        ("no2", "1h", 100 * PPB["no2"], 100), ("so2", "1h", 75 * PPB["so2"], 100), ("so2", "1h", 900 * PPB["so2"], 200),
        ("co", "8h", 9.4 * PPB["co"], 100), ("co", "8h", 8.4 * PPB["co"], 90),
    ],
)  # fmt: skip
def test_index_of_the_us_epa(attribute: str, average: str, mean: float, index: int) -> None:
    assert piecewise_index(np.array([mean]), pollutant(attribute, average), 500.0).tolist() == [index]


def test_beyond_the_scale_and_below_where_a_pollutant_has_an_index() -> None:
    beyond = piecewise_index(np.array([425.4]), pollutant("pm25", "nowcast"), 500.0)
    assert beyond[0] > 600
    low = piecewise_index(np.array([100 * PPB["o3"], np.nan]), pollutant("o3", "1h"), 500.0)
    assert np.isnan(low).all()


def test_nowcast_by_hand() -> None:
    # the EPA's illustration: w = 1/2 where the range is large; (1 c1 + 1/2 c2 + 1/4 c3) / 1.75
    hours = np.full((12, 4), np.nan)
    hours[:3, 0] = (80.0, 40.0, 10.0)
    hours[:, 1] = 20.0
    hours[0, 2], hours[4, 2] = 20.0, 20.0
    hours[0, 3], hours[2, 3] = 12.0, 9.0  # w = 0.75: (12 + 0.5625 9) / 1.5625
    found = nowcast(hours)
    assert found[0] == pytest.approx((80 + 20 + 2.5) / 1.75)
    assert found[1] == pytest.approx(20.0)
    assert np.isnan(found[2])
    assert found[3] == pytest.approx((12 + 0.5625 * 9) / 1.5625)
    assert nowcast(np.zeros((12, 1))).tolist() == [0.0]


def test_added_risk_and_its_bands() -> None:
    # exp(0.0004462559 x 100) - 1 = 4.5636 %
    assert float(added_risk(np.array([100.0]), 0.0004462559)[0]) == pytest.approx(4.5636, abs=1e-3)
    risks = np.array([0.0, 1.87, 1.88, 11.29, 12.90, 12.91, 19.36, 19.37, 99.0, np.nan])
    found = band_of(risks, AQHI.bands, below=True)
    assert [AQHI.bands[k].index if k >= 0 else None for k in found] == [1, 1, 2, 7, 7, 8, 10, 11, 11, None]


def test_lden_by_hand() -> None:
    # equal levels: 10 lg((12 + 4 10^0.5 + 8 10) / 24) = 6.4 dB over them
    same = day_evening_night(np.array([60.0]), np.array([60.0]), np.array([60.0]))
    assert float(same[0]) == pytest.approx(66.40, abs=0.01)
    quiet = day_evening_night(np.array([65.0]), np.array([60.0]), np.array([50.0]))
    assert float(quiet[0]) == pytest.approx(63.88, abs=0.01)
    assert decibels(np.array([1e6, 0.0])).tolist()[0] == 60.0
    hours = np.array([0, 6, 7, 18, 19, 22, 23]) * HOUR
    assert periods(hours).tolist() == [2, 2, 0, 0, 1, 1, 2]


def test_every_mistake_of_a_scheme_is_told() -> None:
    _, mistakes = tables(
        '[[air_index]]\nid = "x"\nmethod = "breakpoints"\nsource = "s"\nuse = true\n'
        'name = { en = "x", zh_Hant = "x", zh_Hans = "x" }\n'
        '[[air_index.pollutant]]\nattribute = "pm25"\naverage = "2h"\n'
        'label = { en = "x", zh_Hant = "x", zh_Hans = "x" }\nlow = [0, 5]\nhigh = [4]\nindex_low = [0, "a"]\n'
        "index_high = []\nfoo = 1\n"
        '[[air_guideline]]\nattribute = "pm25"\naverage = "nowcast"\nlimit = -1\nsource = "s"\n'
    )
    told = "\n".join(mistakes)
    for words in ('"average" cannot be "2h"', '"index_low" must be a list', '"index_high" must be a list', "one length",
                  '"band" is missing', 'there is no "foo"', '"limit" must be', '"label" is missing'):  # fmt: skip
        assert words in told


def test_ranges_and_bands_must_be_in_order() -> None:
    text = (resource_root() / "catalogue" / "air_index.toml").read_text(encoding="utf-8")
    _, mistakes = tables(text.replace("up_to = 50\n", "up_to = 5000\n").replace("[0.0, 9.1, 35.5", "[0.0, 8.1, 35.5"))
    assert len(mistakes) == 2
    found, mistakes = tables(text.replace('id = "hk-aqhi"', 'id = "hk-aqhi"\nuse = true'))
    assert "only one air index can be used" in mistakes[0]
    found.check({"pm25"})
    assert found.used == EPA


def station(rig: Rig, hours: float, every: int = 5 * MINUTE, quality: int = 0, **values: float) -> None:
    for at in range(NOON, NOON + round(hours * HOUR) + 1, every):
        for name, value in values.items():
            rig.number("urn:a", "AirQualityObserved", name, value, at, quality)
        rig.beat(at + 100)


def test_a_station_gets_index_band_pollutant_and_guidelines() -> None:
    rig = Rig(AirQuality(EPA, SHIPPED.guidelines))
    station(rig, 2.2, pm25=35.9, no2=20.0)
    told = dict(rig.written["urn:a", "derived.index"])
    # of nitrogen dioxide alone, as soon as three quarters of an hour are known: 10 ppb, 50 x 10 / 53
    assert next(iter(told.items())) == (NOON + 46 * MINUTE, 9.0)
    assert told[NOON + 2 * HOUR + MINUTE] == 102.0
    assert rig.last("urn:a", "derived.band") == "unhealthyForSensitive"
    assert rig.last("urn:a", "derived.dominant") == "pm25"
    assert rig.last("urn:a", "derived.no2Mean1h") == pytest.approx(20.0)
    assert rig.last("urn:a", "derived.exceedance") == pytest.approx(0.1)
    assert ("urn:a", "derived.pm25Mean24h") not in rig.written
    station(rig, 20.0, every=15 * MINUTE, pm25=36.0)
    assert rig.last("urn:a", "derived.pm25Mean24h") == pytest.approx(36.0, abs=0.05)
    assert rig.last("urn:a", "derived.exceedance") == pytest.approx(36 / 15, abs=0.01)
    assert rig.last("urn:a", "derived.exceeded") == 1.0


def test_noise_is_averaged_as_energy_over_local_periods() -> None:
    rig = Rig(NoiseLevels(), zone="Asia/Hong_Kong")
    start = NOON - 8 * HOUR + 7 * HOUR - 12 * HOUR  # 07:00 local
    for minute in range(0, 26 * 60, 10):
        at = start + minute * MINUTE
        local = minute // 60 % 24 + 7
        level = 70.0 if local < 19 else 60.0 if local < 23 else 50.0
        rig.number("urn:n", "NoiseLevelObserved", "LAeq", level, at)
        rig.beat(at + 100)
    for name, level in (("lday", 70.0), ("levening", 60.0), ("lnight", 50.0)):
        assert rig.last("urn:n", f"derived.{name}") == pytest.approx(level, abs=0.4)
    assert rig.last("urn:n", "derived.lden") == pytest.approx(67.8, abs=0.4)
    first = {name: rig.written["urn:n", name][0][0] for name in ("derived.laeq1h", "derived.lday")}
    assert (first["derived.laeq1h"] - start, first["derived.lday"] - start) == (50 * MINUTE, 9 * HOUR)


def test_suspect_air_makes_suspect_figures_and_a_restart_no_difference() -> None:
    def lived(restart: bool) -> Rig:
        rig = Rig(AirQuality(EPA, SHIPPED.guidelines), NoiseLevels())
        station(rig, 1.5, quality=int(Quality.SUSPECT), pm25=20.0, no2=30.0, o3=60.0)
        if restart:
            rig.restart(AirQuality(EPA, SHIPPED.guidelines), NoiseLevels())
        for at in range(NOON + 100 * MINUTE, NOON + 200 * MINUTE, 5 * MINUTE):
            rig.number("urn:a", "AirQualityObserved", "pm25", 25.0, at)
            rig.number("urn:a", "NoiseLevelObserved", "LAeq", 25.0, at)
            rig.beat(at + 100)
        return rig

    rig = lived(False)
    assert rig.written == lived(True).written
    assert rig.qualities["urn:a", "derived.index"][0] == Quality.SUSPECT


def test_a_risk_index_needs_every_pollutant_but_one_of_the_particles() -> None:
    rig = Rig(AirQuality(AQHI, ()))
    station(rig, 3.2, no2=60.0, so2=6.0, o3=60.0, pm25=30.0)
    # 2.714 + 0.0836 + 3.118 + 0.656 = 6.57 %
    assert rig.last("urn:a", "derived.index") == 4
    assert rig.last("urn:a", "derived.band") == "moderate"
    assert rig.last("urn:a", "derived.dominant") == "o3"
    rig = Rig(AirQuality(AQHI, ()))
    station(rig, 3.2, no2=60.0, o3=60.0, pm25=30.0)
    assert ("urn:a", "derived.index") not in rig.written
