// The marker: a text to read, words to select, a label to give. The browser knows tokens, never offsets.
//
// `Marker` holds what is selected and does what is asked; `Page` shows the text, `Card` what can be said of a
// mark, `List` all marks, `Finder` the way in by typing. A token is known by its place in `tokens`.
import { arrange, button, choice, chunked, digitOf, drawing, fill, frame, h, isTyping, toggle, widget, write } from "./common.js";

// ---- pure: tested with node --test

// Lay marks over the tokens first..last: a list of token numbers and of {mark, children, ends}, where
// marks that cross are cut so that every piece nests; `ends` is true of a mark's last piece.
export function nest(first, last, marks) {
  const pieces = [];
  let at = first;
  let queue = marks.map((mark) => ({ mark, from: Math.max(mark.first, first), to: Math.min(mark.last, last) }));
  while (queue.length) {
    queue.sort((a, b) => a.from - b.from || b.to - a.to || (a.mark.key < b.mark.key ? -1 : 1));
    const [{ mark, from, to }, ...rest] = queue;
    while (at < from) pieces.push(at++);
    const inside = rest.filter((piece) => piece.from <= to);
    pieces.push({ mark, children: nest(from, to, inside.map((piece) => piece.mark)), ends: to === mark.last });
    queue = [
      ...rest.filter((piece) => piece.from > to),
      ...inside.filter((piece) => piece.to > to).map((piece) => ({ ...piece, from: to + 1 })),
    ];
    at = to + 1;
  }
  while (at <= last) pieces.push(at++);
  return pieces;
}

// The last token of what `nest` gave.
export function lastOf(pieces) {
  const piece = pieces.at(-1);
  return typeof piece === "number" ? piece : lastOf(piece.children);
}

