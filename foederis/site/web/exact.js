// The exact words of passages beside what a page tells of each, from the copies of documents that this tab holds (copy.js
// read them). What is in a copy, and what its file is called, is a stranger's: it is only ever set as text.
import { holding, kept } from "./kept.js";
import { both, make, site } from "./page.js";

const { documents, words } = window.foederisCopies; // put before this script by foederis/site/assets.py
const FEW = 3; // documents that are named where a copy of them can be chosen
const SHOWS = ["found", "changed", "missing"];
const READ = /^(?:nl\/)?read\/([^/]+)\/[^/]+\.html#([^#]+)$/;
const THING = /^id\/passage\/([^/]+)\/([^#]+)\.html(?:#nl)?$/;
const base = new URL(site.up || "./", location.href).href;
const answer = document.getElementById("answer");
let opened = false; // whether the evidence of all rows is

// A page in both languages has each text in both, as it has its own.
const LANGUAGES = both ? ["en", "nl"] : [site.lang];
const inEach = (inner) => LANGUAGES.map((lang) => make(both ? "i" : "span", both && lang === "nl" ? { lang } : {}, ...inner(lang)));
const say = (key, ...values) => inEach((lang) => [words[lang][key].replace(/\{(\d)\}/g, (_, at) => values[at]?.[lang] ?? values[at])]);

// The passages to which a page leads, each with its link.
const passages = () =>
  [...document.querySelectorAll(both ? "main a[href]" : ".rows a[href]")].flatMap((link) => {
    const path = link.href.startsWith(base) ? link.href.slice(base.length) : "";
    const [, name, locator] = READ.exec(path) ?? THING.exec(path) ?? [];
    return name && Object.hasOwn(documents, name) ? [{ link, name, locator }] : [];
  });

const read = (name) => {
  const copy = kept(name, documents[name].href);
  return copy && { file: String(copy.file), known: new Map(copy.passages.map((one) => [one?.locator, one])) };
};

const shown = ({ status, words: exact }, file, name) => {
  if (status !== "found") return make("p", { class: "own note" }, ...say(`copy_${status}_here`), " ", make("small", {}, ...say("exact_from", file)));
  return make("div", { class: "own" }, make("blockquote", { lang: documents[name].lang }, exact), make("small", {}, ...say("exact_from", file)));
};

// The line of a page: of which copies words stand on it, and where a copy of its other documents can be chosen.
const copyOf = (name) => {
  const at = (lang) => `${site.up}${lang === "nl" ? "nl/" : ""}read/${name ? `${name}/index.html#copy` : "index.html"}`;
  return inEach((lang) => [make("a", { href: at(lang) }, name ? documents[name].title[lang] : words[lang].exact_all)]);
};
const line = (counts, others) => {
  const parts = [];
  for (const [name, { file, found, changed, missing }] of counts) {
    parts.push(...say("exact_held", file, documents[name].title, found + changed + missing, found, changed, missing), " ");
  }
  if (others.length) {
    parts.push(...say(holding() ? "exact_none" : "exact_unkept"));
    for (const name of [...others.slice(0, FEW), ""]) parts.push(name === others[0] ? " " : "; ", ...copyOf(name));
    parts.push(". ");
  }
  if (counts.size && document.querySelector(".proof details")) {
    const button = make("button", { type: "button", "aria-expanded": String(opened) }, ...say(opened ? "exact_close" : "exact_open"));
    button.addEventListener("click", () => {
      opened = !opened;
      for (const one of document.querySelectorAll(".proof details")) one.open = opened;
      show();
      document.querySelector("#exact button")?.focus();
      if (opened) seen();
    });
    parts.push(button);
  }
  document.getElementById("exact")?.replaceChildren(...parts);
};

// Brings the column of the evidence into sight, where a table is wider than its region.
const seen = () => {
  const cell = document.querySelector(".proof");
  const region = cell.closest(".wide");
  region.scrollLeft += Math.max(0, cell.getBoundingClientRect().right - region.getBoundingClientRect().right);
};

const watch = new MutationObserver(() => show()); // rows that are shown later
const show = () => {
  watch.disconnect();
  for (const one of document.querySelectorAll(".own")) one.remove();
  const copies = {};
  const counts = new Map();
  const others = [];
  const places = new Map(); // by place, and of the whole page, the passages that are told there
  const once = (place, name, locator) => {
    const known = places.get(place) ?? places.set(place, new Set()).get(place);
    const key = `${name}/${locator}`;
    return !known.has(key) && known.add(key);
  };
  for (const { link, name, locator } of passages()) {
    const copy = (copies[name] ??= read(name));
    if (!copy) {
      if (!others.includes(name)) others.push(name);
      continue;
    }
    const one = copy.known.get(locator);
    if (!SHOWS.includes(one?.status)) continue;
    const place = both ? link.closest("li, dd, p") : (link.closest(".proof li") ?? link);
    const first = place && once(answer, name, locator);
    if (first) {
      if (!counts.has(name)) counts.set(name, { file: copy.file, found: 0, changed: 0, missing: 0 });
      counts.get(name)[one.status] += 1;
    }
    if (!place || (both ? !first : !once(place, name, locator))) continue;
    const block = shown(one, copy.file, name);
    if (place.matches("a, p")) place.after(block);
    else place.append(block);
  }
  if (opened) for (const one of document.querySelectorAll(".proof details")) one.open = true;
  line(counts, others);
  if (answer) watch.observe(answer, { childList: true, subtree: true });
};
show();
addEventListener("pageshow", ({ persisted }) => persisted && show());
