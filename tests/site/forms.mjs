// Uses pages of questions as a visitor does, in one headless browser: reads {root, browser, visits, uses} (JSON) from
// standard input and prints what was seen as JSON, with every complaint of the browser and every address asked for.
// A visit is a page and values asked there by its address, one after the other; a use is one of the scenes below.
import { text } from "node:stream/consumers";
import { chromium, firefox } from "../tools/browsers.mjs";

const { root, browser: name, visits = [], uses = [] } = JSON.parse(await text(process.stdin));
const complaints = [];
const elsewhere = [];
const browser = await {
  chrome: chromium,
  firefox,
  webkit: async () => (await import("./webkit.mjs")).launch(root, complaints, elsewhere),
}[name]();
const LONG = { timeout: 90_000, polling: 10 };

const open = async (path, before = async () => {}) => {
  const page = await browser.newPage();
  page.on("console", (message) => complaints.push(`${path}: ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`${path}: ${error.message}`));
  page.on("request", (request) => request.url().startsWith(root) || /^(data|blob):/.test(request.url()) || elsewhere.push(request.url()));
  await before(page);
  await page.goto(root + path, { waitUntil: "load" });
  await settled(page);
  return page;
};
// Until nothing is asked any more: the page says so itself.
const settled = (page) => page.waitForFunction(() => document.getElementById("answer")?.getAttribute("aria-busy") !== "true", LONG);
const state = (page) =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll("#answer tbody tr")].filter((row) => !row.closest("[hidden]"));
    return {
      told: document.getElementById("told").textContent,
      asked: Boolean(document.getElementById("asked")),
      rows: rows.map((row) => row.outerHTML),
      terms: rows.map((row) => [...row.cells].map((cell) => cell.dataset.term)),
      address: location.href.split("/").pop(),
      values: Object.fromEntries(new FormData(document.getElementById("ask"))),
      nodes: document.querySelectorAll("*").length,
      cited: Object.fromEntries([...document.querySelectorAll("#cite blockquote, #cite pre")].map((one) => [one.className, one.textContent])),
    };
  });
const all = async (page) => {
  for (;;) {
    const more = await page.evaluate(() => {
      const button = document.querySelector("#asked > button");
      button?.click();
      return Boolean(button);
    });
    if (!more) return;
  }
};

const seen = { visits: [], uses: {} };
for (const { path, asks } of visits) {
  const page = await open(path);
  const usual = await state(page);
  const found = [];
  for (const ask of asks) {
    await page.evaluate((search) => {
      document.getElementById("asked")?.remove();
      history.pushState(null, "", search);
      dispatchEvent(new PopStateEvent("popstate"));
    }, ask);
    await page.waitForFunction(() => document.getElementById("asked"), LONG).catch(() => {});
    await settled(page);
    const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
    await all(page);
    found.push({ ...(await state(page)), nodes });
  }
  seen.visits.push({ usual, asks: found });
  await page.close();
}

const SCENES = {
  // Chosen in the form, answered, sent by its address, and back.
  async form(path, given) {
    const page = await open(path);
    const before = await state(page);
    await page.select(`[name=${given.name}]`, given.value);
    await page.waitForFunction(() => document.getElementById("asked"), LONG);
    await settled(page);
    const changed = await state(page);
    await page.goBack();
    await page.waitForFunction(() => !document.getElementById("asked"), LONG);
    const back = await state(page);
    await page.goForward();
    await page.waitForFunction(() => document.getElementById("asked"), LONG);
    const forward = await state(page);
    await page.close();
    return { before, changed, back, forward };
  },
  // By keyboard alone: the form is reached, a value typed, and the answer told.
  async keyboard(path, given) {
    const page = await open(path);
    await page.focus(`[name=${given.name}]`);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await page.waitForFunction(() => document.getElementById("asked") || document.getElementById("values"), LONG);
    await settled(page);
    const found = await state(page);
    await page.close();
    return found;
  },
  async told(path) {
    const page = await open(path);
    const found = { ...(await state(page)), listed: await page.$$eval("#values li a", (all) => all.map((one) => one.getAttribute("href"))) };
    await page.close();
    return found;
  },
  // A browser that has no engine to give, keeps nothing, or is old.
  async without(path, given) {
    const page = await open(path, (page) =>
      page.evaluateOnNewDocument((what) => {
        for (const name of what) {
          if (/^(localStorage|sessionStorage|indexedDB|caches|cookie)$/.test(name)) {
            const owner = name === "cookie" ? document : window;
            Object.defineProperty(owner, name, { get() { throw new DOMException("forbidden", "SecurityError"); }, configurable: true });
          } else delete window[name];
        }
      }, given.what),
    );
    const found = await state(page);
    await page.close();
    return found;
  },
  // A question that takes too long is ended, and the next one is answered.
  async loops(path, given) {
    const page = await open(path);
    const told = await page.evaluate(async (query) => {
      const engine = await foederis.open();
      const kinds = [];
      const kind = (promise) => promise.then((found) => kinds.push(found), (error) => kinds.push(error.kind));
      await kind(engine.query(query, { seconds: 1 }));
      const slow = kind(engine.query(query, { seconds: 100 }));
      const waits = kind(engine.query("ASK {}"));
      setTimeout(() => engine.cancel(), 300);
      await slow;
      await waits;
      await kind(engine.query(`SELECT * {${"{".repeat(5000)}${"}".repeat(5000)}}`));
      await kind(engine.query("SELECT * {\n ?a ?b"));
      await kind(engine.query("ASK {}"));
      return kinds;
    }, given.query);
    await page.evaluate(() => (foederis.patience = 0.001));
    await page.select(`[name=${given.name}]`, given.value);
    await page.waitForFunction((part) => document.getElementById("told").textContent.includes(part), LONG, given.part);
    const late = await state(page);
    await page.evaluate(() => (foederis.patience = 60));
    await page.click("#ask button");
    await page.waitForFunction(() => document.getElementById("asked"), LONG);
    const again = await state(page);
    await page.close();
    return { told, late, again };
  },
  // The engine of the page, asked many queries.
  async engine(path, given) {
    const page = await open(path);
    const found = [];
    for (let at = 0; at < given.texts.length; at += 40) {
      found.push(...(await page.evaluate(async (texts) => {
        const engine = await foederis.open();
        const answers = [];
        for (const text of texts) answers.push(await engine.query(text).then((one) => JSON.stringify(one), (error) => String(error.message)));
        return answers;
      }, given.texts.slice(at, at + 40))));
    }
    await page.close();
    return found;
  },
  // What a page tells of itself after a while, with its script and without one that runs.
  async old(path) {
    const page = await open(path);
    await new Promise((done) => setTimeout(done, 6000));
    const told = await page.evaluate(() => {
      const one = document.querySelector(".old");
      return one && getComputedStyle(one).visibility === "visible" && one.getBoundingClientRect().height > 10 ? one.textContent : "";
    });
    await page.close();
    return told;
  },
  // The picture of a changed answer, and its files.
  async drawn(path) {
    const page = await open(path);
    const found = await page.evaluate(async () => {
      const drawing = document.querySelector("#asked figure img");
      if (!drawing) return { alt: "", files: [] };
      await drawing.decode();
      const made = [];
      const kept = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        made.push(blob);
        return kept(blob);
      };
      for (const link of document.querySelectorAll("#drawn a")) {
        const before = made.length;
        link.click();
        while (made.length === before) await new Promise((done) => setTimeout(done, 50));
      }
      const files = await Promise.all(made.map(async (blob) => [blob.type, [...new Uint8Array(await blob.slice(0, 8).arrayBuffer())], blob.size]));
      return { alt: drawing.alt, wide: drawing.naturalWidth, files };
    });
    await page.evaluate(() => {
      history.pushState(null, "", location.pathname);
      dispatchEvent(new PopStateEvent("popstate"));
    });
    await page.waitForFunction(() => !document.getElementById("asked"), LONG);
    const left = await page.evaluate(() => document.getElementById("drawn") !== null);
    await page.close();
    return { ...found, left };
  },
  // The citation as a file, by each link that offers one; what is made for it is let go of after the time that is told.
  async saved(path) {
    const page = await open(path);
    const files = await page.evaluate(async () => {
      const files = [];
      const later = [];
      URL.createObjectURL = (blob) => (files.push({ blob }), `blob:${files.length}`);
      URL.revokeObjectURL = (href) => void (files[href.slice(5) - 1].gone = true);
      HTMLAnchorElement.prototype.click = function () { files[this.getAttribute("href").slice(5) - 1].name = this.download; };
      window.setTimeout = (does, time, ...given) => later.push(() => time <= 60_000 && does(...given));
      const links = [...document.querySelectorAll("#cite details p > a[href='#cite']")];
      const left = links.map((link) => link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })));
      const early = files.some((one) => one.gone);
      for (const one of later) one();
      const shown = ["bibtex", "ris"].map((form) => document.querySelector(`#cite pre.${form}`).textContent);
      const told = links.map((link, at) => ({ label: link.textContent, shown: shown[at], left: left[at] || early }));
      return Promise.all(files.map(async ({ blob, name, gone }, at) => ({ ...told[at], name, gone, content: await blob.text() })));
    });
    await page.close();
    return files;
  },
  // The line on one's own copy, on a page in both languages, as each is chosen.
  async switched(path, given) {
    const page = await open(path);
    const lines = [];
    for (const hash of given.hashes) {
      await page.evaluate((to) => { location.hash = to; }, hash);
      await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
      lines.push(await page.evaluate(() => document.getElementById("exact").innerText.trim()));
    }
    await page.close();
    return lines;
  },
  // The files of what is shown.
  async take(path) {
    const page = await open(path);
    const files = await page.evaluate(async () => {
      const made = [];
      const kept = URL.createObjectURL;
      const click = HTMLAnchorElement.prototype.click;
      HTMLAnchorElement.prototype.click = function () { this.download ? made.at(-1) && (made.at(-1).name = this.download) : click.call(this); };
      URL.createObjectURL = (blob) => (made.push({ blob }), kept.call(URL, blob));
      const links = [...document.querySelectorAll("#take a[download]")].filter((one) => /\.(csv|json|xlsx|rq)$/.test(one.pathname));
      for (const link of links) {
        const count = made.length;
        link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
        while (made.length === count || !made.at(-1).name) await new Promise((done) => setTimeout(done, 20));
      }
      URL.createObjectURL = kept;
      HTMLAnchorElement.prototype.click = click;
      const text = async (blob) => btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
      return Promise.all(made.map(async ({ blob, name }) => ({ name, type: blob.type, content: await text(blob) })));
    });
    await page.close();
    return files;
  },
};
for (const [key, scene, path, given] of uses) {
  seen.uses[key] = await SCENES[scene](path, given).catch((error) => ({ error: String(error) }));
}

await browser.close();
process.stdout.write(JSON.stringify({ ...seen, complaints, elsewhere }));
