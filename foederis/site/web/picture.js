// A picture of an answer that was changed: how many of its rows have which value of a column, as bars. It stands on its own
// as a file: its colours, its title, what was asked and where it is from are in it.
const [LEFT, BARS, RIGHT, HIGH, EDGE, HEAD, FOOT] = [300, 380, 100, 26, 20, 66, 58];
const MOST = 40; // bars
const LETTERS = 42; // of a name
const LINE = 110; // letters of a line of the title

const safe = (text) =>
  String(text).replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[\x00-\x08\x0b-\x1f\ufffe\uffff]/g, "\ufffd");
const cut = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}\u2026` : text);
const number = ({ term, links }) => {
  const text = /^"([^"]*)"\^\^/.exec(term)?.[1] ?? (term.startsWith("=^^") ? links[0].text : ""); // `=`: as it is shown
  return text && Number.isFinite(Number(text)) ? Number(text) : null;
};

/** The names of the values of a column, each with how many rows have it, or with the sum of another column over them; the
 *  largest first, `open` where there is none. Nothing where there is too little or too much to draw. */
export const counted = ({ variables, rows }, column, summed, open = "-") => {
  const [at, by] = [variables.indexOf(column), summed ? variables.indexOf(summed) : -1];
  if (at < 0 || (summed && by < 0)) return null;
  const found = new Map();
  for (const row of rows) {
    const name = (row[at].links ?? []).map((one) => one.text).join("; ") || open;
    const value = summed ? number(row[by]) : 1;
    if (value === null || value < 0) return null;
    found.set(name, (found.get(name) ?? 0) + value);
  }
  if (found.size < 2 || found.size > MOST) return null;
  return [...found].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
};

/** The bars as the text of an SVG file. */
export const bars = (pairs, { title, asked, note, source, lang }) => {
  const top = Math.max(...pairs.map(([, value]) => value)) || 1;
  const [wide, high] = [EDGE + LEFT + BARS + RIGHT, HEAD + pairs.length * HIGH + FOOT];
  const written = (value) => value.toLocaleString(lang, { maximumFractionDigits: 6 });
  const say = (x, y, text, more = "") => `<text x="${x}" y="${y}" fill="#1a1a1a"${more}>${safe(text)}</text>`;
  const drawn = pairs.map(([name, value], place) => {
    const y = HEAD + place * HIGH;
    const width = Math.max(1, (value / top) * BARS);
    return `<g><title>${safe(`${name}: ${written(value)}`)}</title>${say(EDGE + LEFT - 8, y + 17, cut(name, LETTERS), ' text-anchor="end"')}<rect x="${EDGE + LEFT}" y="${y + 4}" width="${width.toFixed(1)}" height="${HIGH - 8}" fill="#0072B2"/>${say(EDGE + LEFT + width + 6, y + 17, written(value))}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" font-family="sans-serif" font-size="13" role="img" aria-labelledby="title desc" lang="${safe(lang)}">`,
    `<title id="title">${safe(title)}</title><desc id="desc">${safe([asked, note, ...pairs.map(([name, value]) => `${name}: ${written(value)}`), source].join(" "))}</desc>`,
    `<rect width="${wide}" height="${high}" fill="#ffffff"/>`,
    say(EDGE, 26, cut(title, 90), ' font-size="16" font-weight="bold"'),
    say(EDGE, 46, cut(asked, LINE), ' font-size="12"'),
    ...drawn,
    say(EDGE, high - 30, cut(note, LINE), ' font-size="12"'),
    say(EDGE, high - 12, cut(source, LINE), ' font-size="11"'),
    "</svg>",
    "",
  ].join("\n");
};

/** The address of an SVG text as an image: of the page itself, so that a policy and a page on a disk allow it. */
export const image = (svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** An SVG text as a PNG, twice as fine. */
export const png = async (svg) => {
  const drawn = new Image();
  drawn.src = image(svg);
  await drawn.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: drawn.naturalWidth * 2, height: drawn.naturalHeight * 2 });
  const on = canvas.getContext("2d");
  on.scale(2, 2);
  on.drawImage(drawn, 0, 0);
  return new Promise((done, fail) => canvas.toBlob((made) => (made ? done(made) : fail(new Error("png"))), "image/png"));
};
