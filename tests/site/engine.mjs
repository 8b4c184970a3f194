// Runs the engine of the explorer as a page does, without one: reads from standard input the files of the assets
// and messages for the worker (JSON: {assets: [...], messages: [...]}), and prints the answers as JSON.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { bytes } from "../../foederis/site/web/packed.js";

const { assets, messages } = JSON.parse(await text(process.stdin));
const parts = {};
globalThis.foederisPart = (name, value) => (parts[name] = value);
const run = (script) => (0, eval)(script); // as a classic script: in the global scope
for (const path of assets) run(readFileSync(path, "utf8"));
const answers = [];
globalThis.self = { postMessage: (answer) => answers.push(answer) };
run(parts.worker);
const times = [];
const send = (id, does, given) => {
  const start = performance.now();
  self.onmessage({ data: { id, does, given } });
  times.push(performance.now() - start);
};
send(0, "start", { engine: bytes(parts.engine), data: bytes(parts.data), texts: JSON.parse(parts.texts ?? "{}"), packed: true });
messages.forEach(([does, given], at) => send(at + 1, does, given));
const told = (one) => {
  if (one instanceof Uint8Array) return { base64: Buffer.from(one).toString("base64") };
  return one?.tsv || one?.json ? { json: JSON.stringify(parts.read(one)), as: Object.keys(one)[0] } : one; // as a page reads it
};
const found = answers.map((one) => (one.id ? { ...one, found: told(one.found) } : { id: 0 })); // the bytes of both are no news
process.stdout.write(JSON.stringify({ answers: found, times }));
