// A row of an answer, as foederis/templates/row.html writes it.
const make = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
const linked = ({ text, href }, up) => (href ? make("a", { href: /^https?:/i.test(href) ? href : up + href }, text) : text);

export function rowOf(cells, words, up) {
  return make("tr", {}, ...cells.map((cell) => {
    const made = make("td");
    made.dataset.term = cell.term;
    if (!cell.proof) {
      cell.links.forEach((one, at) => made.append(...(at ? ["; "] : []), linked(one, up)));
      return made;
    }
    made.className = "proof";
    const places = cell.proof.map((one) =>
      make("li", {},
        linked({ text: (cell.proof.length > 1 ? `${one.brief}: ` : "") + one.place, href: one.href }, up), // of several, each with its document
        ...(one.official ? [" · ", make("a", { className: "out", href: one.official, rel: "noreferrer" }, one.official.includes("#:~") ? words.official : words.official_whole)] : []),
        ...one.said.map(({ text, holders, judges }) =>
          make("p", {}, `${text} `, make("small", {}, `${words.held_by} ${holders}; ${words.judged_by} ${judges}`)),
        ),
      ),
    );
    const more = cell.proof.length > 1 ? ` +${cell.proof.length - 1}` : "";
    made.append(make("details", {}, make("summary", {}, cell.proof[0].brief + more), make("ul", {}, ...places)));
    return made;
  }));
}
