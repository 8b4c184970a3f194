"""Source documents: their passages, and the exact words for those who hold a copy."""

from foederis.sources.align import AlignedPassage, Alignment, Status, align
from foederis.sources.generate import generate, mention_index
from foederis.sources.held import Held, Words, add, drifted, held, not_held, read_text, recognise, recognised, words
from foederis.sources.layout import documents, folder, layout_of, read_layout
from foederis.sources.parts import Layout
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
    "generate",
    "held",
    "in_order",
    "layout_of",
    "locate",
    "mention_index",
    "named",
    "not_held",
    "passage_iri",
    "read_layout",
    "read_skeleton",
    "read_text",
    "recognise",
    "recognised",
    "sections",
    "title",
    "words",
]
