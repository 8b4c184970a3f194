// A visitor's own copy of a document, on the page of its outline and of each section: which sentences it has word for word,
// shown beside what is stated there. The file is read in the page; it goes nowhere, and only the tab's session keeps words.
import { LARGEST, read } from "./file.js";

const site = { up: document.currentScript.getAttribute("src").replace(/assets\/[^/]*$/, ""), lang: document.documentElement.lang };
const page = JSON.parse(document.getElementById("copy-page").textContent);
const { words } = page;
const byId = (id) => document.getElementById(id);
const say = (key, ...values) => words[key].replace(/\{(\d)\}/g, (_, at) => values[at]);
const tell = (text) => (byId("copy-told").textContent = text);
const KEY = `foederis-copy:${page.document}`;

const put = (tag, text, properties = {}) => Object.assign(document.createElement(tag), { textContent: text, ...properties });

// What is loaded when it is wanted: what is known of a document, and what compares a text with it

const waiting = {};
window.foederisCopy = (name, told) => waiting[name](told);
window.foederisCompare = (compare) => waiting[""](compare);
const loaded = {};
const load = (name, href) =>
  (loaded[name] ??= new Promise((done, failed) => {
    waiting[name] = done;
    const script = put("script", "", { src: site.up + href });
    script.onerror = () => {
      delete loaded[name];
      failed(new Error("files"));
    };
    document.head.append(script);
  }));
const told = (name) => load(name, page.copies[name].href);

// What a session keeps: a browser may forbid it.

const keep = (copy) => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...copy, href: page.copies[page.document].href }));
    return true;
  } catch {
    return false;
  }
};
const kept = () => {
  try {
    const copy = JSON.parse(sessionStorage.getItem(KEY));
    return copy?.href === page.copies[page.document].href && copy;
  } catch {
    return false;
  }
};
const forget = () => {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // nothing is kept
  }
};

// What is shown

const clear = () => {
  for (const one of document.querySelectorAll(".own")) one.remove();
  byId("copy-lost").replaceChildren();
  byId("copy-away").hidden = true;
};

const show = ({ file, passages }, own, stays) => {
  clear();
  const of = (status) => passages.filter((one) => one.status === status);
  const [found, changed, missing] = ["found", "changed", "missing"].map(of);
  for (const { locator, words: exact, status } of passages) {
    const place = byId(locator);
    if (!place?.closest(".passages")) continue;
    place.append(
      status === "found" ? put("blockquote", exact, { className: "own", lang: own.language }) : put("p", say(`copy_${status}_here`), { className: "own note" }),
    );
  }
  for (const [key, list] of Object.entries({ copy_changed: changed, copy_missing: missing })) {
    if (list.length) byId("copy-lost").append(listed(say(key, list.length), list, passages, own));
  }
  const next = say(document.querySelector(".passages") ? "copy_below" : "copy_sections");
  tell([say("copy_result", file, found.length, passages.length, changed.length, missing.length), next, stays ? "" : say("copy_unkept")].join(" ").trim());
  byId("copy-away").hidden = false;
};

const listed = (title, list, passages, own) => {
  const details = document.createElement("details");
  const items = document.createElement("ul");
  for (const { locator } of list) {
    const at = passages.findIndex((one) => one.locator === locator);
    const item = document.createElement("li");
    const name = own.places[site.lang][at];
    item.append(own.sections[at] ? put("a", name, { href: `${own.sections[at]}.html#${locator}` }) : name);
    items.append(item);
  }
  details.append(put("summary", title), items);
  return details;
};

// A file that is chosen or dropped

const other = async (compare) => {
  let best = { count: 0 };
  for (const name of Object.keys(page.copies).filter((one) => one !== page.document)) {
    const one = compare(await told(name));
    if (one.copy && one.count > best.count) best = { name, ...one };
    await new Promise((done) => setTimeout(done)); // the page goes on
  }
  return best;
};

let turn = 0;
const take = async (files) => {
  const mine = (turn += 1);
  const [file] = files;
  clear();
  forget();
  try {
    if (files.length > 1) throw new Error("one");
    tell(say("copy_reading", file.name));
    const text = await read(file);
    const own = await told(page.document);
    const compare = (await load("", page.compare))(text);
    if (mine !== turn) return;
    const { passages, copy } = compare(own);
    if (copy) {
      const found = { file: file.name, passages };
      return show(found, own, keep(found));
    }
    const { name, count, total } = await other(compare);
    if (mine !== turn) return;
    const { title } = page.copies[page.document];
    tell(name ? say("copy_other", file.name, title, page.copies[name].title, count, total) : say("copy_none", file.name, title));
    if (name) byId("copy-lost").append(put("a", page.copies[name].title, { href: `../${name}/index.html` }));
  } catch (error) {
    if (mine !== turn) return;
    const key = `copy_failed_${error.message}`;
    tell(key in words ? say(key, file.name, LARGEST / 1_000_000) : say("copy_failed_read", file.name));
  }
};

byId("copy").hidden = false;
byId("copy-file").autocomplete = "off"; // else Firefox names, after a reload, a file that is no longer read
byId("copy-file").addEventListener("change", ({ target }) => {
  if (target.files.length) take(target.files);
});
byId("copy-away").addEventListener("click", () => {
  turn += 1;
  clear();
  forget();
  byId("copy-file").value = "";
  byId("copy-file").focus();
  tell(say("copy_gone"));
});
const holdsFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
window.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
window.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  byId("copy-file").value = ""; // what was chosen before is no longer shown
  if (event.dataTransfer.files.length) take(event.dataTransfer.files);
});
const before = kept();
if (before) {
  told(page.document).then(
    (own) => turn || show(before, own, true),
    () => turn || tell(say("copy_failed_files", before.file)),
  );
}
