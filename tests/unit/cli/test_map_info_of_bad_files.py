"""map info on files with mistakes: a sentence and status 1 where nothing can be drawn, else warnings and status 0."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from opscenter.city.basemap import write_basemap
from opscenter.cli.main import cli
from tests.support.bad_basemaps import BAD, Bad, across_the_antimeridian

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("city") / "city.pmtiles"
    write_basemap(1, path, 5_000)
    return path


@pytest.mark.parametrize("bad", BAD.values(), ids=list(BAD))
def test_a_file_with_mistakes(bad: Bad, city: Path, tmp_path: Path) -> None:
    path = bad.make(tmp_path, city)
    result = CliRunner().invoke(cli, ["map", "info", str(path)])
    assert result.exit_code == bad.status, result.output
    if bad.opens:
        assert bad.info in result.output
        told = CliRunner().invoke(cli, ["map", "info", str(path), "--json"])
        assert any(bad.info in problem for problem in json.loads(told.stdout)["problems"])
    else:
        assert bad.said in result.output and len(result.output.strip().splitlines()) == 1


def test_what_crosses_the_antimeridian_is_no_mistake(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["map", "info", str(across_the_antimeridian(tmp_path)), "--json"])
    assert result.exit_code == 0
    assert not any("not drawn" in problem for problem in json.loads(result.stdout)["problems"])
