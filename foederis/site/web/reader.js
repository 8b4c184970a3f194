// Reads the text of a query, so far as it takes to help: which prefixes it leaves undeclared, which terms it names, and
// what is wrong where the engine's parser only says what it expected. It refuses nothing that the engine would take.

const GRAMMAR = new RegExp(
  [
    String.raw`(?<comment>#[^\n\r]*)`,
    String.raw`(?<space>\s+)`,
    String.raw`(?<iri><[^<>"{}|^\x60\\\x00-\x20]*>)`,
    String.raw`(?<string>"""(?:\\.|[^\\])*?"""|'''(?:\\.|[^\\])*?'''|"(?!"")(?:\\.|[^"\\\n\r])*"|'(?!'')(?:\\.|[^'\\\n\r])*')`,
    String.raw`(?<variable>[?$][\p{L}\p{N}_]+)`,
    String.raw`(?<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)`,
    String.raw`(?<blank>_:[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?)`,
    String.raw`(?<name>(?:\p{L}(?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?)?:(?:(?:[\p{L}\p{N}_:%]|\\.)(?:(?:[\p{L}\p{N}_:%.-]|\\.)*(?:[\p{L}\p{N}_:%-]|\\.))?)?)`,
    String.raw`(?<number>\d+\.\d*(?:[eE][+-]?\d+)?|\.?\d+(?:[eE][+-]?\d+)?)`,
    String.raw`(?<word>[A-Za-z][A-Za-z0-9_]*)`,
    String.raw`(?<mark>\^\^|&&|\|\||[<>!]=|[{}()[\].,;|/^?*+!=<>&~@$-])`,
    String.raw`(?<other>.)`,
  ].join("|"),
  "gsu",
);
export const LONGEST = 64_000; // characters: what is longer does not go into an address either
export const DEEPEST = 100; // brackets within each other, as in foederis/queries/tokens.py
const FORMS = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
const UPDATES = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"];
const OPENS = { "}": "{", ")": "(", "]": "[" };

/** The tokens of a text that mean something, each with its kind, place and, of a word, the word in capitals. */
export const tokens = (text) => {
  const found = [];
  for (const match of text.matchAll(GRAMMAR)) {
    const [kind] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    if (kind === "comment" || kind === "space") continue;
    found.push({ kind, text: match[0], at: match.index, word: kind === "word" ? match[0].toUpperCase() : "" });
  }
  return found;
};

/** Line and column of a place in a text, from 1. */
export const place = (text, at) => {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: before.at(-1).length + 1 };
};

/** The prefixes that a text declares, with their name spaces. */
export const declared = (list) => {
  const found = {};
  list.forEach((token, at) => {
    if (token.word === "PREFIX" && list[at + 1]?.kind === "name" && list[at + 2]?.kind === "iri") {
      found[list[at + 1].text.slice(0, -1)] = list[at + 2].text.slice(1, -1);
    }
  });
  return found;
};

const used = (list) => list.filter((token, at) => token.kind === "name" && list[at - 1]?.word !== "PREFIX");
const prefix = (token) => token.text.slice(0, token.text.indexOf(":"));

/** The lines that declare what a text uses and does not declare, of the prefixes that are known; empty where it does. */
export const missing = (text, known) => {
  const list = tokens(text);
  const own = declared(list);
  const names = new Set(used(list).map(prefix).filter((one) => !(one in own) && one in known));
  return [...names].map((one) => `PREFIX ${one}: <${known[one]}>\n`).join("");
};

/** The IRIs that a text names, each with how it is written there and its place; name spaces of prefixes are left out. */
export const named = (text, known) => {
  const list = tokens(text);
  const spaces = { ...known, ...declared(list) };
  const found = new Map();
  list.forEach((token, at) => {
    const before = list[at - 1];
    let iri = "";
    if (token.kind === "iri" && list[at - 2]?.word !== "PREFIX" && before?.word !== "BASE") iri = token.text.slice(1, -1);
    if (token.kind === "name" && before?.word !== "PREFIX" && prefix(token) in spaces) {
      iri = spaces[prefix(token)] + token.text.slice(prefix(token).length + 1).replace(/\\(.)/g, "$1");
    }
    if (/^https?:/.test(iri) && before?.text !== "^^" && !found.has(iri)) found.set(iri, { iri, text: token.text, at: token.at });
  });
  return [...found.values()];
};

