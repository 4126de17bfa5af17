// The labeller: sentences in a list, a voice and a status for each, and a sentence cut into claims where it needs it.
import { arrange, button, choice, chunked, digitOf, fill, frame, h, isTyping, toggle, widget, write } from "./common.js";

// ---- pure: tested with node --test

// The rows of each unit: one for the sentence, or one for each claim of it, in the order of the text.
// The claim that bears the sentence's own key is its main point.
export function rowsOf(units, items) {
  const byUnit = new Map(units.map((unit) => [unit.id, []]));
  for (const item of items) byUnit.get(item.unit)?.push(item);
  return units.map((unit) => {
    const claims = byUnit.get(unit.id);
    if (!claims.some((item) => item.key === unit.id)) claims.push(blank(unit));
    claims.sort((a, b) => a.first - b.first || (a.key < b.key ? -1 : 1));
    const split = claims.length > 1;
    return claims.map((item, n) => ({
      ...item, unit, split, main: split && item.key === unit.id, name: unit.id + (split ? letter(n) : ""),
    }));
  });
}

const blank = (unit) => ({ key: unit.id, unit: unit.id, first: 0, last: unit.words.length - 1, label: "", voice: "", why: "" });
const letter = (n) => (n < 26 ? String.fromCharCode(97 + n) : `-${n + 1}`);

// A row as the kernel knows it.
export function itemOf({ key, unit, first, last, label, voice, why }) {
  return { key, unit: unit.id, first, last, label, voice, why };
}

export function textOf({ unit, first, last }) {
  return unit.words.slice(first, last + 1).join("").trim();
}

// The one label of seven: a fact takes the name of who states it.
export function flatOf(flats, { label, voice }) {
  return flats.find((flat) => flat.label === label && (!flat.voice || flat.voice === voice)) ?? null;
}

// What is asked in this view has been answered.
export function isDone(row, flats, flat) {
  return flat ? flatOf(flats, row) !== null : Boolean(row.label && row.voice);
}

// Headings may be labelled, and do not count.
export function progress(groups, flats, flat) {
  const asked = groups.filter(([row]) => row.unit.kind !== "heading");
  return { n: asked.filter((rows) => rows.every((row) => isDone(row, flats, flat))).length, of: asked.length };
}

// The next row that waits for an answer, round from the end to the beginning.
export function nextTodo(rows, key, flats, flat) {
  const at = rows.findIndex((row) => row.key === key);
  const round = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
  return round.find((row) => row.unit.kind !== "heading" && !isDone(row, flats, flat)) ?? null;
}

// Where a cut is proposed: the word nearest the middle that follows a comma or the like, else the middle.
export function firstCut({ unit, first, last }) {
  const middle = (first + last + 1) / 2;
  const places = [];
  for (let n = first + 1; n <= last; n++) if (/[,;:–—]\s*$/.test(unit.words[n - 1])) places.push(n);
  const near = (a, b) => Math.abs(a - middle) - Math.abs(b - middle);
  return places.sort(near)[0] ?? Math.max(first + 1, Math.floor(middle));
}

// Changes that cut a row before the word `at`; the second claim starts without an answer.
export function cut(rows, row, at) {
  const taken = rows.map((one) => Number(one.key.split(":")[1] ?? 1));
  const key = `${row.unit.id}:${Math.max(...taken) + 1}`;
  return [{ ...itemOf(row), last: at - 1 }, { ...blank(row.unit), key, first: at, last: row.last }];
}

// Changes that make one piece of a sentence again: the main point's answer stays.
export function join(rows) {
  return rows.map((row) => (row.main
    ? { ...itemOf(row), first: 0, last: row.unit.words.length - 1 }
    : { ...itemOf(row), deleted: true }));
}

// Changes that make a claim the main point: the two trade keys.
export function makeMain(rows, key) {
  const [old, now] = [rows.find((row) => row.main), rows.find((row) => row.key === key)];
  return [{ ...itemOf(now), key: old.key }, { ...itemOf(old), key: now.key }];
}

