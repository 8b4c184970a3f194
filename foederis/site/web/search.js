// The search box of every page, and the page of all that is found. The index is read when the box is first used: see
// foederis/site/search.py for its files and find.js for how it is searched. Text is set with textContent only.
import "./own.js";
import { here, indexes, make, said, site } from "./page.js";
import { byWhich, entries, find, pieces } from "./find.js";

const PARTS = ["names", "more", "said"];
const FEW = 5; // hits: with fewer the other language is looked through too
const SHOWN = 8; // in the list under the box
const FIRST = 10; // of a kind on the page

const held = {}; // language: entries
const wordings = {}; // language: the words that come with the index
const words = () => wordings[site.lang] ?? {};
let changed = () => {};

// The index

const waiting = {};
window.foederisIndex = (name, parts, told) => waiting[name]?.(parts, told);

const read = (part, lang) =>
  new Promise((done, failed) => {
    const name = `${part}-${lang}`;
    const href = indexes[`search-${name}.js`];
    if (!href) return failed(new Error(name));
    waiting[name] = (parts, told) => {
      wordings[lang] = told;
      (held[lang] ??= []).push(...entries(parts, lang, part, told));
      done();
    };
    const script = document.createElement("script");
    script.src = site.up + href;
    script.onerror = () => failed(new Error(name));
    document.head.append(script);
  });

const reading = {};
/** Read the index of a language, part by part; what is shown is looked for anew after each. */
const open = (lang) =>
  (reading[lang] ??= (async () => {
    for (const part of PARTS) {
      await read(part, lang);
      changed();
    }
  })());

/** The names in a language, for who completes them (sparql.js); the rest of the index follows by itself. */
window.foederisNames = (lang) =>
  new Promise((done, failed) => {
    const names = () => (held[lang] ?? []).filter((entry) => entry.part === "names");
    if (names().length) return done(names());
    const before = changed;
    changed = () => {
      before();
      if (names().length) done(names());
    };
    open(lang).then(() => done(names()), failed);
  });

const other = () => (site.lang === "nl" ? "en" : "nl");
// A page in the language of the reader, also where the words were found in the other.
const address = (entry) => here((entry.lang === site.lang ? entry : (held[site.lang].find((one) => one.key === entry.key) ?? entry)).href);

/** What is found in the language of the page, and where that is little, in the other. */
const look = (typed) => {
  const own = find(held[site.lang] ?? [], typed);
  if (own.how === "all" && own.found.length >= FEW) return own;
  if (!held[other()]) {
    if (reading[site.lang] && typed.trim().length > 1) reading[site.lang].then(() => open(other())).catch(() => {});
    return own;
  }
  const more = find(held[other()], typed);
  if (more.how !== "all") return own;
  const known = new Set(own.how === "all" ? own.found.map((one) => one.key) : []);
  return { how: "all", found: [...(own.how === "all" ? own.found : []), ...more.found.filter((one) => !known.has(one.key))] };
};

// What both show

const marked = (text, typed) => pieces(text, typed).map(([piece, hit]) => (hit ? make("mark", {}, piece) : piece));

const told = (entry, typed) => {
  const name = make("span", entry.lang === site.lang ? {} : { lang: entry.lang }, ...marked(entry.name, typed));
  const which = byWhich(entry, typed);
  const short = which.length > 90 ? `${which.slice(0, 90)} ...` : which;
  return short ? [name, " ", make("small", {}, "(", ...marked(short, typed), ")")] : [name];
};

const kind = (entry) => [words()[`search_kind_${entry.kind}`] ?? entry.kind, entry.note].filter(Boolean).join(", ");
const count = (number) => (number === 1 ? words().search_one : words().search_count?.replace("{}", number)) ?? "";
const how = ({ how, found }) => (how === "all" ? count(found.length) : words()[`search_${how}`]) ?? "";

// The box: a combobox with a list (ARIA Authoring Practices 1.2, "editable combobox with list autocomplete")

