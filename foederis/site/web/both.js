// What a script knows of the page that it is on. A page in both languages (`<html id=nl>`, templates/both.html) shows
// English, and Dutch where its address ends in `#nl`, by the stylesheet alone; here it gets what only a script can use
// (menu, search box), and the choice goes along to where its links lead.
const root = document.documentElement;
const found = window.foederisFound ?? { assets: {}, words: {} }; // put before this script by foederis/site/assets.py
const json = document.getElementById("site");
const both = root.id === "nl";
const SKIPPED = "#n"; // the heading, where the Dutch link to the content leads

const own = () => ({
  up: document.currentScript?.getAttribute("src").replace(/assets\/[^/]*$/, "") ?? "",
  get lang() {
    if (!both) return root.lang;
    return ["#nl", SKIPPED].includes(location.hash) ? "nl" : "en";
  },
});
export const site = both || !json ? own() : JSON.parse(json.textContent);
export const indexes = found.assets;
export const said = (key) => found.words[site.lang]?.[key] ?? "";
/** The address of a page of the site in the language of this one: a page in both languages is opened in it. */
export const here = (path) => site.up + path + (site.lang === "nl" && /^(?:id|def)\//.test(path) && !path.includes("#") ? "#nl" : "");

const make = (tag, attributes = {}, text = "") => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
};

if (both) {
  const header = document.querySelector("header");
  const menu = make("nav");
  const doors = ["questions", "things", "documents", "pictures", "words", "data"].map((key) => [key, make("a")]);
  const form = make("form", { id: "find", role: "search" });
  const label = make("label", { class: "unseen", for: "find-q" });
  const button = make("button");
  form.append(label, make("input", { type: "search", id: "find-q", name: "q", autocomplete: "off", autocapitalize: "none", spellcheck: "false" }), button);
  doors.forEach(([, link]) => menu.append(link, " "));
  header.querySelector(".other").before(menu, form);

  const base = new URL(site.up || "./", location.href).href;
  const FOLDERS = { questions: "q/", things: "id/", documents: "read/", pictures: "pictures/", words: "def/", data: "data/" };
  const switched = () => {
    const dutch = site.lang === "nl";
    const home = site.up + (dutch ? "nl/" : "");
    root.lang = site.lang;
    const title = document.querySelector(dutch ? "h1 > i[lang]" : "h1 > i:not([lang])") ?? document.querySelector("h1");
    document.title = `${title.textContent} - foederis`;
    for (const [key, link] of doors) {
      link.textContent = said(key);
      link.href = ["things", "words"].includes(key) ? here(`${FOLDERS[key]}index.html`) : `${home}${FOLDERS[key]}index.html`;
    }
    menu.setAttribute("aria-label", said("menu"));
    label.textContent = button.textContent = said("search_label");
    form.setAttribute("action", `${home}search/index.html`);
    header.querySelector(".name").href = `${home}index.html`;
    for (const link of document.querySelectorAll("main a[href]")) {
      if (["id/", "def/"].some((one) => link.href.startsWith(base + one)) && /\.html(?:#nl)?$/.test(link.href)) link.hash = dutch ? "nl" : "";
    }
  };
  switched();
  window.addEventListener("hashchange", switched);
}
