"""COMMANDS.md names every command and every option, and nothing that is not there; documents lead to what is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from opscenter.cli.main import cli

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = (ROOT / "opscenter" / "cli" / "COMMANDS.md").read_text(encoding="utf-8")


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield " ".join((*path, name)), command
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


ALL = dict(commands(cli))


def row_of(name: str) -> str:
    rows = [line for line in DOCUMENT.splitlines() if re.match(rf"\| `opscenter {re.escape(name)}(?:`| [^a-z])", line)]
    assert len(rows) == 1, f"COMMANDS.md has {len(rows)} rows for `opscenter {name}`"
    return rows[0]


@pytest.mark.parametrize("name", ALL)
def test_the_document_names_every_command_with_its_options(name: str) -> None:
    row = row_of(name)
    documented = row + (row_of("console") if name == "demo" else "")
    for parameter in ALL[name].params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert any(re.search(rf"`{option}\b", documented) for option in parameter.opts), (name, parameter.opts)


def test_the_document_names_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"^\| `opscenter ([a-z]+(?: [a-z-]+)?)[^`]*`", DOCUMENT, re.MULTILINE))
    assert named == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_command_and_option_explains_itself(name: str) -> None:
    command = ALL[name]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden and not parameter.is_flag:
            assert parameter.help or isinstance(parameter.type, (click.Choice, click.IntRange)), parameter.opts


DOCUMENTS = [
    path
    for folder in (".", "opscenter", "resources", "packaging", "tests")
    for path in (ROOT / folder).glob("**/*.md" if folder != "." else "*.md")
]


def anchors_of(path: Path) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        led_to = (document.parent / name).resolve() if name else document
        assert led_to.exists(), target
        assert not anchor or anchor in anchors_of(led_to), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_documents_name_are_there(document: Path) -> None:
    named = re.findall(
        r"`((?:opscenter|resources|tests|packaging)/[\w./-]*(?:\.\w+|/))`", document.read_text(encoding="utf-8")
    )
    assert not [name for name in named if not (ROOT / name).exists()]
