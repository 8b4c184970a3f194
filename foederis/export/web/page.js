// Draws the view that stands in this page as data. Text of the view is only ever set as text, never as HTML.
import dagre from "@dagrejs/dagre";
import cytoscape from "cytoscape";

const data = JSON.parse(document.getElementById("data").textContent);
const { words, values } = data;
// A table as foederis/export/interactive.py packs it: rows of places among `values`.
const unpacked = ({ names, rows }) => rows.map((row) => Object.fromEntries(row.map((place, at) => [names[at], values[place]])));
const [nodes, ties] = [unpacked(data.nodes), unpacked(data.edges)];
for (const one of ties) one.id = `${one.source} ${one.key} ${one.target}`;
const evidence = Object.fromEntries(unpacked(data.evidence).map((one) => [one.key, one]));
document.querySelectorAll("#links tbody tr").forEach((row, at) => (row.dataset.edge = ties[at].id)); // they come in this order
const language = document.documentElement.lang;
const byId = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const LABEL = 180; // pixels a line of a label

const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

// Where an IRI is told of: on a page of the site that this page is of (`site`), else at its own address.
const SPACE = "https://w3id.org/foederis/";
const place = (iri) => {
  if (!data.site || !iri.startsWith(SPACE)) return iri;
  const path = iri.slice(SPACE.length).split("#")[0];
  return `${data.site.up}${path}${data.site.twins.includes(path) ? "-property" : path.endsWith("/") ? "index" : ""}.html`;
};
// What an author of the data wrote as an address is a link only when it is one of the web.
const address = (iri) =>
  /^https?:\/\//.test(iri) ? make("a", iri, { href: place(iri), rel: "noreferrer" }) : make("span", iri);

const links = (about) => {
  const list = [about.iri, ...about.pages].map(address);
  return list.flatMap((one, number) => (number ? [" · ", one] : [one]));
};

byId("drawing").hidden = false;
const cy = cytoscape({
  container: byId("graph"),
  elements: {
    nodes: nodes.map((node) => ({ data: node })),
    edges: ties.map((edge) => ({ data: edge })),
  },
  minZoom: 0.05,
  maxZoom: 4,
  boxSelectionEnabled: false,
  autounselectify: true,
});

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
let unit = 1; // how large marks and names are drawn, so that they can be read when the whole is shown
const paint = () =>
  cy.style([
    {
      selector: "node",
      style: {
        label: "data(label)", shape: "data(shape)", "background-color": "data(color)", color: colour("--ink"),
        width: (node) => unit * (8 + 4 * Math.sqrt(node.data("size"))),
        height: (node) => unit * (8 + 4 * Math.sqrt(node.data("size"))),
        "border-width": unit, "border-color": colour("--ink"), "font-size": 11 * unit, "text-valign": "center",
        "text-halign": "right", "text-margin-x": 4 * unit, "text-wrap": "wrap", "text-max-width": LABEL * unit,
        "text-background-color": colour("--paper"), "text-background-opacity": 0.8, "min-zoomed-font-size": 5,
      },
    },
    {
      selector: "edge",
      style: {
        width: (edge) => unit * edge.data("size"), "line-color": "data(color)", "line-style": "data(line)", "curve-style": "bezier",
        "target-arrow-shape": "triangle", "target-arrow-color": "data(color)", "arrow-scale": 0.8, opacity: 0.75,
      },
    },
    { selector: ".off", style: { display: "none" } },
    { selector: ".faint", style: { opacity: 0.12 } },
    { selector: "node.near", style: { "z-index": 5, "min-zoomed-font-size": 0 } },
    {
      selector: "edge.near",
      style: {
        label: "data(label)", "font-size": 9 * unit, color: colour("--ink"), "text-background-color": colour("--paper"),
        "text-background-opacity": 0.9, "text-rotation": "autorotate", opacity: 1, "z-index": 4,
      },
    },
    {
      selector: "node.chosen",
      style: { "border-width": 4 * unit, "border-color": colour("--mark"), "z-index": 6 },
    },
    { selector: "edge.chosen", style: { "line-color": colour("--mark"), "target-arrow-color": colour("--mark") } },
  ]);
paint();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);

