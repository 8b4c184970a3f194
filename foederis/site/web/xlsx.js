// An answer as a workbook: numbers are numbers, days are days; a second sheet tells what it is. Stored, not squeezed:
// an answer is small, and what squeezes is not in every browser.
import { CRC32_TABLE } from "lzma1";
import { lines } from "./escapes.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const LONGEST = 32_767; // of the text in a cell, as Excel counts
const [HEAD, TEXT, DAY, NUMBER, PARTS] = [1, 2, 3, 4, 5]; // of the styles; from the last on with 1, 2 ... 10 decimals
const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const safe = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]).replace(/\r/g, "&#13;");
const fitting = (text) => {
  const shown = lines(text);
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, "")}…`;
};
const column = (at) => (at < 26 ? "" : column(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));
const string = (at, text, style) =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${safe(fitting(text))}</t></is></c>`;

const DAYS = 86_400_000;
const day = (text) => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || time < Date.UTC(1900, 2, 1) ? NaN : (time - Date.UTC(1899, 11, 30)) / DAYS;
};

const value = (at, cell, read) => {
  if (cell?.type === "literal") {
    if (/#(integer|decimal)$/.test(cell.datatype ?? "") && /^[+-]?\d{1,300}(\.\d*)?$/.test(cell.value)) {
      const places = Math.min((cell.value.split(".")[1] ?? "").replace(/0+$/, "").length, 10);
      return `<c r="${at}" s="${places ? PARTS + places - 1 : NUMBER}"><v>${Number(cell.value)}</v></c>`;
    }
    if (cell.datatype === `${XSD}date` && /^\d{4}-\d\d-\d\d$/.test(cell.value) && !Number.isNaN(day(cell.value))) {
      return `<c r="${at}" s="${DAY}"><v>${day(cell.value)}</v></c>`;
    }
  }
  return string(at, read(cell), TEXT);
};

const sheet = (rows, widths, more = "", view = "") =>
  `${HEADER}<worksheet xmlns="${SHEET}"><sheetViews><sheetView workbookViewId="0">${view}</sheetView></sheetViews><cols>${widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join("")}</cols><sheetData>${rows.map((cells, at) => `<row r="${at + 1}">${cells.join("")}</row>`).join("")}</sheetData>${more}</worksheet>`;

const styles = () => {
  const decimals = Array.from({ length: 10 }, (_, at) => `#,##0.${"0".repeat(at + 1)}`);
  const formats = ["yyyy-mm-dd", ...decimals].map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`);
  const top = '<alignment vertical="top"/>';
  const styled = (format, font, align) =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1">${align}</xf>`;
  const all = [
    styled(0, 0, ""),
    styled(0, 1, ""),
    styled(0, 0, '<alignment vertical="top" wrapText="1"/>'),
    styled(164, 0, top),
    styled(3, 0, top),
    ...decimals.map((_, at) => styled(165 + at, 0, top)),
  ];
  return `${HEADER}<styleSheet xmlns="${SHEET}"><numFmts count="${formats.length}">${formats.join("")}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${all.length}">${all.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
};

// Heads and rows of terms, read by a function; `told` are pairs of what is told of the answer. Returns the bytes.
export function workbook(heads, rows, read, told, lang) {
  const last = `${column(Math.max(heads.length - 1, 0))}${rows.length + 1}`;
  const widths = heads.map((head, at) => Math.min(60, Math.max(head.length, ...rows.map((row) => read(row[at]).length), 0) + 2));
  const first = [
    heads.map((head, at) => string(`${column(at)}1`, head, HEAD)),
    ...rows.map((row, line) => row.map((cell, at) => value(`${column(at)}${line + 2}`, cell, read))),
  ];
  const second = told.map(([name, text], at) => [string(`A${at + 1}`, name, HEAD), string(`B${at + 1}`, text, TEXT)]);
  const names = lang === "nl" ? ["antwoord", "toelichting"] : ["answer", "about"];
  const part = (kind, name) => `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  const relation = (id, kind, target) => `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const relations = (...all) => `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">${all.join("")}</Relationships>`;
  return zip({
    "[Content_Types].xml": `${HEADER}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("sheet.main", "xl/workbook.xml")}${part("worksheet", "xl/worksheets/sheet1.xml")}${part("worksheet", "xl/worksheets/sheet2.xml")}${part("styles", "xl/styles.xml")}</Types>`,
    "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": `${HEADER}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(
      relation(1, "worksheet", "worksheets/sheet1.xml"),
      relation(2, "worksheet", "worksheets/sheet2.xml"),
      relation(3, "styles", "styles.xml"),
    ),
    "xl/styles.xml": styles(),
    "xl/worksheets/sheet1.xml": sheet(
      first, widths, rows.length ? `<autoFilter ref="A1:${last}"/>` : "",
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    ),
    "xl/worksheets/sheet2.xml": sheet(second, [16, 100]),
  });
}

const crc = (bytes) => {
  let sum = -1;
  for (const byte of bytes) sum = CRC32_TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ -1) >>> 0;
};

const MIDNIGHT = 0x00210000; // of 1 January 1980: the same answer gives the same bytes

function zip(files) {
  const encoder = new TextEncoder();
  const parts = [];
  const index = [];
  let at = 0;
  const numbers = (...pairs) => {
    const view = new DataView(new ArrayBuffer(pairs.reduce((sum, [size]) => sum + size, 0)));
    let place = 0;
    for (const [size, value] of pairs) {
      size === 4 ? view.setUint32(place, value, true) : view.setUint16(place, value, true);
      place += size;
    }
    return new Uint8Array(view.buffer);
  };
  for (const [name, text] of Object.entries(files)) {
    const [title, body] = [encoder.encode(name), encoder.encode(text)];
    const shared = [[2, 20], [2, 0], [2, 0], [4, MIDNIGHT], [4, crc(body)], [4, body.length], [4, body.length], [2, title.length], [2, 0]];
    const head = numbers([4, 0x04034b50], ...shared);
    index.push(numbers([4, 0x02014b50], [2, 20], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), title);
    parts.push(head, title, body);
    at += head.length + title.length + body.length;
  }
  const size = index.reduce((sum, one) => sum + one.length, 0);
  const count = Object.keys(files).length;
  parts.push(...index, numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, at], [2, 0]));
  const whole = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let place = 0;
  for (const one of parts) {
    whole.set(one, place);
    place += one.length;
  }
  return whole;
}
