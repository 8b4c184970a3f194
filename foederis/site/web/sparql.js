// The page on which a visitor asks the whole graph in SPARQL, in the browser. The engine runs in a worker (app.js), so
// that no query can hold the page up; what it may not take is time, and that can be ended.
import { edit, plain } from "./editor.js";
import { one as line } from "./escapes.js";
import { fold } from "./find.js";
import { explain, LONGEST, missing, named, nearest, place, refused, tokens, WORDS } from "./reader.js";
import { chart, charted, csv, make, numeric, row, shown } from "./result.js";
import { save } from "./save.js";

const site = JSON.parse(document.getElementById("site").textContent);
const page = JSON.parse(document.getElementById("sparql").textContent);
const { words } = page;
const SPACE = "https://w3id.org/foederis/";
// By prefix; told as 0 of a kind of things, 1 of a code list (foederis/site/sparql.py)
const prefixes = Object.fromEntries(Object.entries(page.prefixes).map(([name, space]) => [name, space.length ? space : `${SPACE}id/${space ? "concept/" : ""}${name}/`]));
const ROWS = 200; // shown at once

const form = document.getElementById("ask");
const area = document.getElementById("query");
const state = document.getElementById("told");
const clock = document.getElementById("clock");
const answer = document.getElementById("answer");
const [runs, stops] = [form.elements.run, form.elements.cancel];
const word = (key, ...given) => given.reduce((text, one) => text.replace("{}", one), words[key] ?? key);

// Completion: what is known of the ontology at once, things and codes once the index of the search is read

const TERMS = page.terms.map(([name, ...called]) => ({ label: `foed:${name}`, detail: called.join(" / "), key: fold(`foed:${name} ${called.join(" ")}`) }));
const NAMES = Object.entries(prefixes).sort((a, b) => b[1].length - a[1].length);

const shortened = (iri) => {
  const [name, space] = NAMES.find(([, space]) => iri.startsWith(space)) ?? [];
  const rest = name === undefined ? "" : iri.slice(space.length);
  return /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u.test(rest) ? `${name}:${rest}` : "";
};

