"""Questions: canned SPARQL with typed parameters, asked of a store, of rdflib or of an endpoint."""

from foederis.queries.answering import candidates, values
from foederis.queries.asking import ask, nothing
from foederis.queries.binding import bind, readings, term, terms
from foederis.queries.engines import ENGINES, Answer, Term, construct, select
from foederis.queries.internal import rows
from foederis.queries.question import LANGUAGES, TYPES, Parameter, Question, declared, default, questions, read_question
from foederis.queries.served import doubt
from foederis.queries.tokens import LONGEST, check, check_length, form, is_iri, is_prefix, with_prefixes

__all__ = [
    "ENGINES",
    "LANGUAGES",
    "LONGEST",
    "TYPES",
    "Answer",
    "Parameter",
    "Question",
    "Term",
    "ask",
    "bind",
    "candidates",
    "check",
    "check_length",
    "construct",
    "declared",
    "default",
    "doubt",
    "form",
    "is_iri",
    "is_prefix",
    "nothing",
    "questions",
    "read_question",
    "readings",
    "rows",
    "select",
    "term",
    "terms",
    "values",
    "with_prefixes",
]