// In layers: dagre places boxes that hold each mark with its label, so that labels have room. Gives the places of the
// marks of one connected part from 0, and how wide and high it is.
const layers = (eles) => {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", ranksep: 30, nodesep: 6, edgesep: 4 });
  graph.setDefaultEdgeLabel(() => ({}));
  const deep = (node) => Math.max(node.height(), 13 * Math.ceil((node.data("label").length * 6) / LABEL)) + 2;
  const width = LABEL + 30; // of all, so that the marks of a layer stand in one line
  eles.nodes().forEach((node) => graph.setNode(node.id(), { width, height: deep(node) }));
  eles.edges().forEach((edge) => graph.setEdge(edge.source().id(), edge.target().id(), {}, edge.id()));
  dagre.layout(graph);
  const places = new Map();
  eles.nodes().forEach((node) => {
    const place = graph.node(node.id());
    places.set(node.id(), { x: place.x - width / 2, y: place.y });
  });
  return { places, width: graph.graph().width, height: graph.graph().height };
};

// Connected parts, the highest first, each as high up and then as far left as it has room, as wide together as lets the
// whole be drawn largest.
const GAP = 20;
const packed = (parts, ratio) => {
  const sorted = [...parts].sort((a, b) => b.height - a.height);
  const put = (width) => {
    const at = [];
    for (const part of sorted) {
      let best = null;
      for (const x of new Set([0, ...at.map((one) => one.x + one.part.width + GAP)])) {
        if (x && x + part.width > width) continue;
        const above = at.filter((one) => one.x < x + part.width && x < one.x + one.part.width);
        const y = Math.max(0, ...above.map((one) => one.y + one.part.height + GAP));
        if (!best || y < best.y || (y === best.y && x < best.x)) best = { part, x, y };
      }
      at.push(best);
    }
    const across = Math.max(...at.map((one) => one.x + one.part.width));
    const down = Math.max(...at.map((one) => one.y + one.part.height));
    return { at, size: Math.max(across, down * ratio) };
  };
  const widest = Math.max(...sorted.map((part) => part.width));
  const whole = sorted.reduce((sum, part) => sum + part.width + GAP, 0);
  const tries = sorted.length > 60 ? 6 : 40;
  const tried = Array.from({ length: tries }, (_, step) => put(widest + (whole - widest) * (step / (tries - 1)) ** 2));
  return tried.reduce((best, one) => (one.size < best.size ? one : best)).at;
};

// Positions as wide for their height as the canvas is.
const stretch = (eles) => {
  const box = eles.nodes().boundingBox({ includeLabels: false });
  const by = cy.width() / cy.height() / ((box.w || 1) / (box.h || 1));
  const [across, down] = by > 1 ? [Math.min(by, 6), 1] : [1, Math.min(1 / by, 6)];
  eles.nodes().positions((node) => ({ x: node.position("x") * across, y: node.position("y") * down }));
};

// Numbers that look drawn by chance and are the same each time, for the layout that asks for some.
const repeated = (run) => {
  const chance = Math.random;
  let seed = 1;
  Math.random = () => ((seed = (seed * 16807) % 2147483647) - 1) / 2147483646;
  try {
    run();
  } finally {
    Math.random = chance;
  }
};

let whole = true; // the whole is shown, also when the window becomes another size
const fit = () => {
  cy.fit(cy.elements(":visible"), 16);
  whole = true;
};
cy.on("scrollzoom pinchzoom dragpan", () => (whole = false));
cy.on("resize", () => whole && fit());

const arrange = (name) => {
  const eles = cy.elements(":visible");
  unit = 1;
  paint();
  if (name === "dagre") {
    const ratio = cy.width() / cy.height();
    for (const { part, x, y } of packed(eles.components().map(layers), ratio)) {
      for (const [id, place] of part.places) cy.getElementById(id).position({ x: x + place.x, y: y + place.y });
    }
    stretch(eles);
  } else {
    repeated(() => {
      // From a circle in a fixed order.
      eles.layout({ name: "circle", sort: (a, b) => (a.id() < b.id() ? -1 : 1) }).run();
      eles.layout({
        name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: () => 130,
        nodeRepulsion: () => 400000, nodeOverlap: 40, componentSpacing: 80, gravity: 0.4, numIter: 1500,
      }).run();
    });
    stretch(eles);
    fit();
    unit = Math.min(3, Math.max(1, 0.9 / cy.zoom()));
    paint();
  }
  fit();
};

