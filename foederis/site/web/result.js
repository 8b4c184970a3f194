// What a query gives: as a table, a chart, and files. Text is set with textContent only.
import { delimited } from "./data.js";
import { one as line } from "./escapes.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = ["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"].map((name) => XSD + name);

const LONG = 2000; // characters of a cell that are shown; files hold all of it

/** A text as one line for people; of a very long one the beginning, with how much there is. */
export const shown = (text) => {
  if (text.length > LONG) return `${shown(text.slice(0, LONG))} \u2026 (${text.length})`;
  return line(text);
};

export const make = (tag, attributes = {}, ...inner) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inner);
  return element;
};

const number = (cell) => (cell?.type === "literal" && NUMBERS.includes(cell.datatype) && Number.isFinite(Number(cell.value)) ? Number(cell.value) : null);

/** Whether each cell of a column that holds something is a number. */
export const numeric = (rows, variable) => {
  const held = rows.filter((row) => row[variable]);
  return held.length > 0 && held.every((row) => number(row[variable]) !== null);
};

const written = (value, lang) => value.toLocaleString(lang, { maximumFractionDigits: 6 });

/** A row of the table; `link(iri)` gives the address of an IRI, or nothing. What an IRI is called is filled in later. */
export const row = (bindings, variables, numbers, lang, link) =>
  make(
    "tr",
    {},
    ...variables.map((variable) => {
      const cell = bindings[variable];
      if (!cell) return make("td");
      if (cell.type === "uri") {
        const href = link(cell.value);
        const text = shown(cell.value);
        const inner = href ? make("a", { href, rel: "noreferrer" }, text) : make("span", {}, text);
        inner.dataset.iri = cell.value;
        return make("td", {}, inner);
      }
      if (numbers.has(variable)) return make("td", { class: "n" }, written(number(cell), lang));
      const attributes = { dir: "auto" };
      if (cell["xml:lang"]) attributes.lang = cell["xml:lang"];
      return make("td", attributes, cell.type === "bnode" ? `_:${shown(cell.value)}` : shown(cell.value ?? ""));
    }),
  );

/** What a chart can show: the column of names and that of numbers, where an answer is no more than these two. */
export const charted = (variables, rows) => {
  if (variables.length !== 2 || rows.length < 2 || rows.length > 40) return null;
  const numbers = variables.filter((variable) => numeric(rows, variable));
  if (numbers.length !== 1 || rows.some((one) => !one[numbers[0]])) return null;
  return { name: variables.find((variable) => variable !== numbers[0]), number: numbers[0] };
};

const SVG = "http://www.w3.org/2000/svg";
const draw = (tag, attributes, text) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
};

/** A bar for each row, its name before it and its number behind. `names(cell)` says what a cell is called. */
export const chart = (rows, { name, number: count }, title, lang, names) => {
  const [left, bars, right, high] = [310, 360, 90, 24];
  const values = rows.map((one) => number(one[count]));
  const [low, top] = [Math.min(0, ...values), Math.max(0, ...values)];
  const at = (value) => left + ((value - low) / (top - low || 1)) * bars;
  const svg = draw("svg", { viewBox: `0 0 ${left + bars + right} ${rows.length * high + 4}`, role: "img", "aria-label": title, class: "bars" });
  rows.forEach((one, index) => {
    const y = index * high + 2;
    const [start, end] = [at(Math.min(0, values[index])), at(Math.max(0, values[index]))];
    const text = names(one[name]);
    const cut = [...text].length > 40 ? `${[...text].slice(0, 39).join("")}\u2026` : text;
    const group = draw("g", {});
    group.append(
      draw("title", {}, `${text}: ${written(values[index], lang)}`),
      draw("text", { x: left - 6, y: y + 16, "text-anchor": "end" }, cut),
      draw("rect", { x: start, y: y + 3, width: Math.max(1, end - start), height: high - 6 }),
      draw("text", { x: end + 6, y: y + 16 }, written(values[index], lang)),
    );
    svg.append(group);
  });
  return svg;
};

/** An answer as CSV, as the command line writes it. */
export const csv = (variables, rows) =>
  delimited(
    variables,
    rows.map((one) => variables.map((variable) => one[variable])),
  );

