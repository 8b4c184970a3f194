// Times the engine of an explorer in Chromium: reads {root, path, runs, queries} (JSON) from standard input, prints JSON.
import { text } from "node:stream/consumers";
import { chromium } from "../tests/tools/browsers.mjs";

const { root, path, runs, queries } = JSON.parse(await text(process.stdin));
const browser = await chromium(600_000);
const cold = [];
const warm = [];
const again = [];
const answers = [];
const asked = [];
for (let run = 0; run < runs; run++) {
  const context = await browser.createBrowserContext(); // with nothing kept of the run before
  for (const times of [cold, warm]) {
    const page = await context.newPage();
    await page.goto(`${root}${path}`, { waitUntil: "load" });
    times.push(await page.evaluate(async () => {
      const start = performance.now();
      await foederis.open();
      return performance.now() - start;
    }));
    if (times === warm) {
      const found = await page.evaluate(async (queries) => {
        const engine = await foederis.open();
        const times = [];
        for (const query of queries) {
          const start = performance.now();
          await engine.query(query);
          times.push(performance.now() - start);
        }
        const endless = engine.query("SELECT (COUNT(*) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }").catch(() => {});
        await new Promise((done) => setTimeout(done, 200));
        const start = performance.now();
        engine.cancel();
        await endless;
        await engine.query("ASK {}");
        return { times, again: performance.now() - start };
      }, queries);
      asked.push(found.times);
      again.push(found.again);
    }
    await page.close();
  }
  // From an address that somebody sent to the answer in the page.
  const page = await context.newPage();
  const start = performance.now();
  await page.goto(`${root}${path}?recommendation=4`, { waitUntil: "load" });
  await page.waitForFunction(() => document.getElementById("asked"), { polling: 10, timeout: 300_000 });
  answers.push(performance.now() - start);
  await context.close();
}
const version = await browser.version();
await browser.close();
process.stdout.write(JSON.stringify({ cold, warm, again, answers, asked, version }));
