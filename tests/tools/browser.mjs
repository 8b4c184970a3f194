// Opens each file named in a list (JSON on standard input: [{kind, file}]) as its reader does, in one headless Chromium,
// and prints a line of JSON for each: what was understood, and every complaint and request.
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { chromium } from "./browsers.mjs";

const modules = new URL("node_modules/", import.meta.url);
const browser = await chromium(120_000);

const open = async (address) => {
  const page = await browser.newPage();
  await page.setViewport({ width: 1400, height: 1000 });
  const complaints = [];
  const requests = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => (complaints.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("request", (request) => request.url() !== address && requests.push(request.url()));
  await page.goto(address, { waitUntil: "load" });
  return { page, complaints, requests };
};

// Our page again: its address leads to what was chosen and back, the day, what is saved, and how the canvas is filled.
const use = async (address) => {
  const { page, complaints, requests } = await open(address);
  const ready = () => page.waitForFunction(() => document.documentElement.dataset.drawn, { timeout: 60_000 });
  const head = () => page.evaluate(() => document.querySelector("#facts h2")?.textContent ?? "");
  const state = () => page.evaluate(() => document.querySelector("#state").textContent);
  const rows = () => page.evaluate(() => [...document.querySelectorAll("#links tbody tr:not([hidden])")].map((row) => row.dataset.edge));
  await ready();
  const save = (button) => page.evaluate(async (id) => {
    const kept = URL.createObjectURL;
    const made = [];
    URL.createObjectURL = (blob) => (made.push(blob), kept.call(URL, blob));
    const names = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () { names.push(this.download); };
    document.getElementById(id).click();
    URL.createObjectURL = kept;
    HTMLAnchorElement.prototype.click = click;
    const head = [...new Uint8Array(await made[0].slice(0, 8).arrayBuffer())];
    return { name: names[0], type: made[0].type, size: made[0].size, head, text: made[0].type === "image/png" ? "" : await made[0].text() };
  }, button);
  const picture = () => page.evaluate(() => {
    const all = document.createElement("canvas");
    const layers = [...document.querySelectorAll("#graph canvas")];
    [all.width, all.height] = [layers[0].width, layers[0].height];
    const on = all.getContext("2d");
    layers.forEach((layer) => on.drawImage(layer, 0, 0));
    const { data } = on.getImageData(0, 0, all.width, all.height);
    const [xs, ys] = [[], []];
    for (let at = 3; at < data.length; at += 4) {
      if (data[at]) (xs.push(((at - 3) / 4) % all.width), ys.push(Math.floor((at - 3) / 4 / all.width)));
    }
    const share = (list, size) => list.length && (list.reduce((a, b) => Math.max(a, b)) - list.reduce((a, b) => Math.min(a, b)) + 1) / size;
    return { across: share(xs, all.width), down: share(ys, all.height) };
  });
  await new Promise((done) => setTimeout(done, 300));
  const { across, down } = await picture();
  const { text } = await save("svg");
  await page.reload();
  await ready();
  const again = (await save("svg")).text === text;
  await page.focus("#graph");
  await page.keyboard.press("n");
  const first = { head: await head(), hash: await page.evaluate(() => location.hash) };
  await page.keyboard.press("n");
  const second = { head: await head(), hash: await page.evaluate(() => location.hash) };
  const count = await page.evaluate(() => document.querySelectorAll("#things tbody tr").length);
  await page.goBack();
  const back = await head();
  await page.click("#links tbody tr td:nth-child(2) button");
  const edge = { hash: await page.evaluate(() => location.hash), sources: await page.evaluate(() => [...document.querySelectorAll("#facts a")].map((a) => a.href)) };
  const linked = await open(`${address}${first.hash}`);
  await linked.page.waitForFunction(() => document.documentElement.dataset.drawn, { timeout: 60_000 });
  const deep = await linked.page.evaluate(() => document.querySelector("#facts h2")?.textContent ?? "");
  const strange = await linked.page.evaluate(async () => {
    location.hash = "node=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&day=soon";
    await new Promise((done) => setTimeout(done, 200));
    return document.images.length;
  });
  complaints.push(...linked.complaints);
  await linked.page.close();
  const whole = { state: await state(), rows: await rows() };
  let day = null;
  if (await page.evaluate(() => !document.querySelector("#time").hidden)) {
    const dated = () => page.waitForFunction(() => new URLSearchParams(location.hash.slice(1)).get("day"), { timeout: 60_000 });
    await page.click("#dated");
    await dated();
    const at = await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("day"));
    const shown = await rows();
    await page.focus("#day");
    await page.keyboard.press("Home");
    await page.waitForFunction(() => document.querySelector("#day").value === document.querySelector("#day").min, { timeout: 60_000 });
    await new Promise((done) => setTimeout(done, 100));
    await dated();
    const earliest = await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("day"));
    day = { at, rows: shown, state: await state(), earliest, few: await rows() };
    await page.click("#dated");
    day.after = await rows();
  }
  const saved = { png: await save("png"), svg: await save("svg"), things: await save("csv-things"), links: await save("csv-links") };
  await page.close();
  return { across, down, again, first, second, back, count, deep, strange, edge, whole, day, saved, complaints, requests };
};

