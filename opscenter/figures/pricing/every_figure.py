"""All figures of road pricing, in their order."""

from opscenter.domain.catalogue import Catalogue
from opscenter.figures.figure import Figure
from opscenter.figures.pricing.gantry_charges import GantryCharges
from opscenter.figures.pricing.gantry_passages import GantryPassages
from opscenter.figures.pricing.gantry_review import GantryReview


def pricing_figures(catalogue: Catalogue) -> list[Figure]:
    """Passages read what charges have found to be due."""
    return [GantryCharges(catalogue), GantryPassages(catalogue), GantryReview(catalogue)]
