// What all widgets share: answers on their way to the disk, undo, the keyboard guard, the bar, the live region.
// Python puts this file before a widget's own, so that each widget is one module (kit/widgets/base.py).
// Text from outside only ever becomes a text node or an attribute value, never markup.

// ---- small tools

export function fill(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

// The same words written again would be laid out again.
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const CHUNK = 50;

// Groups of so many sentences, each in a node of its own: what is far from the eye costs nothing, group by group.
export function chunked(sentences, make) {
  return sentences.flatMap((_, n) => {
    if (n % CHUNK) return [];
    const some = sentences.slice(n, n + CHUNK);
    const node = make(some);
    node.classList.add("kit-chunk");
    node.style.setProperty("--n", some.length);
    return [node];
  });
}

// Put nodes in a place in this order, and touch none that is there already: a moved node loses the focus.
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, n) => {
    if (parent.children[n] !== node) parent.insertBefore(node, parent.children[n] ?? null);
  });
}

const DRAWINGS = {
  undo: "M8 4 3.5 8.5 8 13 M4 8.5h7.5a5 5 0 0 1 0 10H8",
  redo: "M12 4l4.5 4.5L12 13 M16 8.5H8.500a5 5 0 0 0 0 10H12",
  flag: "M5 18V3 M5 3.500h10l-2.500 4 2.500 4H5",
  help: "M7 7.500a3 3 0 1 1 4.300 2.700c-1 .5-1.300 1-1.300 2.300 M10 15.500v.7",
  bin: "M4 6h12 M8 6V4h4v2 M6 6l.7 11h6.600L14 6",
  save: "M10 3v9 M6 8.500l4 4 4-4 M4 16.500h12",
  text: "M4 5h12 M4 9h12 M4 13h8",
  list: "M4 5h1 M8 5h8 M4 10h1 M8 10h8 M4 15h1 M8 15h8",
  cut: "M5 4l8 9.500 M15 4 7 13.500 M5.500 17a2 2 0 1 0 0-4 2 2 0 0 0 0 4 M14.500 17a2 2 0 1 0 0-4 2 2 0 0 0 0 4",
  grip: "M7 4.500v.1 M7 10v.1 M7 15.500v.1 M13 4.500v.1 M13 10v.1 M13 15.500v.1",
  tree: "M10 3v4 M5 17v-4h10v4 M10 7v6",
};

export function drawing(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 20 20", class: "kit-icon", "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", DRAWINGS[name]);
  svg.append(path);
  return svg;
}

// Digits by their place: a French keyboard gives & é " ' ( on that row without Shift.
export function digitOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const match = /^(?:Digit|Numpad)(\d)$/.exec(event.code ?? "");
  if (match) return Number(match[1]);
  return /^\d$/.test(event.key ?? "") ? Number(event.key) : null;
}

export function isTyping(target) {
  return target?.matches?.("textarea, select, input:not([type=radio], [type=checkbox])") ?? false;
}

// ---- answers on their way to the disk

// An item is {key, ...}; a change is an item, and {key, deleted: true} throws one away.
export function apply(items, changes) {
  const byKey = new Map(items.map((item) => [item.key, item]));
  for (const change of changes) {
    if (change.deleted) byKey.delete(change.key);
    else byKey.set(change.key, change);
  }
  return [...byKey.values()];
}

export function inverse(items, changes) {
  const byKey = new Map(items.map((item) => [item.key, item]));
  return changes.map((change) => byKey.get(change.key) ?? { ...change, deleted: true });
}

// What the screen shows is what the kernel knows plus what it has not yet confirmed, so that a key
// repaints at once and an answer that arrives late undoes nothing.
export class Work {
  constructor({ items = [], send }) {
    this.send = send;
    this.base = items;
    this.waiting = [];
    this.past = [];
    this.future = [];
    this.number = 0;
    this.client = Math.random().toString(36).slice(2);
    this.listeners = new Set();
    this.refold();
  }

  refold() {
    this.items = apply(this.base, this.waiting.flatMap((message) => message.changes));
  }

  tell() {
    for (const listener of this.listeners) listener();
  }

  // What the kernel now holds, and the last of our messages that this includes.
  known(items, { client, number } = {}) {
    this.base = items;
    const confirmed = client === this.client && this.waiting.some((message) => message.number === number);
    if (confirmed) this.waiting = this.waiting.filter((message) => message.number > number);
    this.refold();
    this.tell();
    if (confirmed) this.post();
  }

  // Steps of one `join` in a row, such as the letters of one reason, are undone together.
  change(changes, join = null) {
    const step = { undo: inverse(this.items, changes), redo: changes, join };
    const last = this.past.at(-1);
    if (join && last?.join === join) last.redo = changes;
    else this.past.push(step);
    this.future = [];
    this.emit(changes, join);
  }

