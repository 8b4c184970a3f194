// The page of a question: its form is answered here, by the query of the page, with the values in the address. What the
// page came with is kept beside it, and comes back where nothing is changed or nothing can be asked.
import { bound } from "./binding.js";
import { asked, queried, withValues } from "./citation.js";
import { open, site } from "./engine.js";
import { bars, counted, image, png } from "./picture.js";
import { rowOf } from "./row.js";
import { save } from "./save.js";

const SPACE = "https://w3id.org/foederis/";
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NODES = 850; // of the rows that are shown at once
const PATIENCE = 1000; // milliseconds until a button to stop is offered
const words = window.foederisSaid?.[site.lang] ?? {}; // put before this script by foederis/site/assets.py
const said = (key, ...values) => values.reduce((text, value, at) => text.replaceAll(`{${at}}`, () => value), words[key] ?? key);
const make = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const title = () => document.querySelector("h1").textContent;
const folded = (text) => text.toLocaleLowerCase(site.lang);

let question;
let form;
let fields; // by name
let shown = null; // the values of the answer that is shown; null: the one that the page came with
let asking = 0; // grows with each question: an answer to an older one comes too late
const listed = {}; // values that come in a file of their own, by the name of the field

// The term of a value, of which a page or a file has the place in our name space where it is a thing of ours.
const termOf = (place) => (/^[<"]/.test(place) ? place : `<${SPACE + place}>`);

// Called by `values-<name>-<digest>.js`: the values of a field that has many, in both languages (see _listed in question.py).
export const values = (name, options) => {
  const order = new Intl.Collator(site.lang, { numeric: true });
  listed[name] = options
    .map(([place, english, dutch = english, value = english]) => ({
      value,
      text: site.lang === "nl" ? dutch : english,
      term: termOf(place),
    }))
    .sort((one, other) => order.compare(one.text, other.text));
};

class Unfit extends Error {}

class Field {
  constructor(parameter) {
    Object.assign(this, parameter);
    this.element = form.elements.namedItem(parameter.name);
    this.source = this.element?.list?.dataset.src;
    this.label = this.element?.labels?.[0]?.textContent ?? this.name;
    this.usual = this.element?.tagName === "SELECT" ? this.element.value : (this.element?.defaultValue ?? "");
  }

  get open() {
    return this.default === null || ["iri", "string"].includes(this.type);
  }

  // The values that it may have, or null where any of its type will do.
  async options() {
    if (this.element.tagName === "SELECT") {
      return [...this.element.options].filter((one) => one.dataset.term).map((one) => ({ value: one.value, text: one.text, term: termOf(one.dataset.term) }));
    }
    if (!this.source) return null;
    if (!listed[this.name]) {
      await new Promise((done, fail) => {
        document.head.append(make("script", { src: this.source, onload: done, onerror: () => fail(new Unfit(said("unavailable", question.name))) }));
      });
    }
    return listed[this.name];
  }

  // Offers them to who types: not before, for they may be a thousand.
  async offer() {
    const options = await this.options();
    if (this.element.list.options.length) return;
    this.element.list.append(...options.map(({ value, text }) => make("option", { value, label: text })));
  }

  // A value as a term of SPARQL, in the form that `foederis ask` gives it.
  async term(value) {
    if (["", "any", words.any].includes(value)) {
      if (this.open) return "UNDEF";
      throw new Unfit(said("unfit", value, this.label, said(`form_${this.type}`)));
    }
    const options = await this.options();
    if (options) {
      const found = Field.meant(options, value);
      if (found) return found.term;
      throw Object.assign(new Unfit(said("unknown", value, this.label)), { field: this, options });
    }
    const number = /^[+-]?\d{1,18}$/.test(value) ? value.replace(/^\+/, "") : null;
    const decimal = /^[+-]?\d{1,19}(\.\d{1,18})?$/.test(value) ? value.replace(/^\+/, "") : null;
    const day = /^\d{4}-\d\d-\d\d$/.test(value) && new Date(`${value}T00:00Z`).toJSON?.()?.startsWith(value) ? value : null;
    const text = /[\\"\x00-\x1f]/.test(value) ? null : value;
    const found = { integer: number, decimal, date: day }[this.type] ?? (["integer", "decimal", "date"].includes(this.type) ? null : text);
    if (found === null) throw new Unfit(said("unfit", value, this.label, said(`form_${this.type}`)));
    return `"${found}"${["integer", "decimal", "date"].includes(this.type) ? `^^<${XSD}${this.type}>` : ""}`;
  }

  // What a value is called: as the form says it.
  async called(value) {
    if (["", "any", words.any].includes(value)) return words.any;
    const options = await this.options();
    return (options && Field.meant(options, value)?.text) ?? value;
  }

  // Which of the values it may have is meant by one that was given: as it stands, or as it is called.
  static meant(options, value) {
    return (
      options.find((one) => one.value === value || one.term === `<${value}>`) ??
      options.find((one) => [one.value, one.text].some((text) => folded(text) === folded(value)))
    );
  }
}

// The values that are not the usual ones, by name: in the form, and in the address.
const inForm = () =>
  Object.fromEntries([...fields.values()].filter((one) => one.element.value !== one.usual).map((one) => [one.name, one.element.value || "any"]));
const inAddress = () => Object.fromEntries(new URLSearchParams(location.search || location.hash.replace(/^#\?/, "?").replace(/^#.*/, "")));
const address = (given) => {
  return queried(given) || location.pathname.split("/").pop() || ".";
};

// What is told is read out at once; a list that goes with it stands below it.
const tell = (...parts) => {
  document.getElementById("values")?.remove();
  const told = document.getElementById("told");
  const [short, long] = [false, true].map((is) => parts.filter((one) => (one.tagName === "DETAILS") === is));
  told.replaceChildren(...short);
  if (long.length) told.after(make("div", { id: "values" }, ...long));
};
// What the page came with below that: taken out while another answer is shown, so that the page stays small.
let kept;
const busy = (is) => document.getElementById("answer").setAttribute("aria-busy", String(is));

// Shows the answer that the page came with, and what there is to tell of it.
function usual(...told) {
  shown = null;
  carry({});
  document.getElementById("asked")?.remove();
  document.getElementById("answer").append(...kept);
  for (const one of pictured()) one.hidden = false;
  told.length ? tell(...told) : tell(came);
}
let came; // what the page told of its answer
const pictured = () => document.querySelectorAll("#take a.picture");

// The day that is taken where none is given: told in what is cited and kept, for the usual day may be another later.
const withDay = (values) => ({ ...question.days, ...values });
const citations = new Map(); // each form of the citation, as the page came with it
const cited = () => document.querySelectorAll("#cite blockquote, #cite pre[class]:not(.html)");

// Offers each form that a program for references reads as a file: what the page shows of it then.
export function references() {
  for (const form of ["bib", "ris"]) {
    const one = document.querySelector(`[class^=${form}]`);
    const onclick = () => {
      save(`${one.textContent.match(/foederis-[\w.-]+/)}.${form}`, one.textContent);
      return false; // the page stays where it is
    };
    one?.after(make("p", {}, make("a", { href: "#cite", textContent: said("cite_file", form), onclick })));
  }
}

// The same question in the other language, and each form of the citation, with the values that were asked.
function carry(values) {
  const query = queried(values);
  const other = document.querySelector("a.other");
  if (other) other.href = `${other.href.split("?")[0]}${query}`;
  document.getElementById("drawn")?.remove();
  for (const one of cited()) {
    const came = citations.get(one) ?? one.textContent;
    citations.set(one, came);
    one.textContent = query ? withValues(came, one.className, title(), question.name, withDay({}), withDay(values)) : came;
  }
}

function show(answer, given, told) {
  carry(given);
  shown = { given, answer };
  for (const one of kept) one.remove();
  for (const one of pictured()) one.hidden = true;
  document.getElementById("asked")?.remove();
  const asked = make("div", { id: "asked" });
  document.getElementById("answer").append(asked);
  tell(told);
  if (!answer.rows.length) return;
  draw(asked, told);
  const heads = answer.variables.map((name) => {
    const head = make("th", { scope: "col", textContent: question.columns[name] ?? name });
    head.dataset.column = name;
    return head;
  });
  const body = make("tbody");
  const region = make("div", { className: "wide", tabIndex: 0 }, make("table", { className: "rows" }, make("thead", {}, make("tr", {}, ...heads)), body));
  region.setAttribute("role", "region");
  region.setAttribute("aria-labelledby", "answer-title");
  asked.append(region);
  let at = 0;
  const more = make("button", { type: "button" });
  const next = () => {
    const first = at;
    for (let nodes = 0; at < answer.rows.length; at++) {
      const row = rowOf(answer.rows[at], words, site.up);
      nodes += row.querySelectorAll("*").length + 1;
      if (nodes > NODES && at > first) break; // one row at least, however long
      body.append(row);
    }
    const left = answer.rows.length - at;
    more.textContent = said("more", String(left));
    left ? asked.append(more) : more.remove();
    if (first) body.rows[first].querySelector("summary, a")?.focus();
  };
  more.addEventListener("click", next);
  next();
}

// The picture of what is shown, where one fits, above its rows and among the files.
function draw(asked, told) {
  const [column, summed] = question.drawn ?? [];
  const pairs = column && counted(shown.answer, column, summed, said("open"));
  if (!pairs) return;
  const called = (name) => question.columns[name] ?? name;
  const note = summed ? said("drawn_sum", called(column), called(summed)) : said("drawn", called(column));
  const source = `foederis ${site.version}, ${(site.digest ?? "").slice(0, 12)}, ${question.name}. CC BY 4.0.`;
  shown.svg = bars(pairs, { title: title(), asked: told, note, source, lang: site.lang });
  const drawing = make("img", { src: image(shown.svg), alt: `${note} ${pairs.map(([name, value]) => `${name}: ${value}`).join("; ")}` });
  asked.append(make("figure", { className: "drawn" }, drawing));
  const file = (form) => make("a", { href: `${question.name}.${form}`, download: "", textContent: form.toUpperCase() });
  document.querySelector("#take p")?.append(make("span", { id: "drawn" }, ` ${said("drawn_files")} `, file("svg"), ", ", file("png"), "."));
}

const rowsOf = (count) => `${count} ${count === 1 ? words.row : words.rows}`;

// The terms for values, of the fields that have others than the usual; the language is that of the page.
async function terms(given) {
  const known = question.parameters.map((one) => one.name);
  const found = known.includes("lang") ? { lang: `"${question.lang}"` } : {};
  for (const [name, value] of Object.entries(given)) {
    if (!fields.has(name)) {
      throw new Unfit(said("no_field", name, [...fields.keys()].join(", ") || "-"));
    }
    found[name] = await fields.get(name).term(value);
  }
  return found;
}

const given = (terms) => ({ text: bound(question.query, question.blocks, terms), lists: question.lists, lang: question.lang, words: question.said });

// Answers values: what they are called with the number of rows; or why not, above the answer that the page came with.
async function answer(values) {
  const mine = ++asking;
  if (!Object.keys(values).length) return usual();
  const stop = make("button", { type: "button", textContent: said("stop") });
  let engine;
  stop.addEventListener("click", () => engine?.cancel());
  const slow = setTimeout(() => mine === asking && tell(said(engine ? "asking" : "loading"), " ", ...(engine ? [stop] : [])), 150);
  busy(true);
  try {
    const bindings = await terms(values);
    engine = await open();
    const offer = setTimeout(() => mine === asking && tell(said("asking"), " ", stop), PATIENCE);
    const found = await engine.table(given(bindings), { seconds: window.foederis.patience }).finally(() => clearTimeout(offer));
    const names = await Promise.all([...fields.values()].map(async (one) => `${one.label}: ${await one.called(values[one.name] ?? one.usual)}`));
    if (mine !== asking) return;
    const told = found.rows.length ? `${rowsOf(found.rows.length)} (${names.join("; ")}).` : said("none", names.join("; "));
    show(found, values, told);
  } catch (error) {
    if (mine !== asking) return;
    usual(...why(error));
  } finally {
    clearTimeout(slow);
    if (mine === asking) busy(false);
  }
}

// Why there is no answer, in words; of a value that is not known with those that are.
function why(error) {
  if (error.options) {
    const list = make("ul", {}, ...error.options.map((one) => make("li", {}, make("a", { href: `?${new URLSearchParams({ [error.field.name]: one.value })}`, textContent: one.text }))));
    const all = make("details", { open: error.options.length <= 30 }, make("summary", { textContent: said("known_values", String(error.options.length)) }), list);
    return [error.message, " ", said("usual_below"), all];
  }
  if (error instanceof Unfit) return [error.message, " ", said("usual_below")];
  const told = {
    time: () => said("time", String(window.foederis.patience)),
    cancelled: () => said("cancelled"),
    broken: () => said("broken"),
    unavailable: () => said("unavailable", question.name),
  }[error.kind];
  return [told ? told() : said("failed", error.message), " ", said("usual_below")];
}

// Puts values into the form: those of an address, or of a step back.
function fill(values) {
  for (const one of fields.values()) {
    const value = values[one.name] ?? one.usual;
    const fits = one.element.type !== "date" || /^(\d{4}-\d\d-\d\d)?$/.test(value); // else the browser complains
    one.element.value = fits ? value : one.usual;
    if (one.element.tagName !== "SELECT" || one.element.selectedIndex >= 0) continue;
    const called = [...one.element.options].find((option) => [option.value, option.text].some((text) => folded(text) === folded(value))); // as `term`
    one.element.value = called ? called.value : one.usual;
  }
}

// What is shown, as a file: in the place of the files of the usual answer, where it is another.
async function take(event) {
  const link = event.target.closest("a[download]");
  const form = link?.pathname.split(".").pop();
  if (!shown || !(form in TYPES)) return;
  event.preventDefault();
  try {
    const asked = given(await terms(shown.given));
    const content = form === "svg" ? shown.svg : form === "png" ? await png(shown.svg) : form === "rq" ? asked.text : await (await open()).file({ ...asked, form, question: question.name, heads: question.columns, told: await about(shown.given) });
    const name = ["foederis", question.name, ...Object.values(shown.given)].join("-").replace(/[^\p{L}\p{N}.-]+/gu, "-");
    save(`${name}.${form}`, content, TYPES[form]);
  } catch (error) {
    tell(...why(error).slice(0, 1));
  }
}
const TYPES = {
  csv: "text/csv;charset=utf-8",
  json: "application/sparql-results+json",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  rq: "application/sparql-query",
  svg: "image/svg+xml",
  png: "image/png",
};

// What a workbook tells of an answer: as `foederis ask --format xlsx` does.
async function about(values) {
  const day = new Date().toISOString().slice(0, 10);
  const told = asked(withDay(values));
  const called = await Promise.all([...fields.values()].map(async (one) => [one.name, await one.called(values[one.name] ?? one.usual)]));
  const cite = `foederis ${site.version}, ${question.name} (${told}), ${day}. https://w3id.org/foederis/`;
  return said("about").split("|").map((name, at) => [name, [title(), question.name, asked(Object.fromEntries(called)) || "-", `foederis ${site.version}`, site.digest ?? "", day, "CC BY 4.0", cite][at]]);
}

// Makes the page of a question work; on other pages nothing is to be done.
export function page() {
  form = document.getElementById("ask");
  const told = document.getElementById("question");
  if (!form || !told) return;
  question = JSON.parse(told.textContent);
  question.query ??= document.querySelector("pre.sparql").textContent; // told apart where a page shows it otherwise
  fields = new Map(question.parameters.map((one) => new Field(one)).filter((one) => one.element).map((one) => [one.name, one]));
  came = document.getElementById("told").textContent;
  kept = [...document.getElementById("answer").children].filter((one) => !["answer-title", "told", "exact"].includes(one.id));
  const ask = () => {
    const values = inForm();
    try {
      if (new URL(address(values), location).href !== location.href) history.pushState(null, "", address(values));
    } catch {} // a page on a disk may not have an address of its own: then it is answered without
    return answer(values);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  form.addEventListener("change", ask);
  const soon = () => open().catch(() => {}); // while the reader chooses
  form.addEventListener("focusin", soon, { once: true });
  form.addEventListener("focusin", ({ target }) => fields.get(target.name)?.source && fields.get(target.name).offer().catch(() => {}));
  document.getElementById("take")?.addEventListener("click", take);
  const arrive = () => {
    const values = inAddress();
    fill(values);
    return answer(values);
  };
  addEventListener("popstate", arrive);
  if (Object.keys(inAddress()).length) arrive();
}