/** What nobody need ask the engine: too long, or nested so deep that it would break. Else nothing. */
export const refused = (text) => {
  if (text.length > LONGEST) return { key: "long", at: 0, given: LONGEST };
  let deep = 0;
  let run = 0;
  for (const token of tokens(text)) {
    if (token.text in OPENS) deep -= 1;
    else if ("{([".includes(token.text) && token.kind === "mark") deep += 1;
    run = "!+-^".includes(token.text) && token.kind === "mark" ? run + 1 : 0;
    if (deep + run > DEEPEST) return { key: "deep", at: token.at, given: DEEPEST };
  }
  return null;
};

// How many letters must change for one word to be another; no more than `most`, beyond which it does not matter.
const apart = (one, other, most = 3) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    row = next;
  }
  return row.at(-1);
};

/** The word of a list that is nearest to one, at most one letter in three away; empty where none is. */
export const nearest = (word, list) => {
  const most = Math.min(2, Math.floor(word.length / 3));
  const close = list.map((one) => [apart(word.toLowerCase(), one.toLowerCase(), 2), one]).filter(([far]) => far <= most);
  return close.sort((a, b) => a[0] - b[0])[0]?.[1] ?? "";
};

/**
 * What is wrong with a query that the engine did not take: a key of a word of the page, its place, and what it names.
 * `said` is what the engine said; where nothing better is known, what it expected is given as it is.
 */
export const explain = (text, said, known) => {
  const list = tokens(text);
  if (!list.length) return { key: "empty", at: 0, given: "" };
  const odd = list.find((token) => token.kind === "other");
  if (odd) return { key: "'\"".includes(odd.text) ? "open" : "odd", at: odd.at, given: odd.text };
  const update = list.find((token) => UPDATES.includes(token.word));
  const service = list.find((token) => token.word === "SERVICE");
  const form = list.find((token) => FORMS.includes(token.word));
  if (service) return { key: "service", at: service.at, given: "" };
  if (update && !(form && form.at < update.at)) return { key: "update", at: update.at, given: update.word };
  if (!form) {
    const first = list.find((token) => token.kind === "word" && !["PREFIX", "BASE"].includes(token.word)) ?? list[0];
    const meant = nearest(first.text, FORMS);
    return { key: meant ? "meant" : "form", at: first.at, given: first.text, meant };
  }
  const own = declared(list);
  const strange = used(list).find((token) => prefix(token) !== "_" && !(prefix(token) in own) && !(prefix(token) in known));
  if (strange) return { key: "prefix", at: strange.at, given: `${prefix(strange)}:`, meant: nearest(prefix(strange), [...Object.keys(own), ...Object.keys(known)]) };
  const open = [];
  for (const token of list) {
    if (token.kind !== "mark") continue;
    if ("{([".includes(token.text)) open.push(token);
    else if (token.text in OPENS) {
      const last = open.pop();
      if (!last) return { key: "closes", at: token.at, given: token.text };
      if (last.text !== OPENS[token.text]) return { key: "unclosed", at: last.at, given: last.text };
    }
  }
  if (open.length) return { key: "unclosed", at: open.at(-1).at, given: open.at(-1).text };
  const [, line, column] = /(\d+):(\d+)/.exec(said) ?? [];
  const start = line ? text.split("\n").slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + Number(column) - 1 : 0;
  if (/variable that is unbound/.test(said)) return { key: "grouped", at: form.at, given: "" };
  if (/overrides an existing variable/.test(said)) return { key: "twice", at: form.at, given: "" };
  if (/IRI parsing failed/.test(said)) return { key: "iri", at: start, given: "" };
  const found = selected(list, form) ?? called(list) ?? whole(list);
  if (found) return found;
  const here = list.find((token) => token.at >= start) ?? list.at(-1);
  return { key: "at", at: here.at, given: here.text, expected: expected(said) };
};

// What stands behind SELECT: variables apart by spaces, and what is worked out between brackets with a name.
const selected = (list, form) => {
  if (form.word !== "SELECT") return null;
  let deep = 0;
  let alias = null;
  for (const token of list.slice(list.indexOf(form) + 1)) {
    if (token.text === "{" || token.word === "WHERE" || token.word === "FROM") return null;
    if (token.text === ",") return deep ? null : { key: "comma", at: token.at, given: "" };
    if (token.text === "(") {
      deep += 1;
      if (deep === 1) alias = token;
    } else if (token.text === ")") {
      deep -= 1;
      if (deep === 0 && alias) return { key: "alias", at: alias.at, given: "" };
    } else if (token.word === "AS") alias = null;
    else if (deep === 0 && token.kind === "word" && WORDS.includes(token.word) && !["DISTINCT", "REDUCED"].includes(token.word)) {
      return { key: "alias", at: token.at, given: token.text };
    }
  }
  return null;
};

