// Draws the view that stands in this page as data. Text of the view is only ever set as text, never as HTML.
import dagre from "@dagrejs/dagre";
import cytoscape from "cytoscape";

const data = JSON.parse(document.getElementById("data").textContent);
const { words, evidence } = data;
const byId = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const LABEL = 180; // pixels a line of a label

const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

// What an author of the data wrote as an address is a link only when it is one of the web.
const address = (iri) =>
  /^https?:\/\//.test(iri) ? make("a", iri, { href: iri, rel: "noreferrer" }) : make("span", iri);

byId("drawing").hidden = false;
const cy = cytoscape({
  container: byId("graph"),
  elements: {
    nodes: data.nodes.map((node) => ({ data: node })),
    edges: data.edges.map((edge) => ({ data: edge })),
  },
  minZoom: 0.05,
  maxZoom: 4,
  boxSelectionEnabled: false,
  autounselectify: true,
});

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const paint = () =>
  cy.style([
    {
      selector: "node",
      style: {
        label: "data(label)", shape: "data(shape)", "background-color": "data(color)", color: colour("--ink"),
        width: (node) => 8 + 4 * Math.sqrt(node.data("size")), height: (node) => 8 + 4 * Math.sqrt(node.data("size")),
        "border-width": 1, "border-color": colour("--ink"), "font-size": 11, "text-valign": "center",
        "text-halign": "right", "text-margin-x": 4, "text-wrap": "wrap", "text-max-width": LABEL,
        "text-background-color": colour("--paper"), "text-background-opacity": 0.8, "min-zoomed-font-size": 6,
      },
    },
    {
      selector: "edge",
      style: {
        width: "data(size)", "line-color": "data(color)", "line-style": "data(line)", "curve-style": "bezier",
        "target-arrow-shape": "triangle", "target-arrow-color": "data(color)", "arrow-scale": 0.8, opacity: 0.75,
      },
    },
    { selector: ".off", style: { display: "none" } },
    { selector: ".faint", style: { opacity: 0.12 } },
    { selector: "node.near", style: { "z-index": 5, "min-zoomed-font-size": 0 } },
    {
      selector: "edge.near",
      style: {
        label: "data(label)", "font-size": 9, color: colour("--ink"), "text-background-color": colour("--paper"),
        "text-background-opacity": 0.9, "text-rotation": "autorotate", opacity: 1, "z-index": 4,
      },
    },
    {
      selector: "node.chosen",
      style: { "border-width": 4, "border-color": colour("--mark"), "z-index": 6 },
    },
  ]);
paint();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);

// In layers: dagre places boxes that hold each mark with its label, so that labels have room.
const layers = (eles) => {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", ranksep: 60, nodesep: 6, edgesep: 4 });
  graph.setDefaultEdgeLabel(() => ({}));
  const deep = (node) => Math.max(node.height(), 13 * Math.ceil((node.data("label").length * 6) / LABEL)) + 2;
  const width = LABEL + 30; // of all, so that the marks of a layer stand in one line
  eles.nodes().forEach((node) => graph.setNode(node.id(), { width, height: deep(node) }));
  eles.edges().forEach((edge) => graph.setEdge(edge.source().id(), edge.target().id(), {}, edge.id()));
  dagre.layout(graph);
  return {
    name: "preset",
    positions: (node) => {
      const place = graph.node(node.id());
      return { x: place.x - width / 2, y: place.y };
    },
  };
};

const arrange = (name) => {
  const eles = cy.elements(":visible");
  if (name === "dagre") {
    eles.layout(layers(eles)).run();
  } else {
    // From a circle in a fixed order, so that it comes out the same each time.
    eles.layout({ name: "circle", sort: (a, b) => (a.id() < b.id() ? -1 : 1) }).run();
    eles.layout({
      name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: () => 130,
      nodeRepulsion: () => 400000, nodeOverlap: 40, componentSpacing: 80, gravity: 0.4, numIter: 1500,
    }).run();
  }
  cy.fit(undefined, 30);
};

const facts = byId("facts");
const hits = byId("hits");

