// Opens each file named in a list (JSON on standard input: [{kind, file}]) as its reader does, in one headless Chromium,
// and prints a line of JSON for each: what was understood, and every complaint and request.
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const modules = new URL("node_modules/", import.meta.url);
const browser = await puppeteer.launch({
  executablePath: process.env.FOEDERIS_CHROMIUM || "/usr/bin/chromium",
  args: ["--disable-gpu", ...(process.getuid() === 0 ? ["--no-sandbox"] : [])],
  protocolTimeout: 120_000,
});

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
    const still = await browser.newPage();
    await still.setJavaScriptEnabled(false);
    await still.goto(address);
    const unscripted = await still.$$eval("#things tbody tr", (all) => all.filter((row) => row.offsetHeight > 0).length);
    const told = await still.$eval("noscript", (element) => element.offsetHeight > 0 || element.innerText.length > 0);
    await still.close();
    return { drawn, canvases, rows, first, searched, facts, ties, sorted, hidden, scripts, links, unscripted, told, complaints, requests };
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
