// Finds the passages of a document in a text, as foederis/sources/align.py does: what is written there is not said again.
// It asks for no browser and knows no SHA-256 of its own: `digest` gives that of a text, in hexadecimal.
// A place is an offset in the normalised text of a copy. What the script knows of a document is told by
// foederis/site/copies.py: anchors, places and digests of its sentences, none of their words.

const MARK = 4;
const SLACK = 40;
const AHEAD = 12;
const MARKS = 64; // of one letter
const ENOUGH = 0.4; // the share of sentences whose anchors a text must have before it is aligned
const ASCII = /^[\0-\x7f]*$/;
const KEPT = /[\p{L}\p{N}]/u;
const DIGIT = /\p{Nd}/u;
// What `casefold` of Python does beside making letters small.
const FOLDED = { ß: "ss", ς: "σ", ſ: "s" };

export const fold = (text) => {
  if (ASCII.test(text)) return text.toLowerCase();
  const small = text.normalize("NFKC").toLowerCase();
  return small.replace(/[ßςſ]/g, (one) => FOLDED[one]).normalize("NFKC");
};

/** The letters and digits of a text, and of each where it stands, and whether something else stands before it. */
export const normalise = (text) => {
  const cells = [];
  for (const { 0: one, index } of text.matchAll(new RegExp(`[^]\\p{M}{0,${MARKS - 1}}`, "gu"))) {
    const end = index + one.length;
    // A letter outside the plane of common ones takes one place, as it does in Python.
    for (const sign of fold(one) || " ") cells.push([sign.length > 1 ? (KEPT.test(sign) ? "\uffff" : " ") : sign, index, end]);
  }
  const found = { text: "", starts: [], ends: [], opens: [] };
  const kept = [];
  let opens = true;
  cells.forEach(([sign, start, end], at) => {
    const digits = (sign === "," || sign === ".") && at && at < cells.length - 1 && DIGIT.test(cells[at - 1][0]) && DIGIT.test(cells[at + 1][0]);
    if (digits || sign === "\uffff" || KEPT.test(sign)) {
      kept.push(sign);
      found.starts.push(start);
      found.ends.push(end);
      found.opens.push(opens);
    }
    opens = !(digits || sign === "\uffff" || KEPT.test(sign));
  });
  found.text = kept.join("");
  return found;
};

/** The same without the way back. */
export const plain = (text) =>
  fold(text).replace(/(?:[^\p{L}\p{N},.]|(?<!\p{Nd})[,.]|[,.](?!\p{Nd}))+/gu, "");

/** Whether a text can have half of the sentences of a document. */
export const mayBe = (whole, { sentences }) => {
  let lost = sentences.length * (1 - ENOUGH);
  return sentences.every(({ begins, ends }) => {
    if (begins && !(whole.includes(begins) && whole.includes(ends))) lost -= 1;
    return lost >= 0;
  });
};

/** How each sentence of a document stands in a text: its words; else whether it is changed there or missing. */
export const align = (text, told, digest) => {
  const source = normalise(text);
  let piece = cut({ copy: text, source, places: [...source.text].map((_, at) => at) }, told);
  const found = new Map();
  const torn = [];
  for (const note of told.footnotes) {
    const own = told.sentences.filter((one) => one.locator.split(".")[0] === note.name);
    const taken = footnote(piece, own, note, found, digest);
    piece = taken.piece;
    if (taken.tear) torn.push(taken.tear);
  }
  const notes = new Set(told.footnotes.map((one) => one.name));
  const body = told.sentences.filter((one) => !notes.has(one.locator.split(".")[0]));
  for (const [locator, places] of mended(piece, torn, body, told.marks, digest)) found.set(locator, places);
  const passages = told.sentences.map(({ locator }) => {
    const places = found.get(locator);
    return { locator, words: places ? exact(text, source, places, told) : "", status: places ? "found" : "" };
  });
  for (const one of passages.filter(({ status }) => !status)) {
    one.status = changed(source.text, told.sentences, passages.indexOf(one), found) ? "changed" : "missing";
  }
  return passages;
};

/** Whether one of the anchors of a passage that is not found stands where it should: between those around it. */
const changed = (text, sentences, at, found) => {
  const { begins, ends } = sentences[at];
  const before = sentences.slice(0, at).reverse().find(({ locator }) => found.has(locator));
  const after = sentences.slice(at + 1).find(({ locator }) => found.has(locator));
  const from = before ? found.get(before.locator).at(-1) + 1 : 0;
  const to = after ? found.get(after.locator)[0] : text.length;
  const between = text.slice(from, to >= from ? to : text.length);
  return Boolean(begins) && (between.includes(begins) || between.includes(ends));
};

