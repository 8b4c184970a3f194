"""The graph: the rooms loaded into a store, names looked up, labels in the reader's language."""

from foederis.graph.as_rdflib import dataset, rdflib_term, rdflib_triple
from foederis.graph.kinds import described, instances, speakers
from foederis.graph.labels import Label, documents, label, marked, name, place, short_name
from foederis.graph.names import Found, find, namesakes, resolve, stands_for
from foederis.graph.read import ONTOLOGY_GRAPH, file_quads, files, parse, prefixes, quads, version_files
from foederis.graph.spelling import fold
from foederis.graph.storage import aligned_store, cache_folder, content_hash, in_memory, memory_store, store

__all__ = [
    "ONTOLOGY_GRAPH",
    "Found",
    "Label",
    "aligned_store",
    "cache_folder",
    "content_hash",
    "dataset",
    "described",
    "documents",
    "file_quads",
    "files",
    "find",
    "fold",
    "in_memory",
    "instances",
    "label",
    "marked",
    "memory_store",
    "name",
    "namesakes",
    "parse",
    "place",
    "prefixes",
    "quads",
    "rdflib_term",
    "rdflib_triple",
    "resolve",
    "short_name",
    "speakers",
    "stands_for",
    "store",
    "version_files",
]
