"""Names of very many cells, of which few are different: told apart in another thread, taken over by columns."""

import numpy as np
from numpy.typing import NDArray


class ManyNames(list[str]):
    """Names, each one text only; `distinct` ones in the order in which they come, and `which` of these each is, int32
    (n,)."""

    def __init__(self, names: list[str]) -> None:
        """TypeError for what cannot be a name."""
        codes: dict[str, int] = {}
        numbers = [codes.setdefault(name, len(codes)) for name in names]
        self.distinct = list(codes)
        self.which: NDArray[np.int32] = np.array(numbers, np.int32)
        super().__init__(map(self.distinct.__getitem__, numbers))
