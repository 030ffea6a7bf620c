"""A client of a station without Qt: for the console, the commands, and scripts of other people.

A script asks and waits, in one thread:

    from opscenter.desk.client import Desk
    from opscenter.desk.errors import DeskError

    try:
        with Desk("tcp://127.0.0.1:7410", name="my script") as desk:
            mirror = desk.present()                                   # the whole city, once
            for entity in mirror.ids:
                row = mirror.row_of[entity]
                cell = mirror.cell(row, "temperature")                # -1: it has none
                if cell >= 0:
                    print(mirror.name(row), mirror.value[cell], mirror.cell_units[cell])
            header, columns = desk.query("series", entity=entity, attribute="temperature",
                                         **{"from": since, "to": until}, points=0)
            desk.command("ack", occurrences=list(mirror.alarms), by="Night shift")
    except DeskError as error:
        print(error)                                                  # a sentence that says what to do next

Times are integers, Unix ms, UTC; numbers are float64 in the unit of `cell_units`, NaN where there is none; `quality` is
an `opscenter.domain.quality.Quality`. Names of queries and commands, their arguments and answers stand in
`opscenter/wire/PROTOCOL.md`; the columns of an answer are numpy arrays of shape (n,). The station on this machine
leaves its address in `opscenter.settings.paths.runtime_folder()`, where `opscenter.desk.address.read_address` finds it.

`client.Desk` asks and waits; `link.Link` never waits, for programs with a window; `mirror.Mirror` is the city as one
knows it, by rows (entities) and cells (one attribute of one entity). Scripts of twenty lines: `resources/examples`.
"""
