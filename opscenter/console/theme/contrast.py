"""Contrast of two colours after WCAG 2.2, for choosing an ink and for checking the tokens."""


def _channel(value: int) -> float:
    share = value / 255.0
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB", 0 (black) to 1 (white). WCAG 2.2, "relative luminance"."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * _channel(red) + 0.7152 * _channel(green) + 0.0722 * _channel(blue)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two "#RRGGBB" colours, 1 (same) to 21 (black on white). WCAG 2.2, "contrast ratio"."""
    first, second = luminance(one), luminance(other)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def ink_on(fill: str) -> str:
    """The ink, near black or white, that reads best on `fill`."""
    dark, light = "#0B0F13", "#FFFFFF"
    return dark if contrast(dark, fill) >= contrast(light, fill) else light


def blend(colour: str, ground: str, share: float) -> str:
    """`share` (0..1) of `colour` over `ground`, as an opaque "#RRGGBB"."""
    mixed = (
        round(int(colour[at : at + 2], 16) * share + int(ground[at : at + 2], 16) * (1.0 - share)) for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02X}" for channel in mixed)
