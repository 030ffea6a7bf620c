"""opscenter feed and feeds: mistakes before anything runs, the options of kinds, and a real process on a real bus."""

from pathlib import Path

import msgspec
import zmq
from click.testing import CliRunner

from opscenter.cli.main import cli
from tests.support.programs import Program
from tests.support.sockets import own_context

RIGHT = """bus = "ipc://%s"
bind = true
[feeds.files]
kind = "entities"
path = "in"
every_s = 0.1
"""


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, list(arguments))
    return done.exit_code, done.output


def test_a_file_is_checked_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(
        RIGHT % "x" + '[feeds.other]\nkind = "entitis"\n[feeds.third]\nkind = "entities"\nurl = "ftp://x"\n'
    )
    status, told = run("feeds", "check", str(file))
    assert status == 1
    assert 'feeds.toml:8: "kind" cannot be "entitis"; did you mean "entities"?' in told
    assert 'feeds.toml:11: "url" is not a web address' in told
    assert run("feeds", "--config", str(file))[0] == 1
    file.write_text(RIGHT % "x")
    assert run("feeds", "check", str(file), "--json") == (0, '{"name":"files","kind":"entities","bus":"ipc://x"}\n')
    status, told = run("feed", "flies", "--config", str(file))
    assert status == 1 and 'did you mean "files"?' in told


def test_kinds_and_their_options_are_listed() -> None:
    status, told = run("feeds", "kinds")
    assert status == 0 and {"entities", "mqtt"} <= {line.split()[0] for line in told.splitlines()}
    status, told = run("feeds", "kinds", "mqtt")
    assert status == 0 and "retained" in told and "{env:NAME}" in told and "zone" in told
    assert run("feeds", "kinds", "mqt")[0] == 1


def test_a_supervised_feed_publishes_a_file_that_appears_and_ends_on_a_signal(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    address = f"ipc://{tmp_path / 'bus'}"
    file = tmp_path / "feeds.toml"
    file.write_text(RIGHT % (tmp_path / "bus"))
    program = Program(tmp_path, "feeds", "--config", str(file), "--json")
    try:
        program.wait_for_line("opscenter feeds ready")
        program.wait_for_line("opscenter feed ready")
        with own_context() as context:
            socket = context.socket(zmq.SUB)
            try:
                socket.rcvtimeo = 20_000
                socket.subscribe(b"")
                socket.connect(address)
                topics, entity = set(), {}
                while entity.get("type") != "Feed":
                    topic, payload, *_ = socket.recv_multipart()
                    topics.add(topic.decode())
                    entity = msgspec.json.decode(payload) if payload else {}
                assert entity["id"] == "urn:ngsi-ld:Feed:files"
                (folder / "a.json").write_text('{"id": "urn:x:1", "type": "T", "v": 1}')
                while entity.get("type") != "T":
                    topic, payload, header = socket.recv_multipart()
                    entity = msgspec.json.decode(payload) if payload else {}
                assert (topic, entity["v"]) == (b"city/T/urn:x:1", 1)
                assert msgspec.json.decode(header)["pub"] == "feed-files"
                program.process.terminate()
                while entity.get("state", {}).get("value") != "stopped":
                    _, payload, _ = socket.recv_multipart()
                    entity = msgspec.json.decode(payload) if payload else {}
            finally:
                socket.close(0)
        assert program.wait(60) == 0
        assert all(msgspec.json.decode(line)["channel"] for line in program.errors if line)
    finally:
        program.stop()
