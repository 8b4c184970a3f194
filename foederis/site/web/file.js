// The text of a file that a visitor has: its encoding, and of a page of HTML its words, a line for each block.

export const LARGEST = 5_000_000; // bytes; a document of ours has less than a tenth
const BLOCKS = new Set(
  ("ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE " +
    "SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL").split(" "),
);
const UNREAD = new Set(["HEAD", "NOSCRIPT", "SCRIPT", "STYLE", "SVG", "TEMPLATE", "svg"]);
const PACKED = ["PK\x03\x04", "\x1f\x8b", "\xd0\xcf\x11\xe0", "BZh", "7z\xbc\xaf"];

/** Return the text of a file; the message of an error says why not: "large", "pdf", "odd", "empty", "read". */
export const read = async (file) => {
  if (file.size > LARGEST) throw new Error("large");
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Error("read");
  }
  const text = decoded(bytes);
  const words = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!-{2}[^]*?-{2}>\s*)*<(?:!doctype html|html)/i.test(text) || /\.x?html?$/i.test(file.name) ? unmarked(text) : text;
  if (!words.trim()) throw new Error("empty");
  return words;
};

/** The text that bytes are: UTF-8, else what a mark tells, else as Windows writes it; a digest finds what was mistaken. */
export const decoded = (bytes) => {
  const head = String.fromCharCode(...bytes.slice(0, 1024));
  if (head.startsWith("%PDF-")) throw new Error("pdf");
  const wide = { "\xff\xfe": "utf-16le", "\xfe\xff": "utf-16be" }[head.slice(0, 2)];
  if (PACKED.some((mark) => head.startsWith(mark)) || (!wide && head.includes("\0"))) throw new Error("odd");
  const as = (encoding) => new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n");
  try {
    return as(wide ?? "utf-8");
  } catch {
    return as("windows-1252");
  }
};

const unmarked = (text) => {
  const parts = [];
  const walk = (node) => {
    for (const one of node.childNodes) {
      if (one.nodeType === 3) parts.push(node.nodeName === "PRE" ? one.data : one.data.replace(/\s+/g, " "));
      else if (one.nodeName === "BR") parts.push("\n");
      else if (one.nodeType === 1 && !UNREAD.has(one.nodeName)) {
        const edge = BLOCKS.has(one.nodeName) ? "\n" : "";
        parts.push(edge);
        walk(one);
        parts.push(edge);
      }
    }
  };
  walk(new DOMParser().parseFromString(text, "text/html").body); // no script runs in it, and nothing is loaded
  return parts.join("");
};