const made = (copy, source, places) => ({ copy, source, places, text: places.map((place) => source.text[place]).join("") });
const without = ({ copy, source, places }, start, end) => made(copy, source, [...places.slice(0, start), ...places.slice(end)]);
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const isDigit = (sign) => DIGIT.test(sign ?? "");

const exact = (text, source, places, { suspended }) => {
  let words = "";
  let first = places[0];
  for (let at = 1; at < places.length; at += 1) {
    const [before, place] = [places[at - 1], places[at]];
    if (place === before + 1) continue;
    words += text.slice(source.starts[first], source.ends[before]);
    words += place - before <= MARK ? text.slice(source.ends[place - 1], source.starts[place]) : " ";
    first = place;
  }
  const end = source.ends[places.at(-1)];
  const tail = /^[^\p{L}\p{N}_\s\ue000-\uf8ff]*/u.exec(text.slice(end, end + 4))[0];
  words += text.slice(source.starts[first], end) + tail;
  const parted = new RegExp(`(?<=[\\p{L}\\p{N}_])- (?!(?:${suspended.map(escaped).join("|")})(?![\\p{L}\\p{N}_]))(?=[\\p{L}\\p{N}_])`, "gu");
  return words.replace(/\s+/g, " ").trim().replace(parted, "-");
};

const mended = (piece, torn, body, marks, digest) => {
  let best = new Map();
  const tries = torn.length ? [...Array(25).keys()].map((at) => (at % 2 ? -(at + 1) / 2 : at / 2)) : [0];
  for (const difference of tries) {
    let trial = piece;
    for (const [start, end] of [...torn].sort(([a, b], [c, d]) => c - a || d - b)) trial = without(trial, start, end + difference);
    const places = new Map();
    walk(trial, body, marks, places, digest);
    if (places.size > best.size) best = places;
    if (best.size === body.length) break;
  }
  return best;
};

const cut = (piece, { lines, pages, furniture }) => {
  const gone = new Set();
  const patterns = lines.map((one) => new RegExp(`^[^\\S\\n]*(?:${one})[^\\S\\n]*$`, "gm"));
  if (pages.length) {
    const any = pages.map((one) => `(?:${one})`).join("|");
    patterns.push(new RegExp(`(?:(?:^|(?<=[\\n\\f]))[^\\S\\n]*(?:${any})[^\\S\\n]*(?=\\n|$)\\s*)+`, "g"));
  }
  const { starts } = piece.source;
  for (const pattern of patterns) {
    for (const { 0: { length }, index } of piece.copy.matchAll(pattern)) {
      for (let at = bisect(starts, index); starts[at] < index + length; at += 1) gone.add(at);
    }
  }
  let left = made(piece.copy, piece.source, piece.places.filter((place) => !gone.has(place)));
  if (!furniture.length) return left;
  const parts = [...furniture].sort((a, b) => b.length - a.length).map(escaped);
  const run = new RegExp(`(?:${parts.join("|")}){${parts.length}}`);
  for (let hit = run.exec(left.text); hit; hit = run.exec(left.text)) {
    let start = hit.index;
    for (let at = start; at > 0 && isDigit(left.text[at - 1]) && start - at < 3; ) {
      at -= 1;
      if (left.source.opens[left.places[at]]) {
        start = at;
        break;
      }
    }
    left = without(left, start, hit.index + hit[0].length);
  }
  return left;
};

const bisect = (sorted, value) => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

const footnote = (piece, sentences, { number, begins, ends }, found, digest) => {
  const { text } = piece;
  const length = sentences.reduce((sum, one) => sum + one.end - one.start, 0);
  const starts = [];
  for (let at = text.indexOf(begins); at >= 0; at = text.indexOf(begins, at + begins.length)) starts.push(at);
  const before = (start) => (text.slice(0, start).endsWith(`${number}`) ? start - `${number}`.length : start);
  for (const start of starts) {
    const places = new Map();
    let at = start;
    const all = sentences.every((one) => {
      const end = at + one.end - one.start;
      places.set(one.locator, piece.places.slice(at, end));
      const same = digest(text.slice(at, end)) === one.digest;
      at = end;
      return same;
    });
    if (all) {
      for (const [locator, own] of places) found.set(locator, own);
      return { piece: without(piece, before(start), start + length) };
    }
  }
  for (const start of starts) {
    const end = text.indexOf(ends, start);
    if (end >= 0 && before(start) < start && end - start < 2 * length + 40) {
      walk(made(piece.copy, piece.source, piece.places.slice(start, end + ends.length)), sentences, {}, found, digest);
      return { piece: without(piece, before(start), end + ends.length) };
    }
  }
  const start = starts.find((one) => before(one) < one);
  return start === undefined ? { piece } : { piece, tear: [before(start), start + length] };
};

