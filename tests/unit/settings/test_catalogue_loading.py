"""Loading the catalogue from the program's resources and from a folder of the site's own."""

from pathlib import Path

import pytest

from opscenter.domain.catalogue_parsing import CatalogueErrors
from opscenter.settings.catalogue import load_catalogue

OWN = """
[[kind]]
type = "Fountain"
system = "water"
name = { en = "Fountain", zh_Hant = "噴泉", zh_Hans = "喷泉" }
"""


def test_a_folder_adds_to_what_comes_with_the_program(tmp_path: Path) -> None:
    (tmp_path / "fountains.toml").write_text(OWN, encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    assert catalogue.kinds["Fountain"].system == "water" and "WeatherObserved" in catalogue.kinds


def test_a_file_of_the_same_name_takes_the_place_of_the_programs(tmp_path: Path) -> None:
    shipped = load_catalogue()
    (tmp_path / "gas.toml").write_text(
        '[system]\nid = "gas"\nname = { en = "Town gas", zh_Hant = "煤氣", zh_Hans = "煤气" }\n', encoding="utf-8"
    )
    catalogue = load_catalogue(tmp_path)
    assert "GasStation" in shipped.kinds and "GasStation" not in catalogue.kinds
    assert catalogue.systems["gas"].name["en"] == "Town gas"


def test_every_mistake_of_every_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b'a = 1\nb = "\xff"\n')
    (tmp_path / "fountains.toml").write_text(OWN.replace("water", "watr"), encoding="utf-8")
    with pytest.raises(CatalogueErrors) as raised:
        load_catalogue(tmp_path)
    assert str(raised.value).splitlines() == [
        "bytes.toml:2: not UTF-8 text: invalid start byte",
        'fountains.toml:4: there is no system "watr"; did you mean "water"?',
    ]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CatalogueErrors, match="no such folder"):
        load_catalogue(tmp_path / "none")


def test_rules_of_files_come_to_those_of_the_catalogue(tmp_path: Path) -> None:
    text = '[[rule]]\nid = "flooding.level.rise"\ndisabled = true\n'
    (tmp_path / "site.toml").write_text(text, encoding="utf-8")
    before = {rule.id for rule in load_catalogue().rules()}
    after = {rule.id for rule in load_catalogue(rules=[tmp_path / "site.toml"]).rules()}
    assert before - after == {"flooding.level.rise"} and not after - before


def test_files_of_rules_that_cannot_be_read_are_told_beside_those_that_are_wrong(tmp_path: Path) -> None:
    huge, wrong, none = tmp_path / "huge.toml", tmp_path / "wrong.toml", tmp_path / "none.toml"
    huge.write_bytes(b"#" * ((4 << 20) + 1))
    wrong.write_text("[[rule]]\nid = 3\n", encoding="utf-8")
    with pytest.raises(CatalogueErrors) as raised:
        load_catalogue(rules=[huge, none, wrong])
    told = str(raised.value)
    assert f"{huge}:1: cannot be read: it has more than 4 MB" in told
    assert f"{none}:1: cannot be read: No such file" in told
    assert f'{wrong}:2: "id" must be a text' in told
