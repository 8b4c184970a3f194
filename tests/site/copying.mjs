// Gives a document's page a copy as a visitor does, from disk, in one headless Chromium: reads {folder, page, other, file,
// wrong, large} (JSON) from standard input, prints what was seen, every complaint of the browser, every address asked for.
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { chromium } from "../tools/browsers.mjs";

const told = JSON.parse(await text(process.stdin));
const root = pathToFileURL(`${told.folder}/`).href;
const browser = await chromium();
const complaints = [];
const elsewhere = [];
const page = await browser.newPage();
page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
page.on("pageerror", (error) => complaints.push(error.message));
page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || elsewhere.push(request.url()));
const go = (path) => page.goto(root + path, { waitUntil: "load" });
const state = () =>
  page.evaluate(() => ({
    told: document.getElementById("copy-told").textContent,
    role: document.getElementById("copy-told").getAttribute("role"),
    label: document.getElementById("copy-file").labels[0]?.textContent ?? "",
    words: Object.fromEntries([...document.querySelectorAll(".passages > li")].map((one) => [one.id, one.querySelector("blockquote.own")?.textContent ?? one.querySelector("p.own")?.textContent ?? ""])),
    lang: document.querySelector("blockquote.own")?.lang ?? "",
    lost: [...document.querySelectorAll("#copy-lost a")].map((one) => one.getAttribute("href")),
    stored: (() => {
      try {
        return sessionStorage.length;
      } catch {
        return -1;
      }
    })(),
  }));
const give = async (...files) => {
  const before = await page.$eval("#copy-told", (one) => one.textContent);
  await (await page.$("#copy-file")).uploadFile(...files);
  await page.waitForFunction((old) => !["", old].includes(document.getElementById("copy-told").textContent) && !document.getElementById("copy-told").textContent.endsWith("..."), { timeout: 60_000 }, before);
  return state();
};
const seen = {};
await go(told.page);
seen.first = await state();
seen.given = await give(told.file);
await go(told.other);
await page.waitForFunction(() => document.getElementById("copy-told").textContent, { timeout: 60_000 });
seen.next = await state();
await page.click("#copy-away");
seen.away = await state();
seen.wrong = await give(told.wrong);
seen.large = await give(told.large);
seen.html = await give(told.html);
await page.evaluateOnNewDocument(() => Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } }));
await go(told.page);
seen.forbidden = await give(told.file);
await page.evaluate((name) => {
  const files = new DataTransfer();
  files.items.add(new File(["Een heel andere tekst."], name));
  window.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
}, "<img src=x>.txt");
await page.waitForFunction(() => document.getElementById("copy-told").textContent.startsWith("<img src=x>.txt is no copy"), { timeout: 60_000 });
seen.dropped = await state();
await browser.close();
process.stdout.write(JSON.stringify({ ...seen, complaints, elsewhere }));
