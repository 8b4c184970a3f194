"""The formats of answers. The command line reads this at every start: nothing heavy is imported here."""

FORMATS = ("table", "json", "csv", "tsv", "xlsx", "md", "html")


def by_name(output: str) -> str:
    """Return the format that the name of a file asks for, if any."""
    ending = output.rpartition(".")[2].lower()
    return ending if ending in FORMATS and ending != "table" else ""
