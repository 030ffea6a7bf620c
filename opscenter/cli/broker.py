"""broker: the bus in the middle."""

import threading

import click

from opscenter.cli.output import fail


@click.command()
@click.option("--front", required=True, metavar="ENDPOINT", help="Where publishers connect (XSUB).")
@click.option("--back", required=True, metavar="ENDPOINT", help="Where subscribers connect (XPUB).")
@click.option("--recovery", required=True, metavar="ENDPOINT", help="Where snapshots and lost messages are asked for.")
def broker(front: str, back: str, recovery: str) -> None:
    """Forward messages from publishers to subscribers and keep the recent past for those who missed it."""
    from opscenter.bus.broker import Broker
    from opscenter.bus.errors import EndpointError, KeyFileError
    from opscenter.cli.lifetime import stop_on_signals

    stop = threading.Event()
    stop_on_signals(stop)
    try:
        running = Broker(front, back, recovery)
    except (EndpointError, KeyFileError) as error:
        fail(error)
    click.echo(f"opscenter broker ready front={running.front} back={running.back} recovery={running.recovery}")
    thread = threading.Thread(target=running.run, name="broker")
    thread.start()
    stop.wait()
    running.stop()
    thread.join()


COMMANDS = (broker,)
