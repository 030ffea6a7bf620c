"""No text of the console is missing, unfinished or stale in any language, and each fits its source."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from opscenter.console.shell.languages import Translators
from opscenter.domain.texts import LANGUAGES

SCRIPT = Path(__file__).resolve().parents[3] / "packaging" / "translate.py"


@pytest.fixture(scope="module")
def translate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("packaging_translate", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_text_is_translated(translate: ModuleType) -> None:
    found = translate.problems()
    assert not found, "\n".join(found)


def test_missing_unfinished_and_stale_texts_are_noticed(
    translate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [translate.Message("A", text) for text in ("kept", "new", "half", "{a} of {b}")]
    monkeypatch.setattr(translate, "messages_in_sources", lambda: set(wanted))
    monkeypatch.setattr(translate, "FOLDER", tmp_path)
    for language in (*translate.TARGETS, translate.PLURALS):
        (tmp_path / f"opscenter_{language}.qm").touch()
        (tmp_path / f"opscenter_{language}.ts").write_text("<TS/>")
    (tmp_path / "opscenter_zh_Hans.ts").write_text(
        "<TS><context><name>A</name>"
        "<message><source>kept</source><translation>x</translation></message>"
        "<message><source>half</source><translation type='unfinished'/></message>"
        "<message><source>old</source><translation>x</translation></message>"
        "<message><source>{a} of {b}</source><translation>{a}</translation></message>"
        "</context></TS>"
    )
    found = [line for line in translate.problems() if "zh_Hans" in line]
    assert found == [
        "opscenter_zh_Hans.ts: missing: [A] 'new'",
        "opscenter_zh_Hans.ts: stale: [A] 'old'",
        "opscenter_zh_Hans.ts: unfinished: [A] 'half'",
        "opscenter_zh_Hans.ts: has other {names} than its source: [A] '{a} of {b}'",
    ]


def test_texts_are_found_by_their_class(translate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "panel.py").write_text(
        "class P:\n"
        "    def f(self, n):\n"
        "        self.tr('one ' 'text')\n"
        "        self.tr('%n thing(s)', '', n)\n"
        "        QCoreApplication.translate('Other', 'two', 'a remark')\n"
        "        _translate('Other', 'three')\n"
        "        painter.translate(1, 2)\n"
    )
    monkeypatch.setattr(translate, "SOURCES", tmp_path)
    monkeypatch.setattr(translate, "QML", tmp_path)
    assert translate.messages_in_sources() == {
        translate.Message("P", "one text"),
        translate.Message("P", "%n thing(s)", "", True),
        translate.Message("Other", "two", "a remark"),
        translate.Message("Other", "three"),
    }


def test_a_text_that_is_no_literal_is_refused(
    translate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "panel.py").write_text("class P:\n    def f(self, x):\n        self.tr(f'{x}')\n")
    monkeypatch.setattr(translate, "SOURCES", tmp_path)
    monkeypatch.setattr(translate, "QML", tmp_path)
    with pytest.raises(translate.TextError, match=r"panel\.py:3"):
        translate.messages_in_sources()


def test_translations_of_texts_that_qt_overlooks_stay(
    translate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, folder = tmp_path / "sources", tmp_path / "i18n"
    sources.mkdir()
    folder.mkdir()
    (sources / "panel.py").write_text(
        "class P:\n    def f(self):\n        return f\"{self.tr('inside')} {self.tr('new')}\"\n"
    )
    (folder / "opscenter_zh_Hant.ts").write_text(
        "<TS><context><name>P</name>"
        "<message><source>inside</source><translation>kept</translation></message>"
        "</context></TS>"
    )
    monkeypatch.setattr(translate, "ROOT", tmp_path)
    monkeypatch.setattr(translate, "SOURCES", sources)
    monkeypatch.setattr(translate, "QML", sources)
    monkeypatch.setattr(translate, "FOLDER", folder)
    translate.update()
    assert translate.messages_in_ts(folder / "opscenter_zh_Hant.ts") == {
        translate.Message("P", "inside"): "",
        translate.Message("P", "new"): "unfinished",
    }
    assert "kept" in (folder / "opscenter_zh_Hant.ts").read_text("utf-8")


def test_languages_switch_live(qtbot: QtBot) -> None:
    translators = Translators()
    texts = []
    for language in LANGUAGES:
        translators.use(language)
        texts.append(QCoreApplication.translate("Commands", "Overview"))
    gaps = []
    translators.use("en")
    for count in (1, 2):
        gaps.append(QCoreApplication.translate("HeaderBar", "%n gap(s)", "", count))
    assert texts == ["Overview", "概覽", "概览"]
    assert gaps == ["1 gap", "2 gaps"]
    translators.use("klingon")
    assert translators.language == "en"