  undo() {
    return this.walk(this.past, this.future, "undo");
  }

  redo() {
    return this.walk(this.future, this.past, "redo");
  }

  walk(from, to, which) {
    const step = from.pop();
    if (!step) return null;
    step.join = null;
    to.push(step);
    this.emit(step[which]);
    return step[which];
  }

  // One message at a time is on its way; letters typed meanwhile travel together in the next.
  emit(changes, join = null) {
    const last = this.waiting.at(-1);
    if (join && this.waiting.length > 1 && last.join === join) last.changes = changes;
    else this.waiting.push({ number: ++this.number, changes, join });
    this.refold();
    this.tell();
    if (this.waiting.length === 1) this.post();
  }

  // Send what is due, or send it again: an item put twice is the same item.
  post() {
    if (!this.waiting.length) return;
    const { number, changes } = this.waiting[0];
    this.send({ do: "change", client: this.client, number, changes });
  }
}

// Whether somebody could be told: after a crash or a restart the comm throws, and what waits is then called unsaved.
function tell(model, message) {
  try {
    model.send(message);
    return true;
  } catch (error) {
    console.warn(error);
    return false;
  }
}

// The kernel's side of a `Work`: traits `items` and `status`, which arrive together.
function connect(model) {
  const work = new Work({ items: model.get("items"), send: (message) => tell(model, message) });
  let heard = [];
  const hear = () => {
    const now = [model.get("items"), model.get("status")];
    if (now.every((value, n) => value === heard[n])) return; // both came in one message
    heard = now;
    work.known(now[0], now[1].done);
  };
  model.on("change:items", hear);
  model.on("change:status", hear);
  return work;
}

export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(address);
}

// ---- what the bar says about saving

export const PATIENCE = 5000; // milliseconds until a change that Python did not confirm is called unsaved

export function clock(iso, lang) {
  return new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(iso));
}

// {tone: "" | "good" | "bad", text} for a status of the kernel and the state of the queue.
export function saying(status, { waiting, late }, words, lang) {
  if (late) return { tone: "bad", text: words.stopped };
  if (status.problem) return { tone: "bad", text: status.problem };
  if (waiting) return { tone: "", text: words.saving };
  if (status.off) return { tone: "", text: words.off };
  if (!status.saved) return { tone: "", text: words.blank };
  const parts = [fill(words.saved, { time: clock(status.saved, lang) })];
  if (status.modified) parts.push(words.modified);
  if (status.news) parts.push(status.news);
  return { tone: "good", text: parts.join(" · ") };
}

// ---- the frame of a widget

// Every key stops here: JupyterLab would cut, add and run cells. Saving the notebook alone goes through.
// Notebook 7 looks at a key before it comes down to us, but leaves a node of this attribute alone.
// Gives a function that takes the guard away.
export function guard(root) {
  const saves = (event) => (event.ctrlKey || event.metaKey) && event.key?.toLowerCase() === "s";
  const stop = (event) => {
    if (!saves(event)) event.stopPropagation();
  };
  const shield = (event) => {
    if (root.contains(event.target)) event.target.toggleAttribute("data-lm-suppress-shortcuts", !saves(event));
  };
  for (const type of ["keydown", "keypress", "keyup"]) root.addEventListener(type, stop);
  window.addEventListener("keydown", shield, true);
  return () => window.removeEventListener("keydown", shield, true);
}

export function button(words, attributes, icon) {
  return h("button", { type: "button", class: "kit-button", title: icon ? words : null, ...attributes },
    icon ? drawing(icon) : null, h("span", {}, words));
}

// A button that stays pressed; `change` hears whether it is.
export function toggle(words, on, change, icon, attributes = {}) {
  const node = button(words, { ...attributes, "aria-pressed": String(on), click: () => {
    const now = node.getAttribute("aria-pressed") !== "true";
    node.setAttribute("aria-pressed", String(now));
    change(now);
  } }, icon);
  return node;
}

// One label to choose: a native radio, its digit, its words, its short code over its line.
export function choice({ code, word, short }, group, digit, style) {
  return h("label", { class: `kit-choice kit-style-${style}` },
    h("input", { type: "radio", name: group, value: code }),
    h("span", { class: "kit-digit", "aria-hidden": "true" }, digit < 10 ? String(digit) : ""),
    h("span", { class: "kit-name" }, word),
    h("span", { class: "kit-sample", "aria-hidden": "true" }, h("span", { class: "kit-code" }, short)));
}

