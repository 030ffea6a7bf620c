"""A trend of many points in few pixels is drawn by few points, and looks the same."""

import numpy as np

from opscenter.console.sparkline import as_drawn


def test_points_closer_than_pixels_become_what_each_pixel_spans() -> None:
    x = np.linspace(0.0, 50.0, 360, endpoint=False)
    y = 6.0 + 5.0 * np.sin(x / 7.0) + np.random.default_rng(1).normal(0.0, 0.5, 360)
    across, down = as_drawn(x, y)
    assert len(across) == len(down) == 100 and (np.diff(across) >= 0).all()
    for pixel in range(50):
        mine, drawn = y[np.floor(x) == pixel], down[np.floor(across) == pixel]
        assert (drawn.min(), drawn.max()) == (mine.min(), mine.max())


def test_a_line_of_few_points_is_drawn_by_them() -> None:
    x, y = np.array([0.0, 4.0, 4.5, 9.0]), np.array([1.0, 5.0, 2.0, 3.0])
    across, down = as_drawn(x, y)
    assert across.tolist() == x.tolist() and down.tolist() == y.tolist()


def test_it_falls_where_the_trend_falls() -> None:
    _, down = as_drawn(np.linspace(0.0, 2.0, 20, endpoint=False), np.linspace(10.0, 0.0, 20))
    assert (np.diff(down) <= 0).all()
