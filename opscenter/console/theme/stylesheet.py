"""The widgets' look, built from the tokens: a palette for what Qt paints itself and a style sheet for the rest."""

from PySide6.QtGui import QColor, QPalette

from opscenter.console.theme.contrast import blend, ink_on
from opscenter.console.theme.tokens import FONT_PX, GRID_PX, ROW_PX, Tokens
from opscenter.settings.resources import resource_root


def build_palette(tokens: Tokens) -> QPalette:
    """A Qt palette of the tokens."""
    palette = QPalette()
    role = QPalette.ColorRole
    faded = QColor(blend(tokens.text, tokens.panel, 0.45))
    for where, colour in (
        (role.Window, tokens.panel),
        (role.WindowText, tokens.text),
        (role.Base, tokens.panel),
        (role.AlternateBase, blend(tokens.raised, tokens.panel, 0.5)),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.raised),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.text),
        (role.ToolTipBase, tokens.raised),
        (role.ToolTipText, tokens.text),
        (role.Highlight, selection_fill(tokens)),
        (role.HighlightedText, tokens.text),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.Light, tokens.raised),
        (role.Midlight, tokens.raised),
        (role.Mid, tokens.line),
        (role.Dark, tokens.line),
        (role.Shadow, tokens.ground),
        (role.Accent, tokens.accent),
    ):
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, faded)
    return palette


def selection_fill(tokens: Tokens) -> str:
    """The fill of a selected row: the accent, laid thinly on the panel so that text keeps its contrast."""
    return blend(tokens.accent, tokens.panel, 0.2)


def hover_fill(tokens: Tokens) -> str:
    """The fill under the pointer."""
    return blend(tokens.text, tokens.panel, 0.07)