const walk = (piece, sentences, marks, found, digest) => {
  const { text, places } = piece;
  const spans = [];
  let position = 0;
  for (let index = 0; index < sentences.length; ) {
    const next = reached(text, position, sentences, index, marks, digest);
    if (!next) {
      index += 1;
      continue;
    }
    const { ahead, far, hit } = next;
    const skipped = new Set(hit.skipped);
    const own = [];
    for (let at = hit.start; at < hit.end; at += 1) if (!skipped.has(at)) own.push(places[at]);
    found.set(sentences[ahead].locator, own);
    if (far) spans.push(...justBefore(piece, sentences.slice(index, ahead), position, hit.start, found, digest));
    spans.push([hit.start, hit.end, sentences[ahead].locator]);
    position = hit.end;
    index = ahead + 1;
  }
  spans.forEach(([start, end, locator], at) => {
    const follows = (spans[at - 1]?.[1] ?? 0) === start;
    const followed = (spans[at + 1]?.[0] ?? text.length) === end;
    if (!standsAlone(piece, start, end, follows, followed)) found.delete(locator);
  });
};

const reached = (text, position, sentences, index, marks, digest) => {
  const coming = sentences.slice(index, index + AHEAD);
  const looked = (near, far, one) => search(text, position, near, far, one, marks[one.locator] ?? [], digest);
  let [near, far] = [0, 0];
  for (const [at, one] of coming.entries()) {
    near += SLACK;
    const ahead = index + at;
    const left = Math.floor(((one.start - (ahead ? sentences[ahead - 1].end : 0)) * 5) / 4);
    far += left || (ahead ? 0 : text.length);
    const hit = looked(near, near + far, one);
    if (hit) return { ahead, far: far > 0, hit };
    near += one.end - one.start;
  }
  const hits = coming.map((one, at) => ({ ahead: index + at, far: true, hit: looked(0, text.length, one) })).filter(({ hit }) => hit);
  return hits.sort((a, b) => a.hit.start - b.hit.start || a.hit.end - b.hit.end)[0];
};

// The digest of a stretch is only made where its anchors stand, if the sentence has any: it cannot be another's.
const isAt = (text, start, one, digest) => {
  const end = start + one.end - one.start;
  return text.startsWith(one.begins, start) && text.startsWith(one.ends, end - one.ends.length) && digest(text.slice(start, end)) === one.digest;
};

const justBefore = (piece, sentences, first, last, found, digest) => {
  const spans = [];
  for (const one of [...sentences].reverse()) {
    const length = one.end - one.start;
    for (let start = last - length; start >= Math.max(first, last - length - SLACK); start -= 1) {
      if (isAt(piece.text, start, one, digest)) {
        found.set(one.locator, piece.places.slice(start, start + length));
        spans.unshift([start, start + length, one.locator]);
        last = start;
        break;
      }
    }
  }
  return spans;
};

const standsAlone = ({ copy, source, places, text }, start, end, follows, followed) => {
  const edges = [];
  if (!follows && start > 0 && !isDigit(text[start - 1])) edges.push(start);
  if (!followed && end < places.length && !",.".includes(text[end]) && !isDigit(text[end])) edges.push(end);
  return edges.every((at) => /[^ \t\u00a0]/.test(copy.slice(source.ends[places[at - 1]], source.starts[places[at]])));
};

const search = (text, position, near, far, one, marks, digest) => {
  const length = one.end - one.start;
  const last = text.length - length;
  const at = (start) => {
    if (isAt(text, start, one, digest)) return { start, end: start + length, skipped: [] };
    for (const [offset, mark] of marks) {
      const inside = start + offset - one.start;
      for (const sign of [mark, `.${mark}`, `,${mark}`]) {
        if (!text.startsWith(sign, inside)) continue;
        const end = start + length + sign.length;
        if (digest(text.slice(start, inside) + text.slice(inside + sign.length, end)) !== one.digest) continue;
        return { start, end, skipped: [...sign].map((_, place) => inside + place) };
      }
    }
    return undefined;
  };
  for (let start = position; start <= Math.min(position + near, last); start += 1) {
    const hit = at(start);
    if (hit) return hit;
  }
  const furthest = Math.min(position + far, last);
  for (let from = position + near + 1; one.begins && furthest >= 0; ) {
    const place = text.indexOf(one.begins, from);
    if (place < 0 || place > furthest) break;
    const hit = at(place);
    if (hit) return hit;
    from = place + 1;
  }
  return undefined;
};
