// What things are called in the language of a reader: as foederis/graph/labels.py says it, from the same graph.
import { namedNode } from "oxigraph/web.js";

export const FOED = "https://w3id.org/foederis/def/";
export const ID = "https://w3id.org/foederis/id/";
const DOCUMENT = `${FOED}Document`;
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const TEXTS = [
  "http://www.w3.org/2004/02/skos/core#prefLabel",
  "http://www.w3.org/2000/01/rdf-schema#label",
  "http://purl.org/dc/terms/title",
  `${FOED}paraphrase`,
];

// What things are called: `label` (the text, and its language where that is not the one asked; null where it has none),
// `name` and `marked` as readers see it, the last with that language behind it.
export function namer(store) {
  const objects = (iri, property) => store.match(namedNode(iri), namedNode(property)).map((quad) => quad.object);
  const known = new Map();
  let several = null;

  const documents = () => {
    const held = new Set(store.match(null, namedNode(TYPE), namedNode(DOCUMENT)).map((quad) => quad.subject.value));
    return [...held].filter((one) => store.match(null, namedNode(`${FOED}inDocument`), namedNode(one)).length).length;
  };

  // Where a passage stands: its locator, after the short name of its document where there are several.
  const place = (iri) => {
    const [locator] = objects(iri, `${FOED}locator`);
    if (!locator) return "";
    several ??= documents() > 1;
    if (!several) return locator.value;
    const [document] = objects(iri, `${FOED}inDocument`);
    const short = document ? objects(document.value, `${FOED}abbreviation`).map((one) => one.value) : [];
    return `${short.sort(byCode)[0] ?? (document?.value ?? "").split(/[/#]/).pop()}/${locator.value}`;
  };

  const find = (iri, lang) => {
    const placed = iri.startsWith(`${ID}passage/`) && place(iri);
    if (placed) return { text: placed, language: "", other: "" };
    for (const property of TEXTS) {
      const texts = {};
      for (const one of objects(iri, property)) if (one.termType === "Literal") texts[one.language] = one.value;
      for (const wanted of [lang, "en", "nl", ...Object.keys(texts).sort(byCode)]) {
        if (wanted in texts) return { text: texts[wanted], language: wanted, other: wanted === lang ? "" : wanted };
      }
    }
    return null;
  };
  const label = (iri, lang) => {
    const key = `${lang} ${iri}`;
    if (!known.has(key)) {
      let found = null;
      try {
        found = find(iri, lang);
      } catch {} // no IRI: it has no name
      known.set(key, found);
    }
    return known.get(key);
  };
  const path = (iri) => (iri.startsWith(FOED) ? `foed:${iri.slice(FOED.length)}` : bare(iri));
  const bare = (iri) => (iri.startsWith(ID) ? iri.slice(ID.length) : iri);
  const name = (iri, lang) => (/^https?:\/\//.test(iri) && label(iri, lang)?.text) || path(iri);
  const marked = (iri, lang) => {
    if (!/^https?:\/\//.test(iri)) return iri;
    const found = label(iri, lang);
    if (!found) return bare(iri);
    return found.other ? `${found.text} (${found.other})` : found.text;
  };
  return { label, name, marked };
}

export const byCode = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
