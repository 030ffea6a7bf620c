"""Appending to the columns of a batch, and cutting them back when what was being read turns out unreadable."""

from opscenter.domain.batch import Batch

_NUMBERS = ("cells", "times", "values", "qualities", "arrived")
_TEXTS = ("text_cells", "text_times", "texts", "text_qualities", "text_arrived")
_PLACES = ("place_rows", "place_times", "lons", "lats")


def add_text(batch: Batch, cell: int, moment: int, text: str | None, quality: int, arrived: int) -> None:
    """Append one text (None: cleared)."""
    batch.text_cells.append(cell)
    batch.text_times.append(moment)
    batch.texts.append(text)
    batch.text_qualities.append(quality)
    batch.text_arrived.append(arrived)


def add_place(batch: Batch, row: int, moment: int, lon: float, lat: float) -> None:
    """Append one place (NaN: cleared)."""
    batch.place_rows.append(row)
    batch.place_times.append(moment)
    batch.lons.append(lon)
    batch.lats.append(lat)


def lengths(batch: Batch) -> tuple[int, int, int]:
    """How far the columns reach: a mark to cut back to."""
    return len(batch.cells), len(batch.text_cells), len(batch.place_rows)


def cut_back(batch: Batch, marks: tuple[int, int, int]) -> None:
    """Forget what was appended since `marks`; afterwards the lengths of each group agree."""
    for group, mark in zip((_NUMBERS, _TEXTS, _PLACES), marks, strict=True):
        for name in group:
            del getattr(batch, name)[mark:]
