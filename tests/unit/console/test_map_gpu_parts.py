"""What goes to the graphics card: places, looks, widths and only the bytes that changed. No card is needed."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QShader
from pytestqt.qtbot import QtBot

from opscenter.console.map import backend
from opscenter.console.map.gpu.atlas import Atlas, StampCollector
from opscenter.console.map.gpu.frame import UNIT, frame_of, local, too_far
from opscenter.console.map.gpu.kept_buffer import BLOCK, changed_parts
from opscenter.console.map.gpu.palette import line_palette, line_widths
from opscenter.console.map.gpu.parts import CLOSED, FAINT, FIRST_LEVEL, HIDDEN, LOST, PLAIN, SILENT
from opscenter.console.map.gpu.pipeline import shader
from opscenter.console.map.gpu.resources import CardError
from opscenter.console.map.paint_lines import line_width
from opscenter.console.map.painting import paint
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import View, world_of
from opscenter.console.selection import Selection
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import DARK, LIGHT
from opscenter.domain.quality import Quality
from opscenter.settings.resources import resource_root
from tests.support.card_scene import Scene, catalogue, city
from tests.support.drawn_city import LAT, LON, DrawnCity, pixels


def _as_shader(numbers: tuple[float, ...], place: np.ndarray) -> np.ndarray:
    """What `seen` of the shaders makes of local places, in its own float32."""
    turn, shift, lean, middle = (np.float32(numbers[at : at + 4]) for at in (0, 4, 8, 12))
    x = turn[0] * place[:, 0] + turn[1] * place[:, 1] + shift[0]
    y = turn[2] * place[:, 0] + turn[3] * place[:, 1] + shift[1]
    away = np.maximum(np.float32(1.0) - y * lean[0], lean[2])
    return np.column_stack((x / away + middle[0], y * lean[1] / away + middle[1]))


@pytest.mark.parametrize("zoom", [4.0, 12.3, 16.0, 20.0])
@pytest.mark.parametrize("bearing", [0.0, 40.0, 299.0])
@pytest.mark.parametrize("tilt", [0.0, 50.0])
def test_the_card_sees_a_place_where_the_camera_does(zoom: float, bearing: float, tilt: float) -> None:
    view = View(*world_of(LON, LAT), zoom, bearing, 1200.0, 800.0, tilt)
    px = np.random.default_rng(3).uniform((0.0, 300.0), (1200.0, 800.0), (200, 2))
    world = np.array([view.to_world(x, y) for x, y in px.tolist()])
    origin = world_of(LON + 0.3, LAT - 0.2)  # the far side of a large city
    assert not too_far(view, origin)
    seen = _as_shader(frame_of(view, origin, view, 2.0, 1.0), local(world, origin))
    exact = np.column_stack(view.to_screen(world[:, 0], world[:, 1]))
    # Half a device px of rounding, and what float32 loses.
    assert np.abs(seen - exact).max() < 0.25 + 0.1


def test_an_origin_too_far_away_is_noticed_before_places_jump() -> None:
    view = View(*world_of(LON, LAT), 20.0, 0.0, 1200.0, 800.0)
    assert too_far(view, world_of(LON - 100.0, LAT))
    assert not too_far(replace(view, zoom=10.0), world_of(LON + 1.0, LAT))


def test_what_stands_still_moves_by_whole_device_px_in_a_pan() -> None:
    view = View(*world_of(LON, LAT), 15.0, 0.0, 1200.0, 800.0)
    shifts = [frame_of(view.panned(step * 0.37, 0.0), world_of(LON, LAT), view, 2.0, 1.0)[4:6] for step in range(20)]
    for (x, y), (to_x, to_y) in pairwise(shifts):
        assert (to_x - x) * 2.0 == pytest.approx(round((to_x - x) * 2.0), abs=1e-6)
        assert to_y == pytest.approx(y)


def test_only_blocks_that_differ_are_sent() -> None:
    old = np.zeros(10 * BLOCK + 7, np.uint8)
    new = old.copy()
    assert changed_parts(old, new) == []
    new[3 * BLOCK] = new[5 * BLOCK - 1] = new[-1] = 1
    assert changed_parts(old, new) == [(3 * BLOCK, 5 * BLOCK), (10 * BLOCK, 10 * BLOCK + 7)]
    assert changed_parts(np.empty(0, np.uint8), new) == [(0, len(new))]
    assert changed_parts(old, new[:5]) == [(0, 5)]
    assert changed_parts(old, new[:0]) == []


def test_the_atlas_keeps_pictures_apart_and_says_when_it_is_full(qapp: object) -> None:
    atlas = Atlas(64)
    images = []
    for number in range(40):
        image = QImage(20, 12 + number % 5, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.red)
        images.append(image)
    found = [atlas.place(image) for image in images]
    placed = [at for at in found if at >= 0]
    assert 4 <= len(placed) < 40 and found[-1] == -1
    assert atlas.place(images[0]) == 0
    taken = np.zeros((64, 64), np.int64)
    for piece in atlas.pieces:
        taken[piece.top : piece.top + piece.image.height(), piece.left : piece.left + piece.image.width()] += 1
    assert taken.max() == 1
    assert taken.sum() == sum(piece.image.width() * piece.image.height() for piece in atlas.pieces)
    before = atlas.number
    atlas.restart()
    assert atlas.number != before and atlas.place(images[-1]) == 0


def test_a_full_atlas_leaves_a_symbol_to_be_painted(qapp: object) -> None:
    atlas = Atlas(8)
    stamps = StampCollector(atlas, 1.0)
    image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
    assert not stamps.put(image, 1.0, 2.0, (0.5, 0.5, 11.0, 12.0))
    assert len(stamps.stamps().piece) == 0 and stamps.full


@pytest.mark.parametrize("tokens", [DARK, LIGHT])
def test_looks_have_the_colours_of_the_theme(tokens: object) -> None:
    colours, rules = line_palette(tokens)  # type: ignore[arg-type]
    jam = QColor(tokens.ramp[-1])  # type: ignore[attr-defined]
    assert colours[FIRST_LEVEL + 10].tolist() == pytest.approx([jam.redF(), jam.greenF(), jam.blueF(), 1.0], abs=1e-6)
    assert rules[FIRST_LEVEL + 10][3] == 0 and rules[FIRST_LEVEL + 11][3] > 0 and rules[SILENT][3] > 0
    assert 0 < colours[FAINT][3] < colours[PLAIN][3]


def test_widths_are_those_of_the_painted_map() -> None:
    for zoom in (9.0, 12.0, 15.5, 19.0):
        assert line_widths(zoom)[1:10].tolist() == pytest.approx([line_width(zoom, rank) for rank in range(1, 10)])


def test_every_line_of_the_city_gets_its_look(qapp: object) -> None:
    scene = city().scene()
    state = scene.every_line(15.0, frozenset({3}))
    looks = dict(zip(_rows(scene), state.style[:, 0].tolist(), strict=True))
    assert looks == {
        0: FIRST_LEVEL + 10, 1: FIRST_LEVEL, 2: FIRST_LEVEL + 2 * 5 + 1, 3: SILENT, 4: CLOSED, 5: LOST,
        6: looks[6], 7: PLAIN, 8: FIRST_LEVEL + 10, 9: FIRST_LEVEL,
    }  # fmt: skip
    assert state.style[:, 2].sum() == 255
    assert np.all(np.diff(state.rank.astype(int)) <= 0)
    assert set(state.lane[:, 0].tolist()) == {-1.0, 0.0, 1.0} or set(state.lane[:, 0].tolist()) == {0.0, 1.0}
    scene.hidden_kinds = {"Road"}
    hidden = scene.every_line(15.0, frozenset())
    assert (hidden.style[:, 0] == HIDDEN).sum() == 9 and hidden.version == state.version
    scene.hidden_kinds, scene.system = set(), "water"
    assert (scene.every_line(15.0, frozenset()).style[:, 0] == FAINT).sum() == 9
    scene.system, scene.inside = "", np.arange(len(scene.rows)) < 4
    outside = scene.every_line(15.0, frozenset()).style[:, 0] == FAINT
    assert sorted(row for row, faint in zip(_rows(scene), outside.tolist(), strict=True) if faint) == list(range(4, 10))


def _rows(scene: object) -> list[int]:
    """The row of each segment in the order of a state: every line here is one segment."""
    return scene._every._rows[scene._every._line_of].tolist()  # type: ignore[attr-defined,no-any-return]


def test_a_city_without_lines_is_drawn_too(qapp: object) -> None:
    made = DrawnCity(catalogue())
    made.add("Post")
    request, _ = made.painted(every_line=True)
    picture = paint(request, atlas=Atlas())
    assert picture.drawn is not None and not len(picture.drawn.lines.rank) and len(picture.drawn.stamps.piece) == 1


def test_the_painted_picture_leaves_out_what_the_card_draws(qapp: object) -> None:
    made = city()
    whole = made.painted(15.0)[1]
    request, _ = made.painted(15.0, every_line=True)
    split = paint(request, atlas=Atlas())
    assert whole.drawn is None and whole.under is None
    assert split.drawn is not None and split.under is not None
    assert np.array_equal(split.marks.row, whole.marks.row)
    x, y = split.view.to_screen(split.drawn.stamps.place[:, 0], split.drawn.stamps.place[:, 1])
    assert len(x) and np.abs(split.drawn.stamps.offset).max() < 0.6
    at = np.round(np.column_stack((y, x))).astype(int)
    whole_alpha, split_alpha = (pixels(one.image)[at[:, 0], at[:, 1], 3] for one in (whole, split))
    assert (whole_alpha > 0).all()
    assert (split_alpha == 0).any()  # others lie under a name or a mark that is painted


@pytest.mark.parametrize("name", ["map_line.vert", "map_line.frag", "map_sprite.vert", "map_sprite.frag"])
def test_shaders_are_there_for_every_graphics_interface(name: str) -> None:
    found = shader(name)
    kinds = {key.source() for key in found.availableShaders()}
    assert {
        QShader.Source.GlslShader,
        QShader.Source.SpirvShader,
        QShader.Source.HlslShader,
        QShader.Source.MslShader,
    } <= kinds
    source = resource_root() / "shaders" / name
    assert source.is_file()


def test_a_missing_shader_is_said(qapp: object) -> None:
    with pytest.raises(CardError, match="is missing"):
        shader("no_such.vert")


def test_a_person_chooses_the_back_end(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QUICK_BACKEND", "QSG_RHI_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("OPSCENTER_MAP_BACKEND", "gpu")
    assert backend.choose_backend() == "hardware"
    monkeypatch.setenv("OPSCENTER_MAP_BACKEND", "cpu")
    monkeypatch.setenv("QT_QUICK_BACKEND", "")
    assert backend.choose_backend() == "software"
    monkeypatch.setenv("OPSCENTER_MAP_BACKEND", "nonsense")
    assert backend.map_wish() == ""


def test_the_software_renderer_is_left_alone(qtbot: QtBot) -> None:
    scene = Scene()
    qtbot.addWidget(scene.panel)
    scene.panel.resize(600, 400)
    scene.panel.show()
    qtbot.waitUntil(lambda: scene.panel.settled)
    assert not scene.card.ready and scene.card.node is None and scene.card.drawn is None
    assert scene.card.describe() == "software"
    scene.panel.stop()


def test_a_map_opened_over_a_known_city_shows_its_vehicles(qtbot: QtBot) -> None:
    scene = Scene()
    panel = MapPanel(scene.session, Selection(), Theme("dark"), None)
    qtbot.addWidget(scene.panel)
    qtbot.addWidget(panel)
    panel.resize(600, 400)
    panel.show()
    qtbot.waitUntil(lambda: panel.settled)
    panel.canvas.camera.go(LON, LAT, 15.0)
    row = next(at for at, kind in enumerate(scene.session.mirror.ids) if "Bus" in kind)
    vehicles = panel.features["vehicles"]
    qtbot.waitUntil(lambda: bool(np.isfinite(vehicles.glide.places(np.array([row]), 0.0)[0]).all()))  # type: ignore[attr-defined]
    scene.panel.stop()
    panel.stop()


def test_stale_quality_is_never_a_ramp_colour(qapp: object) -> None:
    made = DrawnCity(catalogue())
    for quality in Quality:
        made.line("Road", (-0.01, 0.0), (0.01, 0.0), values={"speed": 0.0}, quality=int(quality))
    state = made.scene().every_line(15.0, frozenset())
    live = int((state.style[:, 0] >= FIRST_LEVEL).sum())
    assert live == sum(quality <= Quality.SUSPECT for quality in Quality)


def test_local_units_keep_centimetres(qapp: object) -> None:
    origin = world_of(LON, LAT)
    place = np.array([[origin[0] + 1e-3, origin[1]]])
    assert abs(float(local(place, origin)[0, 0]) / UNIT - 1e-3) * 40_075_016.0 < 0.05
