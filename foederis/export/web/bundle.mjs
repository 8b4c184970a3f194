// A script with all it needs in one text, and the licence of each package in it: shared by the builds of our scripts.
import { readFile } from "node:fs/promises";

// A page may hold no control character; in a string, a template or a pattern an escape means the same.
const escape = (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, "0")}`;
const about = async (name) => JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));

// `build` is that of the esbuild of the folder that calls; `others` are packages that go with the script in another file.
export async function bundle(build, entry, options = {}, others = []) {
  const made = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    legalComments: "inline",
    metafile: true,
    outdir: "dist",
    write: false,
    ...options,
  });
  const packages = new Set(others);
  for (const path of Object.keys(made.metafile.inputs)) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
    if (found) packages.add(found[1]);
  }
  for (const name of packages) {
    for (const inner of Object.keys((await about(name)).dependencies ?? {})) packages.add(inner); // may be bundled in it
  }
  const under = {}; // packages by the text of their licence, which is told once
  for (const name of [...packages].sort()) {
    (under[(await licence(name)).trim()] ??= []).push(`${name} ${(await about(name)).version}`);
  }
  const notices = Object.entries(under).map(([text, names]) => `${names.join("\n")}\n\n${text}\n\n`).join("");
  const script = made.outputFiles[0].text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, escape);
  const head = notices && `/*\nThis script holds, beside foederis:\n\n${notices.replaceAll("*/", "* /")}*/\n`;
  const text = head + script;
  for (const mark of ["</script", "<!--", "<script"]) {
    if (text.toLowerCase().includes(mark)) throw new Error(`the script cannot stand in a page: it holds ${mark}`);
  }
  return { text, packages: [...packages].sort() };
}

// The licence of a package: its own file; of one that is under the licence of foederis too, that text. None: do not ship it.
async function licence(name) {
  try {
    return await readFile(`node_modules/${name}/LICENSE`, "utf8");
  } catch (error) {
    if (!`${(await about(name)).license}`.includes("Apache-2.0")) throw error;
    return readFile(new URL("../../../LICENSE", import.meta.url), "utf8");
  }
}
