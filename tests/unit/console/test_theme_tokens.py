"""Contrast of the tokens after WCAG 2.2: text 4.5:1, symbols 3:1, on every surface, in both themes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from pytestqt.qtbot import QtBot

from opscenter.console.theme.contrast import blend, contrast, ink_on
from opscenter.console.theme.stylesheet import build_stylesheet, hover_fill, selection_fill
from opscenter.console.theme.tokens import DARK, LIGHT, Tokens
from opscenter.domain.alarm import Priority

THEMES = pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=lambda tokens: tokens.name)


def surfaces(tokens: Tokens) -> list[str]:
    return [tokens.ground, tokens.panel, tokens.raised]


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # WCAG's well-known near miss
    assert contrast("#123456", "#123456") == pytest.approx(1.0)


@THEMES
@pytest.mark.parametrize("name", ["text", "muted", "accent", "replay", "exercise"])
def test_texts_are_readable(tokens: Tokens, name: str) -> None:
    for surface in surfaces(tokens):
        assert contrast(getattr(tokens, name), surface) >= 4.5, f"{name} on {surface}"


@THEMES
def test_text_is_readable_on_a_selected_row(tokens: Tokens) -> None:
    assert contrast(tokens.text, selection_fill(tokens)) >= 4.5


@THEMES
def test_symbols_can_be_told_from_the_ground(tokens: Tokens) -> None:
    for surface in surfaces(tokens):
        for priority in Priority:
            assert contrast(tokens.priority(priority), surface) >= 3.0, f"{priority.name} on {surface}"
        for colour in (tokens.symbol, *tokens.series):
            assert contrast(colour, surface) >= 3.0, f"{colour} on {surface}"


@THEMES
def test_letters_can_be_read_inside_their_shapes(tokens: Tokens) -> None:
    for priority in Priority:
        fill = tokens.priority(priority)
        assert contrast(ink_on(fill), fill) >= 4.5, priority.name


@THEMES
def test_map_names_are_readable(tokens: Tokens) -> None:
    for surface in (tokens.land, tokens.water, tokens.park):
        assert contrast(tokens.map_text, surface) >= 4.5


@THEMES
def test_plot_colours_are_not_alarm_colours(tokens: Tokens) -> None:
    alarms = {tokens.priority(priority) for priority in Priority}
    assert not alarms & set(tokens.series)


def test_blend_goes_from_one_colour_to_the_other() -> None:
    assert blend("#FFFFFF", "#000000", 1.0) == "#FFFFFF"
    assert blend("#FFFFFF", "#000000", 0.0) == "#000000"
    assert blend("#FF0000", "#0000FF", 0.5) == "#800080"


@THEMES
def test_small_muted_texts_are_readable_on_every_fill_of_a_row(tokens: Tokens) -> None:
    for fill in (selection_fill(tokens), hover_fill(tokens)):
        assert contrast(tokens.muted, fill) >= 4.5
        assert contrast(tokens.text, fill) >= 4.5


@THEMES
def test_limits_of_plots_and_names_of_warnings_are_written_in_alarm_colours(tokens: Tokens) -> None:
    for priority in Priority:
        assert contrast(tokens.priority(priority), tokens.panel) >= 4.5, priority.name
        assert contrast(tokens.priority(priority), tokens.map_halo) >= 4.5, priority.name


@THEMES
def test_a_jam_stands_out_and_a_flowing_road_does_not(tokens: Tokens) -> None:
    steps = [contrast(colour, tokens.land) for colour in tokens.ramp]
    assert steps == sorted(steps)
    assert steps[0] < 2.2 and steps[-1] >= 7.0
    alarms = {tokens.priority(priority) for priority in Priority}
    assert not alarms & set(tokens.ramp)


@THEMES
def test_a_box_that_is_not_checked_is_seen_in_a_list(qtbot: QtBot, tokens: Tokens) -> None:
    view = QListWidget()
    qtbot.addWidget(view)
    view.setStyleSheet(build_stylesheet(tokens))
    item = QListWidgetItem()
    item.setCheckState(Qt.CheckState.Unchecked)
    view.addItem(item)
    view.resize(120, 60)
    view.show()
    image = view.viewport().grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(40) for y in range(28)}
    assert max(contrast(colour, tokens.panel) for colour in seen) >= 3.0
