// A file for the visitor: its name, what it holds (text or bytes) and its type.
export const save = (name, content, type) => {
  const href = URL.createObjectURL(new Blob([content], { type }));
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(URL.revokeObjectURL, 60_000, href); // a browser may ask first where it is to go
};
