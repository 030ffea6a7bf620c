"""history: what was recorded, out of a station or a folder."""

import click

from opscenter.cli.history_care import check, sizes
from opscenter.cli.history_export import export
from opscenter.cli.history_import import import_
from opscenter.cli.history_rebuild import rebuild
from opscenter.cli.history_vacuum import vacuum


@click.group()
def history() -> None:
    """Recorded history."""


for command in (sizes, check, rebuild, export, import_, vacuum):
    history.add_command(command)

COMMANDS = (history,)
