"""Tables and GeoJSON by a mapping file of `resources/mappings`."""

from collections.abc import Iterator

from opscenter.feeds.cities.contents import problem
from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.columns import TableError
from opscenter.feeds.features import FeatureReader
from opscenter.feeds.mapping_reading import read_mapping
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.table import TableReader
from opscenter.settings.resources import resource_root


def read(files: PartFiles) -> Iterator[Record | Problem]:
    """Records of all files, each as its mapping says."""
    name = str(files.part.options.get("mapping", ""))
    own = files.folder.parent / name  # beside the profile
    mapping = read_mapping(own if own.is_file() else resource_root() / "mappings" / name)
    joins = {join.file: path for join in mapping.joins if (path := files.needs.get(join.file)) is not None}
    for path in files.paths:
        try:
            one = FeatureReader(mapping, path) if mapping.geojson else TableReader(mapping, path, joins)
            yield from one.records()
        except TableError as fault:
            yield problem(path, fault)
