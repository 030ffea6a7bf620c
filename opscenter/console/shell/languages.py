"""The console's three languages: their translators, their Qt locale, and which one a user most likely wants."""

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from opscenter.domain.texts import LANGUAGES
from opscenter.settings.resources import resource_root

log = logging.getLogger("opscenter.console.languages")

NATIVE_NAMES = {"en": "English", "zh_Hant": "繁體中文", "zh_Hans": "简体中文"}
"""Each language in itself: never translated, so that everyone finds their own."""

_LOCALES = {"en": "en_GB", "zh_Hant": "zh_Hant_HK", "zh_Hans": "zh_Hans_CN"}
_QT_FILES = {"en": "qtbase_en", "zh_Hant": "qtbase_zh_TW", "zh_Hans": "qtbase_zh_CN"}


def locale_of(language: str) -> QLocale:
    """The locale of dates and names in a console language."""
    return QLocale(_LOCALES.get(language, "en_GB"))


def system_language() -> str:
    """The console language nearest to the languages of the desktop."""
    for name in QLocale.system().uiLanguages():
        locale = QLocale(name)
        if locale.language() is QLocale.Language.Chinese:
            return "zh_Hant" if locale.script() is QLocale.Script.TraditionalHanScript else "zh_Hans"
        if locale.language() is QLocale.Language.English:
            return "en"
    return "en"


class Translators:
    """Installs the translators of one language at a time."""

    def __init__(self) -> None:
        self._installed: list[tuple[QTranslator, bytes]] = []  # Qt reads from the bytes as long as it is installed
        self.language = ""

    def use(self, language: str) -> None:
        """Switch to a language; texts made from now on are in it. An unknown one counts as English."""
        wanted = language if language in LANGUAGES else "en"
        self.remove()
        QLocale.setDefault(locale_of(wanted))
        self.language = wanted
        qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for name, folder in ((_QT_FILES[wanted], qt_folder), (f"opscenter_{wanted}", resource_root() / "i18n")):
            translator, data = QTranslator(), _read(folder / f"{name}.qm")
            if data and translator.load(data):
                QCoreApplication.installTranslator(translator)
                self._installed.append((translator, data))
            elif wanted != "en" and name.startswith("opscenter"):
                log.warning("there is no translation %s.qm; texts stay English", name)

    def remove(self) -> None:
        """Take back what was installed: texts made from now on are as in the sources."""
        for old, _ in self._installed:
            QCoreApplication.removeTranslator(old)
        self._installed.clear()


def _read(path: Path) -> bytes:
    """A translation as it is now, b"" without one. Given its name Qt would map the file into memory, and crash with the
    next text it looks up once an update has rewritten it."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
