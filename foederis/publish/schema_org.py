"""The description of the data set for search engines: schema.org in JSON-LD."""

import json

from foederis.publish.metadata import DATASET, LICENCE, Metadata


def jsonld(known: Metadata) -> str:
    """Return the data set as a `schema:Dataset`; its context is in it, so nothing is fetched to read it."""
    creator = [{"@type": "Organization", "name": name} for name in known.authors]
    told: dict[str, object] = {
        "@context": {
            "@vocab": "https://schema.org/",
            "license": {"@type": "@id"},
            "contentUrl": {"@type": "@id"},
            "sameAs": {"@type": "@id"},
        },
        "@id": DATASET,
        "@type": "Dataset",
        "name": _texts(known.titles),
        "description": _texts(known.description),
        "identifier": DATASET,
        "version": known.version,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": ["nl", "en"],
        "keywords": [{"@value": word, "@language": tag} for tag, words in known.keywords.items() for word in words],
        "creator": creator,
        "publisher": {"@type": "Organization", "name": known.stated["publisher"]}
        if "publisher" in known.stated
        else creator,
        "temporalCoverage": f"{known.first}/{known.last}",
        "spatialCoverage": [{"@type": "Place", "name": one.en, "sameAs": one.iri} for one in known.concepts["spatial"]],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": one.en,
                "encodingFormat": one.media,
                "contentUrl": known.place + one.name,
                **({"contentSize": f"{one.size} B", "sha256": one.digest} if one.size else {}),
            }
            for one in known.files
        ],
    }
    if known.day:
        told["dateModified"] = known.day
    if "landing_page" in known.stated:
        told["url"] = known.stated["landing_page"]
    if "doi" in known.stated:
        told["sameAs"] = f"https://doi.org/{known.stated['doi']}"
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _texts(values: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": tag} for tag, text in values.items()]
