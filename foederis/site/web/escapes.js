// Text for people: one line, in which what nobody sees is shown as an escape. The same signs as foederis/escapes.py.
const PLANE_0 =
  "\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164" +
  "\\ud800-\\uf8ff\\ufdd0-\\ufdef\\ufe00-\\ufe0d\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff";
const ends = Array.from({ length: 14 }, (_, at) => ((at + 1) * 0x10000 + 0xfffe).toString(16));
const HIGHER =
  "\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}\\u{f0000}-\\u{10ffff}" +
  ends.map((one) => `\\u{${one}}\\u{${one.slice(0, -1)}f}`).join("");
const HIDDEN = new RegExp(`[\\x00-\\x1f${PLANE_0}${HIGHER}]`, "gu");
const HIDDEN_IN_LINES = new RegExp(`[\\x00-\\x08\\x0b-\\x1f${PLANE_0}${HIGHER}]`, "gu");

const escape = (sign) => {
  const code = sign.codePointAt(0);
  const [mark, width] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
  return `\\${mark}${code.toString(16).padStart(width, "0")}`;
};

// Text as one line.
export const one = (text) =>
  text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "").replace(HIDDEN, escape);

// An IRI as the address of a link, what is hidden in it in percent signs; empty if it is none of the web.
one.address = (iri) => {
  if (!/^https?:\/\//i.test(iri)) return "";
  return iri.replace(HIDDEN, (sign) => encodeURIComponent(sign.isWellFormed?.() === false ? "?" : sign));
};

// Text with its line ends and tabs.
export const lines = (text) => text.replace(HIDDEN_IN_LINES, escape);
