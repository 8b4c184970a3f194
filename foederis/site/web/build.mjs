// Bundles the scripts of the explorer into dist/, with the licence of each package in them; `node build.mjs PYTHON`, for
// what packs the engine. What a page loads on demand is a call of `foederisPart(name, text)`: so it loads from disk too.
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { bundle } from "../../export/web/bundle.mjs";

const python = process.argv[2] ?? "python3";
const files = {};
for (const name of ["app.js", "compare.js", "copy.js", "exact.js", "search.js", "sparql.js", "thing.js"].filter((one) => existsSync(one))) {
  files[name] = await bundle(build, name);
}
// import.meta names a module's own address, which a classic script has not; the engine is handed over, never fetched.
const worker = await bundle(build, "worker.js", { define: { "import.meta.url": '""' } });
const end = worker.text.startsWith("/*") ? worker.text.indexOf("*/\n") + 3 : 0; // the licences, for people to read
const wasm = execFileSync(python, ["../packing.py", "node_modules/oxigraph/web_bg.wasm", "engine"], {
  encoding: "utf8",
  maxBuffer: 2 ** 26,
});
const script = `foederisPart("worker",${JSON.stringify(worker.text.slice(end))});\n${(await bundle(build, "results.js")).text}`;
files["engine.js"] = { text: worker.text.slice(0, end) + script + wasm, packages: worker.packages };

await mkdir("dist", { recursive: true });
for (const [name, { text, packages }] of Object.entries(files)) {
  await writeFile(`dist/${name}.part`, text);
  await rename(`dist/${name}.part`, `dist/${name}`);
  console.log(`dist/${name}: ${text.length} characters${packages.length ? `, with ${packages.join(", ")}` : ""}`);
}
