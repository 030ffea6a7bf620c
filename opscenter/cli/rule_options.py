"""`--rules FILE` of every command that knows the catalogue."""

from pathlib import Path

import click

rules_option = click.option(
    "--rules",
    multiple=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of alarm rules beside those of the catalogue; several count (`opscenter rules check FILE`).",
)
