// Opens the page of a view from disk as a visitor does, in one headless Chromium: reads {folder, page, node} (JSON) from
// standard input, prints what was seen, every complaint of the browser and every address asked for.
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { chromium } from "../tools/browsers.mjs";

const told = JSON.parse(await text(process.stdin));
const root = pathToFileURL(`${told.folder}/`).href;
const browser = await chromium();
const complaints = [];
const asked = [];
const page = await browser.newPage();
page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
page.on("pageerror", (error) => complaints.push(error.message));
page.on("request", (request) => asked.push(request.url()));
await page.goto(root + told.page, { waitUntil: "load" });
const seen = { first: [...asked] };
await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.click("a.go")]);
await page.waitForFunction(() => document.documentElement.dataset.drawn);
seen.drawn = await page.evaluate(() => document.documentElement.dataset.drawn);
await page.evaluate((name) => [...document.querySelectorAll("#things button")].find((one) => one.textContent === name).click(), told.name);
seen.address = await page.evaluate(() => location.hash);
const state = () =>
  page.evaluate(() => ({
    chosen: document.querySelector("#facts h2")?.textContent,
    links: [...document.querySelectorAll("#facts a")].map((one) => one.getAttribute("href")),
  }));
seen.chosen = await state();
const other = await browser.newPage(); // what somebody opens who was sent the address
await other.goto(page.url(), { waitUntil: "load" });
await other.waitForFunction(() => document.documentElement.dataset.drawn);
seen.sent = await other.evaluate(() => document.querySelector("#facts h2")?.textContent);
await page.evaluate(() => {
  const make = URL.createObjectURL;
  window.saved = new Promise((done) => {
    URL.createObjectURL = (blob) => {
      blob.text().then(done);
      return make(blob);
    };
  });
  document.getElementById("svg").click();
});
seen.saved = await page.evaluate(() => window.saved);
await browser.close();
process.stdout.write(JSON.stringify({ ...seen, complaints, asked }));
