// Uses the search and the page of SPARQL as a visitor does, from disk, in one headless Chromium: reads {folder} (JSON) from
// standard input, prints what was seen as JSON, with every complaint of the browser and every address that was asked for.
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { chromium } from "../tools/browsers.mjs";

const { folder } = JSON.parse(await text(process.stdin));
const root = pathToFileURL(`${folder}/`).href;
const browser = await chromium();
const complaints = [];
const elsewhere = [];
const open = async (path, before) => {
  const page = await browser.newPage();
  page.on("console", (message) => complaints.push(`${path}: ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`${path}: ${error.message}`));
  page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || elsewhere.push(request.url()));
  if (before) await before(page);
  await page.goto(root + path, { waitUntil: "load" });
  return page;
};
const LONG = { timeout: 120_000 };
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.name || document.activeElement.getAttribute("href") || document.activeElement.className);
const seen = {};

// The box of every page
{
  const page = await open("sparql/index.html");
  const state = () =>
    page.evaluate(() => {
      const box = document.getElementById("find-q");
      const chosen = document.getElementById(box.getAttribute("aria-activedescendant"));
      const options = [...document.querySelectorAll("#find-list [role=option]")];
      return {
        role: box.getAttribute("role"), expanded: box.getAttribute("aria-expanded"), shown: !document.getElementById("find-list").hidden,
        chosen: chosen ? options.indexOf(chosen) : -1, selected: options.filter((one) => one.getAttribute("aria-selected") === "true").length,
        options: options.map((one) => one.textContent), first: options[0]?.dataset.href ?? "", told: document.querySelector("#find [role=status]").textContent,
      };
    });
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  const slash = await focused(page);
  await page.keyboard.type("pesco");
  await page.waitForFunction(() => document.querySelector("#find [role=status]").textContent.match(/\d{2}/), LONG);
  const typed = await state();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const second = await state();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  const none = await state();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  const closed = await state();
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await page.waitForFunction(() => document.querySelector("#search-hits a"), LONG);
  const address = page.url().slice(root.length);
  const into = await focused(page);
  await page.keyboard.press("ArrowDown");
  const down = await focused(page);
  await page.keyboard.press("ArrowUp");
  const up = await focused(page);
  await page.click("#search-slash");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  const off = await focused(page);
  seen.box = { slash, typed, second, none, closed, address, into, down, up, off };
  await page.close();
}

// The page of all that is found: in both languages, and what is nowhere
for (const [name, path, typed] of [["dutch", "nl/search/index.html", "veiligheidsraad"], ["other", "search/index.html", "kabinetsopstelling"], ["none", "search/index.html", "qqqqqqqq"], ["hostile", "search/index.html", "<img src=x onerror=alert(1)>"]]) {
  const page = await open(path);
  await page.type("#q", typed);
  await page.waitForFunction((text) => document.documentElement.dataset.searched === text, LONG, typed);
  if (name === "other") await page.waitForFunction(() => document.querySelector("#search-hits a"), LONG);
  await new Promise((done) => setTimeout(done, 1500));
  seen[name] = await page.evaluate(() => ({
    told: document.getElementById("search-told").textContent, address: location.search, images: document.querySelectorAll("#main img, main img").length,
    hits: [...document.querySelectorAll("#search-hits a")].map((one) => ({ text: one.textContent, href: one.getAttribute("href"), lang: one.lang })),
  }));
  await page.close();
}

// Without script
for (const path of ["search/index.html", "nl/search/index.html", "sparql/index.html", "nl/sparql/index.html"]) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(root + path);
  (seen.unscripted ??= {})[path] = {
    told: await page.$$eval("noscript", (all) => all.some((one) => one.innerText.trim().length > 20)),
    links: await page.$$eval("main a", (all) => all.map((one) => one.getAttribute("href"))),
    query: await page.$$eval("textarea", (all) => all.map((one) => [one.value, one.offsetHeight > 0])),
    idle: await page.$$eval("main button, main select", (all) => all.filter((one) => one.offsetHeight > 0).length),
  };
  await page.close();
}

// SPARQL
{
  const page = await open("sparql/index.html");
  const told = () => page.evaluate(() => document.getElementById("told").textContent);
  const answered = async () => {
    await page.waitForFunction(() => !document.getElementById("ask").elements.run.disabled, LONG);
    return told();
  };
  const set = (query) => page.evaluate((text) => void (location.hash = `query=${encodeURIComponent(text)}`), query);
  const run = async (query) => {
    await set(query);
    await page.waitForFunction(() => document.getElementById("told").textContent.length > 20, LONG);
    await page.click("[name=run]");
    return answered();
  };
  const key = async (one) => {
    await page.keyboard.down("Control");
    await page.keyboard.press(one);
    await page.keyboard.up("Control");
  };
  const inner = (selector) => page.evaluate((given) => [...document.querySelector(".editor").shadowRoot.querySelectorAll(given)].map((one) => one.textContent), selector);
  await page.click("label[for=query]");
  await key("Enter");
  seen.first = { told: await answered() };
  await page.waitForFunction(() => document.querySelector("#answer svg"), LONG);
  Object.assign(seen.first, await page.evaluate(() => ({
    hash: location.hash, bars: document.querySelectorAll("#answer svg rect").length,
    rows: [...document.querySelectorAll("#answer tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent)),
    links: [...document.querySelectorAll("#answer tbody a")].map((one) => one.getAttribute("href")),
    label: document.querySelector(".editor").shadowRoot.querySelector("[contenteditable]").getAttribute("aria-label"),
  })));
  const save = (index) => page.evaluate(async (at) => {
    const [kept, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
    let blob, name;
    URL.createObjectURL = (one) => kept.call(URL, (blob = one));
    HTMLAnchorElement.prototype.click = function () { name = this.download; };
    document.querySelectorAll("#answer .saves button")[at].click();
    URL.createObjectURL = kept;
    HTMLAnchorElement.prototype.click = click;
    return [name, await blob.text()];
  }, index);
  seen.saved = [await save(0), await save(1), await save(2)];

  // Completion, by a Dutch word on an English page; the prefix comes along; Tab leaves
  await page.click("label[for=query]");
  await key("a");
  await page.keyboard.type("SELECT ?who { ?x houder");
  await page.waitForFunction(() => document.querySelector(".editor").shadowRoot.querySelector(".cm-tooltip-autocomplete li"), LONG);
  seen.completed = { offered: await inner(".cm-tooltip-autocomplete li") };
  await new Promise((done) => setTimeout(done, 200));
  await page.keyboard.press("Enter");
  await page.keyboard.type(" ?who ; foed:about instrument:pes");
  await page.waitForFunction(() => document.querySelector(".editor").shadowRoot.querySelector(".cm-tooltip-autocomplete li")?.textContent.startsWith("instrument:pesco"), LONG);
  await new Promise((done) => setTimeout(done, 200));
  await page.keyboard.press("Enter");
  await page.keyboard.type(" }");
  await page.keyboard.press("Escape");
  seen.completed.lines = await inner(".cm-line");
  await page.keyboard.press("Tab");
  seen.completed.tab = await focused(page);
  await page.click("[name=run]");
  seen.completed.told = await answered();

  // A question as a start, by the list and by an address; a name that there is not
  await page.select("[name=starter]", "scoreboard");
  await page.waitForFunction(() => document.querySelector(".editor").shadowRoot.textContent.includes("responds"), LONG).catch(() => {});
  await page.click("[name=run]");
  seen.starter = { told: await answered(), rows: await page.evaluate(() => document.querySelectorAll("#answer tbody tr").length) };
  await page.evaluate(() => void (location.hash = "question=no-such"));
  await page.waitForFunction(() => document.getElementById("told").textContent.includes("no-such"), LONG);
  seen.unknown = await told();

  seen.ask = await run("ASK { ?x a foed:Commitment }");
  seen.construct = [await run("CONSTRUCT { ?x a foed:Actor } WHERE { ?x a foed:Actor } LIMIT 3"), await page.$eval("#answer pre", (one) => one.textContent)];
  seen.wrong = [await run("SELECT ?x WHERE {\n ?x foed:about }"), await inner(".wrong")];
  await page.click("#told a");
  seen.wrong.push(await focused(page));
  seen.empty = [await run("SELECT ?x { ?x a foed:Actr }"), await (async () => {
    await page.waitForFunction(() => document.querySelector("#answer li"), LONG);
    return page.$eval("#answer", (one) => one.textContent);
  })()];
  seen.large = await run("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000");
  seen.service = await run("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }");
  seen.nested = await run(`SELECT * ${"{".repeat(2000)}${"}".repeat(2000)}`);

  // A query that does not end: the page goes on, it stops by itself, and can be stopped
  const ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
  await page.select("[name=seconds]", "5");
  await set(ENDLESS);
  await page.evaluate(() => {
    let last = performance.now();
    window.gap = 0;
    window.tick = setInterval(() => {
      window.gap = Math.max(window.gap, performance.now() - last);
      last = performance.now();
    }, 20);
  });
  await page.click("[name=run]");
  seen.endless = { told: await answered(), gap: await page.evaluate(() => window.gap) };
  await page.select("[name=seconds]", "60");
  await page.click("[name=run]");
  await page.waitForFunction(() => document.getElementById("clock").textContent, LONG);
  await page.click("[name=cancel]");
  seen.endless.cancelled = await told();
  await page.waitForFunction(() => !document.getElementById("ask").elements.run.disabled, LONG);
  seen.endless.after = await run("ASK { ?x a foed:Commitment }");
  await page.close();
}

// A browser without WebAssembly, and one that stores nothing
{
  const page = await open("nl/sparql/index.html", (one) => one.evaluateOnNewDocument(() => {
    delete globalThis.WebAssembly;
    Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
  }));
  await page.click("[name=run]");
  await page.waitForFunction(() => document.getElementById("told").className === "note", LONG);
  seen.old = await page.$eval("#told", (one) => one.textContent);
  await page.close();
}

process.stdout.write(JSON.stringify({ ...seen, complaints, elsewhere }));
await browser.close();
