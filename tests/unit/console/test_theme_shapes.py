"""Alarm shapes differ without colour; icons are there, valid, and take the colour they are given."""

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from opscenter.console.theme.fonts import font
from opscenter.console.theme.icons import icon, icon_pixmap
from opscenter.console.theme.shapes import priority_icon, priority_pixmap
from opscenter.console.theme.stylesheet import build_stylesheet
from opscenter.console.theme.tokens import DARK, LIGHT, Tokens
from opscenter.domain.alarm import Priority
from opscenter.settings.resources import icon_root, resource_root

ENTITIES = [
    "weather",
    "flood",
    "air",
    "noise",
    "traffic",
    "road",
    "bus",
    "gantry",
    "parking",
    "lamp",
    "cabinet",
    "substation",
    "feeder",
    "water",
    "reservoir",
    "gas",
    "building",
    "waste",
    "report",
    "accident",
    "warning",
    "camera",
    "device",
    "generic",
]


def ink(image: QImage) -> frozenset[tuple[int, int]]:
    """Pixels that are drawn, whatever their colour."""
    grey = image.convertToFormat(QImage.Format.Format_ARGB32)
    return frozenset(
        (x, y) for x in range(grey.width()) for y in range(grey.height()) if grey.pixelColor(x, y).alpha() > 100
    )


def unlike(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> float:
    return len(one ^ other) / max(1, len(one | other))


def test_priorities_differ_by_shape_alone(qtbot: QtBot) -> None:
    drawn = {p: ink(priority_pixmap(p, DARK, False, 14, letter=False).toImage()) for p in Priority}
    for one, other in combinations(Priority, 2):
        assert unlike(drawn[one], drawn[other]) > 0.12, f"{one.name} {other.name}"


@pytest.mark.parametrize("priority", list(Priority))
def test_acknowledged_is_an_outline(qtbot: QtBot, priority: Priority) -> None:
    filled = priority_pixmap(priority, DARK, False, 24, letter=False).toImage()
    outline = priority_pixmap(priority, DARK, True, 24, letter=False).toImage()
    assert filled.pixelColor(12, 13).name().upper() == DARK.priority(priority)
    assert outline.pixelColor(12, 13).alpha() == 0
    assert len(ink(outline)) < len(ink(filled))


def test_priority_icon_has_both_ratios(qtbot: QtBot) -> None:
    made = priority_icon(Priority.HIGH, LIGHT, False, 16)
    assert not made.pixmap(16, 16).isNull()


@pytest.mark.parametrize("name", ENTITIES)
def test_entity_symbols_exist(name: str) -> None:
    assert (icon_root() / f"entity-{name}.svg").is_file()


def test_every_icon_is_valid_and_takes_its_colour(qtbot: QtBot) -> None:
    for path in icon_root().glob("*.svg"):
        assert QSvgRenderer(str(path)).isValid(), path.name
        if path.stem != "opscenter":
            source = path.read_text("utf-8")
            assert 'stroke="currentColor"' in source and 'stroke-width="1.5"' in source, path.name
            assert 'viewBox="0 0 20 20"' in source, path.name


def test_entity_symbols_differ_at_12_px(qtbot: QtBot) -> None:
    drawn = {name: ink(icon_pixmap(f"entity-{name}", "#FFFFFF", 12).toImage()) for name in ENTITIES}
    for one, other in combinations(ENTITIES, 2):
        assert unlike(drawn[one], drawn[other]) > 0.3, f"{one} and {other} look alike"


def test_icons_are_recoloured(qtbot: QtBot) -> None:
    image = icon_pixmap("minus", "#FF0000", 20, 2.0).toImage()
    assert image.pixelColor(20, 20).name() == "#ff0000"
    assert image.width() == 40


@pytest.mark.parametrize("name", ["no-such-icon", "../secrets", ""])
def test_an_unknown_icon_is_the_generic_one(qtbot: QtBot, name: str) -> None:
    generic = icon_pixmap("entity-generic", "#FFFFFF", 20).toImage()
    assert icon_pixmap(name, "#FFFFFF", 20).toImage() == generic
    assert not icon(name, DARK).isNull()


def test_systems_are_found_by_their_own_name(qtbot: QtBot) -> None:
    assert (
        icon_pixmap("electricity", "#FFFFFF", 20).toImage()
        == icon_pixmap("system-electricity", "#FFFFFF", 20).toImage()
    )


def test_fonts_are_sized_by_tokens(qtbot: QtBot) -> None:
    assert font("figure").pixelSize() == 20
    assert font("small", scale=2.0).pixelSize() == 22


@pytest.mark.parametrize("tokens", [DARK, LIGHT])
def test_the_style_sheet_is_accepted_by_qt(qtbot: QtBot, tokens: object, recwarn: pytest.WarningsRecorder) -> None:
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    sheet = build_stylesheet(tokens)  # type: ignore[arg-type]
    assert sheet.count("{") == sheet.count("}") and "None" not in sheet.replace("ElideNone", "")
    widget.setStyleSheet(sheet)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_a_box_to_choose_from_has_an_arrow_in_the_colour_of_its_theme(qtbot: QtBot, tokens: Tokens) -> None:
    arrow = resource_root() / "theme" / f"drop-{tokens.name}.svg"
    assert f'stroke="{tokens.muted}"' in arrow.read_text("utf-8")
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["A4"])
    box.setStyleSheet(build_stylesheet(tokens))
    box.resize(160, 30)
    box.show()
    picture = box.grab().toImage()
    right = {picture.pixelColor(x, y).name() for x in range(138, 158) for y in range(6, 24)}
    middle = {picture.pixelColor(x, y).name() for x in range(80, 120) for y in range(6, 24)}
    assert len(right) > len(middle) and QColor(tokens.muted).name() in right