// Words that SPARQL does not have, numbers and operands that are missing.
const called = (list) => {
  for (const [at, token] of list.entries()) {
    const next = list[at + 1];
    if (token.kind === "word" && !WORDS.includes(token.word) && list[at - 1]?.text !== "^^") {
      const meant = nearest(token.text, WORDS);
      if (meant) return { key: "meant", at: token.at, given: token.text, meant };
      return { key: next?.text === "(" ? "function" : "word", at: token.at, given: token.text };
    }
    if (["LIMIT", "OFFSET"].includes(token.word) && next?.kind !== "number") return { key: "number", at: token.at, given: token.word };
    if (["=", "!=", "<=", ">=", "&&", "||"].includes(token.text) && (!next || ")}".includes(next.text))) return { key: "operand", at: token.at, given: token.text };
  }
  return null;
};

const CLAUSES = ["SELECT", "DESCRIBE", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "VALUES"];

// The triples of each group: subject, property and object, and a point between one triple and the next.
const whole = (list) => {
  const groups = [];
  let terms = [];
  let wanted = 3;
  let clause = ""; // of SELECT, GROUP BY and the like, up to a brace: there stand variables, no triples
  const short = (token) => (terms.length && terms.length < wanted ? { key: "short", at: (terms[0] ?? token).at, given: terms.map((one) => one.text).join(" ") } : null);
  for (let at = 0; at < list.length; at += 1) {
    const token = list[at];
    if (CLAUSES.includes(token.word)) clause = token.word;
    else if (clause && !"{}".includes(token.text)) continue;
    const ends = ["{", "}", ".", ";", ","].includes(token.text) || (token.kind === "word" && !["A", "TRUE", "FALSE"].includes(token.word));
    if (ends) {
      if (groups.at(-1) === "triples" && token.text !== "{") {
        const found = short(token);
        if (found) return found;
      }
      if (token.text === "{") groups.push(clause === "VALUES" ? "values" : "triples");
      if (token.text === "}") groups.pop();
      if ("{}".includes(token.text)) clause = "";
      terms = [];
      wanted = token.text === ";" ? 2 : token.text === "," ? 1 : 3;
      continue;
    }
    if (groups.at(-1) !== "triples") continue;
    if (token.kind === "mark" && "([".includes(token.text)) {
      let deep = 0; // what stands between brackets is one term, or an expression
      const start = at;
      for (; at < list.length; at += 1) {
        if ("([".includes(list[at].text)) deep += 1;
        if (")]".includes(list[at].text)) deep -= 1;
        if (!deep) break;
      }
      const before = list[start - 1];
      if (before?.kind === "word" && !["A", "TRUE", "FALSE"].includes(before.word)) {
        if (list[at + 1]?.text === ".") at += 1;
        continue; // FILTER( ... ), BIND( ... )
      }
      terms.push(token);
    } else if (token.kind === "mark" || token.kind === "tag" || list[at - 1]?.text === "^^") {
      if ("/|".includes(token.text)) terms.pop(); // a path is one property
    } else terms.push(token);
    if (terms.length > wanted) return { key: "point", at: token.at, given: token.text };
  }
  return null;
};

const expected = (said) =>
  (said.split("expected")[1] ?? "")
    .replace(/^ one of/, "")
    .split(", ")
    .map((one) => one.trim())
    .filter((one) => /^"[^"\\]{1,2}"$/.test(one) || /^[A-Z]{3,}$/.test(one))
    .slice(0, 6)
    .join(" ");

export const WORDS = (
  "SELECT ASK CONSTRUCT DESCRIBE PREFIX BASE WHERE DISTINCT REDUCED FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES UNDEF GROUP BY " +
  "HAVING ORDER ASC DESC LIMIT OFFSET EXISTS NOT IN AS COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND " +
  "IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH " +
  "DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL " +
  "ISNUMERIC REGEX SUBSTR REPLACE TRUE FALSE A TRIPLE SUBJECT PREDICATE OBJECT ISTRIPLE SHA384 SHA512 LATERAL"
).split(" ");
