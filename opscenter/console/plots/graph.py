"""pyqtgraph as an untyped module: it has no annotations, and its stubs-by-inference call everything unknown."""

from typing import Any

import pyqtgraph

pg: Any = pyqtgraph
