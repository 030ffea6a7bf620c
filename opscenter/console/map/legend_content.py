"""What the legend has to explain: read off what was painted."""

import numpy as np

from opscenter.console.format import format_number, unit_text
from opscenter.console.map.legend import LegendContent, LegendKind, LegendRamp
from opscenter.console.map.paint_marks import Marks
from opscenter.console.map.projection import View
from opscenter.console.map.rows import AREA, LINE, MapRows
from opscenter.console.map.scene import Scene
from opscenter.domain.catalogue import Kind, in_language
from opscenter.domain.quality import Quality

_MOST_KINDS = 6
_MOST_RAMPS = 3
_MOST = 15


def legend_content(rows: MapRows, scene: Scene, marks: Marks, view: View, language: str) -> LegendContent:
    """The legend of what is in the window now."""
    left, top, right, bottom = view.bounds()
    seen = marks.row[(marks.x >= left) & (marks.x <= right) & (marks.y >= top) & (marks.y <= bottom)]
    seen = seen[seen < len(rows)]
    inside = (marks.cluster_x >= left) & (marks.cluster_x <= right)
    inside &= (marks.cluster_y >= top) & (marks.cluster_y <= bottom)
    crowd = [marks.cluster_rows[at] for at in np.flatnonzero(inside).tolist()]
    everyone = np.concatenate([seen, *crowd]) if crowd else seen
    everyone = everyone[everyone < len(rows)]
    points = seen[rows.form[seen] == 0]
    index, counts = np.unique(rows.kind[points], return_counts=True)
    common = sorted(
        (rows.kinds[int(index[at])] for at in np.argsort(-counts, kind="stable")[:_MOST_KINDS].tolist()),
        key=lambda kind: (kind.importance, in_language(kind.name, language)),
    )
    kinds: dict[str, LegendKind] = {}
    for kind in common:
        if view.zoom >= kind.min_zoom:
            kinds.setdefault(kind.symbol, LegendKind(kind.symbol, in_language(kind.name, language)))
    shaped = np.flatnonzero((rows.form == LINE) | (rows.form == AREA))
    ramps = [
        _ramp(kind, language)
        for kind in (rows.kinds[at] for at in np.unique(rows.kind[shaped]).tolist())
        if kind.ramp and kind.type not in scene.hidden_kinds and view.zoom >= kind.min_zoom
    ]
    alarmed = everyone[rows.priority[everyone] > 0]
    qualities = np.unique(rows.quality[points])
    # The legend may cover a part of the map, not most of it; symbols are what a hover explains anyway.
    fixed = len(np.unique(rows.priority[alarmed])) + min(len(ramps), _MOST_RAMPS) + len(qualities) + 1
    room = max(2, _MOST - fixed)
    return LegendContent(
        kinds=tuple(kinds.values())[:room],
        ramps=tuple(ramps[:_MOST_RAMPS]),
        clusters=bool(inside.any()),
        priorities=tuple(np.unique(rows.priority[alarmed]).tolist()),
        acknowledged=bool((~rows.open_[alarmed]).any()),
        returned=bool((rows.open_[alarmed] & ~rows.standing[alarmed]).any()),
        qualities=tuple(int(quality) for quality in qualities if quality != Quality.GOOD),
    )


def _ramp(kind: Kind, language: str) -> LegendRamp:
    attribute = kind.attributes.get(kind.ramp)
    label = in_language(attribute.label, language) if attribute is not None else kind.ramp
    factor = attribute.shown_factor if attribute is not None else 1.0
    unit = f" {unit_text(attribute)}" if attribute is not None and unit_text(attribute) else ""
    low, high = kind.ramp_low * factor, kind.ramp_high * factor
    decimals = 1 if abs(high - low) < 10 else 0
    name = f"{in_language(kind.name, language)}: {label}"
    return LegendRamp(name, format_number(low, decimals), format_number(high, decimals) + unit)
