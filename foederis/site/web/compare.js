// What a page of a document loads when a copy is given: how a text stands as a document, by align.js.
import { sha256 } from "@noble/hashes/sha2.js";
import { align, mayBe, plain } from "./align.js";

// SHA-256 of the browser is only there over HTTPS and from disk, and answers later; this one is everywhere.
const letters = new TextEncoder();
const digest = (text) => [...sha256(letters.encode(text))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** How each sentence of a document stands in a text; nothing where fewer than half of them can be in it, or are. */
const compare = (text) => {
  const whole = plain(text);
  return (told) => {
    const passages = mayBe(whole, told) ? align(text, told, digest) : [];
    const count = passages.filter(({ status }) => status === "found").length;
    return { passages, count, total: told.sentences.length, copy: count * 2 >= told.sentences.length };
  };
};

window.foederisCompare(compare);