const proof = (edge) => {
  const list = make("ul");
  for (const key of edge.data("passages").split(" ").filter(Boolean)) {
    const item = make("li");
    const known = evidence[key];
    item.append(make("b", known.name, { title: known.iri }));
    if (known.says) item.append(make("span", `: ${known.says}`, { dir: "auto" }));
    list.append(item);
  }
  return list;
};

const tie = (edge, other, outward) => {
  const item = make("li");
  const go = make("button", other.data("label"), { type: "button", class: "plain", dir: "auto" });
  go.addEventListener("click", () => choose(other, true));
  const word = make("i", edge.data("label"), { dir: "auto" });
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
};

const choose = (node, move) => {
  cy.batch(() => {
    const around = node.closedNeighborhood();
    cy.elements().removeClass("near chosen").addClass("faint");
    around.removeClass("faint").addClass("near");
    node.addClass("chosen");
  });
  const list = make("ul", undefined, { class: "ties" });
  node.outgoers("edge").forEach((edge) => list.append(tie(edge, edge.target(), true)));
  node.incomers("edge").forEach((edge) => list.append(tie(edge, edge.source(), false)));
  const told = make("dl");
  const row = (name, value) => {
    const cell = make("dd", undefined, { dir: "auto" });
    cell.append(value);
    told.append(make("dt", name), cell);
  };
  row(words.type, node.data("type"));
  row("IRI", address(node.data("iri")));
  row(words.degree, String(node.connectedEdges().length));
  row(words.evidence, String(node.data("evidence")));
  if (node.data("start")) row(words.start, node.data("start"));
  if (node.data("end")) row(words.end, node.data("end"));
  facts.replaceChildren(make("h2", node.data("label"), { dir: "auto" }), told, make("h3", words.links), list);
  facts.scrollTop = 0;
  if (move) {
    const around = node.closedNeighborhood().filter(":visible");
    const box = around.boundingBox();
    const level = Math.min(1.2, cy.width() / (box.w + 60), cy.height() / (box.h + 60));
    const target = { center: { eles: around }, zoom: level };
    if (calm) {
      cy.zoom(level);
      cy.center(around);
    } else cy.animate(target, { duration: 250 });
  }
};

cy.on("tap", "node", (event) => choose(event.target, false));
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

// The key is the filter: what is not ticked is not drawn, and is not in the tables' counts either way.
const sift = () => {
  const off = (name) => new Set([...document.querySelectorAll(`[data-${name}]:not(:checked)`)].map((box) => box.dataset[name]));
  const [kinds, relations] = [off("kinds"), off("relations")];
  cy.batch(() => {
    cy.nodes().forEach((node) => void node.toggleClass("off", kinds.has(node.data("kind"))));
    cy.edges().forEach((edge) => void edge.toggleClass("off", relations.has(edge.data("kind"))));
  });
  document.querySelectorAll("#things tbody tr").forEach((row) => {
    row.hidden = kinds.has(cy.getElementById(row.dataset.node).data("kind"));
  });
};
document.querySelectorAll("fieldset input").forEach((box) => box.addEventListener("change", sift));

const zoom = (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
byId("closer").addEventListener("click", () => zoom(1.3));
byId("farther").addEventListener("click", () => zoom(1 / 1.3));
byId("whole").addEventListener("click", () => cy.fit(undefined, 30));
byId("layout").addEventListener("change", (event) => arrange(event.target.value));

const order = cy.nodes().sort((a, b) => a.data("label").localeCompare(b.data("label")));
const step = (by) => {
  const shown = order.filter(":visible");
  if (shown.empty()) return;
  const chosen = cy.nodes(".chosen");
  const at = chosen.empty() ? -1 : shown.indexOf(chosen[0]);
  choose(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length], true);
};
const KEYS = {
  ArrowLeft: () => cy.panBy({ x: 60, y: 0 }), ArrowRight: () => cy.panBy({ x: -60, y: 0 }),
  ArrowUp: () => cy.panBy({ x: 0, y: 60 }), ArrowDown: () => cy.panBy({ x: 0, y: -60 }),
  "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => cy.fit(undefined, 30),
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

byId("layout").value = data.layered ? "dagre" : "cose";
arrange(byId("layout").value);
document.documentElement.dataset.drawn = `${cy.nodes().length} ${cy.edges().length}`;
