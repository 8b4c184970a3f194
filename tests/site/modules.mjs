// Calls functions of a module of the explorer's scripts in Node: reads {module, calls: [[name, ...arguments]]} from standard
// input, prints what each gives as JSON. An argument {"index": part, "lang": ...} is read from a file of the search index.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";

const { module, calls, index } = JSON.parse(await text(process.stdin));
const made = await import(new URL(`../../foederis/site/web/${module}`, import.meta.url));
const entries = [];
globalThis.foederisIndex = (name, parts, words) => entries.push(...made.entries(parts, name.split("-")[1], name.split("-")[0], words));
for (const path of index ?? []) (0, eval)(readFileSync(path, "utf8")); // as a classic script
const given = (value) => (value === "$index" ? entries : value);
process.stdout.write(JSON.stringify(calls.map(([name, ...values]) => made[name](...values.map(given)))));
