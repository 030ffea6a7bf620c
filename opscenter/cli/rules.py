"""rules: files of alarm rules, looked at before a station has them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.areas import catalogue_option
from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.output import emit_json, fail, printable
from opscenter.cli.rule_options import rules_option
from opscenter.cli.rules_simulate import simulate
from opscenter.cli.rules_trial import trial

if TYPE_CHECKING:
    from opscenter.domain.catalogue import Catalogue
    from opscenter.domain.rule import Rule


@click.group()
def rules() -> None:
    """Alarm rules: what is wrong with them, and what they say in words."""


@rules.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@catalogue_option
@json_option
def check(files: tuple[Path, ...], catalogue: Path | None, as_json: bool) -> None:
    """Check files of rules together with the catalogue; without a FILE the catalogue alone.

    Prints every mistake as file:line: sentence, then what the files change. The exit status is 1 when there is a
    mistake; a warning changes nothing.
    """
    from opscenter.domain.rule_changes import rule_changes, versions_of
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.settings.catalogue import load_catalogue

    try:
        changed = load_catalogue(catalogue, files)
    except FileMistakes as errors:
        told = [{"file": one.file, "line": one.line, "message": one.message} for one in errors.mistakes]
        if as_json:
            emit_json({"ok": False, "mistakes": told, "warnings": []})
            raise SystemExit(1) from None
        fail(f"{errors}\n{len(told)} {'mistake' if len(told) == 1 else 'mistakes'}")
    changes = rule_changes(versions_of(load_catalogue(catalogue)), versions_of(changed))
    if as_json:
        warnings = [{"file": one.file, "line": one.line, "message": one.message} for one in changed.warnings]
        found = {"ok": True, "mistakes": [], "warnings": warnings, "rules": len(changed.rules())}
        emit_json({**found, "added": changes.added, "changed": changes.changed, "removed": changes.removed})
        return
    for warning in changed.warnings:
        click.echo(f"warning: {printable(warning)}", err=True)
    for sign, versions in (("+", changes.added), ("-", changes.removed)):
        for rule_id, version in versions.items():
            click.echo(f"{sign} {rule_id} ({version})")
    for rule_id, (before, after) in changes.changed.items():
        click.echo(f"~ {rule_id} ({before} -> {after})")
    click.echo(
        f"{len(changed.rules())} rules are right: {len(changes.added)} added, {len(changes.changed)} changed, "
        f"{len(changes.removed)} taken out."
    )


@rules.command()
@click.argument("what", nargs=-1, required=True, metavar="RULE|FILE...")
@rules_option
@catalogue_option
@click.option(
    "--language", type=click.Choice(["en", "zh_Hant", "zh_Hans"]), default="en", help="Language of the words."
)
@station_option
@json_option
def explain(
    what: tuple[str, ...],
    rules: tuple[Path, ...],
    catalogue: Path | None,
    language: str,
    station: str | None,
    as_json: bool,
) -> None:
    """Say in words what rules do: by their ids, or all of a file of rules.

    With --station it also says how many entities of that station each of them watches.
    """
    from opscenter.domain.rule_words import explained
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.settings.catalogue import load_catalogue

    files = tuple(Path(one) for one in what if _is_file(one))
    try:
        known = load_catalogue(catalogue, (*rules, *files))
    except FileMistakes as errors:
        fail(errors)
    chosen = _chosen(what, known)
    counts = _entities(station) if station else None
    for number, rule in enumerate(chosen):
        kind = known.kinds[rule.entity_type]
        entities = counts.get(rule.entity_type, 0) if counts is not None else None
        lines = explained(rule, kind, language, entities, known)
        if as_json:
            emit_json({**_fields(rule), "entities": entities, "words": [list(line) for line in lines]})
            continue
        if number:
            click.echo()
        for label, text in lines:
            click.echo(f"{label}: {printable(text)}")


def _is_file(named: str) -> bool:
    return named.endswith(".toml") or Path(named).is_file()


def _chosen(what: tuple[str, ...], known: "Catalogue") -> "list[Rule]":
    """The rules that are named, by id or by file; ends the command with the nearest right name."""
    from opscenter.domain.toml_table import nearest
    from opscenter.settings.catalogue import rule_ids_of

    by_id = {rule.id: rule for rule in known.rules()}
    chosen: dict[str, Rule] = {}
    for one in what:
        if _is_file(one):
            chosen |= {rule_id: by_id[rule_id] for rule_id in rule_ids_of(Path(one)) if rule_id in by_id}
        elif one in by_id:
            chosen[one] = by_id[one]
        else:
            fail(f"There is no rule {one!r}{nearest(one, by_id)}")
    return list(chosen.values())


def _entities(station: str) -> dict[str, int]:
    """How many entities of each type a station has."""
    from collections import Counter

    with asking(station) as desk:
        return Counter(desk.present().types)


def _fields(rule: "Rule") -> dict[str, Any]:
    import dataclasses

    return dataclasses.asdict(rule)


rules.add_command(simulate)
rules.add_command(trial)

COMMANDS = (rules,)
