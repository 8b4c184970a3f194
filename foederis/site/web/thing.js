// The script of pages in both languages: menu and search box, then an icon, links from the names of properties to their
// definitions, and the list of what can be asked about the thing.
import "./both.js";
import "./search.js";
import { heading, here, indexes, make, site } from "./page.js";

document.head.append(make("link", { rel: "icon", href: `${site.up}icon.svg` }));
for (const term of document.querySelectorAll("dt[class]")) {
  term.append(make("a", { href: here(`def/${term.className}.html`) }, ...term.childNodes));
}

// The questions that take the thing, by their number (foederis/site/pages.py, askable): loaded when they are wanted.
for (const place of document.querySelectorAll("[data-asks]")) {
  const value = place.dataset.value ?? heading(":not([lang])");
  const summary = make("summary", {}, ...place.cloneNode(true).childNodes);
  for (const link of summary.querySelectorAll("a")) link.replaceWith(link.textContent);
  const list = make("ul");
  const folded = make("details", {}, summary, list);
  folded.ontoggle = () => {
    window.foederisAsks = (rows) => {
      for (const number of place.dataset.asks.split(",")) {
        const [name, parameter, en, nl] = rows[number];
        const ask = `q/${name}/index.html?${parameter}=${encodeURIComponent(value)}`;
        const link = (path, text) => make("a", { href: site.up + path }, text);
        const texts = [make("i", {}, link(ask, en)), make("i", { lang: "nl" }, link(`nl/${ask}`, nl))];
        list.append(make("li", {}, ...texts, " ", make("code", {}, `${parameter}=${value}`)));
      }
    };
    const script = make("script", { src: site.up + indexes["asks.js"] });
    script.onerror = () => folded.replaceWith(place); // which leads to all questions
    if (!list.firstChild) document.head.append(script);
  };
  place.replaceWith(folded);
}
