"""From what a sheet says of a series to the series that is plotted, and back."""

from opscenter.console.plots.derived import DerivedSeries, derived_of
from opscenter.console.plots.series import Series
from opscenter.console.plots.sheet import Plain, Spec


def series_of(spec: Spec) -> Series:
    """The series that a sheet names, still without values."""
    return Series(spec.entity, spec.attribute) if isinstance(spec, Plain) else derived_of(spec)


def spec_of(series: Series) -> Spec:
    """What a sheet says of a plotted series."""
    return series.spec if isinstance(series, DerivedSeries) else Plain(series.entity, series.attribute)
