"""feeds: all feeds of a file, supervised; and checking such a file."""

import sys
import threading
from pathlib import Path

import click

from opscenter.cli.output import emit_json, emit_table, fail


@click.group(invoke_without_command=True)
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="File of feeds (TOML).")
@click.option("--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files.")
@click.option("--log-level", type=click.Choice(["debug", "info", "warning", "error"]), default="info")
@click.option("--json", "as_json", is_flag=True, help="Log JSON lines.")
@click.option("--parent-pid", type=int, hidden=True)
@click.pass_context
def feeds(
    context: click.Context,
    config: Path | None,
    catalogue: Path | None,
    log_level: str,
    as_json: bool,
    parent_pid: int | None,
) -> None:
    """Run all feeds of a file, each in a process of its own that is started again when it ends.

    Example: opscenter feeds --config feeds.toml
    """
    from opscenter.cli.lifetime import stop_on_signals, stop_with_parent
    from opscenter.cli.logs import set_up_logs
    from opscenter.feeds.supervising import Supervisor

    if context.invoked_subcommand is not None:
        return
    if config is None:
        raise click.UsageError("Name the file of feeds: --config FILE")
    set_up_logs(log_level, as_json)
    found = _checked(config, catalogue)
    without = [name for name, _, bus in found if not bus]
    if without:
        fail(f'{config}: {", ".join(without)}: name the bus at the top of the file: bus = "tcp://HOST:PORT"')
    more = ["--log-level", log_level, *(["--json"] if as_json else []), "--parent-pid", "1"]
    more += ["--catalogue", str(catalogue)] if catalogue is not None else []
    start = [sys.executable, "-m", "opscenter", "feed"]
    supervisor = Supervisor({name: [*start, name, "--config", str(config), *more] for name, _, _ in found})
    stop = threading.Event()
    stop_on_signals(stop)
    stop_with_parent(parent_pid, stop)
    click.echo(f"opscenter feeds ready feeds={','.join(name for name, _, _ in found)}")
    supervisor.run(stop)


@feeds.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a feed.")
def check(file: Path, catalogue: Path | None, as_json: bool) -> None:
    """Tell all that is wrong with a file of feeds, with lines; nothing is fetched.

    Example: opscenter feeds check feeds.toml
    """
    found = _checked(file, catalogue)
    if as_json:
        for name, kind, bus in found:
            emit_json({"name": name, "kind": kind, "bus": bus})
        return
    emit_table(("FEED", "KIND", "BUS"), found)


@feeds.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object an option.")
@click.argument("kind", required=False)
def kinds(kind: str | None, as_json: bool) -> None:
    """What can be fed, and every option of a KIND with its default.

    Example: opscenter feeds kinds mqtt
    """
    from opscenter.cli.output import encode
    from opscenter.domain.toml_table import nearest
    from opscenter.feeds.config import FEED_OPTIONS
    from opscenter.feeds.registry import KINDS, kind_named

    if kind is None:
        rows = [(name, kind_named(name).sentence) for name in sorted(KINDS)]
        if as_json:
            for name, sentence in rows:
                emit_json({"kind": name, "meaning": sentence})
            return
        for name, sentence in rows:
            click.echo(f"{name:<12} {sentence}")
        return
    if kind not in KINDS:
        fail(f'There is no kind "{kind}"{nearest(kind, KINDS)}')
    found = kind_named(kind)
    options = {option.name: option for option in (*found.options, *FEED_OPTIONS)}
    if not as_json:
        click.echo(f'# {found.sentence}\nkind = "{kind}"\n')
    for option in options.values():
        if as_json:
            emit_json({"name": option.name, "default": option.default, "unit": option.unit, "meaning": option.sentence})
            continue
        unit = f" ({option.unit})" if option.unit else ""
        choices = f" One of {', '.join(option.choices)}." if option.choices else ""
        click.echo(f"# {option.sentence}{choices}{unit}\n{option.name} = {encode(option.default)}\n")


def _checked(config: Path, catalogue: Path | None) -> list[tuple[str, str, str]]:
    """Name, kind and bus of each feed of a file; ends the command with all that is wrong."""
    from opscenter.cli.times import now_ms
    from opscenter.domain.catalogue_parsing import CatalogueErrors
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.feeds.config import read_feeds
    from opscenter.settings.catalogue import load_catalogue

    try:
        found = read_feeds(config, load_catalogue(catalogue), now_ms)
    except (FileMistakes, CatalogueErrors, OSError) as error:
        fail(error)
    for one in found:
        one.feed.source.close()
    return [(one.name, one.kind, one.bus) for one in found]


COMMANDS = (feeds,)
