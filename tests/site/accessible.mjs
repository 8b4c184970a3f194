// Looks at pages as those do who zoom in, use a keyboard, high contrast or a screen reader: reads {folder, pages, themes, widths}
// from standard input, serves the folder on this machine, and prints a line of JSON for
// each page: what is wrong with it.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { chromium } from "../tools/browsers.mjs";

const modules = new URL("../tools/node_modules/", import.meta.url);
const axe = await readFile(new URL("axe-core/axe.min.js", modules), "utf8");
const sniffer = await readFile(new URL("html_codesniffer/build/HTMLCS.js", modules), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml" };
const STEPS = 120; // presses of Tab on a page; a longer page goes on in the same way

const { folder, pages, themes, widths, print } = JSON.parse(await text(process.stdin));
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  try {
    const content = await readFile(folder + path);
    response.writeHead(200, { "Content-Type": TYPES[path.split(".").pop()] ?? "application/octet-stream" }).end(content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const root = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium(600_000);

// What axe finds, each rule with the first places.
const rules = (page, tags) =>
  page.evaluate(async (run) => {
    const { violations } = await axe.run(document, { runOnly: run, resultTypes: ["violations"], preload: false });
    return violations.map((one) => `${one.id}: ${one.nodes.length} x ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
  }, tags);

// What HTML_CodeSniffer, a second checker, calls an error by WCAG 2 AA, each kind with the first places.
const sniffed = (page) =>
  page.evaluate(async () => {
    await new Promise((done, fail) => HTMLCS.process("WCAG2AA", document, done, fail));
    const kinds = {};
    for (const { type, code, msg, element } of HTMLCS.getMessages()) if (type === HTMLCS.ERROR) (kinds[`${code}: ${msg}`] ??= []).push(element?.outerHTML?.slice(0, 160));
    return Object.entries(kinds).map(([kind, places]) => `${kind} ${places.length} x ${places.slice(0, 3).join(" | ")}`);
  });

// What makes the page wider than its window: the page is not to scroll sideways, tables may in their region.
const wider = (page) =>
  page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const scrolls = (one) => one && one !== document.body && (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
    const found = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > room + 0.5 && !scrolls(one.parentElement));
    return [`${document.documentElement.scrollWidth} > ${room}`, ...found.slice(-3).map((one) => one.outerHTML.slice(0, 120))];
  });

// Tab from the top: what can be reached is reached in the order of the page, is seen, and shows that it is there.
const keyboard = async (page) => {
  const wrong = [];
  const expected = await page.evaluate((most) => {
    const named = "a[href], button, input, select, textarea, summary, [tabindex='0'], [contenteditable='true'], .editor";
    const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && (one.tabIndex >= 0 || one.className === "editor");
    const found = [...document.querySelectorAll(named)].filter(seen);
    found.forEach((one, at) => (one.foederisAt = at));
    // From the top, also where a script of the page has put the focus into a field.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    window.scrollTo(0, 0);
    return Math.min(found.length, most);
  }, STEPS);
  for (let at = 0; at < expected; at += 1) {
    await page.keyboard.press("Tab");
    const told = await page.evaluate(async () => {
      const one = document.activeElement;
      const within = one.shadowRoot?.activeElement?.closest(".cm-editor"); // the editor of queries
      if (within) await new Promise((done) => setTimeout(done, 100)); // it says later that it has the focus
      const style = getComputedStyle(one);
      const place = one.getBoundingClientRect();
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      return {
        at: one.foederisAt ?? -1, html: one.outerHTML.slice(0, 100),
        marked: outlined || (within && getComputedStyle(within).outlineStyle !== "none"),
        shown: place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth,
      };
    });
    if (told.at !== at) return [...wrong, `press ${at + 1} of Tab leads to ${told.at}: ${told.html}`];
    if (!told.marked) wrong.push(`no outline: ${told.html}`);
    if (!told.shown) wrong.push(`out of sight: ${told.html}`);
    if (at === 0 && !told.html.includes('class="skip"')) wrong.push(`the first is no skip link: ${told.html}`);
  }
  // The skip link leads to the content: the next press of Tab is on something in it.
  await page.evaluate(() => [...document.querySelectorAll(".skip")].find((one) => one.checkVisibility())?.focus());
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => document.activeElement === document.body || document.querySelector("main").contains(document.activeElement) || !document.querySelector("main :is(a[href], summary, input, select, [tabindex='0'])"));
  if (!inside) wrong.push("the skip link does not lead to the content");
  // A part that is folded opens by keyboard.
  const opened = await page.evaluate(() => {
    const first = document.querySelector("main details > summary");
    first?.focus();
    return first ? first.parentElement.open : null;
  });
  if (opened !== null) {
    await page.keyboard.press("Enter");
    const now = await page.evaluate(() => document.querySelector("main details").open);
    if (now === opened) wrong.push("what is folded does not open by Enter");
  }
  return wrong;
};

const open = async (page, path) => {
  await page.goto("about:blank"); // or an address with a fragment would not be loaded anew
  await page.goto(root + path, { waitUntil: "load", timeout: 120_000 });
  await page.evaluate(() => document.querySelectorAll("img[loading]").forEach((one) => one.removeAttribute("loading")));
};

for (const path of pages) {
  const found = { axe: [], sniffed: [], wider: [], keyboard: [], forced: [] };
  const page = await browser.newPage();
  await page.setBypassCSP(true); // what is tried on a page is put into it
  const session = await page.createCDPSession();
  const media = (...features) => session.send("Emulation.setEmulatedMedia", { features: features.map(([name, value]) => ({ name, value })) });
  for (const width of widths) {
    await page.setViewport({ width, height: 900 });
    await media(["prefers-color-scheme", "light"]);
    await open(page, path);
    await page.evaluate(axe);
    if (width === widths[0]) found.keyboard = await keyboard(page);
    found.wider.push(...(await wider(page)).map((one) => `${width}: ${one}`));
    // All that is folded is opened: what stands in it is part of the page.
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    found.wider.push(...(await wider(page)).map((one) => `${width}, opened: ${one}`));
    if (width === widths[0]) {
      await page.evaluate(sniffer);
      found.sniffed = await sniffed(page);
    }
    for (const theme of themes) {
      await media(["prefers-color-scheme", theme]);
      const rest = theme === themes[0] ? { type: "tag", values: TAGS } : { type: "rule", values: ["color-contrast", "link-in-text-block"] };
      found.axe.push(...(await rules(page, rest)).map((one) => `${width} ${theme}: ${one}`));
    }
    if (width === widths[widths.length - 1]) {
      await media(["forced-colors", "active"]);
      found.forced = await rules(page, { type: "rule", values: ["color-contrast"] });
      await media(["forced-colors", "none"]);
      await page.addStyleTag({ content: "* { letter-spacing: .12em !important; line-height: 1.5 !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }" });
      found.wider.push(...(await wider(page)).map((one) => `${width}, spaced: ${one}`));
    }
  }
  await page.close();
  console.log(JSON.stringify({ path, ...found }));
}
for (const [path, file] of Object.entries(print ?? {})) {
  const page = await browser.newPage();
  await page.setBypassCSP(true); // what is tried on a page is put into it
  await open(page, path);
  await page.pdf({ path: file, format: "A4", preferCSSPageSize: true });
  await page.close();
}
await browser.close();
server.close();
