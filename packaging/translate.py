"""Keeps the console's translations: collect texts, make the files the program loads, and check that nothing is missing.

python packaging/translate.py update     texts of the sources -> resources/i18n/opscenter_*.ts (new ones unfinished)
python packaging/translate.py release    .ts -> .qm, which the console loads
python packaging/translate.py check      exit status 1 and a list when a text is missing, unfinished or stale
"""

import argparse
import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "opscenter" / "console"
QML = ROOT / "resources" / "qml"
FOLDER = ROOT / "resources" / "i18n"
TARGETS = {"zh_Hant": "zh_TW", "zh_Hans": "zh_CN"}
PLURALS = "en"

_QML_TEXT = re.compile(r"""qsTr\(\s*"((?:[^"\\]|\\.)*)"\s*(?:,\s*"((?:[^"\\]|\\.)*)")?""")


@dataclass(frozen=True, order=True)
class Message:
    """One text as Qt looks it up."""

    context: str
    source: str
    comment: str = ""
    plural: bool = False


class TextError(ValueError):
    """A text that Qt's tools could not find, because it is not written as a literal."""


def sources() -> list[Path]:
    """The Python and QML files that have texts."""
    python = [
        path for path in sorted(SOURCES.rglob("*.py")) if re.search(r"\btr\(|translate\(", path.read_text("utf-8"))
    ]
    return python + [path for path in sorted(QML.rglob("*.qml")) if "qsTr" in path.read_text("utf-8")]


def messages_in_sources() -> set[Message]:
    """Every text of the sources. Raises TextError for one that is not a literal."""
    found: set[Message] = set()
    for path in sources():
        text = path.read_text("utf-8")
        if path.suffix == ".qml":
            for source, comment in _QML_TEXT.findall(text):
                found.add(Message(path.stem, source.replace('\\"', '"'), comment))
        else:
            found.update(_in_python(ast.parse(text), path, ""))
    return found


def _in_python(node: ast.AST, path: Path, context: str) -> Iterator[Message]:
    if isinstance(node, ast.ClassDef):
        context = node.name
    if isinstance(node, ast.Call):
        called = node.func
        if isinstance(called, ast.Attribute):
            owner = called.value.id if isinstance(called.value, ast.Name) else ""
            name = called.attr if called.attr == "tr" or owner == "QCoreApplication" else ""
        else:
            name = called.id if isinstance(called, ast.Name) else ""
        if name in ("tr", "translate", "_translate"):
            yield _message(node, path, context, name != "tr")
    for child in ast.iter_child_nodes(node):
        yield from _in_python(child, path, context)


def _message(node: ast.Call, path: Path, context: str, whole: bool) -> Message:
    texts = []
    for argument in node.args[: 3 if whole else 2]:
        if not (isinstance(argument, ast.Constant) and (isinstance(argument.value, str) or argument.value is None)):
            raise TextError(f"{path}:{node.lineno}: a text to translate is not a literal")
        texts.append(argument.value or "")
    if whole:
        context, *texts = texts
    comment = texts[1] if len(texts) > 1 else ""
    return Message(context, texts[0], comment, len(node.args) > (3 if whole else 2))


def messages_in_ts(path: Path) -> dict[Message, str]:
    """Texts of a .ts file with "" for a finished one, else what is wrong with it."""
    found: dict[Message, str] = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for entry in context.iter("message"):
            plural = entry.get("numerus") == "yes"
            message = Message(name, entry.findtext("source") or "", entry.findtext("comment") or "", plural)
            translation = entry.find("translation")
            state = "" if translation is None else translation.get("type", "")
            forms = [] if translation is None else [f.text or "" for f in translation.iter("numerusform")]
            if not plural:
                forms = ["" if translation is None else translation.text or ""]
            if state in ("obsolete", "vanished"):
                found[message] = "stale"
            elif state == "unfinished" or not forms or not all(form.strip() for form in forms):
                found[message] = "unfinished"
            else:
                found[message] = _braces(message, forms)
    return found


def _braces(message: Message, forms: list[str]) -> str:
    """The named places of a text must all be in its translation, or formatting it fails in front of the user."""
    wanted = sorted(re.findall(r"\{\w*\}", message.source))
    for form in forms:
        if sorted(re.findall(r"\{\w*\}", form)) != wanted:
            return "has other {names} than its source"
    return ""


def problems() -> list[str]:
    """One sentence for each text that is missing, unfinished or stale in a language."""
    wanted = messages_in_sources()
    found = []
    for language in (*TARGETS, PLURALS):
        path = FOLDER / f"opscenter_{language}.ts"
        if not path.exists():
            found.append(f"{path.name} is missing")
            continue
        have = messages_in_ts(path)
        needed = {message for message in wanted if message.plural} if language == PLURALS else wanted
        found += [f"{path.name}: missing: {_name(message)}" for message in sorted(needed - have.keys())]
        found += [f"{path.name}: stale: {_name(message)}" for message in sorted(have.keys() - wanted)]
        found += [
            f"{path.name}: {why}: {_name(message)}" for message, why in sorted(have.items()) if why and why != "stale"
        ]
        compiled = path.with_suffix(".qm")
        if not compiled.exists():
            found.append(f"{compiled.name} is missing: run `python packaging/translate.py release`")
    return found


def _name(message: Message) -> str:
    return f"[{message.context}] {message.source!r}"


def _tool(name: str) -> str:
    beside = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if beside is None:
        raise SystemExit(f"{name} was not found; it comes with PySide6-Essentials")
    return beside


