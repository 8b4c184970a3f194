// Beside the passages of a page their exact words, where this tab holds the visitor's own copy of a document: exact.js shows
// them, and is loaded only then. Where it holds none, a page in both languages tells how (one of a question has it in it).
import { holding } from "./kept.js";
import { both, indexes, make, said, site } from "./page.js";

const PASSAGE = /\/(?:read|id\/passage)\/([^/]+)\/[^/]+\.html(?:#.+)?$/;
let loaded = document.getElementById("copy-page"); // on the page of a document it is copy.js that shows them
const look = () => {
  const held = holding();
  if (loaded || !indexes["exact.js"] || (held && !held.length)) return;
  loaded = true;
  document.head.append(make("script", { src: site.up + indexes["exact.js"] }));
};
if (both && indexes["exact.js"]) {
  const link = [...document.querySelectorAll("main a[href]")].find((one) => PASSAGE.test(one.href));
  if (link) {
    const path = `read/${PASSAGE.exec(link.href)[1]}/index.html#copy`;
    const told = ["en", "nl"].map((lang) => {
      const dutch = lang === "nl";
      return make("i", dutch ? { lang } : {}, make("a", { href: site.up + (dutch ? "nl/" : "") + path }, said("exact_here", lang)));
    });
    document.querySelector("footer").append(make("p", { id: "exact" }, ...told)); // last on the page: so nothing moves
  }
}
look();
addEventListener("pageshow", look); // back from the page of a document, to a page that was kept as it was
