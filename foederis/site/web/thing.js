// The script of pages in both languages: menu and search box, then an icon, links from the names of properties to their
// definitions, and the list of what can be asked about the thing.
import "./both.js";
import "./search.js";
import { heading, here, indexes, make, site } from "./page.js";

document.head.append(make("link", { rel: "icon", href: `${site.up}icon.svg` }));
for (const term of document.querySelectorAll("dt[class]")) {
  term.append(make("a", { href: here(`def/${term.className}.html`) }, ...term.childNodes));
}

// The questions that take the thing, by their number (foederis/site/pages.py, askable; told.py, _asks), under the names
// of their groups: loaded when they are wanted.
for (const place of document.querySelectorAll("[data-asks]")) {
  const names = (place.dataset.value ?? "").split("\n");
  const taken = place.dataset.asks.split(";").flatMap((some, at) => some.split(",").map((number) => [Number(number), names[at] || heading(":not([lang])")]));
  const summary = make("summary", {}, ...place.cloneNode(true).childNodes);
  for (const link of summary.querySelectorAll("a")) link.replaceWith(link.textContent);
  const folded = make("details", {}, summary);
  const texts = (en, nl) => [make("i", {}, en), make("i", { lang: "nl" }, nl)];
  folded.ontoggle = () => {
    window.foederisAsks = (rows, groups) => {
      const lists = groups.map(() => make("ul"));
      for (const [number, value] of taken.sort(([one], [other]) => one - other)) {
        const [name, parameter, en, nl, group] = rows[number];
        const ask = `q/${name}/index.html?${parameter}=${encodeURIComponent(value)}`;
        const link = (path, text) => make("a", { href: site.up + path }, text);
        lists[group].append(make("li", {}, ...texts(link(ask, en), link(`nl/${ask}`, nl)), " ", make("code", {}, `${parameter}=${value}`)));
      }
      lists.forEach((list, group) => list.firstChild && folded.append(make("p", {}, make("b", {}, ...texts(...groups[group]))), list));
    };
    const script = make("script", { src: site.up + indexes["asks.js"] });
    script.onerror = () => folded.replaceWith(place); // which leads to all questions
    if (!folded.querySelector("ul")) document.head.append(script);
  };
  place.replaceWith(folded);
}
