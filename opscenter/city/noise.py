"""Smooth seeded noise: what makes coasts, hills and winds irregular without being random from point to point."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_LATTICE = 64


class Noise:
    """Fractal value noise in about -1..1 over the plane; the same seed and place give the same value."""

    def __init__(self, seed: int, channel: int, octaves: int = 4) -> None:
        self._lattices = [
            np.random.default_rng([seed, channel, octave]).uniform(-1.0, 1.0, (_LATTICE, _LATTICE))
            for octave in range(octaves)
        ]

    def at(self, x: Array, y: Array, wavelength: float) -> Array:
        """Noise at places (any equal shapes); `wavelength` of the coarsest octave, in the unit of x and y."""
        total = np.zeros(np.shape(x))
        amplitude, scale, weight = 1.0, 1.0 / wavelength, 0.0
        for lattice in self._lattices:
            total += amplitude * _sample(lattice, np.asarray(x) * scale + 17.3, np.asarray(y) * scale + 5.7)
            weight += amplitude
            amplitude *= 0.5
            scale *= 2.03  # not 2: lattice lines of the octaves must not coincide
        return total / weight * 1.6


def _sample(lattice: Array, x: Array, y: Array) -> Array:
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    fx, fy = x - column, y - row
    fx = fx * fx * fx * (fx * (fx * 6 - 15) + 10)  # Perlin's quintic: no visible lattice
    fy = fy * fy * fy * (fy * (fy * 6 - 15) + 10)
    c0, r0 = column % _LATTICE, row % _LATTICE
    c1, r1 = (column + 1) % _LATTICE, (row + 1) % _LATTICE
    top = lattice[r0, c0] * (1 - fx) + lattice[r0, c1] * fx
    bottom = lattice[r1, c0] * (1 - fx) + lattice[r1, c1] * fx
    result: Array = top * (1 - fy) + bottom * fy
    return result