// What is chosen, and the day, stand in the address: a link leads to them, and the way back is the browser's.
const shown = { node: null, edge: null, day: null };
const wanted = () => {
  const asked = new URLSearchParams(location.hash.slice(1));
  return { node: asked.get("node"), edge: asked.get("edge"), day: asked.get("day") };
};
const remember = (changes) => {
  Object.assign(shown, changes);
  const told = new URLSearchParams();
  for (const name of ["node", "edge", "day"]) if (shown[name]) told.set(name, shown[name]);
  const text = told.toString() || "all";
  if (location.hash.slice(1) !== text && !(text === "all" && !location.hash)) location.hash = text;
};

const facts = byId("facts");
const hits = byId("hits");

const proof = (edge) => {
  const list = make("ul");
  for (const key of edge.data("passages").split(" ").filter(Boolean)) {
    const item = make("li");
    const known = evidence[key];
    item.append(make("b", known.name, { title: known.iri }), " ", ...links(known));
    if (known.says) item.append(make("span", `: ${known.says}`, { dir: "auto" }));
    list.append(item);
  }
  return list;
};

const tie = (edge, other, outward) => {
  const item = make("li");
  const go = make("button", other.data("label"), { type: "button", class: "plain", dir: "auto" });
  go.addEventListener("click", () => choose(other, true));
  const word = make("button", edge.data("label"), { type: "button", class: "plain", dir: "auto" });
  word.addEventListener("click", () => chooseEdge(edge));
  if (outward) item.append(word, " → ", go);
  else item.append(go, " → ", word);
  const days = [edge.data("start"), edge.data("end")];
  if (days[0]) item.append(` · ${words.start} ${days[0]}`);
  if (days[1]) item.append(` · ${words.end} ${days[1]}`);
  item.append(proof(edge));
  return item;
};

const letGo = () => {
  cy.elements().removeClass("faint near chosen");
  facts.replaceChildren(make("p", words.choose));
  remember({ node: null, edge: null });
};

const chooseEdge = (edge) => {
  cy.batch(() => {
    cy.elements().removeClass("near chosen").addClass("faint");
    edge.union(edge.connectedNodes()).removeClass("faint").addClass("near");
    edge.addClass("chosen");
  });
  const list = make("ul", undefined, { class: "ties" });
  list.append(tie(edge, edge.target(), true));
  const from = make("button", edge.source().data("label"), { type: "button", class: "plain", dir: "auto" });
  from.addEventListener("click", () => choose(edge.source(), true));
  const told = make("p");
  told.append(make("span", `${words.relation}: `), address(edge.data("iri")));
  const head = make("h2");
  head.append(from);
  facts.replaceChildren(head, list, told);
  facts.scrollTop = 0;
  remember({ node: null, edge: edge.id() });
};

const choose = (node, move, keep = true) => {
  cy.batch(() => {
    const around = node.closedNeighborhood();
    cy.elements().removeClass("near chosen").addClass("faint");
    around.removeClass("faint").addClass("near");
    node.addClass("chosen");
  });
  const list = make("ul", undefined, { class: "ties" });
  const held = (edges) => edges.filter((edge) => holds(edge, shown.day));
  held(node.outgoers("edge")).forEach((edge) => list.append(tie(edge, edge.target(), true)));
  held(node.incomers("edge")).forEach((edge) => list.append(tie(edge, edge.source(), false)));
  const told = make("dl");
  const row = (name, value) => {
    const cell = make("dd", undefined, { dir: "auto" });
    cell.append(value);
    told.append(make("dt", name), cell);
  };
  row(words.type, node.data("type"));
  const where = make("span");
  where.append(...links({ iri: node.data("iri"), pages: node.data("pages") }));
  row(words.address, where);
  row(words.degree, String(held(node.connectedEdges()).length));
  row(words.evidence, String(node.data("evidence")));
  if (node.data("start")) row(words.start, node.data("start"));
  if (node.data("end")) row(words.end, node.data("end"));
  facts.replaceChildren(make("h2", node.data("label"), { dir: "auto" }), told, make("h3", words.links), list);
  facts.scrollTop = 0;
  if (keep) remember({ node: node.id(), edge: null });
  if (move) {
    whole = false;
    const around = node.closedNeighborhood().filter(":visible");
    const box = around.boundingBox();
    const level = Math.min(1.2 / unit, cy.width() / (box.w + 60), cy.height() / (box.h + 60));
    const target = { center: { eles: around }, zoom: level };
    if (calm) {
      cy.zoom(level);
      cy.center(around);
    } else cy.animate(target, { duration: 250 });
  }
};

