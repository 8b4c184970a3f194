"""The pages: every question with its answer, every IRI of ours, the words; static files that open from disk."""
