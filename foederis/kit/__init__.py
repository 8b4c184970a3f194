"""The kit that brings in a document: a draft made by the machine, a brief for its reader, and what the reader signs.

What a draft proposes is never a fact: it lies outside the graph until a reader has signed it.
"""
