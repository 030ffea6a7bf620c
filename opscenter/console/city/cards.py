"""The cards of the city on its page, and what their hands lead to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from opscenter.console.city.axes_now import curve_of
from opscenter.console.city.city_now import CityNow
from opscenter.console.city.footprint_card import FootprintCard
from opscenter.console.city.movers_card import MoversCard
from opscenter.console.city.radar_card import RadarCard
from opscenter.console.city.then import DAY_MS
from opscenter.console.pages.card import PaintedCard
from opscenter.console.pages.curves import Curve
from opscenter.console.pages.in_trends import sheet_of
from opscenter.console.plots.sheet import Sheet
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.footprint import FOOTPRINT_ENTITY

MARGIN_PX = 16


@dataclass(slots=True, frozen=True)
class Ways:
    """Where the cards lead: `page(system)`, a sheet in the trends, `follow()` when other history is wanted, and
    `seen(card)` when a card must be in sight."""

    page: Callable[[str], None]
    sheet: Callable[[Sheet], None]
    follow: Callable[[], None]
    seen: Callable[[QWidget], None]


def city_cards(
    city: CityNow, here: str, ways: Ways, session: Session, theme: Theme, parent: QWidget
) -> list[PaintedCard]:
    """Radar, what moves its current axis, and the footprint, as far as there are such; `here` is the page's system."""
    made: list[PaintedCard] = []
    if city.axes is not None:
        radar, movers = RadarCard(city.axes, session, theme, parent), MoversCard(city.axes, session, theme, parent)
        _wire_axes(city, radar, movers, here, ways, session)
        made += [radar, movers]
    if city.footprint is not None:
        uses = FootprintCard(city.footprint, session, theme, parent)
        footprint = city.footprint

        def show_use(number: int) -> None:
            use = footprint.rows[number]
            curve = curve_of(FOOTPRINT_ENTITY, f"{use.id}.today")
            ways.sheet(sheet_of(f"{uses.title()}: {uses.name(use)}", [curve], DAY_MS, session))

        uses.entered.connect(show_use)
        made.append(uses)
    return made


def fit_city_cards(cards: Sequence[PaintedCard], high: int) -> bool:
    """Tell the cards how high (px) the page is; whether they take other room then."""
    changed = [card.use_room(high - MARGIN_PX) for card in cards if isinstance(card, RadarCard)]
    return any(changed)


def _wire_axes(city: CityNow, radar: RadarCard, movers: MoversCard, here: str, ways: Ways, session: Session) -> None:
    axes = city.axes
    assert axes is not None

    def chosen() -> None:
        movers.current = -1
        movers.refresh()
        ways.follow()

    def open_movers() -> None:
        ways.seen(movers)
        movers.setFocus()
        movers.go(max(0, movers.current))

    def held_against() -> None:
        ways.follow()
        axes.reckon(session)
        radar.refresh()

    def show_plot(number: int) -> None:
        mover = movers.rows()[number]
        value = curve_of(mover.entity, mover.indicator.attribute)
        curves: list[Curve] = [value, mover.curve]
        ways.sheet(sheet_of(f"{movers.title()}: {movers.told_name(number)}", curves, DAY_MS, session))

    def enter(number: int) -> None:
        system = movers.rows()[number].system
        if system and system != here and system in session.catalogue.systems:
            ways.page(system)
        else:
            show_plot(number)

    radar.chosen.connect(chosen)
    radar.opened.connect(open_movers)
    radar.held_against.connect(held_against)
    movers.stepped.connect(lambda by: radar.go(axes.current + by))
    movers.entered.connect(enter)
    movers.plot_wanted.connect(show_plot)
