// Bundles page.js and what it needs into dist/page.js, with the licence of each package in it.
import { build } from "esbuild";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";

const made = await build({
  entryPoints: ["page.js"],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "utf8",
  legalComments: "inline",
  metafile: true,
  outdir: "dist",
  write: false,
});
const packages = new Set();
for (const path of Object.keys(made.metafile.inputs)) {
  const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
  if (found) packages.add(found[1]);
}
const about = async (name) => JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
for (const name of packages) {
  for (const inner of Object.keys((await about(name)).dependencies ?? {})) packages.add(inner); // may be bundled in it
}
let notices = "";
for (const name of [...packages].sort()) {
  const licence = await readFile(`node_modules/${name}/LICENSE`, "utf8"); // none: do not ship it
  notices += `${name} ${(await about(name)).version}\n\n${licence.trim()}\n\n`;
}
// A page may hold no control character; in a string, a template or a pattern an escape means the same.
const escape = (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, "0")}`;
const script = made.outputFiles[0].text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, escape);
const text = `/*\nThis script holds, beside foederis:\n\n${notices.replaceAll("*/", "* /")}*/\n${script}`;
for (const mark of ["</script", "<!--", "<script"]) {
  if (text.toLowerCase().includes(mark)) throw new Error(`the script cannot stand in a page: it holds ${mark}`);
}
await mkdir("dist", { recursive: true });
await writeFile("dist/page.js.part", text);
await rename("dist/page.js.part", "dist/page.js");
console.log(`dist/page.js: ${text.length} characters, with ${[...packages].sort().join(", ")}`);
