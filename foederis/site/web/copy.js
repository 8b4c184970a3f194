// A visitor's own copy of a document, on the page of its outline and of each section: which sentences it has word for word,
// shown beside what is stated there. The file is read in the page; it goes nowhere, and only the tab's session keeps words.
import { LARGEST, read } from "./file.js";
import { forget, keep, kept } from "./kept.js";

const site = { up: document.currentScript.getAttribute("src").replace(/assets\/[^/]*$/, ""), lang: document.documentElement.lang };
const page = JSON.parse(document.getElementById("copy-page").textContent);
const { documents, words: inEach } = window.foederisCopies; // put before this script by foederis/site/assets.py
const words = inEach[site.lang];
const byId = (id) => document.getElementById(id);
const say = (key, ...values) => words[key].replace(/\{(\d)\}/g, (_, at) => values[at]);
const tell = (text) => (byId("copy-told").textContent = text);
const { href } = documents[page.document];

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
const told = (name) => load(name, documents[name].href);

// What is shown

const clear = () => {
  for (const one of document.querySelectorAll(".own")) one.remove();
  byId("copy-lost").replaceChildren();
  byId("copy-away").hidden = true;
  point();
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
  tell([say("copy_result", file, found.length, passages.length, changed.length, missing.length), next, say(stays ? "copy_answers" : "copy_unkept")].join(" "));
  byId("copy-away").hidden = false;
  point();
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

// The sentence that the address marks: beside it the way to the box, in the box the way back to it.

const marked = () => byId(location.hash.slice(1))?.closest(".passages > li");
const point = () => {
  for (const one of document.querySelectorAll(".way")) one.remove();
  const place = marked();
  if (!place || place.querySelector(".own")) return;
  const way = put("button", say("copy_way"), { type: "button", className: "way plain" });
  way.addEventListener("click", () => {
    byId("copy").scrollIntoView();
    byId("copy-file").focus({ preventScroll: true });
  });
  place.append(way);
};
const back = () => {
  const place = marked();
  if (!place) return;
  const line = put("p", `${say("copy_back")} `);
  line.append(put("a", place.querySelector("h2 a").textContent, { href: `#${place.id}` }));
  byId("copy-lost").prepend(line);
};

// A file that is chosen or dropped

const other = async (compare) => {
  let best = { count: 0 };
  for (const name of Object.keys(documents).filter((one) => one !== page.document)) {
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
  forget(page.document);
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
      show(found, own, keep(page.document, { ...found, href }));
      return back();
    }
    const { name, count, total } = await other(compare);
    if (mine !== turn) return;
    const titled = (one) => documents[one].title[site.lang];
    tell(name ? say("copy_other", file.name, titled(page.document), titled(name), count, total) : say("copy_none", file.name, titled(page.document)));
    if (name) byId("copy-lost").append(put("a", titled(name), { href: `../${name}/index.html` }));
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
  forget(page.document);
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
window.addEventListener("hashchange", point);
point();
const before = kept(page.document, href);
if (before) {
  told(page.document).then(
    (own) => turn || show(before, own, true),
    () => turn || tell(say("copy_failed_files", before.file)),
  );
}
