"""Source documents: their passages, and the exact words for those who hold a copy."""

from foederis.sources.align import AlignedPassage, Alignment, Status, align
from foederis.sources.generate import generate, mention_index
from foederis.sources.held import Held, Words, add, held, read_text, words
from foederis.sources.layout import Layout, documents, folder, read_layout
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
    "documents",
    "folder",
    "generate",
    "held",
    "mention_index",
    "passage_iri",
    "read_layout",
    "read_skeleton",
    "read_text",
    "words",
]
