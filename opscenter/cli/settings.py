"""settings: every option of a station's settings file."""

import click

from opscenter.cli.asking import json_option
from opscenter.cli.output import emit_json


@click.command("settings")
@json_option
def settings(as_json: bool) -> None:
    """A settings file for `opscenter station --config FILE` with every option, its default and what it means."""
    from opscenter.cli.output import encode
    from opscenter.settings.station import STATION_OPTIONS

    for option in STATION_OPTIONS:
        if as_json:
            emit_json({"name": option.name, "default": option.default, "unit": option.unit, "meaning": option.sentence})
            continue
        unit = f" ({option.unit})" if option.unit else ""
        # A JSON text, number or list of texts is written the same in TOML.
        click.echo(f"# {option.sentence}{unit}\n{option.name} = {encode(option.default)}\n")


COMMANDS = (settings,)
