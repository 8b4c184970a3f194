// The worker that holds the engine: it unpacks engine and graph, loads them, and answers one message at a time.
// It is ended from outside, which is the only way to stop a query; so it keeps nothing that cannot be made again.
import { decompress } from "lzma1";
import { initSync, Store } from "oxigraph/web.js";
import { answerer } from "./answers.js";
import { namer } from "./names.js";
import { plain, read, weight } from "./solutions.js";

const UNION = { use_default_graph_as_union: true };
let store;
let called;
let answers;

// {engine, data, packed}: the bytes of both, which come back unpacked, for the next worker.
function start(given) {
  const [engine, text] = [given.engine, given.data].map((one) => (given.packed ? decompress(one) : one));
  initSync({ module: new WebAssembly.Module(engine) });
  store = new Store();
  store.load(text, { format: "application/trig" }); // with its transaction: without, it takes ten times the memory
  called = namer(store);
  answers = answerer((text) => read(asked(text)), called, given.texts);
  return { engine, data: text };
}

const LARGEST = 12_000_000; // characters of an answer: a page that took in many more would stand still for seconds

function query({ text }) {
  const found = answer(text);
  if ((found.tsv === undefined ? (found.json ?? found.triples).length : weight(found.tsv)) > LARGEST) throw Object.assign(new Error("the answer is too large"), { kind: "large" });
  return found;
}

function answer(text) {
  try {
    return asked(text);
  } catch (error) {
    if (!String(error?.message).startsWith("Not supported RDF format")) throw error; // else CONSTRUCT or DESCRIBE
    return { triples: store.query(text, { results_format: "text/turtle", ...UNION }) };
  }
}

// Results come as text, {tsv} or {json}: the engine's own objects would cost a call for each term.
function asked(text) {
  const tsv = store.query(text, { results_format: "text/tab-separated-values", ...UNION });
  return plain(tsv) ? { tsv } : { json: store.query(text, { results_format: "application/sparql-results+json", ...UNION }) };
}

const names = ({ iris, lang }) => Object.fromEntries(iris.map((iri) => [iri, called.marked(iri, lang)]));

// An answer as a reader sees it, and as a file.
const table = (given) => answers.table(given);
const file = (given) => answers.file(given);

const DOES = { start, query, names, table, file };
self.onmessage = ({ data: { id, does, given } }) => {
  try {
    const found = DOES[does](given);
    self.postMessage({ id, found }, does === "start" ? [found.engine.buffer, found.data.buffer] : []);
  } catch (error) {
    // What the engine throws of itself is an Error of JavaScript or a text; a trap in it breaks it for good.
    const broken = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    self.postMessage({ id, failed: String(error?.message ?? error), kind: error?.kind ?? "query", broken });
  }
};
