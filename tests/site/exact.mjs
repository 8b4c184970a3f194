// Looks at pages while the tab holds a visitor's own copies, in one headless Chromium: reads {root, page, held, stale, hostile,
// visits, parts, file} (JSON) from standard input and prints what was seen, with every complaint of the browser and
// every address asked for. `parts` are pages of documents, looked at as a phone shows them. `held` is what the session of the tab keeps; `file` is a copy that is given as a visitor does.
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { chromium } from "../tools/browsers.mjs";

const modules = new URL("../tools/node_modules/", import.meta.url);
const axe = await readFile(new URL("axe-core/axe.min.js", modules), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const told = JSON.parse(await text(process.stdin));
const browser = await chromium();
const complaints = [];
const elsewhere = [];
const opened = async () => {
  const page = await browser.newPage();
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => request.url().startsWith(told.root) || /^(data|blob):/.test(request.url()) || elsewhere.push(request.url()));
  return page;
};
const go = (page, path) => page.goto(told.root + path, { waitUntil: "load" });
const state = (page) =>
  page.evaluate(() => {
    const passage = (one) => {
      const before = one.previousElementSibling;
      const place = one.closest(".proof li") ?? (before?.matches("a, p") ? before : one.parentElement);
      const link = place.matches("a") ? place : place.querySelector("a[href*='read/'], a[href*='passage/']");
      return link.href.includes("read/") ? link.hash.slice(1) : link.pathname.split("/").pop().replace(".html", "");
    };
    return {
      own: [...document.querySelectorAll("div.own")].map((one) => [passage(one), one.firstChild.textContent, one.firstChild.lang, one.lastChild.innerText || one.lastChild.textContent]),
      notes: [...document.querySelectorAll("p.own")].map((one) => [passage(one), one.innerText || one.textContent]),
      links: [...document.querySelectorAll(".rows .proof a[href*='read/']")].map((one) => one.hash),
      line: document.getElementById("exact")?.innerText ?? "",
      to: [...document.querySelectorAll("#exact a")].map((one) => one.getAttribute("href")),
      scripts: [...document.scripts].map((one) => one.src.split("/").pop().split("-")[0]),
      images: document.querySelectorAll(".own img, .own script").length,
      open: document.querySelectorAll(".proof details[open]").length,
      folded: document.querySelectorAll(".proof details:not([open])").length,
      nodes: document.querySelectorAll("*").length,
      answered: Boolean(document.getElementById("asked")),
      focus: document.activeElement.id,
      top: document.querySelector(":target")?.getBoundingClientRect().top ?? -1,
    };
  });
const settled = async (page) => {
  await page.waitForFunction(() => document.getElementById("answer")?.getAttribute("aria-busy") !== "true" && (!location.search || document.getElementById("asked")), { timeout: 60_000 });
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
};
const seen = { visits: {} };

const none = await opened();
for (const path of told.visits) {
  await go(none, path);
  await settled(none);
  seen.visits[path] = { none: await state(none) };
}
await none.close();

const page = await opened();
const hold = async (held) => {
  await go(page, told.page);
  await page.evaluate((all) => {
    sessionStorage.clear();
    for (const [key, value] of Object.entries(all)) sessionStorage.setItem(`foederis-copy:${key}`, JSON.stringify(value));
  }, held);
};
for (const [name, held] of Object.entries({ held: told.held, stale: told.stale, hostile: told.hostile })) {
  await hold(held);
  for (const path of told.visits) {
    await go(page, path);
    await settled(page);
    seen.visits[path][name] = await state(page);
    if (name !== "held") continue;
    seen.visits[path].axe = [];
    for (const [scheme, width] of [["light", 1280], ["dark", 320]]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.setViewport({ width, height: 800 });
      await page.evaluate(() => document.querySelector("#exact button")?.click());
      await page.evaluate(axe);
      const found = await page.evaluate(async (tags) => (await axe.run(document, { runOnly: tags, resultTypes: ["violations"], preload: false })).violations.map((one) => `${one.id} ${one.nodes[0].html.slice(0, 160)}`), TAGS);
      seen.visits[path].axe.push(...found, ...(await page.evaluate(() => (document.documentElement.scrollWidth > innerWidth ? [`${document.documentElement.scrollWidth} wide`] : []))));
      seen.visits[path][scheme] = await state(page);
    }
    await page.setViewport({ width: 1280, height: 800 });
  }
}

// What moves while a page of a document is loaded, and what is too small to be touched, as wide as phones are.
seen.parts = {};
for (const path of told.parts) {
  seen.parts[path] = [];
  for (const width of [360, 390, 412, 480]) {
    const phone = await opened();
    await phone.setViewport({ width, height: 823 });
    await go(phone, path);
    await phone.evaluate(axe);
    seen.parts[path].push(...(await phone.evaluate(async () => {
      const shifts = await new Promise((done) => {
        new PerformanceObserver((list) => done(list.getEntries().map((one) => one.value))).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done([]), 500);
      });
      const { violations } = await axe.run(document, { runOnly: ["target-size"], resultTypes: ["violations"], preload: false });
      return [...shifts.map((one) => `moved ${one}`), ...violations.map((one) => one.nodes[0].html.slice(0, 160))];
    })));
    await phone.close();
  }
}

// A copy that is given at a marked sentence, by keyboard, is there on the page that the visitor came from; and is gone with it.
if (told.file) {
  await page.evaluate(() => sessionStorage.clear());
  await go(page, told.visits[0]);
  await go(page, told.page);
  seen.way = await page.evaluate(() => {
    const way = document.querySelector(".way");
    way.focus();
    return { text: way.textContent, within: way.closest("li").id, high: way.getBoundingClientRect().height };
  });
  await page.keyboard.press("Enter");
  seen.box = await state(page);
  await (await page.$("#copy-file")).uploadFile(told.file);
  await page.waitForSelector("#copy-away:not([hidden])", { timeout: 60_000 });
  seen.back = await page.evaluate(() => {
    const link = document.querySelector("#copy-lost > p > a");
    link.click();
    return [link.textContent, link.hash, document.querySelectorAll(".way").length];
  });
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  seen.returned = await state(page);
  await page.goBack();
  await settled(page);
  seen.came = await state(page);
  await page.goForward();
  await page.waitForSelector("#copy-away:not([hidden])", { timeout: 60_000 });
  await page.click("#copy-away");
  seen.away = await page.evaluate(() => [document.querySelectorAll(".way").length, document.querySelectorAll(".own").length]);
  await page.goBack();
  await settled(page);
  seen.left = await state(page);
}

await page.evaluateOnNewDocument(() => Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } }));
await go(page, told.visits[0]);
await settled(page);
seen.forbidden = await state(page);
await browser.close();
process.stdout.write(JSON.stringify({ ...seen, complaints, elsewhere }));
