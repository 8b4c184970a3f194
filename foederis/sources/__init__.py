"""Source documents: their passages, and the exact words for those who hold a copy."""

from foederis.sources.align import AlignedPassage, Alignment, Status, align
from foederis.sources.held import Held, Words, add, drifted, held, not_held, recognise, words
from foederis.sources.layout import Layout, documents, folder, layout_of, read_layout
from foederis.sources.places import date, in_order, locate, named, sections, title
from foederis.sources.skeleton import Skeleton, passage_iri, read_skeleton

__all__ = [
    "AlignedPassage",
    "Alignment",
    "Held",
    "Layout",
    "Skeleton",
    "Status",
    "Words",
    "add",
    "align",
    "date",
    "documents",
    "drifted",
    "folder",
    "held",
    "in_order",
    "layout_of",
    "locate",
    "named",
    "not_held",
    "passage_iri",
    "read_layout",
    "read_skeleton",
    "recognise",
    "sections",
    "title",
    "words",
]