// The frame that all widgets live in: a bar with undo, redo, help and what is saved; a body; a voice for
// screen readers. `name` is the widget's class, `keys` are [keys, what they do] for the help.
export function frame({ model, el, work, name, title, keys }) {
  const words = model.get("words");
  const lang = model.get("lang");
  const voice = h("div", { class: "kit-voice", "aria-live": "polite" });
  const speak = (text) => {
    voice.textContent = voice.textContent === text ? `${text}\u00a0` : text;
  };
  const undo = button(words.undo, { click: () => again("undo"), "aria-keyshortcuts": "Control+Z" }, "undo");
  const redo = button(words.redo, { click: () => again("redo"), "aria-keyshortcuts": "Control+Y" }, "redo");
  const help = button(words.help, { click: () => toggleHelp(), "aria-expanded": "false", "aria-keyshortcuts": "?", hidden: !keys.length }, "help");
  const copy = button(words.download, { click: () => keep(), hidden: true, class: "kit-button kit-copy" }, "save");
  const state = h("p", { class: "kit-state", role: "status" });
  const panel = h("div", { class: "kit-help", hidden: true }, h("h3", {}, words.keys), h("dl", {}, ...keys.map(
    ([key, what]) => h("div", {}, h("dt", {}, ...key.split(" ").flatMap((k) => [h("kbd", {}, k), " "])), h("dd", {}, what)))));
  const bar = h("div", { class: "kit-bar" });
  const tools = h("div", { class: "kit-tools", role: "group", "aria-label": words.tools }, undo, redo, keys.length ? help : null, copy);
  const body = h("div", { class: "kit-body" });
  const root = h("section", { class: `kit kit-live kit-${name}`, lang, "aria-label": title },
    h("div", { class: "kit-top" }, bar, tools, state), panel, body, voice);
  let timer = null;
  let late = false;
  let asked = null; // the timer of an answer that Python owes

  // All answers as Python would write them; where it says nothing, those that this page holds.
  function keep() {
    clearTimeout(asked);
    if (late || !tell(model, { do: "copy" })) keepPage();
    else asked = setTimeout(keepPage, PATIENCE);
  }
  function keepPage() {
    asked = null;
    download(`${title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.json`, JSON.stringify(work.items, null, 1));
  }
  function onMessage({ copy: text, name: file }) {
    if (asked === null || !text) return;
    clearTimeout(asked);
    asked = null;
    download(file, text);
  }
  function again(which) {
    const changes = work[which]();
    speak(changes ? words[`${which}ne`] : words.nothing);
  }
  function toggleHelp() {
    panel.hidden = !panel.hidden;
    help.setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden) help.focus();
  }
  function leave() {
    (root.parentElement?.closest("[tabindex]") ?? document.body).focus();
    if (root.contains(document.activeElement)) document.activeElement.blur();
  }
  function show() {
    const waiting = work.waiting.length > 0;
    if (!waiting) late = false;
    clearTimeout(timer);
    if (waiting) timer = setTimeout(grow, PATIENCE);
    const { tone, text } = saying(model.get("status"), { waiting, late }, words, lang);
    write(state, text);
    state.dataset.tone = tone;
    copy.hidden = !(tone === "bad" || model.get("status").saved || work.items.length);
    undo.setAttribute("aria-disabled", String(!work.past.length));
    redo.setAttribute("aria-disabled", String(!work.future.length));
  }
  function grow() {
    late = true;
    work.post();
    show();
  }
  function onKey(event) {
    const command = event.ctrlKey || event.metaKey;
    const key = event.key?.toLowerCase();
    if (isTyping(event.target) && event.key !== "Escape") return;
    if (command && (key === "y" || (key === "z" && event.shiftKey))) again("redo");
    else if (command && key === "z") again("undo");
    else if (event.key === "?") toggleHelp();
    else if (event.key === "Escape" && !panel.hidden) toggleHelp();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  function onEnter(event) {
    if (!root.contains(event.relatedTarget)) tell(model, { do: "look" }); // another window may have written
  }

  // The plain page beside the widget is hidden while the widget lives; where that is, is known once it is shown.
  const shown = new ResizeObserver(() => root.closest(".jp-OutputArea")?.classList.add("kit-alive"));
  shown.observe(root);

  root.addEventListener("keydown", onKey);
  root.addEventListener("focusin", onEnter);
  const unguard = guard(root);
  work.listeners.add(show);
  model.on("msg:custom", onMessage);
  el.classList.add("kit-host");
  el.append(root);
  show();
  return {
    root, bar, tools, body, words, lang, speak, leave,
    dispose() {
      clearTimeout(timer);
      clearTimeout(asked);
      unguard();
      model.off("msg:custom", onMessage);
      shown.disconnect();
      const area = root.closest(".jp-OutputArea");
      root.remove();
      if (!area?.querySelector(".kit-live")) area?.classList.remove("kit-alive");
      work.listeners.delete(show);
    },
  };
}

// A module's default export: one `Work` for all views of a model.
export function widget(mount) {
  return () => {
    let work;
    return {
      initialize({ model }) {
        work = connect(model);
      },
      render({ model, el }) {
        return mount({ model, el, work });
      },
    };
  };
}
