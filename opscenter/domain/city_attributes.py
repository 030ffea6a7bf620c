"""How the figures of the whole city are called and shown: attributes of the footprint's and the index's own entities.

A catalogue file may describe any of them otherwise; these are for uses and indicators that a site adds.
"""

from opscenter.domain.catalogue import Attribute
from opscenter.domain.city_index import Axis
from opscenter.domain.footprint import Footprint
from opscenter.domain.texts import Texts

NOW: Texts = {"en": "{name} now", "zh_Hant": "{name}（現時）", "zh_Hans": "{name}（当前）"}
TODAY: Texts = {"en": "{name} today", "zh_Hant": "{name}（今日）", "zh_Hans": "{name}（今日）"}
MONTH: Texts = {"en": "{name} this month", "zh_Hant": "{name}（本月）", "zh_Hans": "{name}（本月）"}
CARBON: Texts = {"en": "CO2e of {name} today", "zh_Hant": "{name}今日二氧化碳當量", "zh_Hans": "{name}今日二氧化碳当量"}
TARGET: Texts = {
    "en": "{name} today against target",
    "zh_Hant": "{name}今日用量與目標比",
    "zh_Hans": "{name}今日用量与目标比",
}
CO2E: Texts = {"en": "CO2e", "zh_Hant": "二氧化碳當量", "zh_Hans": "二氧化碳当量"}
PER_HEAD: Texts = {
    "en": "CO2e per head today",
    "zh_Hant": "今日人均二氧化碳當量",
    "zh_Hans": "今日人均二氧化碳当量",
}
INDEX: Texts = {"en": "City index", "zh_Hant": "城市指數", "zh_Hans": "城市指数"}


def footprint_attributes(footprint: Footprint) -> dict[str, Attribute]:
    """By name, of every use and of all together."""
    found: list[Attribute] = []
    for use in footprint.uses:
        found += [
            Attribute(
                f"{use.id}.now", _named(NOW, use.name), unit_label=f"{use.unit_label}/h", decimals=use.decimals + 1
            ),
            Attribute(f"{use.id}.today", _named(TODAY, use.name), use.unit, use.unit_label, use.decimals),
            Attribute(f"{use.id}.month", _named(MONTH, use.name), use.unit, use.unit_label, use.decimals),
            Attribute(f"{use.id}.co2eToday", _named(CARBON, use.name), unit="TNE", unit_label="t", decimals=1),
        ]
        if use.target_day:
            found.append(_share(f"{use.id}.ofTarget", _named(TARGET, use.name)))
    if footprint.uses:
        found += [
            Attribute("co2e.now", _named(NOW, CO2E), unit="E18", unit_label="t/h", decimals=1),
            Attribute("co2e.today", _named(TODAY, CO2E), unit="TNE", unit_label="t", decimals=0),
            Attribute("co2e.month", _named(MONTH, CO2E), unit="TNE", unit_label="t", decimals=0),
            Attribute("co2e.perHeadToday", PER_HEAD, unit="KGM", unit_label="kg", decimals=2),
            _share("co2e.ofTarget", _named(TARGET, CO2E)),
        ]
    return {one.name: one for one in found}


def index_attributes(axes: tuple[Axis, ...]) -> dict[str, Attribute]:
    """By name: the index, every axis (0 to 100, 50 as usual), every indicator (in standard deviations, more is
    better)."""
    found = [Attribute("index", INDEX, decimals=0, low=0, high=100)]
    for axis in axes:
        found.append(Attribute(axis.id, axis.name, decimals=0, low=0, high=100))
        found += [Attribute(f"{axis.id}.{one.id}", one.name, unit_label="σ", decimals=1) for one in axis.indicators]
    return {one.name: one for one in found} if axes else {}


def _share(name: str, label: Texts) -> Attribute:
    return Attribute(name, label, unit="C62", unit_label="%", decimals=0, shown_factor=100.0)


def _named(template: Texts, name: Texts) -> Texts:
    return {language: text.replace("{name}", name.get(language) or name["en"]) for language, text in template.items()}