cy.on("tap", "node", (event) => choose(event.target, false));
cy.on("tap", "edge", (event) => chooseEdge(event.target));
cy.on("tap", (event) => event.target === cy && letGo());

// Search: everything that holds the words; Enter takes the first.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const search = byId("search");
const found = () => {
  const wanted = plain(search.value.trim());
  return wanted ? cy.nodes(":visible").filter((node) => plain(`${node.data("label")} ${node.id()}`).includes(wanted)) : null;
};
search.addEventListener("input", () => {
  const some = found();
  hits.replaceChildren();
  byId("found").textContent = some === null ? "" : some.empty() ? words.none : words.found.replace("{}", some.length);
  cy.elements().removeClass("faint near chosen");
  if (some === null) return;
  cy.elements().not(some).addClass("faint");
  some.addClass("near");
  some.slice(0, 12).forEach((node) => {
    const item = make("li");
    const go = make("button", node.data("label"), { type: "button", class: "plain", dir: "auto" });
    go.addEventListener("click", () => choose(node, true));
    item.append(go);
    hits.append(item);
  });
});
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && found()?.nonempty()) choose(found()[0], true);
});

// A link holds on a day when it has begun and not ended; without a start or an end it is open there.
const holds = (edge, day) =>
  !day || ((!edge.data("start") || edge.data("start") <= day) && (!edge.data("end") || edge.data("end") >= day));
const inWords = (day) =>
  new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
const next = (day) => new Date(Date.parse(`${day}T00:00:00Z`) + 86400000).toISOString().slice(0, 10);

// The key and the day are filters: what is not ticked or does not hold is not drawn, nor in the tables.
const sift = () => {
  const { day } = shown;
  const off = (name) => new Set([...document.querySelectorAll(`[data-${name}]:not(:checked)`)].map((box) => box.dataset[name]));
  const [kinds, relations] = [off("kinds"), off("relations")];
  cy.batch(() => {
    cy.nodes().forEach((node) => void node.toggleClass("off", kinds.has(node.data("kind"))));
    cy.edges().forEach((edge) => void edge.toggleClass("off", relations.has(edge.data("kind")) || !holds(edge, day)));
    if (day) cy.nodes().forEach((node) => void node.toggleClass("off", node.hasClass("off") || !node.connectedEdges().some((edge) => !edge.hasClass("off"))));
  });
  const here = (edge) => edge.nonempty() && !edge.hasClass("off") && !edge.source().hasClass("off") && !edge.target().hasClass("off");
  document.querySelectorAll("#things tbody tr").forEach((row) => {
    row.hidden = cy.getElementById(row.dataset.node).hasClass("off");
  });
  document.querySelectorAll("#links tbody tr").forEach((row) => {
    row.hidden = !here(cy.getElementById(row.dataset.edge));
  });
  const counts = [cy.nodes().not(".off").length, cy.edges().filter(here).length];
  const text = words.counts.replace("{}", counts[0]).replace("{}", counts[1]);
  byId("state").textContent = day ? `${inWords(day)}: ${text}` : text;
};
document.querySelectorAll("fieldset input").forEach((box) => box.addEventListener("change", sift));

// The time: one stop for each day on which something begins or has ended, and for those of the documents.
const real = (day) => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
const edges = cy.edges().map((edge) => [edge.data("start"), edge.data("end")]);
const begun = edges.map(([start]) => start).filter(real);
const gone = edges.map(([, end]) => end).filter(real);
const stops = [...new Set([...begun, ...gone, ...gone.map(next), ...data.days])].sort();
const slider = byId("day");
const on = byId("dated");
const setDay = (day, keep = true) => {
  shown.day = day && real(day) ? day : null;
  on.checked = !!shown.day;
  slider.disabled = !shown.day;
  if (shown.day) {
    const at = stops.findLastIndex((stop) => stop <= shown.day);
    slider.value = String(Math.max(at, 0));
    slider.setAttribute("aria-valuetext", inWords(shown.day));
  }
  sift();
  if (shown.node) choose(cy.getElementById(shown.node), false, false); // whose links are others now
  if (keep) remember({});
};
if (begun.length + gone.length) {
  byId("time").hidden = false;
  slider.max = String(stops.length - 1);
  slider.value = String(Math.max(stops.indexOf(data.days.at(-1)), 0));
  on.addEventListener("change", () => setDay(on.checked ? stops[slider.value] : null));
  slider.addEventListener("input", () => setDay(stops[slider.value], false));
  slider.addEventListener("change", () => setDay(stops[slider.value]));
}

