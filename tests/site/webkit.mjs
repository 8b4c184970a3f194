// WebKit as forms.mjs uses a browser: WebKitGTK's MiniBrowser behind WebKitWebDriver, by the W3C protocol, on a display
// (xvfb-run). It can put nothing into a page before its own scripts, so what needs `evaluateOnNewDocument` is not here.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";

const { Builder, Capabilities, Key } = createRequire(new URL("../tools/node_modules/", import.meta.url))("selenium-webdriver");

const freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
};

class Page {
  constructor(driver, root, complaints, elsewhere) {
    Object.assign(this, { driver, root, complaints, elsewhere });
    this.keyboard = { press: (name) => driver.switchTo().activeElement().sendKeys({ ArrowDown: Key.ARROW_DOWN, Tab: Key.TAB }[name] ?? name) };
  }
  on() {} // complaints come from the driver, addresses from the page when it is left
  async goto(address) {
    await this.driver.get(address);
  }
  async evaluate(does, ...given) {
    const script = `const done = arguments[arguments.length - 1]; Promise.resolve((${does})(...[...arguments].slice(0, -1))).then((found) => done({ found }), (error) => done({ error: String(error) }));`;
    const { found, error } = await this.driver.executeAsyncScript(script, ...given);
    if (error) throw new Error(error);
    return found;
  }
  async waitForFunction(does, { timeout = 30_000 } = {}, ...given) {
    await this.driver.wait(() => this.evaluate(does, ...given).then(Boolean), timeout, undefined, 50);
  }
  $$eval(selector, does) {
    return this.evaluate(`(selector) => (${does})([...document.querySelectorAll(selector)])`, selector);
  }
  // Chosen and sent by a hand: the back button passes over what only a script has done.
  async select(selector, value) {
    await this.evaluate((selector, value) => (document.querySelector(selector).value = value), selector, value);
    await this.driver.findElement({ css: "#ask button" }).click();
  }
  focus(selector) {
    return this.evaluate((selector) => document.querySelector(selector).focus(), selector);
  }
  click(selector) {
    return this.evaluate((selector) => document.querySelector(selector).click(), selector);
  }
  goBack() {
    return this.driver.navigate().back();
  }
  goForward() {
    return this.driver.navigate().forward();
  }
  async close() {
    const asked = await this.evaluate(() => performance.getEntriesByType("resource").map((one) => one.name));
    this.elsewhere.push(...asked.filter((one) => !one.startsWith(this.root) && !/^(data|blob):/.test(one)));
  }
}

// Starts the browser; `complaints` and `elsewhere` are filled with what its console says and what it asks of others.
export async function launch(root, complaints, elsewhere) {
  const port = await freePort();
  const service = spawn(process.env.FOEDERIS_WEBKIT, [`--port=${port}`], { stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [service.stdout, service.stderr]) {
    stream.on("data", (text) => complaints.push(...String(text).split("\n").filter((line) => line.includes("CONSOLE"))));
  }
  const args = ["--automation", "--enable-write-console-messages-to-stdout=true"];
  const capabilities = new Capabilities({ browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary: process.env.FOEDERIS_MINIBROWSER, args } });
  let driver;
  for (let tries = 0; !driver; tries++) {
    driver = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build().catch(async (error) => {
      if (tries > 50 || !String(error).includes("ECONNREFUSED")) throw error;
      await new Promise((done) => setTimeout(done, 200));
    });
  }
  await driver.manage().setTimeouts({ script: 180_000, pageLoad: 180_000 });
  return {
    newPage: async () => new Page(driver, root, complaints, elsewhere),
    async close() {
      await driver.quit();
      service.kill();
    },
  };
}