def update() -> None:
    """Collect the texts; what was translated stays."""
    files = [str(path.relative_to(ROOT)) for path in sources()]
    wanted = messages_in_sources()
    for language in (*TARGETS, PLURALS):
        target = FOLDER / f"opscenter_{language}.ts"
        before = _known(target) if target.exists() else {}
        options = ["-no-obsolete", "-locations", "none", "-source-language", "en"]
        options += ["-target-language", TARGETS.get(language, "en_GB")]
        # The files come first: with options before them lupdate takes a Python file for an unknown kind.
        subprocess.run([_tool("pyside6-lupdate"), *files, *options, "-ts", str(target)], cwd=ROOT, check=True)
        english = language == PLURALS
        needed = {message for message in wanted if message.plural or not english}
        _mend(target, needed, before, forms=2 if english else 1)


def _key(context: str, entry: ET.Element) -> tuple[str, str, str]:
    return context, entry.findtext("source") or "", entry.findtext("comment") or ""


def _known(path: Path) -> dict[tuple[str, str, str], list[str]]:
    """What is translated already: a text's one form, or all its plural forms."""
    known = {}
    for context in ET.parse(path).getroot().iter("context"):
        for entry in context.iter("message"):
            translation = entry.find("translation")
            if translation is not None and translation.get("type") is None:
                forms = [form.text or "" for form in translation.iter("numerusform")]
                known[_key(context.findtext("name") or "", entry)] = forms or [translation.text or ""]
    return known


def _mend(path: Path, wanted: set[Message], before: dict[tuple[str, str, str], list[str]], forms: int) -> None:
    """Leave exactly the wanted texts: lupdate misses QCoreApplication.translate(.., n) and texts inside f-strings."""
    root = ET.parse(path).getroot()
    by_key = {(message.context, message.source, message.comment): message for message in wanted}
    contexts = {context.findtext("name") or "": context for context in root.iter("context")}
    entries = {_key(name, entry): entry for name, context in contexts.items() for entry in context.iter("message")}
    for key, entry in entries.items():
        if key not in by_key:
            contexts[key[0]].remove(entry)
    for key, message in sorted(by_key.items()):
        if message.context not in contexts:
            contexts[message.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[message.context], "name").text = message.context
        found = entries.get(key)
        if found is None:
            found = ET.SubElement(contexts[message.context], "message")
            ET.SubElement(found, "source").text = message.source
            if message.comment:
                ET.SubElement(found, "comment").text = message.comment
            _translate(ET.SubElement(found, "translation", type="unfinished"), before.get(key, []))
        if message.plural:
            _make_plural(found, before.get(key, []), forms)
    for context in list(root.iter("context")):
        if context.find("message") is None:
            root.remove(context)
    _write(path, root)


def _translate(translation: ET.Element, known: list[str]) -> None:
    """Give back a translation that lupdate dropped with its text."""
    if len(known) == 1 and known[0].strip():
        translation.text = known[0]
        del translation.attrib["type"]


def _make_plural(entry: ET.Element, known: list[str], forms: int) -> None:
    translation = entry.find("translation")
    if translation is None:
        translation = ET.SubElement(entry, "translation")
    translation.clear()
    entry.set("numerus", "yes")
    texts = known if len(known) == forms else [""] * forms
    if not all(text.strip() for text in texts):
        translation.set("type", "unfinished")
    for text in texts:
        ET.SubElement(translation, "numerusform").text = text


def release() -> None:
    """Make the files that the console loads."""
    for language in (*TARGETS, PLURALS):
        source = FOLDER / f"opscenter_{language}.ts"
        subprocess.run([_tool("pyside6-lrelease"), str(source), "-qm", str(source.with_suffix(".qm"))], check=True)


def fill(table: Path) -> None:
    """Finish unfinished texts from a table. Plural forms are one in Chinese; English ones come from "(s)"."""
    lines = [line for line in table.read_text("utf-8").split("\n") if line.count("\t") == 2]
    rows = [[cell.replace("\\t", "\t") for cell in line.split("\t")] for line in lines]
    known = {source: dict(zip(TARGETS, texts, strict=True)) for source, *texts in rows}
    for language in (*TARGETS, PLURALS):
        path = FOLDER / f"opscenter_{language}.ts"
        root = ET.parse(path).getroot()
        for entry in root.iter("message"):
            source, translation = entry.findtext("source") or "", entry.find("translation")
            if translation is None or translation.get("type") != "unfinished":
                continue
            if language == PLURALS:
                texts = [source.replace("(s)", "").replace("entities", "entity"), source.replace("(s)", "s")]
            elif source in known:
                texts = [known[source][language]]
            else:
                continue
            forms = list(translation.iter("numerusform"))
            if forms:
                for form, text in zip(forms, texts, strict=True):
                    form.text = text
            else:
                translation.text = texts[0]
            del translation.attrib["type"]
        _write(path, root)


def _write(path: Path, root: ET.Element) -> None:
    ET.indent(root, "    ")
    text = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8")


def main() -> int:
    """Run one of the four."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("update", "fill", "release", "check"))
    parser.add_argument("file", nargs="?", type=Path, help="the table to fill from")
    arguments = parser.parse_args()
    what = arguments.what
    if what == "update":
        update()
    elif what == "fill":
        if arguments.file is None:
            parser.error("fill needs a table")
        fill(arguments.file)
    elif what == "release":
        release()
    else:
        found = problems()
        sys.stdout.write("".join(f"{line}\n" for line in found))
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
