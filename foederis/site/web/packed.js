// What packing.py packs, as bytes again: each five characters are four bytes (base 85, as Python's `base64.b85encode`).
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
const LAST = DIGITS.length - 1; // stands for what a last group lacks

export const bytes = (text) => {
  const values = new Uint8Array(128);
  for (let at = 0; at <= LAST; at++) values[DIGITS.charCodeAt(at)] = at;
  const groups = Math.ceil(text.length / 5);
  const found = new DataView(new ArrayBuffer(groups * 4));
  for (let group = 0; group < groups; group++) {
    let value = 0;
    for (let at = group * 5; at < group * 5 + 5; at++) value = value * 85 + (at < text.length ? values[text.charCodeAt(at)] : LAST);
    found.setUint32(group * 4, value);
  }
  return new Uint8Array(found.buffer.slice(0, groups * 4 - (groups * 5 - text.length)));
};
