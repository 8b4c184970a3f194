// The editor: CodeMirror in a shadow root, where its styles need no permission of the page's policy. Tab leaves it.
import { autocompletion, completionKeymap, closeCompletion } from "@codemirror/autocomplete";
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const THEME = EditorView.theme({
  "&": { background: "var(--soft)", border: "1px solid var(--pale)", borderRadius: "3px", color: "var(--ink)", font: "0.9rem/1.5 ui-monospace, monospace" },
  "&.cm-focused": { outline: "3px solid var(--mark)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "inherit", maxHeight: "70vh", minHeight: "12rem", overflow: "auto" },
  ".cm-gutters": { background: "transparent", border: "0", color: "var(--pale)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { background: "var(--rule)" },
  ".wrong": { boxShadow: "inset 4px 0 var(--mark)" },
  ".cm-tooltip": { background: "var(--paper)", border: "1px solid var(--pale)", color: "var(--ink)", maxWidth: "min(44rem, 95vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "18rem", maxWidth: "100%" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--ink)", color: "var(--paper)" },
  ".cm-completionDetail": { fontFamily: "system-ui, sans-serif", fontStyle: "normal", marginLeft: "1em" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { background: "var(--rule)", outline: "1px solid var(--pale)" },
});
const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, fontWeight: "600" },
  { tag: tags.comment, color: "var(--pale)" },
  { tag: tags.string, fontStyle: "italic" },
  { tag: tags.atom, fontWeight: "400" }, // names and IRIs, which CodeMirror counts among the keywords
  { tag: tags.local(tags.variableName), color: "var(--mark)" },
]);

const mark = StateEffect.define(); // the number of a line, or 0: none
const marked = StateField.define({
  create: () => Decoration.none,
  update(now, change) {
    let set = now.map(change.changes);
    for (const effect of change.effects) {
      if (effect.is(mark)) {
        const line = effect.value && effect.value <= change.state.doc.lines ? change.state.doc.line(effect.value) : null;
        set = line ? Decoration.set(Decoration.line({ class: "wrong", attributes: { "aria-invalid": "true" } }).range(line.from)) : Decoration.none;
      }
    }
    return set;
  },
  provide: (field) => EditorView.decorations.from(field),
});

// What is typed over a selection is put in here: browsers would keep its looks by styles of their own, which the policy
// of the page forbids.
const replaced = (event, view) => {
  if (event.inputType !== "insertText" || !event.data || view.composing || view.state.selection.main.empty) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
};

/**
 * Put an editor in the place of a textarea.
 *
 * `run` is called on Ctrl+Enter, `changed` after a change; `complete(before, text)` gives, perhaps later, what may stand at
 * the cursor: `{from, options}`, or null, for the text of the line before it and the whole text; an option is
 * `{label, detail, prefix}`, its prefix a line that is put on top. `words` are CodeMirror's own, in the page's language.
 */
export const edit = (area, { label, described, words, run, changed, complete }) => {
  const host = document.createElement("div");
  host.className = "editor";
  const root = host.attachShadow({ mode: "open" });
  area.after(host);

  const take = (option) => (view, _, from, to) => {
    const changes = [{ from, to, insert: option.label }];
    if (option.prefix) changes.unshift({ from: 0, insert: option.prefix });
    const anchor = from + option.label.length + (option.prefix?.length ?? 0);
    view.dispatch({ changes, selection: { anchor }, userEvent: "input.complete" });
  };
  const source = async (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const found = await complete(line.text.slice(0, context.pos - line.from), context.state.doc.toString(), context.explicit);
    if (!found?.options.length || context.aborted) return null;
    const options = found.options.map((option) => ({ label: option.label, detail: option.detail, apply: take(option) }));
    return { from: context.pos - found.length, options, filter: false };
  };
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => (run(), true), preventDefault: true }]),
        keymap.of([...completionKeymap, ...historyKeymap, ...standardKeymap]),
        history(),
        lineNumbers(),
        drawSelection(),
        bracketMatching(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(COLOURS),
        autocompletion({ override: [source], icons: false, maxRenderedOptions: 40 }),
        marked,
        THEME,
        EditorState.phrases.of(words),
        EditorView.domEventHandlers({ beforeinput: replaced }),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, "aria-description": described, spellcheck: "false" }),
        EditorView.updateListener.of((update) => update.docChanged && changed()),
      ],
    }),
  });
  area.hidden = true;
  return {
    get: () => view.state.doc.toString(),
    set(text) {
      closeCompletion(view);
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 }, effects: mark.of(0) });
    },
    insert: (text) => view.dispatch({ changes: { from: 0, insert: text } }),
    mark: (line) => view.dispatch({ effects: mark.of(line) }),
    go(at) {
      const anchor = Math.min(at, view.state.doc.length);
      view.dispatch({ selection: { anchor }, scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
  };
};

/** The same on a plain textarea, for a browser that cannot show the editor. */
export const plain = (area, { run, changed }) => {
  area.addEventListener("input", changed);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
  return {
    get: () => area.value,
    set: (text) => (area.value = text),
    insert: (text) => (area.value = text + area.value),
    mark: () => {},
    go(at) {
      area.focus();
      area.setSelectionRange(at, at);
    },
    focus: () => area.focus(),
  };
};
