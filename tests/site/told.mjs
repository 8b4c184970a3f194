// Opens pages of things from disk, in each language, without a script and with it: reads {folder, pages} from standard
// input, prints what each shows.
import { text } from "node:stream/consumers";
import { chromium } from "../tools/browsers.mjs";

const { folder, pages, asked } = JSON.parse(await text(process.stdin));
const browser = await chromium(180_000, "--allow-file-access-from-files");

const state = (page) =>
  page.evaluate(() => (document.querySelectorAll("details").forEach((one) => (one.open = true)), {
    main: document.querySelector("main").innerText,
    lang: document.documentElement.lang,
    title: document.title,
    menu: [...document.querySelectorAll("header nav a")].map((link) => link.textContent),
    search: document.querySelector("#find")?.action ?? "",
    things: [...document.querySelectorAll("main a")].map((link) => link.href).filter((href) => /^file:.*\/(?:id|def)\/[^?]*\.html/.test(href)),
  }));

const seen = [];
for (const path of pages) {
  const found = { path };
  for (const script of ["plain", "script"]) {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(script === "script");
    const open = async (hash) => {
      await page.goto("about:blank");
      await page.goto(`file://${folder}${path}${hash}`, { waitUntil: "load" });
      return state(page);
    };
    found[script] = { en: await open(""), skipped: await open("#n"), nl: await open("#nl") };
    if (path === asked) {
      await open("");
      if (script === "script") {
        await page.click("details:has(> summary > i) > summary");
        await page.waitForSelector("details li code", { timeout: 5000 });
      }
      found[script].asks = await page.$$eval(script === "script" ? "details li:has(code)" : "[data-asks]", (all) =>
        all.map((one) => [...[...one.querySelectorAll("a")].map((link) => link.href), one.querySelector("code")?.textContent ?? ""]));
    }
    if (path === asked) found[script].groups = await page.$$eval("details > p > b > i:not([lang])", (all) => all.map((one) => one.textContent));
    await page.close();
  }
  seen.push(found);
}
await browser.close();
process.stdout.write(JSON.stringify(seen));
