// The citation of an answer that was asked with other values than those that its page cites it with: by the rules of
// foederis/site/citations.py.
const QUOTED = {
  bibtex: (text) => text.replace(/[\\{}$&%#_^~]/g, "\\$&"),
  "csl-json": (text) => JSON.stringify(text).slice(1, -1),
};
export const asked = (values) => Object.entries(values).map(([name, value]) => `${name} = ${value}`.replace(/\s+/g, " ")).join("; ");
export const queried = (values) => (asked(values) ? `?${new URLSearchParams(values)}` : "");
const mark = (text) => text && `-${[...text].reduce((sum, sign) => (sum * 31 + sign.codePointAt()) >>> 0, 7).toString(16)}`;

// Returns a form of the citation (a text: "", bibtex, ris, csl-json) of a question, with its title and name, in which what
// it was asked with `before` is what was asked `since`: in the title, the address and the key.
export function withValues(text, form, title, name, before, since) {
  const titled = (values) => (QUOTED[form] ?? String)(asked(values) ? `${title} (${asked(values)})` : title);
  const [place] = text.match(`http[^\\s"{}?]*/q(uestion)?/${name}(/index.html)?`); // its page, or where that is not known its IRI
  const keyed = form ? text.replace(name + mark(asked(before)), name + mark(asked(since))) : text; // a key stands before all else
  return keyed.replace(titled(before), () => titled(since)).replace(place + queried(before), () => place + queried(since));
}