let things;
const called = () =>
  (things ??= (window.foederisNames?.(site.lang) ?? Promise.resolve([])).then(
    (entries) =>
      entries
        .filter((entry) => /^(?:nl\/)?id\//.test(entry.href))
        .map((entry) => ({ entry, label: shortened(SPACE + entry.href.replace(/^nl\//, "").replace(/(?:\.html|\/index\.html|\/)$/, "")) }))
        .filter(({ label }) => label)
        .map(({ entry, label }) => ({ label, detail: [entry.name, ...(entry.others ? entry.others.split("|").slice(0, 2) : [])].join(" / "), key: fold(`${label} ${entry.name} ${entry.others}`) })),
    () => [],
  ));

const ranked = (list, typed) => {
  const keys = fold(typed).split(" ").filter(Boolean);
  const score = (one) => (one.label.startsWith(typed) ? 3 : one.label.includes(`:${typed}`) ? 2 : ` ${one.key}`.includes(` ${keys.join(" ")}`) ? 1 : 0);
  return list
    .filter((one) => one.label.startsWith(typed) || keys.every((key) => one.key.includes(key)))
    .map((one) => [score(one), one])
    .sort((a, b) => b[0] - a[0] || a[1].label.length - b[1].label.length || (a[1].label < b[1].label ? -1 : 1))
    .map(([, one]) => one);
};

const complete = async (before, text, explicit) => {
  if (/^[^"'<]*#/.test(before)) return null; // a comment
  const variable = /[?$][\p{L}\p{N}_]*$/u.exec(before)?.[0];
  if (variable) {
    const found = [...new Set(tokens(text).filter((one) => one.kind === "variable").map((one) => one.text))].filter((one) => one !== variable && one.startsWith(variable));
    return { length: variable.length, options: found.sort().map((label) => ({ label })) };
  }
  const typed = /(?:[\p{L}][\p{L}\p{N}_-]*)?:?[\p{L}\p{N}_-]*$/u.exec(before)[0];
  if (!explicit && typed.length < 2) return null;
  const [name, colon] = [typed.split(":")[0], typed.includes(":")];
  const ours = colon ? name in prefixes && prefixes[name].startsWith(`${SPACE}id/`) : true;
  const list = [...TERMS, ...(ours ? await called() : [])].filter((one) => !colon || one.label.startsWith(`${name}:`));
  const options = (colon ? ranked(list.map((one) => one), typed.slice(name.length + 1) ? typed : `${name}:`) : ranked(list, typed)).slice(0, 40).map((one) => ({ ...one, prefix: missing(one.label, prefixes) && missing(`${text}\n${one.label}`, prefixes) }));
  if (!colon) {
    const spaces = Object.keys(prefixes).filter((one) => one.startsWith(typed)).map((one) => ({ label: `${one}:`, detail: prefixes[one] }));
    const keywords = WORDS.filter((one) => one.length > 1 && one.startsWith(typed.toUpperCase())).map((label) => ({ label }));
    options.unshift(...keywords.slice(0, 8), ...spaces.slice(0, 6));
  }
  return { length: typed.length, options };
};

// The editor

const hooks = { label: word("label"), described: word("keys"), words: page.editor, run: () => ask(), changed: () => editor.mark(0), complete };
let editor;
try {
  editor = edit(area, hooks);
} catch {
  editor = plain(area, hooks);
}
document.querySelector("label[for=query]").addEventListener("click", (event) => {
  event.preventDefault();
  editor.focus();
});
for (const element of document.querySelectorAll("[data-script]")) element.hidden = false;

// What is asked, in the address, so that it can be sent

const given = () => new URLSearchParams(location.hash.slice(1));
const address = (text) => {
  const hash = `#query=${encodeURIComponent(text)}`;
  try {
    if (given().get("query") !== text) history.pushState(null, "", hash);
  } catch {
    // from disk some browsers forbid it: the query is answered all the same
  }
};
const starters = () =>
  new Promise((done, failed) => {
    window.foederisStarters = done;
    const script = make("script", { src: site.up + site.assets["sparql-starters.js"] });
    script.onerror = () => failed(new Error("starters"));
    document.head.append(script);
  });
let asked; // the questions by name, once they are read
const start = async (name) => {
  try {
    asked ??= await starters();
  } catch {
    return tell(word("unread"), true);
  }
  if (!Object.hasOwn(asked, name)) return tell(word("unknown", shown(name)), true);
  editor.set(asked[name].join(`"${site.lang}"`));
  clear();
  return tell(word("started"));
};
const load = () => {
  const query = given().get("query");
  const name = given().get("question");
  if (query !== null) {
    editor.set(query.slice(0, LONGEST + 1));
    clear();
    tell(word("given"));
  } else if (name) start(name);
};
form.elements.starter.addEventListener("change", (event) => event.target.value && start(event.target.value));
window.addEventListener("hashchange", load);
window.addEventListener("popstate", load);

// Telling

const tell = (text, wrong = false) => {
  state.className = wrong ? "note" : "";
  state.textContent = text;
};
const clear = () => answer.replaceChildren();
const at = (place) => make("a", { href: "#query" }, word("line", place.line, place.column));
const wrong = (text, { key, at: position, given = "", meant = "", expected = "" }) => {
  const where = place(text, position);
  const what = word(`wrong_${key}`, shown(String(given)).slice(0, 60));
  const link = at(where);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    editor.go(position);
  });
  state.className = "note";
  state.replaceChildren(link, ": ", what);
  if (meant) state.append(" ", word("meant", meant));
  if (expected) state.append(" ", word("expected", expected));
  editor.mark(where.line);
};

// Asking

let turn = 0; // of several that are asked, the last one counts
let engine;
const busy = (now) => {
  runs.disabled = now;
  stops.disabled = !now;
  answer.setAttribute("aria-busy", String(now));
};

const ask = async () => {
  turn += 1;
  const own = turn;
  let text = editor.get();
  if (!text.trim()) return wrong(text, { key: "empty", at: 0 });
  const not = refused(text);
  if (not) return wrong(text, not);
  const added = missing(text, prefixes);
  if (added) {
    editor.insert(added);
    text = added + text;
  }
  address(text);
  editor.mark(0);
  clear();
  busy(true);
  const begun = Date.now();
  const timer = setInterval(() => (clock.textContent = word("seconds", Math.round((Date.now() - begun) / 1000))), 1000);
  try {
    tell(word("opening"));
    engine = await window.foederis.open();
    if (own !== turn) return undefined;
    tell(word("running"));
    const from = performance.now();
    const found = await engine.query(text, { seconds: Number(form.elements.seconds.value) });
    if (own !== turn) return undefined;
    await show(found, (performance.now() - from) / 1000, text);
  } catch (error) {
    if (own !== turn) return undefined;
    if (error.kind === "query") wrong(text, explain(text, error.message, prefixes));
    else tell(word(`failed_${["cancelled", "time", "large", "broken", "unavailable"].includes(error.kind) ? error.kind : "broken"}`, form.elements.seconds.value), true);
  } finally {
    clearInterval(timer);
    if (own === turn) {
      clock.textContent = "";
      busy(false);
    }
  }
  return undefined;
};

const cancel = () => {
  turn += 1;
  engine?.cancel();
  clock.textContent = "";
  busy(false);
  tell(word("failed_cancelled"), true);
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
stops.addEventListener("click", cancel);

// Showing

const link = (iri) => {
  if (iri.startsWith(`${SPACE}id/`) || iri.startsWith(`${SPACE}def/`)) {
    const path = iri.slice(SPACE.length).split("#")[0];
    const file = page.twins.includes(path) ? `${path}-property` : path.endsWith("/") ? `${path}index` : path; // as path_of
    return /^[\w.~/-]+$/.test(file) ? page.address.replace("{}", file) : "";
  }
  return line.address(iri);
};
const names = new Map(); // what IRIs are called, kept from answer to answer
const brief = (iri) => shortened(iri) || iri.replace(`${SPACE}id/`, "");
const label = async (iris) => {
  const wanted = [...new Set(iris)].filter((iri) => !names.has(iri));
  if (!wanted.length) return;
  const found = await engine.names(wanted, site.lang);
  for (const iri of wanted) if (found[iri] && found[iri] !== iri) names.set(iri, found[iri]);
};
const fill = (inside) => {
  for (const element of inside.querySelectorAll("[data-iri]")) {
    element.textContent = shown(names.get(element.dataset.iri) ?? brief(element.dataset.iri));
    element.title = element.dataset.iri;
  }
};
const reading = (cell) => (!cell ? "" : cell.type === "uri" ? shown(names.get(cell.value) ?? brief(cell.value)) : shown(cell.value));

const files = (...made) =>
  make(
    "p",
    { class: "saves" },
    ...made.flatMap(([key, name, type, text]) => {
      const button = make("button", { type: "button" }, word(key));
      button.addEventListener("click", () => save(name, text(), type));
      return [button, " "];
    }),
  );

const show = async (found, seconds, text) => {
  const took = seconds.toLocaleString(site.lang, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  if (typeof found.triples === "string") {
    const count = found.triples.split("\n").filter((line) => line.trim()).length;
    tell(word("lines", count.toLocaleString(site.lang), took));
    answer.append(files(["save_triples", "foederis-answer.ttl", "text/turtle", () => found.triples]), make("pre", { tabindex: "0" }, found.triples.slice(0, 50_000), found.triples.length > 50_000 ? "\n\u2026" : ""));
    return;
  }
  if (typeof found.boolean === "boolean") {
    tell(word(found.boolean ? "yes" : "no", took));
    return;
  }
  const { vars } = found.head;
  const rows = found.results.bindings;
  if (!rows.length) {
    tell(word("empty", took));
    await strange(text);
    return;
  }
  tell(rows.length === 1 ? word("row", took) : word("rows", rows.length.toLocaleString(site.lang), took));
  const numbers = new Set(vars.filter((variable) => numeric(rows, variable)));
  const body = make("tbody");
  const table = make(
    "table",
    {},
    make("caption", { class: "unseen" }, word("answer")),
    make("thead", {}, make("tr", {}, ...vars.map((variable) => make("th", { scope: "col", ...(numbers.has(variable) ? { class: "n" } : {}) }, variable)))),
    body,
  );
  const more = make("button", { type: "button" });
  const next = async () => {
    const some = rows.slice(body.rows.length, body.rows.length + ROWS).map((one) => row(one, vars, numbers, site.lang, link));
    body.append(...some);
    const left = rows.length - body.rows.length;
    more.textContent = word("more", Math.min(ROWS, left), left.toLocaleString(site.lang));
    more.hidden = !left;
    for (const one of some) fill(one);
    try {
      await label(some.flatMap((one) => [...one.querySelectorAll("[data-iri]")].map((element) => element.dataset.iri)));
    } catch {
      return; // without names: the short forms of the IRIs stay
    }
    for (const one of some) fill(one);
  };
  more.addEventListener("click", next);
  answer.append(
    files(
      ["save_csv", "foederis-answer.csv", "text/csv;charset=utf-8", () => csv(vars, rows)],
      ["save_json", "foederis-answer.json", "application/sparql-results+json", () => JSON.stringify(found, null, 1)],
      ["save_query", "foederis-query.rq", "application/sparql-query", () => text],
    ),
    make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": word("answer") }, table),
    more,
  );
  await next();
  const fits = charted(vars, rows);
  if (fits && answer.contains(table)) {
    const title = word("bars", fits.number, fits.name);
    answer.insertBefore(make("figure", { tabindex: "0", "aria-label": title }, chart(rows, fits, title, site.lang, reading), make("figcaption", {}, title)), answer.querySelector(".wide"));
  }
};

// Where an answer is empty: terms of the query that are not in the graph at all, with what is written almost so.
const strange = async (text) => {
  const own = turn;
  const all = TERMS.map(({ label }) => label);
  const told = [];
  for (const term of named(text, prefixes).slice(0, 40)) {
    let known = true;
    try {
      known = (await engine.query(page.known.replace("UNDEF", `<${term.iri}>`), { seconds: 5 })).results.bindings.length > 0;
    } catch {
      return;
    }
    if (own !== turn) return;
    if (!known) {
      const meant = nearest(shortened(term.iri) || term.text, all);
      told.push(make("li", {}, make("code", {}, shown(term.text)), ` (${word("line_only", place(text, term.at).line)})`, meant ? ` ${word("meant", meant)}` : ""));
    }
  }
  if (told.length) answer.append(make("p", {}, word("strange")), make("ul", {}, ...told));
};

busy(false);
load();
