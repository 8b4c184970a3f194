"""Codings: the sheet a coder fills in, the coding read back from it, and how far the coders agree.

`readings` are statements held beside their sentences; `digests` tell whether what was coded or read has changed since.

Everything here is of one document at a time: what is coded, who coded it and where coders differ never mixes two.
"""

from foederis.codings import digests, readings
from foederis.codings.agreement import Agreement, agreement, coded, documents
from foederis.codings.items import Item, items
from foederis.codings.kappa import kappa
from foederis.codings.reading import read_sheet
from foederis.codings.scales import ORDERED, SCALES, values
from foederis.codings.sheet import sheet
from foederis.codings.subject import document_of

__all__ = [
    "ORDERED",
    "SCALES",
    "Agreement",
    "Item",
    "agreement",
    "coded",
    "digests",
    "document_of",
    "documents",
    "items",
    "kappa",
    "read_sheet",
    "readings",
    "sheet",
    "values",
]