// What is shown, as files. A spreadsheet must take no name for a formula: such a cell begins with an apostrophe.
const save = (name, type, parts) => {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  make("a", undefined, { href: url, download: `${data.name}${name}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
};
const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
const table = (id) => {
  const one = byId(id);
  const rows = [one.tHead.rows[0], ...[...one.tBodies[0].rows].filter((row) => !row.hidden)];
  const proven = (row) => cy.getElementById(row.dataset.edge).data("passages").split(" ").filter(Boolean);
  const text = (item, at) => (at === 5 && item.parentElement.dataset.edge ? proven(item.parentElement).map((key) => evidence[key].name).join("; ") : item.textContent);
  return rows.map((row) => `${[...row.cells].map((item, at) => cell(text(item, at))).join(",")}\r\n`);
};
const SVG = "http://www.w3.org/2000/svg";
const draw = (name, attributes, text) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
};
const picture = () => {
  const seen = cy.elements(":visible");
  const box = seen.boundingBox();
  const [x, y, width] = [box.x1 - 20, box.y1 - 50 * unit, Math.max(box.w + 40, 500 * unit)];
  const all = draw("svg", { xmlns: SVG, viewBox: `${x} ${y} ${width} ${box.h + 100 * unit}`, "font-family": "sans-serif" });
  all.append(draw("title", {}, data.title));
  all.append(draw("rect", { x, y, width, height: box.h + 100 * unit, fill: "#ffffff" }));
  const say = (text, left, top, size, more = {}) =>
    all.append(draw("text", { x: left, y: top, "font-size": size * unit, fill: "#1a1a1a", ...more }, text));
  say(byId("state").textContent, x + 20, y + 38 * unit, 10);
  say(data.title, x + 20, y + 22 * unit, 14, { "font-weight": "bold" });
  seen.edges().forEach((edge) => {
    const [a, b] = [edge.sourceEndpoint(), edge.targetEndpoint()];
    const bends = edge.controlPoints() ?? [];
    const path = bends.length === 2
      ? `Q${bends[0].x} ${bends[0].y} ${(bends[0].x + bends[1].x) / 2} ${(bends[0].y + bends[1].y) / 2} Q${bends[1].x} ${bends[1].y} ${b.x} ${b.y}`
      : bends.length === 1 ? `Q${bends[0].x} ${bends[0].y} ${b.x} ${b.y}` : `L${b.x} ${b.y}`;
    const stroke = edge.data("color");
    const dash = { dashed: "6 3", dotted: "1 3" }[edge.data("line")];
    const line = draw("path", { d: `M${a.x} ${a.y} ${path}`, fill: "none", stroke, "stroke-width": unit * edge.data("size") });
    if (dash) line.setAttribute("stroke-dasharray", dash);
    line.append(draw("title", {}, `${edge.source().data("label")} (${edge.data("label")}) ${edge.target().data("label")}`));
    const from = bends.at(-1) ?? a;
    const way = Math.atan2(b.y - from.y, b.x - from.x);
    const tip = [0, 2.7, -2.7].map((turn) => {
      const far = turn ? 8 * unit : 0;
      return `${b.x + far * Math.cos(way + turn)},${b.y + far * Math.sin(way + turn)}`;
    });
    all.append(line, draw("polygon", { points: tip.join(" "), fill: stroke }));
  });
  seen.nodes().forEach((node) => {
    const place = node.position();
    const half = node.width() / 2;
    const look = { fill: node.data("color"), stroke: "#1a1a1a", "stroke-width": unit };
    const corners = data.corners[node.data("kind")];
    const points = corners.split(" ").map((pair) => pair.split(",").map((number, axis) => (Number(number) - 8) * (half / 7) + (axis ? place.y : place.x)));
    all.append(corners ? draw("polygon", { points: points.join(" "), ...look }) : draw("circle", { cx: place.x, cy: place.y, r: half, ...look }));
    const lines = [""];
    for (const word of node.data("label").split(/\s+/)) {
      if (lines.at(-1) && (lines.at(-1).length + word.length) * 6 > LABEL) lines.push("");
      lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
    }
    lines.forEach((line, number) => say(line, place.x + half + 4 * unit, place.y + (number - (lines.length - 1) / 2 + 0.35) * 12 * unit, 11));
  });
  say(byId("source").textContent, x + 20, y + box.h + 85 * unit, 8);
  return new XMLSerializer().serializeToString(all);
};
byId("png").addEventListener("click", () => save(".png", "image/png", [cy.png({ output: "blob", full: true, scale: 2, maxWidth: 8000, maxHeight: 8000, bg: colour("--paper") })]));
byId("svg").addEventListener("click", () => save(".svg", "image/svg+xml", [picture()]));
byId("csv-things").addEventListener("click", () => save("-nodes.csv", "text/csv", table("things")));
byId("csv-links").addEventListener("click", () => save("-edges.csv", "text/csv", table("links")));

const zoom = (by) => {
  whole = false;
  cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
};
byId("closer").addEventListener("click", () => zoom(1.3));
byId("farther").addEventListener("click", () => zoom(1 / 1.3));
byId("whole").addEventListener("click", fit);
byId("layout").addEventListener("change", (event) => arrange(event.target.value));

const order = cy.nodes().sort((a, b) => a.data("label").localeCompare(b.data("label")));
const step = (by) => {
  const shown = order.filter(":visible");
  if (shown.empty()) return;
  const chosen = cy.nodes(".chosen");
  const at = chosen.empty() ? -1 : shown.indexOf(chosen[0]);
  choose(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length], true);
};
const pan = (x, y) => {
  whole = false;
  cy.panBy({ x, y });
};
const KEYS = {
  ArrowLeft: () => pan(60, 0), ArrowRight: () => pan(-60, 0), ArrowUp: () => pan(0, 60), ArrowDown: () => pan(0, -60),
  "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: fit,
  n: () => step(1), p: () => step(-1), Escape: letGo,
};
byId("graph").addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// The tables: names choose, heads sort.
document.querySelectorAll("#things tbody tr").forEach((row) => {
  const cell = row.cells[0];
  const go = make("button", cell.textContent, { type: "button", class: "plain", dir: "auto" });
  go.addEventListener("click", () => {
    choose(cy.getElementById(row.dataset.node), true);
    byId("drawing").scrollIntoView({ behavior: calm ? "auto" : "smooth" });
    facts.focus({ preventScroll: true });
  });
  cell.replaceChildren(go);
});
document.querySelectorAll("#links tbody tr").forEach((row) => {
  const cell = row.cells[1];
  const go = make("button", cell.textContent, { type: "button", class: "plain", dir: "auto" });
  go.addEventListener("click", () => {
    chooseEdge(cy.getElementById(row.dataset.edge));
    byId("drawing").scrollIntoView({ behavior: calm ? "auto" : "smooth" });
    facts.focus({ preventScroll: true });
  });
  cell.replaceChildren(go);
});
document.querySelectorAll("table").forEach((table) => {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = make("button", head.textContent, { type: "button", class: "plain" });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const body = table.tBodies[0];
      const text = (row) => row.cells[column].textContent;
      const sorted = [...body.rows].sort(
        (a, b) => text(a).localeCompare(text(b), document.documentElement.lang, { numeric: true }) * (up ? 1 : -1),
      );
      body.append(...sorted);
    });
  });
});

const follow = () => {
  const { node, edge, day } = wanted();
  if ((day ?? null) !== shown.day) setDay(day, false);
  const asked = cy.getElementById(node ?? edge ?? "");
  if (node && node !== shown.node && asked.isNode()) choose(asked, true);
  else if (edge && !node && edge !== shown.edge && asked.nonempty() && asked.isEdge()) chooseEdge(asked);
  else if (!node && !edge && (shown.node || shown.edge)) letGo();
};
addEventListener("hashchange", follow);
byId("layout").value = data.layered ? "dagre" : "cose";
sift();
cy.resize(); // what stands above has its height now
arrange(byId("layout").value);
follow();
document.documentElement.dataset.drawn = `${cy.nodes().length} ${cy.edges().length}`;
