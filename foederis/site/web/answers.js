// An answer as a reader sees it: lists in one order, what several hold together as one row, words for what a question says
// itself, things by their names with the address of their page, passages with what is stated in them. As foederis/answers/
// and foederis/site/ do it in Python: the tests hold both beside each other.
import { bound } from "./binding.js";
import { delimited, json } from "./data.js";
import { one as line } from "./escapes.js";
import { officially } from "./fragments.js";
import { byCode, FOED, ID } from "./names.js";
import { workbook } from "./xlsx.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const SPACE = "https://w3id.org/foederis/";
const PASSAGE = `${ID}passage/`;
const [PROVEN, TOLD] = [2, 2]; // passages of a row whose statements are told, and statements of each
const YES_NO = { true: { nl: "ja", en: "yes" }, false: { nl: "nee", en: "no" } };

const NUMBERS = [`${XSD}integer`, `${XSD}decimal`];
const NUMBER = /^[+-]?\d+(\.\d*)?$/; // data may hold what its type does not allow: that is shown as it is

// A term as SPARQL writes it; nothing where a cell is open.
export const written = (cell) => {
  if (!cell) return "";
  if (cell.type === "uri") return `<${cell.value}>`;
  if (cell.type === "bnode") return `_:${cell.value}`;
  const text = `"${cell.value.replace(/["\\\x00-\x1f\x7f]/g, (sign) => ESCAPES[sign] ?? code(sign))}"`;
  if (cell["xml:lang"]) return `${text}@${cell["xml:lang"]}`;
  return cell.datatype ? `${text}^^<${cell.datatype}>` : text;
};
// The same, with `=` for a text that is shown as it is: what the attribute of a cell holds.
const attribute = (cell, shown) => {
  const term = written(cell);
  return cell?.type === "literal" && cell.value === shown ? `=${term.slice(term.lastIndexOf('"') + 1)}` : term;
};
const ESCAPES = { '"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r" };
const code = (sign) => `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

const literal = (value) => ({ type: "literal", value });

export function answerer(run, called, texts) {
  const twins = new Set(texts?.twins); // what differs from another by capitals only has a page of another name
  // Where the page of a thing lies, from the root of the site; of a thing of others its own address, if it is one.
  const href = (iri, lang) => {
    if (!iri.startsWith(ID) && !iri.startsWith(FOED)) return line.address(iri);
    const path = iri.split("#")[0].slice(SPACE.length);
    return `${twins.has(path) ? `${path}-property` : path.endsWith("/") || !path ? `${path}index` : path}.html${lang === "nl" ? "#nl" : ""}`;
  };

  // Variables and rows, with the cells that are lists sorted: SPARQL leaves the order of a GROUP_CONCAT open.
  const select = (text, lists) => {
    const { head, results, boolean } = run(text);
    if (!results) return { variables: ["answer"], rows: [[{ ...literal(String(boolean)), datatype: `${XSD}boolean` }]] };
    const order = (cell, name) =>
      cell?.type === "literal" && lists.includes(name) && cell.value.includes(" ")
        ? literal([...new Set(cell.value.split(/\s+/).filter(Boolean))].sort(byCode).join(" "))
        : cell;
    const rows = results.bindings.map((row) => head.vars.map((name) => order(row[name], name)));
    return { variables: head.vars, rows };
  };

  // Rows that differ in the holder only are one, with all holders in its cell.
  const folded = ({ variables, rows }) => {
    const at = variables.indexOf("holder");
    if (at < 0) return rows;
    const found = new Map();
    for (const row of rows) {
      const key = JSON.stringify(row.map((cell, index) => (index === at ? 0 : written(cell))));
      found.has(key) ? found.get(key).push(row) : found.set(key, [row]);
    }
    return [...found.values()].map((group) => {
      const holders = [...new Set(group.filter((row) => row[at]).map((row) => row[at].value))];
      return holders.length > 1 ? Object.assign([...group[0]], { [at]: literal(holders.join(" ")) }) : group[0];
    });
  };

  const worded = ({ variables }, rows, words) =>
    rows.map((row) =>
      row.map((cell, at) => {
        const said = cell?.type === "literal" && words?.[variables[at]]?.[cell.value];
        return typeof said === "string" ? literal(said) : cell;
      }),
    );

  // A cell by the names of things: of a list of them one by one, apart by semicolons (of passages by spaces).
  const named = (cell, lang) => {
    if (!cell) return "";
    if (cell.type === "uri") return called.marked(cell.value, lang);
    const parts = cell.value.split(" ");
    const things = parts.every((part) => part.includes("://")) && !parts.every((part) => part.startsWith(PASSAGE));
    return parts.map((part) => called.marked(part, lang)).join(things ? "; " : " ");
  };

  const read = (cell, lang) => {
    if (cell?.type === "literal") {
      if (NUMBERS.includes(cell.datatype) && NUMBER.test(cell.value)) return number(cell.value, lang);
      if (cell.datatype === `${XSD}boolean` && /^(true|false)$/.test(cell.value)) return YES_NO[cell.value][lang];
    }
    return line(named(cell, lang));
  };

  const links = (cell, lang) => {
    if (!cell) return [];
    const listed = cell.type === "literal" ? cell.value.split(/\s+/).filter(Boolean) : [];
    if (listed.length && listed.every((part) => part.startsWith(ID))) {
      return listed.map((part) => ({ text: called.marked(part, lang), href: href(part, lang) }));
    }
    const iri = cell.type === "uri" ? line.address(cell.value) : "";
    return [{ text: read(cell, lang), href: iri && href(iri, lang) }];
  };

  const passagesOf = (cell) => {
    const parts = cell && cell.type !== "bnode" ? cell.value.split(" ") : [];
    return parts.every((part) => part.startsWith(PASSAGE)) ? parts : [];
  };

  // What is stated in passages, by whom, who judged it, and where their words are; by the query that Python asks.
  const proofs = (iris, lang) => {
    const found = new Map();
    if (!iris.length || !texts?.evidence) return found;
    const values = { passage: iris.map((iri) => `<${iri}>`).join(" "), lang: `"${lang}"` };
    const { variables, rows } = select(bound(texts.evidence.query, texts.evidence.blocks, values), []);
    for (const row of rows) {
      const of = Object.fromEntries(variables.map((name, at) => [name, row[at]?.value ?? ""]));
      if (!found.has(of.passage)) {
        const official = officially(of.address, of.begins, of.ends);
        found.set(of.passage, { place: of.place, official, said: new Map() });
      }
      if (of.statement) found.get(of.passage).said.set(of.statement, of);
    }
    return found;
  };

  const sections = new Set(texts?.sections);
  // Where a passage is read in its document: in the innermost section that has a page.
  const reading = (iri, lang) => {
    let start = iri;
    while (!sections.has(start) && start.slice(PASSAGE.length).includes(".")) start = start.slice(0, start.lastIndexOf("."));
    if (!sections.has(start)) return "";
    const [document, locator] = [start.slice(PASSAGE.length).split("/")[0], (one) => one.slice(PASSAGE.length).replace(/^[^/]*\//, "")];
    return `${lang === "nl" ? "nl/" : ""}read/${document}/${locator(start)}.html#${locator(iri)}`;
  };

  const who = (text, lang) => text.split(/\s+/).filter(Boolean).sort(byCode).map((iri) => called.name(iri, lang)).join(", ");

  const proof = (iri, number, known, lang) => {
    const { place, official, said } = known.get(iri);
    const all = [...said.values()];
    const told = number < PROVEN ? all.slice(0, TOLD) : [];
    const brief = called.marked(iri, lang);
    return {
      brief,
      place,
      href: reading(iri, lang),
      official,
      said: told.map(({ text, holders, judges }) => ({ text, holders: who(holders, lang), judges: who(judges, lang) })),
      more: all.length - told.length,
    };
  };

  // {text, lists, lang, words}: the columns and the rows of a query; a cell has its term and links, or its proof.
  const table = ({ text, lists = [], lang, words }) => {
    const answer = select(text, lists);
    const rows = worded(answer, folded(answer), words);
    const known = proofs([...new Set(rows.flat().flatMap(passagesOf))], lang);
    const cells = rows.map((row) =>
      row.map((cell) => {
        const found = passagesOf(cell).filter((iri) => known.has(iri));
        if (found.length) return { term: written(cell), proof: found.map((iri, number) => proof(iri, number, known, lang)) };
        const shown = links(cell, lang);
        return { term: attribute(cell, shown[0]?.text), links: shown };
      }),
    );
    return { variables: answer.variables, rows: cells };
  };

  // {form, ...}: an answer as a file: csv and json as data have it, xlsx as a reader has it, with what is told of it; what a
  // column holds by the question's own words, else by those for any.
  const file = ({ form, question, text, lists = [], lang, words, heads, told }) => {
    const answer = select(text, lists);
    if (form === "xlsx") {
      const rows = worded(answer, folded(answer), words);
      const held = texts?.described?.[lang];
      const holds = { ...held?.[""], ...held?.[question] };
      const about = [...told, ["", ""], ...answer.variables.filter((name) => holds[name]).map((name) => [heads[name] ?? name, holds[name]])];
      return workbook(answer.variables.map((name) => heads[name] ?? name), rows, (cell) => named(cell, lang), about, lang);
    }
    if (form === "json") return json(answer.variables, answer.rows);
    const { names, rows } = labelled(answer, lists, lang);
    return delimited(names, rows);
  };

  // Beside each column of things a column of what they are called: holder, holderLabel.
  const labelled = ({ variables, rows }, lists, lang) => {
    const things = variables.map((name, at) => lists.includes(name) || rows.some((row) => row[at]?.type === "uri"));
    const label = (cell) => {
      if (cell?.type === "uri") {
        const found = called.label(cell.value, lang);
        return found?.text ? { ...literal(found.text), ...(found.language && { "xml:lang": found.language }) } : undefined;
      }
      const text = cell?.type === "literal" ? named(cell, lang) : "";
      return text ? literal(text) : undefined;
    };
    return {
      names: variables.flatMap((name, at) => (things[at] ? [name, `${name}Label`] : [name])),
      rows: rows.map((row) => row.flatMap((cell, at) => (things[at] ? [cell, label(cell)] : [cell]))),
    };
  };

  return { table, file };
}

// A number as a language writes it: its thousands apart, no decimals that say nothing.
const number = (text, lang) => {
  const [, sign, digits, part = ""] = /^([+-]?)0*(\d+)\.?(\d*)$/.exec(text);
  const whole = digits.replace(/\B(?=(\d{3})+$)/g, ",");
  const told = `${sign === "-" ? "-" : ""}${whole}${/[1-9]/.test(part) ? `.${part}` : ""}`;
  return lang === "nl" ? told.replace(/[.,]/g, (sign) => (sign === "," ? "." : ",")) : told;
};
