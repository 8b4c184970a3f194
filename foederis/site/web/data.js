// An answer as data: CSV with what things are called, and SPARQL 1.1 results in JSON as a server sends them.

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const row = (cells) => (cells.length === 1 && !cells[0] ? '""' : cells.map(quoted).join(","));

export const delimited = (names, rows) =>
  [names, ...rows.map((cells) => cells.map((cell) => cell?.value ?? ""))].map((cells) => `${row(cells)}\n`).join("");

export const json = (names, rows) => {
  const term = ({ type, value, datatype, "xml:lang": lang }) => ({
    type,
    value,
    ...(lang ? { "xml:lang": lang } : datatype && { datatype }),
  });
  const bindings = rows.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] && term(cells[at])]).filter(([, cell]) => cell)));
  return `${JSON.stringify({ head: { vars: names }, results: { bindings } })}\n`;
};