const box = document.querySelector("#find input");
if (box) {
  const form = box.form;
  const list = make("ul", { id: "find-list", role: "listbox", "aria-label": said("search_list"), hidden: "" });
  const state = make("span", { role: "status", class: "unseen" });
  form.append(list, state);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) box.setAttribute(name, value);
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const choose = (at) => {
    chosen = at;
    [...list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const whole = () => `${form.action}?q=${encodeURIComponent(box.value)}`;
  const show = () => {
    const typed = box.value;
    if (!typed.trim()) return close(), (state.textContent = "");
    const result = look(typed);
    const options = result.found.slice(0, SHOWN).map((entry) => {
      const option = make("li", { role: "option", "aria-selected": "false" }, make("span", {}, ...told(entry, typed)), " ", make("small", {}, kind(entry)));
      option.dataset.href = address(entry);
      return option;
    });
    if (result.found.length > SHOWN) {
      const all = make("li", { role: "option", "aria-selected": "false" }, (words().search_all ?? "").replace("{}", result.found.length));
      all.dataset.href = whole();
      options.push(all);
    }
    options.forEach((option, at) => (option.id = `find-${at}`));
    list.replaceChildren(...options);
    list.hidden = !options.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
    state.textContent = how(result);
  };
  const go = (option, apart) => (apart ? window.open(option.dataset.href, "_blank", "noopener") : location.assign(option.dataset.href));

  const begin = () => {
    changed = () => document.activeElement === box && show();
    open(site.lang).catch(() => (state.textContent = said("search_failed")));
  };
  box.addEventListener("focus", begin);
  if (document.activeElement === box) begin();
  box.addEventListener("input", () => (begin(), show()));
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
      else choose(chosen < 0 ? last : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      go(list.children[chosen], event.ctrlKey || event.metaKey);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // a second time it empties the box, as browsers do
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option, event.ctrlKey || event.metaKey);
  });
}

// The page of all that is found

const page = document.getElementById("search");
if (page) {
  const input = page.elements.q;
  page.querySelector("button").hidden = false; // without a script it would do nothing
  const state = document.getElementById("search-told");
  const hits = document.getElementById("search-hits");

  const group = (name, found, typed) => {
    const rows = make("ol");
    const add = (some) =>
      rows.append(
        ...some.map((entry) => {
          const link = make("a", { href: address(entry) }, ...marked(entry.name, typed));
          if (entry.lang !== site.lang) link.lang = entry.lang;
          const [, ...which] = told(entry, typed);
          return make("li", {}, link, ...which, ...(entry.note ? [" ", make("small", {}, entry.note)] : []));
        }),
      );
    add(found.slice(0, FIRST));
    const parts = [make("h2", {}, `${name} (${found.length})`), rows];
    if (found.length > FIRST) {
      const button = make("button", { type: "button" }, (words().search_all ?? "").replace("{}", found.length));
      button.addEventListener("click", () => {
        add(found.slice(FIRST));
        rows.children[FIRST].querySelector("a").focus();
        button.remove();
      });
      parts.push(button);
    }
    return make("section", {}, ...parts);
  };

  const show = () => {
    const typed = input.value;
    const result = typed.trim() ? look(typed) : { how: "", found: [] };
    const groups = new Map(); // in the order of the best of each
    for (const entry of result.found) {
      const name = words()[`search_kinds_${entry.kind}`] ?? entry.kind;
      groups.set(name, [...(groups.get(name) ?? []), entry]);
    }
    hits.replaceChildren(...[...groups].map(([name, found]) => group(name, found, typed)));
    state.textContent = typed.trim() ? how(result) : "";
    document.documentElement.dataset.searched = typed;
  };
  const begin = () => {
    changed = show;
    open(site.lang).catch(() => (state.textContent = said("search_failed")));
  };
  const load = () => {
    input.value = new URLSearchParams(location.search).get("q") ?? "";
    show();
  };

  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const query = input.value.trim() ? `?q=${encodeURIComponent(input.value)}` : location.pathname;
      try {
        history.replaceState(null, "", query);
      } catch {
        // from disk some browsers forbid it: what is found is shown all the same
      }
      show();
    }, 60);
  });
  page.addEventListener("submit", (event) => {
    event.preventDefault();
    hits.querySelector("a")?.focus();
  });
  // From the box down into what is found, from link to link, and back.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...hits.querySelectorAll("a")];
    const at = event.target === input ? -1 : links.indexOf(event.target);
    if (at < 0 && event.target !== input) return;
    const to = at + (event.key === "ArrowDown" ? 1 : -1);
    if (to >= links.length || to < -1) return;
    event.preventDefault();
    (to < 0 ? input : links[to]).focus();
  });
  window.addEventListener("popstate", load);
  begin();
  load();
  input.focus();
}

// The key that leads to the box; who does not want it says so on the page (WCAG 2.2, 2.1.4)

const stored = (value) => {
  try {
    if (value !== undefined) localStorage.setItem("foederis-slash", value);
    return localStorage.getItem("foederis-slash");
  } catch {
    return null; // storage is forbidden: the key works, and what is chosen holds for this page
  }
};
let slash = stored() !== "off";
const choice = document.getElementById("search-slash");
if (choice) {
  choice.checked = slash;
  choice.addEventListener("change", () => {
    slash = choice.checked;
    stored(slash ? "on" : "off");
  });
}
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], .editor");
  if (event.key !== "/" || !slash || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const into = page?.elements.q ?? box;
  into?.focus();
  into?.select();
});
