"""Questions: canned SPARQL with typed parameters, asked of a store, of rdflib or of an endpoint."""

from foederis.queries.asking import ask, nothing
from foederis.queries.binding import bind, term, terms
from foederis.queries.engines import ENGINES, Answer, Term, construct, select
from foederis.queries.internal import rows
from foederis.queries.question import LANGUAGES, TYPES, Parameter, Question, declared, default, questions, read_question
from foederis.queries.tokens import check, form, with_prefixes

__all__ = [
    "ENGINES",
    "LANGUAGES",
    "TYPES",
    "Answer",
    "Parameter",
    "Question",
    "Term",
    "ask",
    "bind",
    "check",
    "construct",
    "declared",
    "default",
    "form",
    "nothing",
    "questions",
    "read_question",
    "rows",
    "select",
    "term",
    "terms",
    "with_prefixes",
]
