// The citation of an answer that was asked with other values than those of its page.
const QUOTED = {
  bibtex: (text) => text.replace(/[\\{}$&%#_^~]/g, "\\$&"),
  "csl-json": (text) => JSON.stringify(text).slice(1, -1),
};
const PAGE = /https?:[^\s"{}]*\/q\/[^\s"{}]*?index\.html/;
const NOTE = /version [^;\s]+; SHA/;

// Returns a form of the citation (a text, bibtex, ris, csl-json) that leads to the answer, where its address is that of a
// page, and notes the values that were asked.
export function withValues(text, form, query, told) {
  const noted = (QUOTED[form] ?? String)(told.replace(/\s+/g, " "));
  return text.replace(PAGE, (address) => address + query).replace(NOTE, (note) => `${noted}; ${note}`);
}
