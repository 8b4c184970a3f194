// Finds entries of the index by words and parts of words. It knows no page: search.js shows what it finds.
//
// An entry is found when each word of what is typed stands in it: as a whole name, at the start of a word or inside one
// (so a Dutch compound is found by its parts), or in another number or spelling. Where nothing holds them all, a word that
// nothing holds is taken apart (a compound by its parts), then entries with some of the words are given, and said to be so.

/** A text as it is compared, as `fold` in foederis/graph/spelling.py: no case, no accents, no punctuation. */
export const fold = (text) => {
  // Most texts hold plain letters only: for them this is the same, and quick.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase().replaceAll("%", " percent ").replace(/[^a-z0-9]+/g, " ").trim();
  const plain = text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  return plain.replaceAll("%", " percent ").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
};

/**
 * The rows of a file of the index as entries; the `key` of one is the same in both languages. `part` is the name of the file; `words` are those that come with it, of
 * which those for a kind are among what an entry is found by.
 */
export const entries = (parts, lang, part, words) =>
  parts.flatMap(([kind, start, end, rows]) => {
    const kinds = `${words[`search_kind_${kind}`]} ${words[`search_kinds_${kind}`]}`;
    return rows.map(([path, name, others = "", note = "", weight = 0], at) => {
      const own = ` ${fold(name)} `;
      const other = others ? ` ${others.split("|").map(fold).join(" | ")} ` : "";
      const rest = ` ${fold(`${note} ${path} ${kinds}`)} `;
      return { key: `${kind} ${at}`, kind, lang, part, href: start + path + end, name, others, note, weight: Math.min(weight, 6), own, other, rest, all: `${own}${other}${rest}` };
    });
  });

// How much a name counts by what it is of: of things called alike, what is meant is rather the instrument than the code.
const COUNTS = { provision: 1.1, instrument: 1.1, question: 0.9, code: 0.4, word: 0.7, picture: 0.7, topic: 0.85, tension: 0.8, condition: 0.7, quantity: 0.6, source: 0.5, statement: 0.7, development: 0.7 };

const SAME = { procent: "percent", pct: "percent", defense: "defence", vn: "un", navo: "nato" };

const spelt = (word) => SAME[word] ?? word.replace(/defens(?=e$|es$|eless$)/, "defenc").replace(/iz(?=(?:e[sd]?|ing|ations?)$)/, "is");

/** A word in other numbers: of `verdragen` also verdrag, of `staten` also staat, of `policies` also polic. */
export const variants = (word) => {
  const found = new Set();
  if (word.length > 4 && !/\d/.test(word)) {
    const stem = word.replace(/(?:ies|en|es|e|s|y)$/, "");
    if (stem !== word && stem.length > 2) {
      found.add(stem);
      found.add(stem.replace(/([bdfgklmnprst])\1$/, "$1")); // mannen, man
      found.add(stem.replace(/v$/, "f").replace(/z$/, "s")); // brieven, brief
      if (/en$/.test(word)) found.add(stem.replace(/([^aeiou])([aeou])([bdfgklmnprst])$/, "$1$2$2$3")); // staten, staat
    }
    found.add(word.replace(/(?<=[^aeou])([aeou])\1([bdfgklmnprst])$/, "$1$2en")); // staat, staten
    found.add(word.replace(/(?<=[aeiou])f$/, "ven")); // brief, brieven
  }
  found.delete(word);
  return [...found];
};

const words = (folded) => {
  const all = [...new Set(folded.split(" ").filter(Boolean))].slice(0, 12);
  const said = all.filter((word) => word.length > 1 || /\d/.test(word)); // of `the MPCC's` not the s
  return said.length ? said : all;
};

// How well a word stands in a text: as a word, at the start of one, inside one. Not at all: 0.
const stands = (text, word, whole, start, inside) =>
  text.includes(` ${word} `) ? whole : text.includes(` ${word}`) ? start : text.includes(word) ? inside : 0;

const once = (entry, word) =>
  Math.max(stands(entry.own, word, 40, 30, 15), entry.other && stands(entry.other, word, 28, 20, 10), stands(entry.rest, word, 6, 4, 2));

// A group: a word, the same in another spelling (which counts as much), and in other numbers.
const group = (word) => [word, spelt(word), ...variants(word).filter((one) => one !== spelt(word))];

const best = (entry, [word, same, ...others]) => {
  let score = entry.all.includes(word) ? once(entry, word) : 0;
  if (same !== word && entry.all.includes(same)) score = Math.max(score, once(entry, same));
  if (score < 30) for (const one of others) if (entry.all.includes(one)) score = Math.max(score, once(entry, one) * 0.7);
  return score;
};

const whole = (entry, folded) => {
  if (entry.own === ` ${folded} `) return 1000;
  if (entry.other && ` |${entry.other}| `.includes(`| ${folded} |`)) return 800;
  if (entry.own.startsWith(` ${folded}`)) return entry.own.startsWith(` ${folded} `) ? 200 : 100;
  if (entry.own.includes(` ${folded} `)) return 150;
  return stands(`${entry.own}${entry.other}`, folded, 100, 60, 0);
};

