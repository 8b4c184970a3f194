// Compares texts with documents in Node as a page does: reads {told: [path], tries: [[name, text]], files: [[name,
// bytes in base64, or a size]], folded: [text]} (JSON) from standard input; prints how each text stands as that document,
// what is read of each file, and what each of `folded` is normalised to.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { align, mayBe, normalise, plain } from "../../foederis/site/web/align.js";
import { read } from "../../foederis/site/web/file.js";

const { told, tries, files, folded } = JSON.parse(await text(process.stdin));
const digest = (words) => createHash("sha256").update(words).digest("hex");
const known = {};
globalThis.foederisCopy = (name, one) => (known[name] = one);
for (const path of told) (0, eval)(readFileSync(path, "utf8")); // as a classic script
const tried = tries.map(([name, words]) => ({ may: mayBe(plain(words), known[name]), passages: align(words, known[name], digest) }));
const opened = [];
for (const [name, held] of files) {
  const bytes = typeof held === "string" ? Buffer.from(held, "base64") : { length: held };
  const file = { name, size: bytes.length, arrayBuffer: async () => Uint8Array.from(bytes).buffer };
  opened.push(await read(file).then((found) => [found, ""], (error) => ["", error.message]));
}
process.stdout.write(JSON.stringify({ tried, opened, folded: folded.map((words) => [plain(words), normalise(words).text]) }));