// ---- the view

const TREE = ["non_assertive", "intention", "speculation", "opinion", "fact"];

function mount({ model, el, work }) {
  const { units, lang: textLang } = model.get("text");
  const { voices, statuses, flats } = model.get("choices");
  const words = model.get("words");
  const id = `kit-${Math.random().toString(36).slice(2)}`;
  const nodes = new Map(); // row key -> {li, number, state, codes, shown}
  const drawn = new Map(); // unit id -> which rows it has on the page
  const places = new Map(units.map((unit, n) => [unit.id, n]));
  let groups = [];
  let rows = [];
  let byKey = new Map();
  let here = null; // the key of the row with the form
  let cutting = null; // the word that a second claim would begin with

  const view = frame({
    model, el, work, name: "labeller", title: fill(words.title, { units: unitRange() }),
    keys: [
      ["1 … 9", words.key_label], ["↑ ↓", words.key_move], ["Ctrl+← Ctrl+→", words.key_jump], [words.enter, words.key_form],
      ["N P", words.key_next], ["D", words.key_tree], ["R", words.key_why], ["C", words.key_cut], ["V", words.key_view],
      ["L", words.key_one], [words.delete_key, words.key_erase], ["Ctrl+Z Ctrl+Y", words.key_undo], ["?", words.key_help],
      [words.escape, words.key_escape],
    ],
  });

  // -- the bar
  const count = h("span", {});
  const bar = h("progress", { "aria-label": words.progress_name, max: "1", value: "0" });
  const oneToggle = toggle(words.one, model.get("one"), (on) => set("one", on), "text", { "aria-keyshortcuts": "L" });
  const flatToggle = toggle(words.flat, model.get("flat"), (on) => set("flat", on), "list", { "aria-keyshortcuts": "V" });
  view.bar.append(h("span", { class: "kit-progress" }, bar, count));
  view.tools.prepend(oneToggle, flatToggle);
  if (units.some((unit) => unit.gloss)) {
    view.tools.prepend(toggle(words.gloss, true, (on) => list.classList.toggle("kit-glossed", on), "text"));
  }

  // -- the list
  const homes = []; // the list in which each unit stands
  const chunks = chunked(units, (some) => {
    const node = h("ol", { "aria-label": words.list });
    homes.push(...some.map(() => node));
    return node;
  });
  const list = h("div", { class: "kit-rows kit-glossed", click: onClick, keydown: onListKey }, ...chunks);
  view.body.append(list);

  // -- the form: one for all rows, moved to the row it is about
  const ask = h("div", { class: "kit-ask", change: onChoice });
  const main = h("fieldset", { class: "kit-main", change: (event) => promote(event.target.value) });
  const why = h("textarea", { rows: "2", name: "why", input: () => edit({ why: why.value }, `why:${here}`) });
  const cutButton = button(words.cut, { click: openCutter, "aria-keyshortcuts": "C" }, "cut");
  const joinButton = h("button", { type: "button", class: "kit-button", click: rejoin });
  const treeButton = button(words.tree, { click: toggleTree, "aria-expanded": "false", "aria-keyshortcuts": "D" }, "tree");
  const eraseButton = button(words.erase, { click: erase, class: "kit-button kit-erase" }, "bin");
  const cutter = cutterNode();
  const tree = treeNode();
  const form = h("div", { class: "kit-form" }, cutter, ask, tree, main,
    h("label", { class: "kit-label kit-why" }, h("span", {}, words.why), why),
    h("div", { class: "kit-actions" },
      h("span", {}, treeButton, cutButton, joinButton, eraseButton),
      h("span", { class: "kit-walk" }, button(words.previous, { click: () => step(-1), "aria-keyshortcuts": "P" }),
        button(words.next, { click: goNext, class: "kit-button kit-next", "aria-keyshortcuts": "N" }))));

  function unitRange() {
    const [first, last] = [units[0]?.id ?? "", units.at(-1)?.id ?? ""];
    return first === last ? first : `${first}–${last}`;
  }

  function set(name, value) {
    model.set(name, value);
    model.save_changes();
  }

  function rowNode(row) {
    const line = h("span", { class: "kit-line", lang: textLang, id: `${id}-${row.key}` });
    const state = h("span", { class: "kit-unseen" });
    const number = h("button", { type: "button", class: "kit-number", tabindex: "-1", "aria-describedby": line.id }, row.name, state);
    const codes = h("span", { class: "kit-codes", "aria-hidden": "true" });
    const li = h("li", { class: `kit-row kit-${row.unit.kind}`, "data-key": row.key }, number,
      h("div", { class: "kit-said" }, line, " ", codes, row.unit.gloss && row.first === 0
        ? h("span", { class: "kit-gloss", lang: view.lang }, row.unit.gloss) : null));
    line.textContent = textOf(row);
    nodes.set(row.key, { li, line, number, state, codes, shown: "" });
    return li;
  }

  function cutterNode() {
    const slider = h("input", { type: "range", name: "cut", input: () => moveCut(Number(slider.value)), keydown: onCutKey });
    return h("div", { class: "kit-cutter", hidden: true }, h("p", {}, words.cut_how),
      h("label", { class: "kit-label" }, h("span", {}, words.cut_at), slider),
      h("div", { class: "kit-actions" }, h("span", {}, button(words.cut_here, { click: confirmCut, class: "kit-button kit-next" }, "cut"),
        button(words.cancel, { click: closeCutter }))));
  }

  // The questions in order, each with the label that a yes gives; the last needs no yes.
  function treeNode() {
    const steps = TREE.map((code) => statuses.find((status) => status.code === code)).filter(Boolean);
    return h("section", { class: "kit-tree", hidden: true, "aria-label": words.tree }, h("p", {}, words.tree_how),
      h("ol", {}, ...steps.map(({ code, word }, n) => h("li", {},
        h("div", {}, h("p", {}, words[`step.${code}`]), h("p", { class: "kit-hint" }, words[`anchor.${code}`])),
        button(fill(n === steps.length - 1 ? words.tree_else : words.tree_yes, { label: word }),
          { click: () => { toggleTree(); answer({ label: code }); } })))));
  }

  // -- drawing

  const flat = () => model.get("flat");
  const current = () => byKey.get(here);
  const groupOf = (row) => groups[places.get(row.unit.id)];

  function draw() {
    groups = rowsOf(units, work.items);
    rows = groups.flat();
    byKey = new Map(rows.map((row) => [row.key, row]));
    groups.forEach(drawUnit);
    for (const row of rows) drawCodes(row);
    if (!byKey.has(here)) here = (rows.find((row) => row.unit.id === here?.split(":")[0]) ?? rows[0])?.key ?? null;
    drawHere();
    drawProgress();
  }

  function drawUnit(group, n) {
    const state = group.map((row) => `${row.key} ${row.first}-${row.last}`).join("|");
    const before = drawn.get(n);
    if (before?.state === state) return;
    const had = before?.items.some((li) => li.contains(document.activeElement));
    if (before?.items.some((li) => li.contains(form))) {
      form.remove();
      shownForm = "";
    }
    const items = group.map(rowNode);
    if (before) before.items[0].replaceWith(...items);
    else homes[n].append(...items);
    before?.items.slice(1).forEach((li) => li.remove());
    drawn.set(n, { state, items });
    if (had) queueMicrotask(() => nodes.get(here)?.number.focus());
  }

  function drawCodes(row) {
    const node = nodes.get(row.key);
    const shown = `${row.label} ${row.voice} ${row.why !== ""} ${row.main} ${flat()}`;
    if (node.shown === shown) return;
    node.shown = shown;
    const given = answersOf(row);
    node.codes.replaceChildren(...given.map((one) => h("span", { class: `kit-code kit-style-${styleOf(one)}`, title: one.word }, one.short)),
      row.main ? h("span", { class: "kit-tag" }, words.main) : "", row.why ? h("span", { class: "kit-tag" }, "✎") : "");
    node.state.textContent = `: ${given.map(({ word }) => word).join(", ") || words.todo}`;
    node.li.classList.toggle("kit-done", isDone(row, flats, flat()));
  }

  // What a row was given in this view.
  function answersOf(row) {
    return flat() ? [flatOf(flats, row)].filter(Boolean)
      : [...voices.filter((one) => one.code === row.voice), ...statuses.filter((one) => one.code === row.label)];
  }

  // A label has one style in both views; a claim takes that of who makes it.
  function styleOf({ code, label = code, voice }) {
    const status = statuses.findIndex((one) => one.code === label);
    const speaker = voices.findIndex((one) => one.code === (voice || code));
    return status < 0 || speaker > 0 ? 5 + speaker : status;
  }

  // Only what changes is touched: the row in use must not vanish for a moment, or the focus would fall out of it.
  let marked = [];
  function drawHere({ focus = false } = {}) {
    const at = rows.findIndex((row) => row.key === here);
    const now = [at, at - 1, at + 1].filter((n) => rows[n]).map((n) => nodes.get(rows[n].key).li);
    for (const li of marked) if (!now.includes(li)) li.classList.remove("kit-here", "kit-near");
    now.forEach((li, n) => {
      li.classList.toggle("kit-here", n === 0);
      li.classList.toggle("kit-near", n > 0);
    });
    const old = marked[0];
    marked = now;
    if (!now[0]) return;
    drawForm(current());
    if (old === now[0]) return;
    setCurrent(now[0], true);
    now[0].append(form);
    if (focus) now[0].firstChild.focus({ preventScroll: true });
    if (old) setCurrent(old, false);
  }

  function setCurrent(li, on) {
    const number = li.firstChild;
    number.tabIndex = on ? 0 : -1;
    if (on) number.setAttribute("aria-current", "true");
    else number.removeAttribute("aria-current");
  }

  let shownForm = "";
  function drawForm(row) {
    const group = groupOf(row);
    const state = `${row.key} ${row.name} ${flat()} ${group.length}`;
    if (state !== shownForm) {
      shownForm = state;
      closeCutter();
      drawQuestions(row);
      drawMain(row, group);
    }
    const chosen = { voice: row.voice, label: row.label, flat: flatOf(flats, row)?.code };
    for (const input of ask.querySelectorAll("input")) input.checked = chosen[input.dataset.asks] === input.value;
    if (why.value !== row.why && (why !== document.activeElement || why.dataset.key !== row.key)) why.value = row.why;
    why.dataset.key = row.key;
    eraseButton.setAttribute("aria-disabled", String(!row.label && !row.voice));
  }

  // The questions of each view are made once; the next sentence alone is another.
  const asked = new Map();
  const wordings = { flat: words.ask_flat, voice: words.ask_voice, label: words.ask_status };
  const tag = h("span", { class: "kit-tag" }, ` ${words.suggested}`);
  function drawQuestions(row) {
    if (!asked.has(flat())) {
      asked.set(flat(), flat() ? [question("flat", flats, 1)]
        : [question("voice", voices, 1), question("label", statuses, voices.length + 1)]);
    }
    arrange(ask, asked.get(flat()));
    for (const node of ask.children) write(node.firstChild, fill(wordings[node.dataset.asks], { unit: row.name }));
    const guess = !flat() && !row.voice && model.get("suggested")[row.unit.id];
    const name = [...ask.querySelectorAll("input")].find((input) => input.dataset.asks === "voice" && input.value === guess);
    if (name) name.parentNode.querySelector(".kit-name").append(tag);
    else tag.remove();
  }

  function question(asks, options, digit) {
    const choices = options.map((option, n) => {
      const node = choice(option, `${id}-${asks}`, digit + n, styleOf(option));
      node.firstChild.dataset.asks = asks;
      return node;
    });
    return h("fieldset", { "data-asks": asks }, h("legend", {}), h("div", { class: "kit-choices" }, ...choices));
  }

  function drawMain(row, group) {
    main.hidden = joinButton.hidden = group.length < 2;
    joinButton.textContent = fill(words.join, { unit: row.unit.id });
    main.replaceChildren(h("legend", {}, fill(words.ask_main, { unit: row.unit.id })), ...group.map((one) => h("label", {},
      h("input", { type: "radio", name: `${id}-main`, value: one.key, checked: one.main }), one.name)));
  }

  function drawProgress() {
    const { n, of } = progress(groups, flats, flat());
    bar.max = Math.max(of, 1);
    bar.value = n;
    count.textContent = fill(words.progress, { n, of });
  }

  function drawView() {
    oneToggle.setAttribute("aria-pressed", String(model.get("one")));
    flatToggle.setAttribute("aria-pressed", String(flat()));
    list.classList.toggle("kit-one", model.get("one"));
    draw();
    if (view.root.contains(document.activeElement)) nodes.get(here)?.li.scrollIntoView({ block: "nearest" });
  }

  // -- doing

  function edit(fields, join_) {
    work.change([{ ...itemOf(current()), ...fields }], join_);
  }

  function answer(fields) {
    const row = current();
    const guess = !flat() && fields.label && !row.voice ? model.get("suggested")[row.unit.id] : null;
    edit(guess ? { ...fields, voice: guess } : fields);
    speakOf(here);
  }

  function speakOf(key) {
    const row = byKey.get(key);
    const label = answersOf(row).map(({ word }) => word).join(", ") || words.todo;
    view.speak(`${fill(words.labelled, { unit: row.name, label })} ${count.textContent}`);
  }

  function erase() {
    const row = current();
    if (!row.label && !row.voice) return;
    const kept = { ...itemOf(row), label: "", voice: "" };
    work.change([row.split || row.why ? kept : { ...kept, deleted: true }]);
    view.speak(fill(words.erased, { unit: row.name }));
  }

  function promote(key) {
    const group = groupOf(current());
    if (key === group[0].unit.id) return;
    const follow = here === key ? group[0].unit.id : here === group[0].unit.id ? key : here;
    here = follow;
    work.change(makeMain(group, key));
    main.querySelector("input:checked")?.focus();
  }

  function rejoin() {
    const { unit } = current();
    const group = groupOf(current());
    here = unit.id;
    work.change(join(group));
    nodes.get(here).number.focus();
    view.speak(fill(words.joined, { unit: unit.id }));
  }

  // -- cutting

  function openCutter() {
    const row = current();
    if (row.first === row.last) return void view.speak(words.cut_none);
    const slider = cutter.querySelector("input");
    slider.min = row.first + 1;
    slider.max = row.last;
    cutter.hidden = false;
    const { line } = nodes.get(here);
    line.replaceChildren(...row.unit.words.slice(row.first, row.last + 1).map((word, n) => h("span", { "data-at": row.first + n }, word)));
    moveCut(firstCut(row));
    slider.focus();
  }

  function moveCut(at) {
    const row = current();
    const slider = cutter.querySelector("input");
    cutting = at;
    slider.value = at;
    const [before, after] = [{ ...row, last: at - 1 }, { ...row, first: at }].map(textOf);
    slider.setAttribute("aria-valuetext", fill(words.cut_between, { before, after }));
    for (const word of nodes.get(here).line.children) {
      word.classList.toggle("kit-cut", Number(word.dataset.at) === at);
      word.classList.toggle("kit-second", Number(word.dataset.at) >= at);
    }
  }

  function closeCutter() {
    if (cutter.hidden) return;
    const had = cutter.contains(document.activeElement);
    cutter.hidden = true;
    for (const row of rows) if (nodes.get(row.key).line.firstElementChild) nodes.get(row.key).line.textContent = textOf(row);
    if (had) cutButton.focus();
  }

  function confirmCut() {
    const row = current();
    closeCutter();
    work.change(cut(groupOf(row), row, cutting));
    nodes.get(here).number.focus();
    view.speak(fill(words.cut_done, { unit: row.unit.id }));
  }

  function onCutKey(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    confirmCut();
  }

  // -- moving

  function go(key, { focus = true } = {}) {
    const moved = here !== key;
    here = key;
    drawHere({ focus });
    const { li, number } = nodes.get(key);
    if (focus && !moved) number.focus({ preventScroll: true });
    li.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const to = rows[rows.findIndex((row) => row.key === here) + by];
    if (to) go(to.key);
  }

  function goNext() {
    const row = nextTodo(rows, here, flats, flat());
    if (!row) return void view.speak(words.done);
    go(row.key);
    return undefined;
  }

  function focusForm() {
    (ask.querySelector("input:checked") ?? ask.querySelector("input"))?.focus();
  }

  function toggleTree() {
    tree.hidden = !tree.hidden;
    treeButton.setAttribute("aria-expanded", String(!tree.hidden));
    if (!tree.hidden) tree.querySelector("button").focus();
    else if (tree.contains(document.activeElement) || !view.root.contains(document.activeElement)) treeButton.focus();
  }

  // -- what happens

  function onChoice(event) {
    const { asks } = event.target.dataset;
    const found = asks === "flat" && flats.find((one) => one.code === event.target.value);
    answer(found ? flatFields(found) : { [asks]: event.target.value });
  }

  const flatFields = ({ label, voice }) => (voice ? { label, voice } : { label });

  function onDigit(digit) {
    const inputs = ask.querySelectorAll("input");
    const input = inputs[digit - 1];
    if (!input) return false;
    input.checked = true;
    onChoice({ target: input });
    return true;
  }

  function onClick(event) {
    const li = event.target.closest("li[data-key]");
    if (!li || form.contains(event.target)) return;
    const at = event.target.closest("[data-at]")?.dataset.at;
    if (!cutter.hidden && at) return void moveCut(Math.max(Number(cutter.querySelector("input").min), Number(at)));
    if (!document.getSelection().isCollapsed && !event.target.closest("button")) return; // copying
    if (li.dataset.key === here && event.target.closest("button")) focusForm();
    else go(li.dataset.key);
  }

  function onListKey(event) {
    if (!event.target.matches(".kit-number") || event.ctrlKey || event.metaKey) return;
    const moves = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Home: () => go(rows[0].key), End: () => go(rows.at(-1).key) };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  }

  const letters = {
    n: goNext, p: () => step(-1), d: toggleTree, c: openCutter, r: () => why.focus(), delete: erase, backspace: erase,
    v: () => set("flat", !flat()), l: () => set("one", !model.get("one")),
  };

  function onKey(event) {
    if (event.key === "Escape") return void onEscape(event);
    if (isTyping(event.target) || event.altKey) return undefined;
    const jump = event.ctrlKey && { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (jump) step(jump);
    else if (event.ctrlKey || event.metaKey) return undefined;
    else if (digitOf(event)) {
      if (!onDigit(digitOf(event))) return undefined;
    } else if (letters[event.key.toLowerCase()]) letters[event.key.toLowerCase()]();
    else return undefined;
    event.preventDefault();
    return undefined;
  }

  // Out by steps: what is open, then from the form to the sentence, then out of the widget.
  function onEscape(event) {
    event.preventDefault();
    if (!cutter.hidden) closeCutter();
    else if (!tree.hidden) toggleTree();
    else if (form.contains(document.activeElement)) nodes.get(here).number.focus();
    else view.leave();
  }

  view.root.addEventListener("keydown", onKey);
  work.listeners.add(draw);
  model.on("change:flat change:one", drawView);
  model.on("change:suggested", draw);
  drawView();

  return () => {
    model.off("change:flat change:one", drawView);
    model.off("change:suggested", draw);
    work.listeners.delete(draw);
    view.dispose();
  };
}

export default widget(mount);
