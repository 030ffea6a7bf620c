"""The one type family of the console, with CJK fallback, in the five sizes of the tokens."""

from functools import lru_cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

from opscenter.console.theme.tokens import FONT_PX

Size = Literal["small", "normal", "large", "figure", "display"]

_LATIN = ("Inter", "Noto Sans", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Source Sans 3", "DejaVu Sans")
_HAN_TRADITIONAL = (
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Source Han Sans TC",
    "PingFang TC",
    "PingFang HK",
    "Microsoft JhengHei UI",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)
_HAN_SIMPLIFIED = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei UI",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)


@lru_cache(maxsize=4)
def families(language: str = "en") -> tuple[str, ...]:
    """Installed families in order of preference: one Latin family, then the Han families of the language."""
    installed = set(QFontDatabase.families())
    han = _HAN_SIMPLIFIED + _HAN_TRADITIONAL if language == "zh_Hans" else _HAN_TRADITIONAL + _HAN_SIMPLIFIED
    latin = [name for name in _LATIN if name in installed][:1]
    return tuple(latin + [name for name in dict.fromkeys(han) if name in installed])


def font(size: Size = "normal", *, bold: bool = False, scale: float = 1.0, language: str = "en") -> QFont:
    """A font of the console with tabular figures. `scale` enlarges for a wall."""
    made = QFont()
    names = families(language)
    if names:
        made.setFamilies(list(names))
    made.setPixelSize(max(1, round(FONT_PX[size] * scale)))
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    tabular(made)
    return made


def tabular(made: QFont) -> None:
    """Give digits equal widths where the family offers it, so that a changing number keeps its place."""
    made.setFeature(QFont.Tag("tnum"), 1)
