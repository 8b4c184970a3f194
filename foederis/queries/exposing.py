"""A parameter of a query as one of its columns: by the tokens of its text, which is otherwise left as it is."""

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