// A query looks for groups of words: each with its variants, one of which must be there.
const ranked = (index, folded, groups, least) => {
  const found = [];
  const said = [...new Set([folded, folded.split(" ").map(spelt).join(" ")])];
  for (const entry of index) {
    let score = 0;
    let held = 0;
    for (const one of groups) {
      const worth = best(entry, one);
      if (worth) held += 1;
      else if (least === groups.length) break;
      score += worth;
    }
    if (held < least) continue;
    score = (score + Math.max(...said.map((one) => whole(entry, one)))) * (COUNTS[entry.kind] ?? 1) + 50 * (held - least) + 2 * entry.weight;
    score -= Math.min(entry.own.length, 200) / 40;
    found.push({ entry, score });
  }
  return found.sort((a, b) => b.score - a.score || (a.entry.name < b.entry.name ? -1 : 1)).map(({ entry }) => entry);
};

const LINKS = ["", "s", "en", "e"]; // between the parts of a Dutch compound

/** The parts of a compound that nothing holds as it is written, if each begins a word of the index: veiligheid, raad. */
const apart = (index, word) => {
  if (word.length < 8) return null;
  let found = null;
  const starts = (part) => index.some((entry) => entry.own.includes(` ${part}`) || entry.other.includes(` ${part}`));
  for (let at = 4; at <= word.length - 4; at += 1) {
    const tail = word.slice(at);
    for (const link of LINKS) {
      const head = word.slice(0, at);
      const part = head.endsWith(link) ? head.slice(0, head.length - link.length) : "";
      if (part.length >= 4 && (!found || part.length > found[0].length) && starts(part) && starts(tail)) found = [part, tail];
    }
  }
  return found;
};

const pairs = (text) => {
  const found = new Set();
  for (let at = 0; at < text.length - 1; at += 1) found.add(text.slice(at, at + 2));
  return found;
};

/** Names that are written almost so: by the pairs of letters that they share (Dice), at least six in ten. */
const near = (index, folded) => {
  const ours = pairs(folded.slice(0, 60));
  const found = [];
  for (const entry of index) {
    let score = 0;
    for (const name of `${entry.own}|${entry.other}`.split("|")) {
      const text = name.trim();
      if (!text || Math.abs(text.length - folded.length) > 6) continue;
      const theirs = pairs(text);
      let same = 0;
      for (const pair of theirs) if (ours.has(pair)) same += 1;
      score = Math.max(score, (2 * same) / (ours.size + theirs.size));
    }
    if (score >= 0.6) found.push({ entry, score });
  }
  return found.sort((a, b) => b.score - a.score || b.entry.weight - a.entry.weight).map(({ entry }) => entry).slice(0, 8);
};

/**
 * Entries for what is typed, the best first. `how` says what was found: "all" words in each, "near" (names written almost
 * so), "some" of the words, or "none".
 */
export const find = (index, typed) => {
  const folded = fold(typed.slice(0, 200));
  const asked = words(folded);
  if (!asked.length) return { how: "none", found: [] };
  const groups = asked.map(group);
  let found = ranked(index, folded, groups, groups.length);
  if (found.length) return { how: "all", found };
  const taken = groups.flatMap((one) => {
    const parts = index.some((entry) => best(entry, one)) ? null : apart(index, one[0]);
    return parts ? parts.map(group) : [one];
  });
  if (taken.length > groups.length) {
    found = ranked(index, folded, taken, taken.length);
    if (found.length) return { how: "all", found };
  }
  found = near(index, folded);
  if (found.length) return { how: "near", found };
  found = taken.length > 1 ? ranked(index, folded, taken, 1) : [];
  return { how: found.length ? "some" : "none", found };
};

/** The other name by which an entry was found, where its name alone does not show why; else nothing. */
export const byWhich = (entry, typed) => {
  if (!entry.others) return "";
  const asked = words(fold(typed)).map(group);
  const holds = (text) => asked.filter((one) => one.some((word) => text.includes(word))).length;
  const own = holds(entry.own);
  if (own === asked.length) return "";
  const [best] = entry.others.split("|").map((other) => [other, holds(` ${fold(other)} `)]).sort((a, b) => b[1] - a[1]);
  return best[1] > own ? best[0] : "";
};

/** A name in pieces, `[text, whether it is what was typed]`: for marking. */
export const pieces = (name, typed) => {
  const letters = [...name];
  let folded = "";
  const from = []; // by place in the folded text the letter of the name
  letters.forEach((letter, at) => {
    const plain = letter.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
    for (let i = 0; i < plain.length; i += 1) from.push(at);
    folded += plain;
  });
  const marked = new Array(letters.length).fill(false);
  for (const word of words(fold(typed)).flatMap(group)) {
    if (word.length < 2) continue;
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      for (let i = at; i < at + word.length; i += 1) marked[from[i]] = true;
    }
  }
  const found = [];
  letters.forEach((letter, at) => {
    const last = found[found.length - 1];
    if (last && last[1] === marked[at]) last[0] += letter;
    else found.push([letter, marked[at]]);
  });
  return found;
};
