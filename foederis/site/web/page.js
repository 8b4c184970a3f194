// What a script knows of the page that it is on. A page in both languages (`<html id=nl>`, templates/both.html) shows
// English, and Dutch where its address ends in `#nl`.
const found = window.foederisFound ?? { assets: {}, words: {} }; // put before this script by foederis/site/assets.py
const json = document.getElementById("site");
export const both = document.documentElement.id === "nl";
export const SKIPPED = "#n"; // the heading, where the Dutch link to the content leads

const own = () => ({
  up: document.currentScript?.getAttribute("src").replace(/assets\/[^/]*$/, "") ?? "",
  get lang() {
    if (!both) return document.documentElement.lang;
    return ["#nl", SKIPPED].includes(location.hash) ? "nl" : "en";
  },
});
export const site = both || !json ? own() : JSON.parse(json.textContent);
export const indexes = found.assets;
export const said = (key, lang = site.lang) => found.words[lang]?.[key] ?? "";
/** The address of a page of the site in the language of this one: a page in both languages is opened in it. */
export const here = (path) => site.up + path + (site.lang === "nl" && /^(?:id|def)\//.test(path) && !path.includes("#") ? "#nl" : "");

/** What a page in both languages is called: `[lang]` in Dutch, `:not([lang])` in English. */
export const heading = (part) => (document.querySelector(`h1 > i${part}`) ?? document.querySelector("h1")).textContent;

export const make = (tag, attributes = {}, ...inner) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inner);
  return element;
};
