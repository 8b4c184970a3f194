// Bundles page.js and what it needs into dist/page.js, with the licence of each package in it.
import { build } from "esbuild";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { bundle } from "./bundle.mjs";

const { text, packages } = await bundle(build, "page.js");
await mkdir("dist", { recursive: true });
await writeFile("dist/page.js.part", text);
await rename("dist/page.js.part", "dist/page.js");
console.log(`dist/page.js: ${text.length} characters, with ${packages.join(", ")}`);
