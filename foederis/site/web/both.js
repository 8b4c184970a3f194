// A page in both languages (`<html id=nl>`, templates/both.html) shows English, and Dutch where its address ends in
// `#nl`, by the stylesheet alone; here it gets what only a script can use (menu, search box; thing.js has the rest), and
// the choice goes along to where its links lead.
import { SKIPPED, both, heading, here, make, said, site } from "./page.js";

if (both) {
  const header = document.querySelector("header");
  const menu = make("nav");
  const skip = make("a", { class: "skip" });
  document.body.prepend(skip);
  const doors = ["questions", "things", "documents", "pictures", "words", "data"].map((key) => [key, make("a")]);
  const form = make("form", { id: "find", role: "search" });
  const label = make("label", { class: "unseen", for: "find-q" });
  const button = make("button");
  form.append(label, make("input", { type: "search", id: "find-q", name: "q", autocomplete: "off", autocapitalize: "none", spellcheck: "false" }), button);
  doors.forEach(([, link]) => menu.append(link, " "));
  header.querySelector("i").before(menu, form);

  const base = new URL(site.up || "./", location.href).href;
  const FOLDERS = { questions: "q/", things: "id/", documents: "read/", pictures: "pictures/", words: "def/", data: "data/" };
  const switched = () => {
    const dutch = site.lang === "nl";
    const home = site.up + (dutch ? "nl/" : "");
    document.documentElement.lang = site.lang;
    document.title = `${heading(dutch ? "[lang]" : ":not([lang])")} - foederis`;
    for (const [key, link] of doors) {
      link.textContent = said(key);
      link.href = ["things", "words"].includes(key) ? here(`${FOLDERS[key]}index.html`) : `${home}${FOLDERS[key]}index.html`;
    }
    menu.setAttribute("aria-label", said("menu"));
    skip.textContent = said("skip");
    skip.href = dutch ? SKIPPED : "#main";
    label.textContent = button.textContent = said("search_label");
    form.setAttribute("action", `${home}search/index.html`);
    header.querySelector("a").href = `${home}index.html`;
    for (const link of document.querySelectorAll("main a[href]")) {
      if (["id/", "def/"].some((one) => link.href.startsWith(base + one)) && /\.html(?:#nl)?$/.test(link.href)) link.hash = dutch ? "nl" : "";
    }
  };
  switched();
  window.addEventListener("hashchange", switched);
}
