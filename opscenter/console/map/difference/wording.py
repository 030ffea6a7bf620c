"""What the difference view says of itself: both times, the days of the usual, scales with unit and sign."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_date_time, format_number, format_offset, unit_text
from opscenter.console.map.difference.compared import Baseline
from opscenter.console.map.legend_content import of_kind
from opscenter.domain.catalogue import Kind
from opscenter.domain.texts import in_language


def times_text(baseline: Baseline, now: int, zone: str) -> str:
    """Both times of the comparison with the offset of the city's clock."""
    here = f"{format_date_time(now, zone)} {format_offset(now, zone)}"
    if baseline.days:
        count = len(baseline.days)
        usual = QCoreApplication.translate("Difference", "the usual: median of %n day(s) at {time}", "", count)
        there = usual.format(time=format_date_time(baseline.at, zone, seconds=False)[11:])
    else:
        there = f"{format_date_time(baseline.at, zone)} {format_offset(baseline.at, zone)}"
    return QCoreApplication.translate("Difference", "{here}\nless {there}").format(here=here, there=there)


def scale_text(kind: Kind, attribute_name: str, scale: float, language: str) -> str:
    """One kind's scale: what is compared, and the difference at both ends of the colours."""
    attribute = kind.attributes.get(attribute_name)
    factor = attribute.shown_factor if attribute is not None else 1.0
    label = in_language(attribute.label, language) if attribute is not None else attribute_name
    unit = unit_text(attribute) if attribute is not None else ""
    end = scale * abs(factor)
    number = format_number(end, 0 if end >= 10 else 1 if end >= 1 else 2)
    return f"{of_kind(in_language(kind.name, language), label)}  \u2212{number} … +{number} {unit}".rstrip()
