"""Every colour and size of the console, once. Widgets, QML, plots and the map style read the same tokens."""

from dataclasses import dataclass

from opscenter.domain.alarm import Priority


@dataclass(slots=True, frozen=True)
class Tokens:
    """One theme. Colours are "#RRGGBB"; a test computes contrast on `panel` (WCAG 2.2: 4.5 text, 3 symbols)."""

    name: str
    ground: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    critical: str
    high: str
    medium: str
    low: str
    replay: str
    exercise: str  # frame, word and clock of an exercise, and what an exercise does; never in live
    water: str
    land: str
    park: str
    building: str
    road_minor: str
    road_major: str
    map_text: str
    map_halo: str
    symbol: str  # an entity in its normal state
    series: tuple[str, ...]  # plot curves: safe for colour-blind eyes, apart from the alarm colours
    diverging: tuple[str, ...]  # five steps: much less, less, the same, more, much more; safe for colour-blind eyes
    ramp: tuple[str, ...]  # sequential, single hue from ground to bright: congestion and choropleths
    field: tuple[str, ...]  # rain, air ... between stations: even steps of OKLab lightness in one hue no alarm has

    def priority(self, priority: Priority) -> str:
        """The colour of an alarm priority, used for nothing else."""
        return (self.critical, self.high, self.medium, self.low)[priority - 1]


DARK = Tokens(
    name="dark",
    ground="#12161B",
    panel="#191F26",
    raised="#222A33",
    line="#323C47",
    text="#DCE3EA",
    muted="#9AA8B6",
    accent="#5AA9E6",
    critical="#FF4D4F",
    high="#FF9F1C",
    medium="#F6D743",
    low="#7FC8F8",
    replay="#B388FF",
    exercise="#3ED6B5",
    water="#112533",
    land="#171C22",
    park="#18261F",
    building="#222931",
    road_minor="#272F38",
    road_major="#36414C",
    map_text="#9AA7B4",
    map_halo="#12161B",
    symbol="#A9B6C3",
    series=("#8FB8DE", "#D7B9D5", "#9ED8C6", "#E0C9A6", "#B8B8F0", "#C9D9A0", "#E6A8A8", "#8FD3E8"),
    diverging=("#4FD1C0", "#2C8279", "#4A5560", "#9A7440", "#E8BE82"),
    ramp=("#2F3B47", "#43525F", "#687682", "#9B9A90", "#D2C8A4", "#FFF3C4"),
    field=("#1E3B39", "#275854", "#2F7670", "#36968C", "#58B4A7", "#79D3C3", "#99F2E0"),
)

LIGHT = Tokens(
    name="light",
    ground="#E9ECEF",
    panel="#F6F7F8",
    raised="#FFFFFF",
    line="#C6CDD4",
    text="#1B232B",
    muted="#525E69",
    accent="#1D6AAA",
    critical="#C81E1E",
    high="#AA5500",
    medium="#8A6D00",
    low="#2C6E9B",
    replay="#6B3FA0",
    exercise="#006B58",
    water="#C8DAE6",
    land="#EEF0F1",
    park="#DDE8DD",
    building="#E0E3E6",
    road_minor="#DADFE3",
    road_major="#C3CAD1",
    map_text="#4A5763",
    map_halo="#F6F7F8",
    symbol="#4F5D6A",
    series=("#2F6690", "#8A4F7D", "#2A7F62", "#7A5C1E", "#5353B5", "#5B6B12", "#A34040", "#1E7A94"),
    diverging=("#00584F", "#4B9E95", "#AEB6BD", "#B98A45", "#6B4100"),
    ramp=("#B9C2CA", "#97A5B0", "#7F8780", "#80733F", "#6B5310", "#3D2C00"),
    field=("#C2DEDD", "#9CC3C2", "#77A9A8", "#51908D", "#367572", "#185B58", "#02413E"),
)

FONT_PX = {"small": 11, "normal": 13, "large": 15, "figure": 20, "display": 32}
GRID_PX = 4
ROW_PX = 28
