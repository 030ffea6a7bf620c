"""The menus of the bar over the alarm list: how it is grouped, tones, and the views that are kept."""

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QInputDialog, QWidget

from opscenter.console.alarms.filter_bar import FilterBar
from opscenter.console.alarms.menus import group_menu, pop_up, views_menu
from opscenter.console.alarms.viewing import Viewing
from opscenter.console.attention.attention import Attention
from opscenter.console.attention.sound_menu import sound_menu
from opscenter.console.session import Session


class BarMenus(QObject):
    """Opened under their buttons. `named(str)`: the view is to be kept under this name."""

    named = Signal(str)

    def __init__(
        self, session: Session, viewing: Viewing, attention: Attention, bar: FilterBar, panel: QWidget
    ) -> None:
        super().__init__(panel)
        self._session, self._viewing, self._attention, self._bar, self._panel = session, viewing, attention, bar, panel

    def open(self, which: str) -> None:
        """Open "group", "sound" or "views"."""
        viewing = self._viewing
        if which == "group":
            button: QAbstractButton = self._bar.group
            menu = group_menu(self._panel, viewing.now.grouping, viewing.group_by, viewing.fold_all)
        elif which == "sound":
            button = self._bar.mute
            menu = sound_menu(self._panel, self._attention)
        else:
            button = self._bar.views
            names = list(viewing.views.of(self._session.operator))
            menu = views_menu(self._panel, names, viewing.show_named, self._ask_name, viewing.delete)
        pop_up(menu, button.mapToGlobal(button.rect().bottomLeft()))

    def _ask_name(self) -> None:
        translate = QCoreApplication.translate
        dialog = QInputDialog(self._panel)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(translate("AlarmPanel", "Save this view"))
        dialog.setLabelText(
            translate("AlarmPanel", "Filters, sort and grouping are kept under this name, for you at this desk:")
        )
        dialog.textValueSelected.connect(self.named)
        dialog.open()
