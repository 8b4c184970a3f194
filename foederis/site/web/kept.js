// The copies of documents that this tab holds: of each file what was found in it, in the session of the tab. A browser may
// forbid that.
const NAMED = "foederis-copy:";

/** The documents of which the tab holds a copy; null where the browser keeps nothing for the site. */
export const holding = () => {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(NAMED)).map((key) => key.slice(NAMED.length));
  } catch {
    return null;
  }
};
/** The copy of a document, where it was compared with what this release knows of it (`href`). */
export const kept = (document, href) => {
  try {
    const copy = JSON.parse(sessionStorage.getItem(NAMED + document));
    return copy?.href === href && Array.isArray(copy.passages) && copy;
  } catch {
    return false;
  }
};
export const keep = (document, copy) => {
  try {
    sessionStorage.setItem(NAMED + document, JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
};
export const forget = (document) => {
  try {
    sessionStorage.removeItem(NAMED + document);
  } catch {
    // nothing is kept
  }
};
