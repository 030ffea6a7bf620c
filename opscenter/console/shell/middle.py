"""The middle of the window: the map, and left of it the page of a system while one is open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from opscenter.console.pages.panel import LEAST_SHARE, MOST_SHARE, PagesPanel


class Middle(QWidget):
    """Lays out what the page's panel wants: `shown`, `with_map` and `share`. Without a page it is the map alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: PagesPanel | None = None
        self._map: QWidget | None = None
        self._held = False
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(4)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.split)
        self.split.splitterMoved.connect(self._moved)

    def put(self, page: QWidget, main_map: QWidget) -> None:
        """Take in the page's panel (a sentence where it could not be made) and the map."""
        self._map = main_map
        self.split.addWidget(page)
        self.split.addWidget(main_map)
        page.hide()
        if isinstance(page, PagesPanel):
            self._page = page
            page.room_changed.connect(self.arrange)
            self.arrange()

    def hold(self, alone: bool) -> None:
        """While `alone` the map has the whole room, as on a wall; the page comes back afterwards."""
        self._held = alone
        self.arrange()

    def arrange(self) -> None:
        """Give page and map their room."""
        page, main_map = self._page, self._map
        if page is None or main_map is None:
            return
        shown = page.shown and not self._held
        page.setVisible(shown)
        main_map.setVisible(not shown or page.with_map)
        if shown and page.with_map:
            wide = max(2, self.split.width())
            left = round(wide * page.share)
            self.split.setSizes([left, wide - left])

    def _moved(self) -> None:
        page = self._page
        sizes = self.split.sizes()
        if page is not None and page.shown and page.with_map and sum(sizes) > 0:
            page.share = min(MOST_SHARE, max(LEAST_SHARE, sizes[0] / sum(sizes)))
