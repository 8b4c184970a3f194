"""What is to be coded in a document: responses, commitments and the positions of its author."""

from dataclasses import dataclass

import pyoxigraph as ox

from foederis.codings.scales import SCALES
from foederis.namespaces import ID
from foederis.queries import internal

_CODED = {"response": SCALES, "commitment": ("bindingness", "progress"), "position": ("stance",)}


@dataclass(frozen=True)
class Item:
    """Something to be coded: a response, commitment or position, and the passages of the document where it stands."""

    iri: str
    kind: str
    what: str
    locators: tuple[str, ...]

    @property
    def scales(self) -> tuple[str, ...]:
        """The scales on which this kind of item is coded."""
        return _CODED[self.kind]


def items(document: str, language: str = "en") -> list[Item]:
    """Return what is to be coded in a document, in the order of the document.

    Whether anybody has coded it makes no difference. A commitment that two documents speak of is an item of each.
    """
    found: dict[str, Item] = {}
    where = ox.NamedNode(f"{ID}document/{document}")
    for iri, kind, what, locator, _ in internal.rows("items-to-code", document=where, language=language):
        one = found.get(iri) or Item(iri, kind, what, ())
        found[iri] = Item(one.iri, one.kind, one.what, (*one.locators, locator))
    return list(found.values())