def build_stylesheet(tokens: Tokens) -> str:
    """The style sheet of the application.

    Widgets choose a part by the dynamic property `role`: "small", "muted", "large", "figure", "display", "heading",
    "field", "tool", "primary", "badge"; nothing else in the program sets colours on widgets.
    """
    t = tokens
    hover = hover_fill(t)
    pressed = blend(t.text, t.panel, 0.14)
    chosen = selection_fill(t)
    faded = blend(t.muted, t.panel, 0.5)
    urgent_ink = ink_on(t.critical)
    arrow = (resource_root() / "theme" / f"drop-{t.name}.svg").as_posix()
    return f"""
* {{ outline: none; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: {GRID_PX}px {GRID_PX * 2}px;
    font-size: {FONT_PX["normal"]}px; }}
QMainWindow {{ background: {t.ground}; }}
QMainWindow::separator {{ background: {t.ground}; width: {GRID_PX}px; height: {GRID_PX}px; }}
QMainWindow::separator:hover {{ background: {t.accent}; }}
QDialog, QMessageBox {{ background: {t.panel}; }}

*[role="small"] {{ font-size: {FONT_PX["small"]}px; color: {t.muted}; }}
*[role="muted"] {{ color: {t.muted}; }}
*[role="heading"] {{ font-size: {FONT_PX["small"]}px; font-weight: 600; color: {t.muted}; }}
*[role="large"] {{ font-size: {FONT_PX["large"]}px; }}
*[role="title"] {{ font-size: {FONT_PX["large"]}px; font-weight: 600; }}
*[role="figure"] {{ font-size: {FONT_PX["figure"]}px; }}
*[role="display"] {{ font-size: {FONT_PX["display"]}px; }}

QPushButton, QToolButton {{ border: 1px solid transparent; border-radius: 3px; padding: 3px {GRID_PX * 2}px;
    background: transparent; color: {t.text}; min-height: 20px; }}
QPushButton {{ background: {t.raised}; border-color: {t.line}; }}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {pressed}; }}
QPushButton:checked, QToolButton:checked {{ background: {chosen}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {t.accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {faded}; }}
QPushButton[role="primary"] {{ border-color: {t.accent}; font-weight: 600; }}
QPushButton[role="field"] {{ text-align: left; color: {t.muted}; background: {t.ground}; border-color: {t.line};
    padding: 3px {GRID_PX * 2}px; }}
QPushButton[role="field"]:hover, QPushButton[role="field"]:focus {{ border-color: {t.accent}; }}
QPushButton[role="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[role="quiet"]:hover {{ background: {hover}; }}
QPushButton[role="quiet"]:focus {{ border-color: {t.accent}; }}
QPushButton[role="chip"] {{ background: transparent; border-color: transparent; color: {t.muted};
    padding: 0 {GRID_PX * 2}px; min-height: 22px; font-size: {FONT_PX["small"]}px; }}
QPushButton[role="chip"]:hover {{ background: {hover}; color: {t.text}; }}
QPushButton[role="chip"]:checked {{ background: {chosen}; color: {t.text}; }}
QPushButton[role="chip"]:focus {{ border-color: {t.accent}; }}
QToolButton[role="icon"] {{ padding: 0; min-height: 0; }}
QToolButton[role="icon"][firm="true"] {{ min-height: 22px; }}
QPushButton::menu-indicator, QToolButton::menu-indicator {{ image: none; width: 0; }}

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit, QComboBox {{ background: {t.ground};
    color: {t.text}; border: 1px solid {t.line}; border-radius: 3px; padding: 3px {GRID_PX * 2}px; min-height: 20px;
    selection-background-color: {chosen}; selection-color: {t.text}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus
    {{ border-color: {t.accent}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.line}; }}
QCheckBox, QRadioButton {{ spacing: {GRID_PX * 2}px; }}
QCheckBox::indicator {{ width: 12px; height: 12px; border: 1px solid {t.muted}; border-radius: 2px;
    background: {t.ground}; }}
QRadioButton::indicator {{ width: 12px; height: 12px; border: 1px solid {t.muted}; border-radius: 7px;
    background: {t.ground}; }}
QRadioButton::indicator:checked {{ border-color: {t.accent}; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
    fx: 0.5, fy: 0.5, stop: 0 {t.accent}, stop: 0.5 {t.accent}, stop: 0.6 {t.ground}, stop: 1 {t.ground}); }}
QRadioButton:focus {{ color: {t.accent}; }}
QListView::indicator:unchecked, QTreeView::indicator:unchecked {{ width: 12px; height: 12px;
    border: 1px solid {t.muted}; border-radius: 2px; background: {t.ground}; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; }}
QCheckBox::indicator:focus, QCheckBox:focus::indicator {{ border-color: {t.accent}; }}

QMenu {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: {GRID_PX}px 0; }}
QMenu::item {{ padding: 5px {GRID_PX * 6}px 5px {GRID_PX * 7}px; }}
QMenu::item:selected {{ background: {chosen}; }}
QMenu::item:disabled {{ color: {faded}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {GRID_PX}px 0; }}
QMenu::icon {{ padding-left: {GRID_PX * 2}px; }}
QMenu::indicator {{ width: 12px; height: 12px; left: {GRID_PX * 2}px; }}

QTabBar {{ background: transparent; qproperty-drawBase: 0; qproperty-elideMode: ElideNone; qproperty-expanding: 0;
    font-size: {FONT_PX["small"]}px; }}
QTabBar::tab {{ background: transparent; color: {t.muted}; padding: {GRID_PX}px {GRID_PX * 3}px; min-height: 20px;
    border: none; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {t.text}; border-bottom-color: {t.accent}; }}
QTabBar::tab:hover {{ color: {t.text}; background: {hover}; }}
QTabWidget::pane {{ border: none; }}

QDockWidget {{ color: {t.text}; }}
QDockWidget > QWidget {{ background: {t.panel}; }}

QHeaderView {{ background: {t.panel}; }}
QHeaderView::section {{ background: {t.panel}; color: {t.muted}; border: none; border-bottom: 1px solid {t.line};
    padding: {GRID_PX}px {GRID_PX * 2}px; font-size: {FONT_PX["small"]}px; font-weight: 400; }}
QAbstractItemView {{ background: {t.panel}; color: {t.text}; border: 1px solid transparent;
    gridline-color: {t.line}; selection-background-color: {chosen}; selection-color: {t.text};
    alternate-background-color: {t.panel}; }}
QAbstractItemView:focus {{ border-color: {t.accent}; }}
QTableView::item, QTreeView::item, QListView::item {{ padding: 0 {GRID_PX * 2}px; min-height: {ROW_PX}px;
    border: none; }}
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover {{ background: {hover}; }}
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {{ background: {chosen};
    color: {t.text}; }}
QTableCornerButton::section {{ background: {t.panel}; border: none; }}

QScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {t.line}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
    border: none; width: 0; height: 0; }}
QSplitter::handle {{ background: {t.ground}; }}
QSplitter::handle:hover {{ background: {t.accent}; }}
QProgressBar {{ background: {t.ground}; border: none; height: 4px; }}
QProgressBar::chunk {{ background: {t.muted}; }}

#HeaderBar {{ background: {t.panel}; border-bottom: 1px solid {t.line}; }}
#HeaderProgram {{ font-weight: 600; font-size: {FONT_PX["large"]}px; }}
#HeaderCity {{ font-size: {FONT_PX["large"]}px; color: {t.text}; }}
#HeaderClock {{ font-size: {FONT_PX["large"]}px; }}
#HeaderClock[past="true"] {{ color: {t.replay}; font-weight: 600; }}
#HeaderMode {{ color: {t.ground}; background: {t.replay}; border-radius: 3px; font-weight: 600;
    padding: 1px {GRID_PX + 2}px; }}
#HeaderClock[past="true"][mode="exercise"] {{ color: {t.exercise}; }}
#HeaderMode[mode="exercise"] {{ background: {t.exercise}; }}
#ReviewBar, #ReplayBar {{ background: {t.panel}; border-top: 1px solid {t.line}; }}
#ReviewLive[urgent="true"] {{ background: {t.critical}; color: {t.ground}; font-weight: 600; }}
#TrainerCourse {{ background: {t.panel}; }}
#TrainerBar {{ background: {t.panel}; border-bottom: 1px solid {t.line}; }}
#TrainerBadge, #ExerciseBadge {{ color: {t.ground}; background: {t.exercise}; border-radius: 3px; font-weight: 600;
    padding: 2px {GRID_PX * 2}px; }}
#CapStatus {{ font-size: {FONT_PX["figure"]}px; font-weight: 600; border-radius: 3px;
    padding: {GRID_PX}px {GRID_PX * 4}px; color: {t.ground}; background: {t.replay}; }}
#CapStatus[status="Actual"] {{ background: {t.text}; }}
#CapStatus[status="Exercise"] {{ background: {t.exercise}; }}
#ExerciseSheet QScrollArea, #ExerciseSheetBody {{ background: {t.raised}; }}
#ExerciseClock {{ color: {t.exercise}; }}
QStatusBar::item {{ border: none; }}
#HeaderRule {{ background: {t.line}; }}
#LiveBanner {{ background: {t.critical}; border-bottom: 2px solid {urgent_ink}; }}
#LiveBanner QLabel {{ color: {urgent_ink}; }}
#LiveBanner QPushButton {{ background: {urgent_ink}; color: {t.critical}; border-color: {urgent_ink};
    font-weight: 600; }}
#ReplayLive[urgent="true"] {{ background: {t.critical}; color: {urgent_ink}; font-weight: 600; }}
#NoticeBar {{ background: {t.raised}; border-bottom: 1px solid {t.line}; }}
#NoticeBar[urgent="true"] {{ background: {t.text}; }}
#NoticeBar[urgent="true"] QLabel {{ color: {t.ground}; font-weight: 600; }}
#DockTitle {{ background: {t.panel}; }}
#DockTitle QLabel {{ font-size: {FONT_PX["small"]}px; font-weight: 600; color: {t.muted}; }}
#DockTitle QToolButton {{ padding: 0; min-height: 0; }}
#Fold {{ background: {t.panel}; border-left: 1px solid {t.line}; }}
#SearchPalette {{ background: {t.raised}; border: 1px solid {t.line}; border-radius: 6px; }}
#SearchPalette QLineEdit {{ background: {t.raised}; border: none; border-bottom: 1px solid {t.line};
    border-radius: 0; font-size: {FONT_PX["large"]}px; padding: {GRID_PX * 2}px {GRID_PX * 3}px; }}
#SearchPalette QListView {{ background: {t.raised}; border: none; }}
#HelpSheet QLabel[role="key"] {{ background: {t.raised}; border: 1px solid {t.line}; border-radius: 3px;
    padding: 1px {GRID_PX * 2}px; font-size: {FONT_PX["small"]}px; }}
#EmptyState {{ color: {t.muted}; }}
"""