const READ = {
  // The page of ours: drawn, chosen by keyboard, searched, sorted, filtered; and read without JavaScript.
  async html(file) {
    const address = pathToFileURL(file).href;
    const { page, complaints, requests } = await open(address);
    await page.waitForFunction(() => document.documentElement.dataset.drawn, { timeout: 60_000 });
    const names = () => [...document.querySelectorAll("#things tbody th")].map((cell) => cell.textContent);
    const drawn = await page.evaluate(() => document.documentElement.dataset.drawn);
    const canvases = await page.evaluate(() => document.querySelectorAll("#graph canvas").length);
    const rows = await page.evaluate(names);
    await page.focus("#graph");
    await page.keyboard.press("n");
    const first = await page.evaluate(() => document.querySelector("#facts h2").textContent);
    await page.focus("#search");
    await page.keyboard.type(rows[0].slice(0, 12));
    await page.keyboard.press("Enter");
    const searched = await page.evaluate(() => document.querySelector("#facts h2").textContent);
    const facts = await page.evaluate(() => document.querySelector("#facts").textContent);
    const ties = await page.evaluate(() => document.querySelectorAll("#facts .ties > li").length);
    await page.click("#things thead th:first-child button");
    const sorted = await page.evaluate(names);
    await page.click("fieldset input");
    const hidden = await page.evaluate(() => document.querySelectorAll("#things tbody tr[hidden]").length);
    const scripts = await page.evaluate(() => document.scripts.length);
    const links = await page.evaluate(() => [...document.links].map((link) => link.protocol));
    await page.close();
    const used = await use(address);
    complaints.push(...used.complaints);
    requests.push(...used.requests);
    const still = await browser.newPage();
    await still.setJavaScriptEnabled(false);
    await still.goto(address);
    const unscripted = await still.$$eval("#things tbody tr", (all) => all.filter((row) => row.offsetHeight > 0).length);
    const told = await still.$eval("noscript", (element) => element.offsetHeight > 0 || element.innerText.length > 0);
    await still.close();
    return { drawn, canvases, rows, first, searched, facts, ties, sorted, hidden, scripts, links, unscripted, told, used, complaints, requests };
  },
  async cytoscape(file, content) {
    const { page, complaints } = await open("about:blank");
    await page.addScriptTag({ path: new URL("cytoscape/dist/cytoscape.min.js", modules).pathname });
    const read = await page.evaluate((json) => {
      const cy = cytoscape({ headless: true, ...JSON.parse(json) });
      return {
        nodes: cy.nodes().length,
        edges: cy.edges().length,
        labels: Object.fromEntries(cy.nodes().map((node) => [node.id(), node.data("label")])),
      };
    }, content);
    await page.close();
    return { ...read, complaints };
  },
  async mermaid(file, content) {
    const page = await shared();
    return page.evaluate(async (source) => {
      try {
        const diagram = await mermaid.mermaidAPI.getDiagramFromText(source);
        const { svg } = await mermaid.render("drawn", source);
        const holder = document.createElement("div");
        holder.innerHTML = svg;
        return {
          nodes: diagram.db.getVertices().size,
          edges: diagram.db.getEdges().length,
          labels: [...holder.querySelectorAll(".node .nodeLabel")].map((label) => label.textContent),
          scripts: holder.querySelectorAll("script, img, iframe, b, i").length,
        };
      } catch (error) {
        return { error: error.message };
      }
    }, content);
  },
};

let mermaidPage;
const shared = async () => {
  if (!mermaidPage) {
    mermaidPage = (await open("about:blank")).page;
    await mermaidPage.addScriptTag({ path: new URL("mermaid/dist/mermaid.min.js", modules).pathname });
    await mermaidPage.evaluate(() => mermaid.initialize({ startOnLoad: false }));
  }
  return mermaidPage;
};

for (const { kind, file } of JSON.parse(await text(process.stdin))) {
  const content = kind === "html" ? "" : await readFile(file, "utf8");
  console.log(JSON.stringify({ file, ...(await READ[kind](file, content)) }));
}
await browser.close();