// One form of a text to search in: no accents, no capitals, one apostrophe.
export function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’ʼ`]/g, "'").toLowerCase();
}

// The token ranges [first, last] in which the words of `query` stand, one after the other.
export function find(tokens, units, query) {
  const wanted = plain(query).replace(/\s+/g, " ").trim();
  return wanted ? units.flatMap((unit) => findIn(tokens, unit, wanted)) : [];
}

function findIn(tokens, { first, last }, wanted) {
  let text = "";
  const owners = [];
  for (let n = first; n <= last; n++) {
    const piece = plain(tokens[n].text) + (tokens[n].space && n < last ? " " : "");
    text += piece;
    owners.push(...Array(piece.length).fill(n));
  }
  const found = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    found.push([owners[at], owners[at + wanted.length - 1]]);
  }
  return found;
}

// Where a point lies among the words of a sentence: n + how far into word n, in whole letters. A word has a box
// {n, part, parts, letters, left, right, top, bottom} on each line that it stands on; they are in reading order.
export function caretAt(boxes, x, y) {
  const away = (box) => Math.max(box.top - y, y - box.bottom);
  const near = boxes.reduce((best, box) => (away(box) < away(best) ? box : best));
  if (away(near) > (near.bottom - near.top) / 2) return y < near.top ? boxes[0].n : boxes.at(-1).n + 1; // in another sentence
  const row = boxes.filter((box) => box.top < near.bottom && box.bottom > near.top);
  const { n, part, parts, letters, left, right } = row.findLast((box) => box.left <= x) ?? row[0];
  const inside = (part + Math.min(1, Math.max(0, (x - left) / (right - left)))) / parts;
  return n + Math.round(inside * letters) / letters;
}

// The words between two such places, those covered in part as well; null for none.
export function covered(from, to) {
  const [first, last] = [Math.floor(Math.min(from, to)), Math.ceil(Math.max(from, to)) - 1];
  return first <= last ? [first, last] : null;
}

// Keep a range inside a unit: a mark never crosses a sentence.
export function within(unit, anchor, focus) {
  const clamp = (n) => Math.min(unit.last, Math.max(unit.first, n));
  return [Math.min(clamp(anchor), clamp(focus)), Math.max(clamp(anchor), clamp(focus))];
}

// The order of walking: by place, the longer first.
export function inOrder(marks) {
  return [...marks].sort((a, b) => a.first - b.first || b.last - a.last || (a.key < b.key ? -1 : 1));
}

// The smallest mark over a token; asked again with the one it gave, the next larger.
export function markAt(marks, n, current = null) {
  const over = marks.filter((mark) => mark.first <= n && n <= mark.last)
    .sort((a, b) => (a.last - a.first) - (b.last - b.first) || (a.key < b.key ? -1 : 1));
  const place = over.findIndex((mark) => mark.key === current);
  return over.length ? over[(place + 1) % over.length] : null;
}

// The mark after (or before) the current one, else after (or before) the cursor; round at the ends.
export function nextMark(marks, current, cursor, direction) {
  const all = inOrder(marks);
  const at = all.findIndex((mark) => mark.key === current);
  if (at >= 0) return all[(at + direction + all.length) % all.length];
  if (direction > 0) return all.find((mark) => mark.first > cursor) ?? all[0];
  return all.findLast((mark) => mark.first < cursor) ?? all.at(-1);
}

export function quote(tokens, [first, last]) {
  return tokens.slice(first, last + 1).map((token, n) => token.text + (token.space && n < last - first ? " " : "")).join("");
}

const STYLES = 8; // as many as marker.css knows
const SHAKE = 4; // pixels that a hand moves in a click

// ---- the text

class Page {
  constructor(marker) {
    const { lang, units, flags, words, tokens } = marker;
    this.marker = marker;
    this.cells = []; // the node of each token, made once
    this.gaps = []; // and of the space after it
    this.lit = [];
    this.drawn = new Map();
    this.lines = new Map(units.map((unit) => [unit.id, h("span", { class: "kit-line" })]));
    this.nodes = new Map(units.map((unit) => [unit.id, this.unitNode(unit)]));
    const places = flags.flatMap((flag) => flag.places);
    this.odd = new Set(tokens.flatMap(({ id }, n) => (places.some(([first, last]) => first <= id && id <= last) ? [n] : [])));
    this.node = h("div", { class: "kit-text", tabindex: "0", role: "group", lang, "aria-label": words.text }, ...chunked([...this.nodes.values()], (some) => h("div", {}, ...some)));
    this.byTouch = false;
    this.drag = null; // from where, over which words the mouse is being drawn
    this.node.addEventListener("click", (event) => this.onClick(event));
    this.node.addEventListener("pointerdown", (event) => {
      this.byTouch = event.pointerType !== "mouse";
    });
    this.node.addEventListener("mousedown", (event) => this.onPress(event));
    this.onSelection = () => {
      clearTimeout(this.settling);
      if (this.byTouch) this.settling = setTimeout(() => this.takeSelection(), 400); // a long press ends in no click
    };
    document.addEventListener("selectionchange", this.onSelection);
  }

  dispose() {
    clearTimeout(this.settling);
    document.removeEventListener("selectionchange", this.onSelection);
    this.drag?.ends.abort();
  }

  unitNode(unit) {
    const { flags, view } = this.marker;
    const gloss = unit.gloss ? h("span", { class: "kit-gloss", lang: view.lang }, unit.gloss) : null;
    return h("div", { class: `kit-unit kit-${unit.kind}` },
      h(unit.kind === "heading" ? "h3" : "p", { "data-unit": unit.id }, h("span", { class: "kit-number" }, unit.id), this.lines.get(unit.id), gloss),
      ...flags.filter((flag) => flag.unit === unit.id).map((flag) => this.flagNode(flag)));
  }

  flagNode(flag) {
    const { words, view, lang } = this.marker;
    const rows = ["says", "wrong", "guess"].filter((name) => flag[name])
      .map((name) => h("div", {}, h("dt", {}, words[name]), h("dd", {}, flag[name])));
    return h("details", { class: "kit-flag", lang: view.lang },
      h("summary", {}, drawing("flag"), h("span", {}, h("q", { lang }, flag.text), flag.also)), h("dl", {}, ...rows));
  }

  // Words are moved only where other marks lie over them; a label or the current mark changes its look alone.
  draw() {
    const { units, current } = this.marker;
    const marked = this.byUnit();
    for (const { id, first, last } of units) {
      const here = marked.get(id) ?? [];
      if (!here.length && this.drawn.get(id)?.shape === "") continue;
      const shape = here.map((mark) => mark.key).join("|");
      const looks = here.map((mark) => `${mark.label} ${mark.key === current} ${mark.why}`).join("|");
      const drawn = this.drawn.get(id);
      if (drawn?.shape === shape && drawn.looks === looks) continue;
      this.drawn.set(id, { shape, looks });
      const line = this.lines.get(id);
      if (drawn?.shape !== shape) settle(line, this.pieces(nest(first, last, here), 0));
      for (const node of line.querySelectorAll("[data-key]")) this.dress(node);
    }
    this.light();
  }

  byUnit() {
    const { marks, unitOf } = this.marker;
    const marked = new Map();
    for (const mark of marks) {
      for (let n = mark.first; n <= mark.last; n = unitOf[n].last + 1) {
        const { id } = unitOf[n];
        marked.set(id, [...marked.get(id) ?? [], mark]);
      }
    }
    return marked;
  }

  light() {
    const { cursor } = this.marker;
    const selected = this.drag?.range ?? this.marker.selected;
    for (const cell of this.lit) cell.classList.remove("kit-selected", "kit-cursor");
    const chosen = selected ? this.cells.slice(selected[0], selected[1] + 1) : [];
    for (const cell of chosen) cell.classList.add("kit-selected");
    this.cells[cursor]?.classList.add("kit-cursor");
    this.lit = [...chosen, this.cells[cursor]].filter(Boolean);
  }

  pieces(children, depth) {
    return children.flatMap((child, n) => {
      const nodes = typeof child === "number" ? [this.word(child)] : this.mark(child, depth);
      const last = lastOf([child]);
      return n < children.length - 1 && this.marker.tokens[last].space ? [...nodes, this.gap(last)] : nodes;
    });
  }

  // The space after word n; no line ends between a guillemet and its word.
  gap(n) {
    const { tokens } = this.marker;
    const kept = tokens[n].text === "«" || "»;:!?".includes(tokens[n + 1].text);
    return this.gaps[n] ??= kept ? h("span", { class: "kit-kept" }, " ") : document.createTextNode(" ");
  }

  word(n) {
    return this.cells[n] ??= h("span", { class: this.odd.has(n) ? "kit-word kit-odd" : "kit-word", "data-n": n }, this.marker.tokens[n].text);
  }

  mark({ mark: { key }, children, ends }, depth) {
    const node = h("mark", { "data-key": key, style: `--depth:${depth}` }, ...this.pieces(children, depth + 1));
    const code = h("span", { "data-key": key }, h("span", { "aria-hidden": "true" }), h("span", { class: "kit-unseen" }));
    return ends ? [node, code] : [node];
  }

  dress(node) {
    const { key } = node.dataset;
    const mark = this.marker.byKey(key);
    const { label, style } = this.marker.look(mark);
    node.title = [label.word, mark.why].filter(Boolean).join(" · ");
    const code = node.localName !== "mark";
    node.className = `${code ? "kit-code" : "kit-mark"} ${style}${key === this.marker.current ? " kit-current" : ""}`;
    if (!code) return;
    write(node.firstChild, label.short);
    write(node.lastChild, ` [${label.word}] `);
  }

  // Let go of the browser's own selection, which a mark has taken the place of.
  forget() {
    const selection = document.getSelection();
    if (this.node.contains(selection.anchorNode)) selection.removeAllRanges();
  }

  show(n) {
    this.marker.atFrame("show", () => this.cells[n].scrollIntoView({ block: "nearest" }));
  }

  // The word nearest above or below, found by looking at the page as the reader does.
  beside(n, direction) {
    const here = this.cells[n].getBoundingClientRect();
    const middle = (box) => (box.left + box.right) / 2;
    let line = null;
    let best = null;
    for (let at = n + direction; this.cells[at]; at += direction) {
      const box = this.cells[at].getBoundingClientRect();
      if (Math.abs(box.top - here.top) < here.height / 2) continue;
      line ??= box;
      if (Math.abs(box.top - line.top) > here.height / 2) break;
      const gap = Math.abs(middle(box) - middle(here));
      if (!best || gap < best.gap) best = { at, gap };
    }
    return best?.at ?? (direction < 0 ? 0 : this.cells.length - 1);
  }

  // Touch, and what clicks for a screen reader. A mouse is heard when it is let go.
  onClick({ target, detail, shiftKey }) {
    if ((detail && !this.byTouch) || target.closest(".kit-flag, .kit-card") || this.takeSelection()) return;
    this.tap(target, shiftKey || this.byTouch);
  }

  tap(target, further) {
    const { marker } = this;
    const code = target.closest(".kit-code");
    const n = wordAt(target);
    if (code && marker.byKey(code.dataset.key)) marker.open(code.dataset.key);
    else if (Number.isNaN(n)) marker.clear();
    else if (further && marker.selected) marker.extendTo(n);
    else marker.pick(n);
  }

  // A mouse is followed by us alone: the browser's own selection is lost where words are set anew under it, begins at
  // no code or number, runs off through the page where it leaves the text, and scrolls near the edge of the window.
  onPress(event) {
    const { target, button, shiftKey, clientX: x, clientY: y } = event;
    const { selected, anchor, unitOf } = this.marker;
    const home = target.closest(".kit-unit");
    if (button || this.byTouch || !home || target.closest(".kit-flag, .kit-card, .kit-gloss")) return;
    event.preventDefault();
    this.node.focus({ preventScroll: true });
    document.getSelection().removeAllRanges();
    const further = shiftKey && selected;
    const unit = further ? unitOf[anchor] : this.unitAt(home);
    this.drag?.ends.abort();
    this.drag = { target, x, y, unit, from: further ? anchor + 0.5 : this.caret(unit, x, y), to: null, range: null, ends: new AbortController() };
    const heard = { capture: true, signal: this.drag.ends.signal };
    window.addEventListener("mousemove", (move) => (move.buttons ? this.onMove(move) : this.onRelease(move)), heard);
    window.addEventListener("mouseup", (up) => this.onRelease(up), heard);
  }

  onMove({ target, clientX: x, clientY: y }) {
    const { drag } = this;
    if (!drag.range && Math.hypot(x - drag.x, y - drag.y) < SHAKE) return;
    drag.to = this.caret(drag.unit, x, y);
    drag.range = covered(drag.from, drag.to);
    this.light();
    if (!this.node.contains(target)) this.show(Math.max(drag.unit.first, Math.ceil(drag.to) - 1));
  }

  onRelease(event) {
    const { drag, marker } = this;
    this.onMove(event);
    this.drag = null;
    drag.ends.abort();
    const range = drag.range ?? this.clicked(drag, event.detail);
    if (!range) return this.tap(drag.target, event.shiftKey);
    marker.select(range);
    if (drag.to < drag.from) [, marker.anchor] = range;
    return this.hold(range, drag.unit, event);
  }

  // Two clicks take the word, three the sentence.
  clicked({ target, unit: { first, last } }, clicks) {
    const n = wordAt(target);
    return clicks < 2 || Number.isNaN(n) ? null : clicks === 2 ? [n, n] : [first, last];
  }

  unitAt(home) {
    return this.marker.units.find(({ id }) => this.nodes.get(id) === home);
  }

  caret({ first, last }, x, y) {
    const boxes = this.cells.slice(first, last + 1).flatMap((cell, at) => [...cell.getClientRects()].map(
      ({ left, right, top, bottom }, part, { length: parts }) => ({ n: first + at, part, parts, letters: cell.textContent.length, left, right, top, bottom })));
    return caretAt(boxes, x, y);
  }

  // Let the browser's own selection, which is what is copied, cover these words, and more where it went beyond the sentence.
  hold(range, unit, { target, clientX: x, clientY: y }) {
    const there = this.unitAt(target.closest?.(".kit-unit")) ?? unit;
    const ends = there === unit ? range : [...range, Math.min(there.last, Math.floor(this.caret(there, x, y)))];
    const [start, end] = [Math.min(...ends), Math.max(...ends)].map((n) => this.cells[n].firstChild);
    document.getSelection().setBaseAndExtent(start, 0, end, end.length);
  }

  // What the browser's own selection covers, in whole words, inside the sentence where it begins.
  takeSelection() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !this.node.contains(selection.anchorNode)) return false;
    const range = selection.getRangeAt(0);
    const covered = this.cells.flatMap((cell, n) => (range.intersectsNode(cell) && overlaps(range, cell) ? [n] : []));
    if (!covered.length) return false;
    const backwards = range.startContainer !== selection.anchorNode;
    const unit = this.marker.unitOf[backwards ? covered.at(-1) : covered[0]];
    this.marker.select(within(unit, covered[0], covered.at(-1)));
    return true;
  }
}

// Put these nodes alone into a place, in this order; those that stand there in turn are not touched.
function settle(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  let at = parent.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
}

const wordAt = (node) => Number(node.closest("[data-n]")?.dataset.n ?? NaN);

function overlaps(range, cell) {
  const own = document.createRange();
  own.selectNodeContents(cell);
  return range.compareBoundaryPoints(Range.END_TO_START, own) < 0 && range.compareBoundaryPoints(Range.START_TO_END, own) > 0;
}

// ---- the card: which label, why, and what else can be said

class Card {
  constructor(marker) {
    const { words, layers } = marker;
    this.marker = marker;
    this.legend = h("legend", {});
    this.choices = h("div", { class: "kit-choices" });
    this.details = h("div", { class: "kit-details" });
    this.hint = h("p", { class: "kit-hint" }, words.how);
    this.made = new Map(); // what is asked of a mark of each layer, of words chosen, of nothing
    this.group = h("fieldset", { change: (event) => this.onChoice(event) }, this.legend, this.choices);
    this.node = h("div", { class: "kit-card" }, layers.length > 1 ? this.layerChooser() : null, this.group, this.details);
    this.home = h("div", { class: "kit-side" }, this.node);
  }

  layerChooser() {
    const { words, layers } = this.marker;
    const name = unique("layer");
    return h("fieldset", { class: "kit-layers", change: (event) => this.marker.useLayer(event.target.value) }, h("legend", {}, words.layer),
      ...layers.map((layer) => h("label", {}, h("input", { type: "radio", name, value: layer.id }), layer.word)));
  }

  draw() {
    const { marker } = this;
    const mark = marker.byKey(marker.current);
    const range = marker.range;
    if (this.layer !== marker.layer) this.drawChoices();
    this.drawLegend(range);
    this.node.classList.toggle("kit-idle", !range);
    for (const input of this.node.querySelectorAll("[name^=label]")) input.checked = mark?.label === input.value;
    for (const input of this.node.querySelectorAll("[name^=layer]")) input.checked = marker.layer.id === input.value;
    this.drawDetails(mark);
    this.place(range);
  }

  drawLegend(range) {
    const { layer, unitOf, tokens, lang } = this.marker;
    const about = `${layer.id} ${range}`;
    if (this.about === about) return;
    this.about = about;
    this.legend.replaceChildren(...(range ? [`${unitOf[range[0]].id} · `, h("q", { lang }, quote(tokens, range))] : [layer.ask]));
  }

  drawChoices() {
    this.layer = this.marker.layer;
    const group = unique("label");
    this.choices.replaceChildren(...this.layer.labels.map((label, n) => choice(label, group, n + 1, n % STYLES)));
  }

  // Each part stays where it is, out of sight: to put one back would cost more than all else that a key does.
  drawDetails(mark) {
    const kind = mark ? this.marker.layer.id : this.marker.selected ? "words" : "nothing";
    if (!this.made.has(kind)) {
      const part = h("div", { class: "kit-part" }, ...(mark ? this.markDetails() : [kind === "words" ? this.stepper() : this.hint]));
      this.made.set(kind, part);
      this.details.append(part);
    }
    for (const [of, part] of this.made) part.classList.toggle("kit-away", of !== kind);
    const other = this.shown !== mark?.key;
    this.shown = mark?.key;
    if (!mark) return;
    for (const control of this.made.get(kind).querySelectorAll("[name]")) {
      const value = (control.name === "why" ? mark.why : mark.attributes[control.name]) ?? "";
      if ((other || control !== document.activeElement) && control.value !== value) control.value = value;
    }
  }

  // What is said of the current mark; the same controls serve one mark after the other.
  markDetails() {
    const { marker } = this;
    const { words, layer: { attributes } } = marker;
    const why = h("textarea", { rows: "2", name: "why", input: () => marker.edit("why", { why: why.value }) });
    const more = attributes.length ? h("details", { class: "kit-more" }, h("summary", {}, words.more),
      h("div", { class: "kit-attributes" }, ...attributes.map((attribute) => this.attribute(attribute)))) : "";
    return [
      h("label", { class: "kit-label kit-why" }, h("span", {}, words.why), why), more,
      h("div", { class: "kit-actions" }, this.stepper(), button(words.remove, { click: () => marker.remove(marker.current) }, "bin")),
    ];
  }

  attribute({ name, word, choices }) {
    const { marker } = this;
    const options = choices?.map(([code, choice]) => h("option", { value: code }, choice));
    const control = choices ? h("select", { name }, h("option", { value: "" }, "–"), ...options)
      : h("input", { type: "text", name, placeholder: marker.words.words_of_text });
    control.addEventListener("input", () => {
      const { [name]: _old, ...others } = marker.byKey(marker.current).attributes;
      marker.edit(name, { attributes: control.value ? { ...others, [name]: control.value } : others });
    });
    return h("label", { class: "kit-label" }, h("span", {}, word), control);
  }

  // Buttons that move the ends of a selection or mark: for touch, and for whom keys are hard.
  stepper() {
    const { words } = this.marker;
    const step = (end, by, name, sign) => h("button", { type: "button", class: "kit-step", "aria-label": name, title: name,
      click: () => this.marker.move(end, by) }, sign);
    return h("div", { class: "kit-steps", role: "group", "aria-label": words.adjust },
      h("span", {}, words.start), step(0, -1, words.start_earlier, "‹"), step(0, 1, words.start_later, "›"),
      h("span", {}, words.end), step(1, -1, words.end_earlier, "‹"), step(1, 1, words.end_later, "›"));
  }

  onChoice(event) {
    if (this.marker.range) return void this.marker.label(event.target.value);
    event.target.checked = false;
    this.hint.classList.add("kit-asked");
    this.marker.view.speak(this.marker.words.first_select);
  }

  focus() {
    const inputs = [...this.choices.querySelectorAll("input")];
    (inputs.find((input) => input.checked) ?? inputs[0]).focus();
  }

  // What the style sheet made of the room there is.
  measure() {
    this.wide = getComputedStyle(this.marker.view.body).getPropertyValue("--columns").trim() === "2";
    this.beside = null;
    this.place(this.marker.range);
  }

  // Beside the words where there is room for two columns, else under their sentence.
  place(range) {
    const { page, unitOf } = this.marker;
    const { wide } = this;
    const unit = range && page.nodes.get(unitOf[range[0]].id);
    const home = wide || !range ? this.home : unit;
    if (this.node.parentElement !== home) {
      const focused = this.node.contains(document.activeElement) ? document.activeElement : null;
      home.append(this.node);
      focused?.focus({ preventScroll: true });
    }
    if (!wide) this.node.style.marginTop = "";
    else if (range && this.beside !== unit) this.marker.atFrame("align", () => this.align(unit));
    this.beside = unit;
  }

  align(unit) {
    const box = this.node.getBoundingClientRect();
    const line = unit.getBoundingClientRect();
    if (box.top >= 0 && box.bottom <= window.innerHeight && box.top < line.bottom && box.bottom > line.top) return;
    const room = this.home.getBoundingClientRect();
    const top = Math.min(line.top, window.innerHeight - box.height - 24) - room.top;
    this.node.style.marginTop = `${Math.max(0, Math.min(top, room.height - box.height))}px`;
  }
}

let count = 0;
const unique = (name) => `${name}-${Math.random().toString(36).slice(2)}-${count++}`;

// ---- all marks, as an equal way in

class List {
  constructor(marker) {
    this.marker = marker;
    this.title = h("h3", {});
    this.list = h("ol", { class: "kit-list", keydown: (event) => this.onKey(event) });
    this.node = h("section", { class: "kit-marks" }, this.title, this.list);
    this.drawn = new Map(); // the key of a mark -> {state, node}
  }

  draw() {
    const { marks, words } = this.marker;
    const focused = this.list.contains(document.activeElement) ? [...this.list.children].indexOf(document.activeElement.closest("li")) : -1;
    write(this.title, fill(words.list, { n: marks.length }));
    this.node.hidden = !marks.length;
    arrange(this.list, inOrder(marks).map((mark) => this.entryOf(mark)));
    if (focused >= 0 && !this.list.contains(document.activeElement)) {
      (this.list.children[Math.min(focused, marks.length - 1)]?.firstChild ?? this.marker.page.node).focus();
    }
  }

  // The entry of a mark as it stands on the page, made anew where anything in it has changed.
  entryOf(mark) {
    const state = JSON.stringify([mark.label, mark.why, mark.key === this.marker.current]);
    const drawn = this.drawn.get(mark.key);
    if (drawn?.state === state) return drawn.node;
    const node = this.entry(mark);
    this.drawn.set(mark.key, { state, node });
    return node;
  }

  entry(mark) {
    const { marker } = this;
    const { label, style } = marker.look(mark);
    return h("li", { "data-key": mark.key, class: style },
      h("button", { type: "button", class: "kit-entry", "aria-current": mark.key === marker.current ? "true" : null, click: () => marker.open(mark.key) },
        h("span", { class: "kit-number" }, marker.unitOf[mark.first].id), h("q", { lang: marker.lang }, quote(marker.tokens, [mark.first, mark.last])),
        h("span", { class: "kit-code", "aria-hidden": "true" }, label.short), h("span", { class: "kit-name" }, label.word),
        mark.why ? h("span", { class: "kit-reason" }, mark.why) : null));
  }

  onKey(event) {
    const item = event.target.closest("li");
    const next = { ArrowDown: item?.nextElementSibling, ArrowUp: item?.previousElementSibling }[event.key];
    if (!next) return;
    event.preventDefault();
    this.marker.open(next.dataset.key);
    [...this.list.children].find((other) => other.dataset.key === next.dataset.key).firstChild.focus();
  }
}

// ---- the way in by typing

class Finder {
  constructor(marker) {
    const { words } = marker;
    this.marker = marker;
    this.matches = [];
    this.input = h("input", { type: "search", class: "kit-find", autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
      input: () => this.look(), keydown: (event) => this.onKey(event) });
    this.found = h("span", { class: "kit-found" });
    this.node = h("div", { class: "kit-finder" }, h("label", { class: "kit-label" }, h("span", {}, words.find), this.input), this.found);
  }

  look() {
    const { tokens, units, words } = this.marker;
    this.matches = find(tokens, units, this.input.value);
    const n = this.matches.length;
    this.found.textContent = this.input.value.trim() ? fill(n === 1 ? words.found_one : words.found, { n }) : "";
  }

  onKey(event) {
    if (event.key === "Enter") this.next();
    else if (event.key === "Escape" && this.input.value) {
      this.input.value = "";
      this.look();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Select the first passage found; once more, the next.
  next() {
    const { marker } = this;
    this.look();
    if (!this.matches.length) return marker.view.speak(marker.words.found_none);
    const now = this.matches.findIndex(([first, last]) => first === marker.selected?.[0] && last === marker.selected?.[1]);
    const place = (now + 1) % this.matches.length;
    const range = this.matches[place];
    marker.select(range, fill(marker.words.found_at, { n: place + 1, of: this.matches.length, unit: marker.unitOf[range[0]].id, quote: quote(marker.tokens, range) }));
    return marker.page.show(range[0]);
  }
}

// ---- the whole

class Marker {
  constructor({ model, el, work }) {
    const { tokens, units, flags, lang } = model.get("text");
    this.tokens = tokens.map(([id, text, space]) => ({ id, text, space }));
    Object.assign(this, { units, flags, lang, work, layers: model.get("layers"), words: model.get("words") });
    this.places = new Map(this.tokens.map((token, n) => [token.id, n]));
    this.unitOf = [];
    for (const unit of units) for (let n = unit.first; n <= unit.last; n++) this.unitOf[n] = unit;
    this.layer = this.layers[0];
    this.cursor = 0;
    this.anchor = null; // where a selection by Shift began
    this.selected = null; // [first, last], not yet a mark
    this.current = null; // the key of the mark on the card
    this.due = new Map(); // what the next frame begins with
    this.frame = null;
    this.view = frame({ model, el, work, name: "marker", title: this.title(), keys: this.help() });
    this.page = new Page(this);
    this.card = new Card(this);
    this.list = new List(this);
    this.finder = new Finder(this);
    this.assemble();
  }

  title() {
    const [first, last] = [this.units[0].id, this.units.at(-1).id];
    const layer = this.layers.map((one) => one.word).join(", ");
    return fill(this.words.title, { layer, units: first === last ? first : `${first}–${last}` });
  }

  help() {
    const { words } = this;
    const keys = { word: "← →", line: "↑ ↓", sentence: "Ctrl+← Ctrl+→", extend: `${words.shift}+→`, label: "1 … 9", card: words.enter,
      next: "N P", delete: words.delete_key, undo: "Ctrl+Z Ctrl+Y", find: "/", help: "?", escape: words.escape };
    return Object.entries(keys).map(([name, key]) => [key, words[`key_${name}`]]);
  }

  assemble() {
    const { view, page, card, list, finder } = this;
    view.bar.append(finder.node);
    if (this.units.some((unit) => unit.gloss)) view.tools.prepend(this.showing(this.words.gloss, "text", "kit-glossed", true));
    if (this.flags.length) view.tools.prepend(this.showing(this.words.flags, "flag", "kit-flagged", false));
    view.body.append(page.node, card.home, list.node);
    page.node.addEventListener("keydown", (event) => this.onTextKey(event));
    view.root.addEventListener("keydown", (event) => this.onKey(event));
    this.redraw = () => this.draw();
    this.work.listeners.add(this.redraw);
    this.resized = new ResizeObserver(() => card.measure());
    this.resized.observe(view.body);
    this.draw();
    list.draw();
  }

  dispose() {
    this.resized.disconnect();
    cancelAnimationFrame(this.frame);
    this.work.listeners.delete(this.redraw);
    this.page.dispose();
    this.view.dispose();
  }

  // A button that shows or hides something of the text.
  showing(word, icon, className, on) {
    const change = (now) => this.page.node.classList.toggle(className, now);
    change(on);
    return toggle(word, on, change, icon);
  }

  // What asks for the layout waits until all has changed, so that the layout is made once.
  atFrame(name, act) {
    this.due.set(name, act);
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      const due = [...this.due.values()];
      this.due.clear();
      for (const one of due) one();
    });
  }

  draw() {
    this.marks = this.work.items.filter((item) => this.places.has(item.first) && this.places.has(item.last))
      .map((item) => ({ ...item, first: this.places.get(item.first), last: this.places.get(item.last) }));
    const mark = this.byKey(this.current);
    if (!mark) this.current = null;
    else this.layer = this.layers.find((layer) => layer.id === mark.layer) ?? this.layer;
    this.page.draw();
    this.card.draw();
    if (this.list.node.contains(document.activeElement)) this.list.draw();
    else this.atFrame("list", () => setTimeout(() => this.list.draw())); // when the words are painted
  }

  byKey(key) {
    return this.marks.find((mark) => mark.key === key);
  }

  // The words that a label would go to.
  get range() {
    const mark = this.byKey(this.current);
    return mark ? [mark.first, mark.last] : this.selected;
  }

  look(mark) {
    const labels = this.layers.find((layer) => layer.id === mark.layer)?.labels ?? [];
    const n = labels.findIndex((label) => label.code === mark.label);
    return { label: labels[n] ?? { short: "•", word: mark.label }, style: `kit-style-${n < 0 ? "x" : n % STYLES}` };
  }

  key(layer, [first, last]) {
    return `${layer}:${this.tokens[first].id}-${this.tokens[last].id}`;
  }

  change(marks, join) {
    this.work.change(marks.map((mark) => ({ ...mark, quote: quote(this.tokens, [mark.first, mark.last]),
      first: this.tokens[mark.first].id, last: this.tokens[mark.last].id })), join);
  }

  // -- selecting

  select(range, say = fill(this.words.selected, { unit: this.unitOf[range[0]].id, quote: quote(this.tokens, range) })) {
    this.selected = range;
    this.current = null;
    this.anchor = range[0];
    this.cursor = range[1];
    this.draw();
    this.view.speak(say);
  }

  pick(n) {
    const mark = markAt(this.marks, n, this.current);
    if (mark) this.open(mark.key);
    else this.select([n, n]);
  }

  extendTo(n) {
    const { anchor } = this;
    this.select(within(this.unitOf[anchor], anchor, n));
    this.anchor = anchor;
  }

  open(key) {
    const mark = this.byKey(key);
    this.current = key;
    this.selected = this.anchor = null;
    this.cursor = mark.first;
    this.draw();
    this.page.show(mark.first);
    this.view.speak(fill(this.words.opened, { unit: this.unitOf[mark.first].id, quote: quote(this.tokens, this.range), label: this.look(mark).label.word }));
  }

  clear() {
    this.selected = this.current = this.anchor = null;
    this.draw();
  }

  useLayer(id) {
    this.layer = this.layers.find((layer) => layer.id === id);
    this.current = null;
    this.draw();
  }

  // -- marking

  label(code) {
    const range = this.range ?? [this.cursor, this.cursor];
    const key = this.current ?? this.key(this.layer.id, range);
    const mark = { attributes: {}, why: "", ...this.byKey(key), key, layer: this.layer.id, first: range[0], last: range[1], label: code };
    this.current = key;
    this.selected = this.anchor = null;
    this.cursor = range[1];
    this.page.forget(); // before the page is touched: to ask for the selection is to ask for the layout
    this.change([mark]);
    this.view.speak(fill(this.words.marked, { quote: quote(this.tokens, range), label: this.look(mark).label.word }));
  }

  // Change the current mark; the letters of one field are one step.
  edit(field, fields) {
    this.change([{ ...this.byKey(this.current), ...fields }], `${field} ${this.current}`);
  }

  remove(key) {
    const mark = this.byKey(key);
    const inCard = this.card.node.contains(document.activeElement);
    this.current = null;
    this.cursor = mark.first;
    this.change([{ ...mark, deleted: true }]);
    if (inCard) this.page.node.focus();
    this.view.speak(fill(this.words.removed, { quote: quote(this.tokens, [mark.first, mark.last]) }));
  }

  // Move one end of the selection or mark by a word, inside its sentence.
  move(end, by) {
    const mark = this.byKey(this.current);
    const range = [...this.range];
    const unit = this.unitOf[range[0]];
    range[end] += by;
    if (range[0] > range[1] || range[0] < unit.first || range[1] > unit.last) return;
    if (!mark) return void this.select(range);
    const key = this.key(mark.layer, range);
    if (this.byKey(key)) return;
    this.current = this.card.shown = key;
    this.change([{ ...mark, deleted: true }, { ...mark, key, first: range[0], last: range[1] }]);
    this.view.speak(quote(this.tokens, range));
  }

  // -- keys

  onTextKey(event) {
    if (event.target !== this.page.node || event.altKey || event.metaKey) return;
    const to = this.target(event);
    if (to !== null) this.go(to, event.shiftKey);
    else if (event.key === "Enter") {
      if (!this.range) this.select([this.cursor, this.cursor]);
      this.card.focus();
    } else return;
    event.preventDefault();
  }

  target({ key, ctrlKey }) {
    const { cursor, units } = this;
    const unit = this.unitOf[cursor];
    const next = units[units.indexOf(unit) + 1];
    const before = cursor > unit.first ? unit : units[Math.max(0, units.indexOf(unit) - 1)];
    switch (key) {
      case "ArrowRight": return ctrlKey ? next?.first ?? unit.last : cursor + 1;
      case "ArrowLeft": return ctrlKey ? before.first : cursor - 1;
      case "ArrowDown": return this.page.beside(cursor, 1);
      case "ArrowUp": return this.page.beside(cursor, -1);
      case "Home": return ctrlKey ? 0 : unit.first;
      case "End": return ctrlKey ? this.tokens.length - 1 : unit.last;
      default: return null;
    }
  }

  go(to, extend) {
    const n = Math.max(0, Math.min(this.tokens.length - 1, to));
    const anchor = this.anchor ?? this.cursor;
    const unit = this.unitOf[anchor];
    const before = this.range;
    this.cursor = extend ? Math.min(unit.last, Math.max(unit.first, n)) : n;
    this.anchor = extend ? anchor : null;
    this.selected = extend ? within(unit, anchor, n) : null;
    const mark = extend ? null : markAt(this.marks, n);
    this.current = mark?.key ?? null;
    if (before || this.range) this.draw();
    else this.page.light(); // the cursor alone has moved
    this.view.speak(mark ? `${this.tokens[n].text}, ${this.look(mark).label.word}` : quote(this.tokens, this.selected ?? [n, n]));
    this.page.show(this.cursor);
  }

  // Keys that work everywhere in the widget but where one types.
  onKey(event) {
    if (event.key === "Escape") return this.onEscape(event);
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const label = this.layer.labels[(digitOf(event) ?? 0) - 1];
    const key = event.key.toLowerCase();
    if (label) this.label(label.code);
    else if (key === "n" || key === "p") this.walk(key === "n" ? 1 : -1);
    else if (key === "/") this.finder.input.focus();
    else if ((key === "delete" || key === "backspace") && this.current) this.remove(this.current);
    else return undefined;
    return event.preventDefault();
  }

  walk(direction) {
    const mark = nextMark(this.marks, this.current, this.cursor, direction);
    if (mark) this.open(mark.key);
    else this.view.speak(this.words.none_yet);
  }

  // Out by steps: back to the text, then nothing selected, then out of the widget.
  onEscape(event) {
    event.preventDefault();
    const focus = document.activeElement;
    if (focus !== this.page.node && focus !== this.finder.input) this.page.node.focus();
    else if (this.range) this.clear();
    else this.view.leave();
  }
}

export default widget((context) => {
  const marker = new Marker(context);
  return () => marker.dispose();
});
