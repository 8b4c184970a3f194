// The engine of a page: the whole graph in a worker, loaded when it is first wanted. `open()` gives the one engine of the
// page; `query` asks it; what takes too long is ended with its worker, and another takes its place.

import { bytes } from "./packed.js";

const SECONDS = 30;
const parts = {};
window.foederisPart = (name, part) => void (parts[name] = part);

// What this page is: {up, lang, version, digest, assets}, as Python wrote it; a page that loads nothing more has its language only.
export const site = JSON.parse(document.getElementById("site")?.textContent ?? "null") ?? { up: "", lang: document.documentElement.lang, assets: {} };

// A failure with its `kind`: query, large (its answer), cancelled, time, broken (the engine died of it), unavailable (none
// can be had here).
const failure = (kind, message) => Object.assign(new Error(message), { kind });

// Loads one of the scripts of the site by its name, once; a classic script, which may be loaded from disk.
const loading = {};
export const load = (name) => {
  loading[name] ??= new Promise((done, fail) => {
    const href = site.assets[name];
    const script = document.createElement("script");
    script.src = site.up + href;
    script.onload = () => done();
    script.onerror = () => {
      delete loading[name];
      fail(failure("unavailable", `${name} cannot be loaded`));
    };
    href ? document.head.append(script) : script.onerror();
  });
  return loading[name];
};

const part = async (asset, name) => {
  if (!(name in parts)) await load(asset);
  if (!(name in parts)) throw failure("unavailable", `${asset} does not hold ${name}`);
  return parts[name];
};

// What begins with `_` is for this class alone (private fields, for browsers without them, are 300 bytes more on the wire).
class Engine {
  constructor(program, kept) {
    this._program = program; // the address of the worker's program
    this._kept = kept; // engine and data as they go to a worker: packed once, then as the first worker unpacked them
    this._worker = this._ready = null; // and a promise of a worker that has loaded them
    this._running = null; // {fail}: what is to be told to who waits
    this._turn = Promise.resolve();
    this._round = this._asked = 0; // the first grows when all that wait are sent away
  }

  // Resolves when a query can be run at once.
  ready() {
    this._ready ??= this._start();
    return this._ready;
  }

  async _start() {
    const started = await this._send("start", this._kept, 120).catch((error) => {
      this._end();
      throw ["time", "cancelled"].includes(error.kind) ? error : failure("unavailable", error.message);
    });
    this._kept = { ...this._kept, ...started, packed: false };
  }

  // One message to the worker, and its answer; or its end.
  _send(does, given, seconds) {
    return new Promise((done, fail) => {
      this._worker ??= new Worker(this._program);
      const [worker, id] = [this._worker, ++this._asked];
      const timer = setTimeout(() => over(failure("time", `more than ${seconds} seconds`)), seconds * 1000);
      const over = (error) => {
        this._end();
        stop();
        fail(error);
      };
      const stop = () => {
        clearTimeout(timer);
        this._running = null;
      };
      this._running = { fail: over };
      worker.onmessage = ({ data }) => {
        if (data.id !== id) return;
        if (data.broken) return over(failure("broken", data.failed));
        stop();
        "failed" in data ? fail(failure(data.kind, data.failed)) : done(data.found);
      };
      worker.onmessageerror = worker.onerror = (event) => {
        event.preventDefault?.();
        over(failure("broken", event.message || "the worker failed"));
      };
      worker.postMessage({ id, does, given });
    });
  }

  _end() {
    this._worker?.terminate();
    this._worker = this._ready = null;
  }

  // A message in its turn: one at a time, in the order asked.
  _inTurn(does, given, seconds) {
    const round = this._round;
    const mine = this._turn.then(async () => {
      const left = () => {
        if (round !== this._round) throw failure("cancelled", "cancelled");
      };
      left();
      await this.ready();
      left();
      return this._send(does, given, seconds);
    });
    this._turn = mine.catch(() => {});
    return mine;
  }

  // What a query gives: SPARQL 1.1 JSON results as an object, or {triples}: those of CONSTRUCT and DESCRIBE, as Turtle.
  async query(text, { seconds = SECONDS } = {}) {
    const found = await this._inTurn("query", { text }, seconds);
    return found.triples === undefined ? parts.read(found) : found;
  }

  // What things are called, by IRI, as a reader of a language reads them.
  names(iris, lang = site.lang) {
    return this._inTurn("names", { iris, lang }, SECONDS);
  }

  // A query as a reader sees its answer: {variables, rows}, a cell with its term and its links or its proof (answers.js).
  table(given, { seconds = SECONDS } = {}) {
    return this._inTurn("table", given, seconds);
  }

  // The answer to a query as a file: text, or the bytes of a workbook.
  file(given, { seconds = SECONDS } = {}) {
    return this._inTurn("file", given, seconds);
  }

  // Ends what runs and sends away what waits; the next worker is made ready meanwhile.
  cancel() {
    this._round++;
    this._running?.fail(failure("cancelled", "cancelled"));
    this.ready().catch(() => {});
  }
}

const make = async () => {
  if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
    throw failure("unavailable", "this browser has no WebAssembly or no workers");
  }
  const [program, engine, data] = await Promise.all([
    part("engine.js", "worker"),
    part("engine.js", "engine"),
    part("data.js", "data"),
  ]);
  const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const texts = JSON.parse(parts.texts ?? "{}");
  const made = new Engine(address, { engine: bytes(engine), data: bytes(data), texts, packed: true });
  for (const name of ["engine", "data"]) {
    delete parts[name]; // a megabyte each, which the engine has by now
    delete loading[`${name}.js`];
  }
  await made.ready();
  return made;
};

let opened = null;
// The engine of this page, ready; where it cannot be had, what failed is tried anew the next time.
export const open = () => {
  opened ??= make().catch((error) => {
    opened = null;
    throw error.kind ? error : failure("unavailable", String(error.message ?? error));
  });
  return opened;
};
