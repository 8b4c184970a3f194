"""A parameter of a query as one of its columns: by the tokens of its text, which is otherwise left as it is."""

from collections.abc import Iterator

from foederis.queries.tokens import Token, blocks, tokens

_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")


def exposed(text: str, name: str, column: str = "") -> str | None:
    """Return a query with a parameter as a column of each SELECT in which it stands, and of its groups.

    Its rows are then those of each value apart; None: they cannot be (a LIMIT counts rows of all). With a name of its
    own for the column the parameter may be bound again further out, where it means something else
    (`BIND(?speaker AS ?holder)`).
    """
    found = list(tokens(text))
    places = [start for start, _ in blocks(text, name)]
    scopes: list[tuple[int, tuple[int, int], list[int]]] = []
    for index, token in enumerate(found):
        body = _body(found, index) if token.word == "SELECT" else None
        if body is not None:
            inside = [place for place in places if found[body[0]].end <= place <= found[body[1]].start]
            scopes += [(index, body, inside)] if inside else []
    marks: list[tuple[int, str]] = []
    for index, (opening, closing), inside in scopes:
        within = [one for other, _, one in scopes if opening < other < closing]
        own = [place for place in inside if not any(place in one for one in within)]
        if column and own and within:
            return None
        if own and not any(_visible(found, opening, place) for place in own):
            marks.append((found[opening].end, f"VALUES ?{name} {{ UNDEF }}"))  # what an EXISTS asks of is then a value
        added = _marks(found, index, (opening, closing), column if column and not own else name, bool(column and own))
        if added is None:
            return None
        outer = f"?{column}" if column and not own else f"?{name}"
        for place, kind in added:
            marks.append((place, f"(?{name} AS ?{column})" if column and own and kind == "column" else outer))
    for place, added_text in sorted(marks, reverse=True):
        text = f"{text[:place]} {added_text} {text[place:]}"
    return text


def joined(text: str, name: str) -> str:
    """Return a query in which each `FILTER EXISTS { ... }` that holds a parameter is joined as well as asked.

    The parameter is then a variable of the group, with a row for each value that the filter holds for, found from the
    filter's own pattern once and not value by value. The filter stays, for any value: what only it says still counts.
    """
    found = list(tokens(text))
    places = [start for start, _ in blocks(text, name)]
    marks: list[tuple[int, int, str]] = []
    for index in range(len(found) - 2):
        if (found[index].word, found[index + 1].word, found[index + 2].text) != ("FILTER", "EXISTS", "{"):
            continue
        first, around = index + 2, _around(found, index)
        last = _closing(found, first)
        if last is None or around is None or not _visible(found, 0, found[index].start):
            continue
        start, end = found[first].start, found[last].end
        if not any(start < place < end and _visible(found, first, place) for place in places):
            continue
        here = _variables(found, around[0], index) | _variables(found, last, around[1])
        shared = sorted((_variables(found, first, last) & here) - {name})
        projection = " ".join(f"?{one}" for one in (name, *shared))
        marks += _freed(found[first : last + 1], name)
        marks.append((end, end, f" {{ SELECT DISTINCT {projection} WHERE {text[start:end]} }}"))
    for start, end, put in reversed(marks):
        text = text[:start] + put + text[end:]
    return text


def _freed(pattern: list[Token], name: str) -> Iterator[tuple[int, int, str]]:
    """Yield what to put in place of the values of a parameter, so that none is bound to it any more."""
    for index in range(len(pattern) - 2):
        values, variable, opening = pattern[index : index + 3]
        if values.word == "VALUES" and variable.text in (f"?{name}", f"${name}") and opening.text == "{":
            closing = _closing(pattern, index + 2)
            if closing is not None:
                yield variable.start, pattern[closing].end, f"(?{name}) {{ (UNDEF) }}"


def _around(found: list[Token], index: int) -> tuple[int, int] | None:
    """Return the braces of the group in which a token stands."""
    depth = 0
    for opening in range(index - 1, -1, -1):
        depth += (found[opening].text == "}") - (found[opening].text == "{")
        if depth < 0:
            closing = _closing(found, opening)
            return None if closing is None else (opening, closing)
    return None


def _variables(found: list[Token], first: int, last: int) -> set[str]:
    """Return the variables between two tokens that are visible where they stand: within no EXISTS and no MINUS."""
    names, index = set(), first
    while index < last:
        if found[index].word in ("EXISTS", "MINUS") and found[index + 1].text == "{":
            index = _closing(found, index + 1) or last
        elif found[index].kind == "variable":
            names.add(found[index].text[1:])
        index += 1
    return names


def _body(found: list[Token], select: int) -> tuple[int, int] | None:
    """Return where the group of a SELECT opens and closes, as indexes of tokens."""
    opening = next((i for i in range(select, len(found)) if found[i].text == "{"), None)
    closing = _closing(found, opening) if opening is not None else None
    return None if opening is None or closing is None else (opening, closing)


def _closing(found: list[Token], opening: int) -> int | None:
    depth = 0
    for index in range(opening, len(found)):
        depth += (found[index].text == "{") - (found[index].text == "}")
        if not depth:
            return index
    return None


def _visible(found: list[Token], opening: int, place: int) -> bool:
    """Say whether what stands at a place of a group is a variable of that group: within no EXISTS and no MINUS."""
    hidden = [
        index
        for index in range(opening + 1, len(found))
        if found[index].text == "{" and found[index - 1].word in ("EXISTS", "MINUS")
    ]
    ends = ((found[index].start, found[_closing(found, index) or index].end) for index in hidden)
    return not any(start <= place <= end for start, end in ends)


def _marks(
    found: list[Token], select: int, body: tuple[int, int], name: str, always: bool
) -> list[tuple[int, str]] | None:
    """Return where a variable is to be added to a SELECT and its groups; None: its rows are not those of each value."""
    opening, closing = body
    start = select + 1 if found[select + 1].word not in ("DISTINCT", "REDUCED") else select + 2
    clause = found[start:opening]
    depth, plain, aggregates = 0, set(), False
    for token in clause:
        depth += (token.text == "(") - (token.text == ")")
        if token.kind == "variable" and not depth:
            plain.add(token.text[1:])
        aggregates = aggregates or token.word in _AGGREGATES
    there = not always and (name in plain or any(token.text == "*" for token in clause[:1]))
    marks = [] if there else [(found[start].start, "column")]
    grouped = False
    depth = 0
    for index in range(closing + 1, len(found)):
        depth += (found[index].text in "{(") - (found[index].text in "})")
        if depth < 0:
            break
        if found[index].word in ("LIMIT", "OFFSET"):
            return None
        if found[index].word == "GROUP" and not depth:
            grouped = True
            marks.append((found[index + 1].end, "group"))
    return None if aggregates and not grouped else marks
