"""How a class that works on a stream declares what makes up its state, so that all of it can be taken out and put back.

`REMEMBERED` names the attributes that change while it works, each with a `Sort`, or with the type of plain data that it
is. What follows from the catalogue and from the entities and cells there are is not among them: it is made again by
adding those in their order. A class may have besides

- `before_memory()`: brings what is done late up to date, before anything is taken out or put in;
- `remember_more()` and `recall_more(more)`: arrays by name, of what no attribute holds as it is (ValueError, KeyError
  where they do not fit);
- `recalled()`: makes what follows from the attributes put back, and says (ValueError) what does not fit together.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Annotated


class Sort(Enum):
    """What an attribute is, where it is not plain data."""

    PART = auto()
    """Something with `REMEMBERED` of its own (None: nothing)."""
    PARTS = auto()
    """A list, or a map whose keys follow from the catalogue, of such."""
    COLUMN = auto()
    """A `Column` as long as what there is asks for."""
    COLUMNS = auto()
    """A list or map of such."""
    FREE = auto()
    """A `Column` whose length is its own matter."""
    FREES = auto()
    """A list or map of such."""


@dataclass(slots=True, frozen=True)
class Index:
    """A number counts from 0 among these: "instance", "row" or "cell"."""

    of: str


OfInstance = Annotated[int, Index("instance")]
OfRow = Annotated[int, Index("row")]
OfCell = Annotated[int, Index("cell")]
