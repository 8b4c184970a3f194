// The address of an official page that opens at a sentence: as foederis/site/evidence.py makes it.
import { one as line } from "./escapes.js";

const SPLIT = new Set("\"'`‘’“”„«»-‐‑–—¹²³[]*†/"); // what an official page may print otherwise, or break a line at
const NOTED = /[\p{L}\p{Nl}\p{No}_][^\p{L}\p{N}_]?\p{Nd}+$/u; // a word with the mark of a footnote
const [FEWEST, ALONE] = [2, 3];

const trimmed = (word) => word.replace(/[.,;:!?]+$/, "");
const odd = (word) => {
  const bare = trimmed(word);
  return !bare || [...bare].some((sign) => SPLIT.has(sign)) || NOTED.test(bare);
};
const run = (words) => {
  const start = words.findIndex((word) => !odd(word));
  if (start < 0) return [];
  const end = words.findIndex((word, at) => at > start && odd(word));
  return words.slice(start, end < 0 ? undefined : end);
};
const words = (text) => text.split(/\s+/).filter(Boolean);
const quoted = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

export const officially = (address, begins, ends) => {
  const page = line.address(address);
  const [first, last] = [run(words(begins)), run(words(ends).reverse()).reverse()];
  const fewest = Math.min(first.length, last.length) >= FEWEST ? FEWEST : ALONE;
  const told = [first, last].filter((one) => one.length >= fewest).map((one) => one.join(" ").replace(/^[.,;:!?]+|[.,;:!?]+$/g, ""));
  return page && told.length ? `${page}#:~:text=${told.map(quoted).join(",")}` : page;
};
