// A query with terms between the braces of its `VALUES ?name { ... }` lines, whose places Python found by the tokens
// (`blocks`, by name): what foederis/queries/binding.py does. Places count characters, which JavaScript may halve.
export const bound = (query, blocks, terms) => {
  const signs = [...query];
  const places = Object.entries(terms).flatMap(([name, term]) => (blocks[name] ?? []).map((place) => [...place, term]));
  for (const [start, end, term] of places.sort((one, other) => other[0] - one[0])) signs.splice(start, end - start, ` ${term} `);
  return signs.join("");
};
