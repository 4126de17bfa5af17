// The marker: a text to read, words to select, a label to give. The browser knows tokens, never offsets.
import { button, choice, digitOf, drawing, fill, frame, h, isTyping, toggle, widget } from "./common.js";

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

// One form of a text to search in: no accents, no capitals, one apostrophe.
export function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’ʼ`]/g, "'").toLowerCase();
}

// The token ranges [first, last] in which the words of `query` stand, one after the other.
export function find(tokens, units, query) {
  const wanted = plain(query).replace(/\s+/g, " ").trim();
  if (!wanted) return [];
  return units.flatMap(({ first, last }) => {
    let text = "";
    const owners = [];
    for (let token = first; token <= last; token++) {
      const piece = plain(tokens[token].text) + (tokens[token].space && token < last ? " " : "");
      text += piece;
      for (let n = 0; n < piece.length; n++) owners.push(token);
    }
    const found = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      found.push([owners[at], owners[at + wanted.length - 1]]);
    }
    return found;
  });
}

// Keep a range inside the unit that holds `anchor`: a mark never crosses a sentence.
export function within(unit, anchor, focus) {
  const clamp = (token) => Math.min(unit.last, Math.max(unit.first, token));
  return [Math.min(clamp(anchor), clamp(focus)), Math.max(clamp(anchor), clamp(focus))];
}

// Order of walking: by place, shorter last.
export function inOrder(marks) {
  return [...marks].sort((a, b) => a.first - b.first || b.last - a.last || (a.key < b.key ? -1 : 1));
}

// The smallest mark over a token; asked again with the one it gave, the next larger.
export function markAt(marks, token, current = null) {
  const over = marks.filter((mark) => mark.first <= token && token <= mark.last)
    .sort((a, b) => (a.last - a.first) - (b.last - b.first) || (a.key < b.key ? -1 : 1));
  const place = over.findIndex((mark) => mark.key === current);
  return over.length ? over[(place + 1) % over.length] : null;
}

export const keyOf = (layer, first, last) => `${layer}:${first}-${last}`;

// ---- the view

function mount({ model, el, work }) {
  const { tokens: rows, units, flags } = model.get("text");
  const tokens = rows.map(([id, text, space]) => ({ id, text, space }));
  const layers = model.get("layers");
  const place = new Map(tokens.map((token, n) => [token.id, n]));
  const unitOf = [];
  for (const unit of units) for (let n = unit.first; n <= unit.last; n++) unitOf[n] = unit;

  let layer = layers[0];
  let cursor = 0;
  let anchor = null; // where a selection began, while it is being extended
  let selected = null; // [first, last], not yet a mark
  let current = null; // the key of the mark on the card
  let matches = [];

  const words = model.get("words");
  const view = frame({
    model, el, work, title: fill(words.title, { layer: layers.map((one) => one.word).join(", "), units: unitRange() }),
    keys: [
      ["← →", words.key_word], ["↑ ↓", words.key_line], ["Ctrl+← Ctrl+→", words.key_sentence], [words.shift + "+→", words.key_extend],
      ["1 … 9", words.key_label], [words.enter, words.key_card], ["N P", words.key_next],
      [words.delete_key, words.key_delete], ["Ctrl+Z Ctrl+Y", words.key_undo], ["/", words.key_find], ["?", words.key_help],
      [words.escape, words.key_escape],
    ],
  });

  // -- find a passage
  const finder = h("input", { type: "search", class: "kit-find", autocomplete: "off", spellcheck: "false", input: onFind, keydown: onFindKey });
  const found = h("span", { class: "kit-found" });
  view.bar.append(h("label", { class: "kit-label" }, h("span", {}, words.find), finder), found);

  // -- the text
  const cells = [];
  const nodes = new Map(units.map((unit) => [unit.id, unitNode(unit)]));
  const text = h("div", {
    class: "kit-text", tabindex: "0", role: "group", lang: model.get("text").lang, "aria-label": words.text,
    "aria-describedby": null, keydown: onTextKey, click: onClick,
  }, ...nodes.values());
  const glosses = units.some((unit) => unit.gloss);
  if (glosses) view.tools.prepend(showing(words.gloss, "text", "kit-glossed", true));
  if (flags.length) view.tools.prepend(showing(words.flags, "flag", "kit-flagged", false));

  // -- the card
  const chosen = h("legend", {});
  const choices = h("div", { class: "kit-choices" });
  const card = h("div", { class: "kit-card" });
  const details = h("div", { class: "kit-details" });
  const layerBox = layers.length > 1 ? layerChooser() : null;
  card.append(...[layerBox, h("fieldset", { change: onLabel }, chosen, choices), details].filter(Boolean));
  const side = h("div", { class: "kit-side" }, card);

  // -- the list
  const list = h("ol", { class: "kit-list", keydown: onListKey });
  const listTitle = h("h4", {});
  const listBox = h("section", { class: "kit-marks" }, listTitle, list);
  view.body.append(text, side, listBox);

  function unitRange() {
    const first = units[0]?.id ?? "";
    const last = units.at(-1)?.id ?? "";
    return first === last ? first : `${first}–${last}`;
  }

  function unitNode(unit) {
    const line = h("span", { class: "kit-line" });
    const tag = unit.kind === "heading" ? "h4" : "p";
    const parts = [h("span", { class: "kit-number" }, unit.id), line];
    if (unit.gloss) parts.push(h("span", { class: "kit-gloss", lang: view.lang }, unit.gloss));
    const node = h("div", { class: `kit-unit kit-${unit.kind}` }, h(tag, { "data-unit": unit.id }, ...parts), ...flagNotes(unit));
    unit.line = line;
    unit.node = node;
    return node;
  }

  function flagNotes(unit) {
    return flags.filter((flag) => flag.unit === unit.id).map((flag) => h("details", { class: "kit-flag", lang: view.lang },
      h("summary", {}, drawing("flag"), h("q", { lang: model.get("text").lang }, flag.text)),
      h("dl", {}, ...[["says", flag.says], ["wrong", flag.wrong], ["guess", flag.guess]].filter(([, value]) => value)
        .map(([name, value]) => h("div", {}, h("dt", {}, words[name]), h("dd", {}, value))))));
  }

  function showing(word, icon, className, on) {
    queueMicrotask(() => text.classList.toggle(className, on));
    return toggle(word, on, (now) => text.classList.toggle(className, now), icon);
  }

  // -- drawing

  const style = (mark) => {
    const home = layers.find((one) => one.id === mark.layer);
    const number = home ? home.labels.findIndex((label) => label.code === mark.label) : -1;
    return { label: home?.labels[number], number: number < 0 ? "x" : number % 8 };
  };

  const marks = () => work.items.map((item) => ({ ...item, first: place.get(item.first), last: place.get(item.last) }))
    .filter((mark) => mark.first !== undefined && mark.last !== undefined);

  function pieces(children, depth) {
    return children.flatMap((child, n) => {
      const [node, last] = typeof child === "number" ? [word(child), child] : markNode(child, depth);
      return n < children.length - 1 && tokens[last].space ? [node, " "] : [node];
    });
  }

  function word(n) {
    cells[n] = h("span", { class: "kit-word", "data-n": n }, tokens[n].text);
    if (flags.some((flag) => flag.first <= tokens[n].id && tokens[n].id <= flag.last)) cells[n].classList.add("kit-odd");
    return cells[n];
  }

  function markNode({ mark, children, ends }, depth) {
    const { label, number } = style(mark);
    const node = h("mark", { class: `kit-mark kit-style-${number}`, "data-key": mark.key, style: `--depth:${depth}` },
      ...pieces(children, depth + 1));
    if (mark.key === current) node.classList.add("kit-current");
    if (ends) {
      node.append(h("span", { class: "kit-code" }, h("span", { "aria-hidden": "true" }, label?.short ?? "•"),
        h("span", { class: "kit-unseen" }, ` [${label?.word ?? mark.label}] `)));
    }
    const lastToken = (list) => (typeof list.at(-1) === "number" ? list.at(-1) : lastToken(list.at(-1).children));
    return [node, lastToken(children)];
  }

  const drawn = new Map();
  function drawUnits() {
    const all = marks();
    for (const unit of units) {
      const here = all.filter((mark) => mark.first <= unit.last && mark.last >= unit.first);
      const state = here.map((mark) => `${mark.key} ${mark.label} ${mark.key === current}`).join("|");
      if (drawn.get(unit.id) === state) continue;
      drawn.set(unit.id, state);
      unit.line.replaceChildren(...pieces(nest(unit.first, unit.last, here), 0));
    }
  }

  let lit = [];
  function drawSelection() {
    for (const cell of lit) cell.classList.remove("kit-selected", "kit-cursor");
    lit = [];
    if (selected) for (let n = selected[0]; n <= selected[1]; n++) lit.push(cells[n]);
    for (const cell of lit) cell.classList.add("kit-selected");
    cells[cursor]?.classList.add("kit-cursor");
    lit.push(cells[cursor]);
  }

  const quote = ([first, last]) => tokens.slice(first, last + 1)
    .map((token, n, all) => token.text + (token.space && n < all.length - 1 ? " " : "")).join("");
  const unitWord = (n) => unitOf[n]?.id ?? "";
  const byKey = (key) => marks().find((mark) => mark.key === key);

  let cardLayer = null;
  function drawCard() {
    const mark = byKey(current);
    if (mark && mark.layer !== layer.id) layer = layers.find((one) => one.id === mark.layer) ?? layer;
    if (cardLayer !== layer) drawChoices();
    const range = mark ? [mark.first, mark.last] : selected;
    chosen.replaceChildren(...(range
      ? [`${unitWord(range[0])} · `, h("q", { lang: model.get("text").lang }, quote(range))]
      : [layer.ask]));
    card.classList.toggle("kit-idle", !range);
    for (const input of choices.querySelectorAll("input")) input.checked = mark?.label === input.value;
    drawDetails(mark);
    placeCard(range);
  }

  function drawChoices() {
    cardLayer = layer;
    const name = `label-${Math.random().toString(36).slice(2)}`;
    choices.replaceChildren(...layer.labels.map((label, n) => choice(label, name, n + 1, n % 8)));
  }

  let shownDetails = null;
  function drawDetails(mark) {
    if (mark && shownDetails === mark.key) return refreshDetails(mark);
    shownDetails = mark?.key ?? null;
    if (!mark) return details.replaceChildren(selected ? stepper() : h("p", { class: "kit-hint" }, words.how));
    const key = mark.key;
    const why = h("textarea", { rows: "2", name: "why", input: () => edit(key, { why: why.value }, `why:${key}`) });
    details.replaceChildren(
      h("label", { class: "kit-label kit-why" }, h("span", {}, words.why), why),
      layer.attributes.length ? h("details", { class: "kit-more" }, h("summary", {}, words.more),
        h("div", { class: "kit-attributes" }, ...layer.attributes.map((attribute) => attributeNode(key, attribute)))) : "",
      h("div", { class: "kit-actions" }, button(words.remove, { click: () => remove(key) }, "bin"), stepper()));
    return refreshDetails(mark);
  }

  function attributeNode(key, { name, word: title, choices: codes }) {
    const control = codes
      ? h("select", { name }, h("option", { value: "" }, "–"), ...codes.map(([code, choice]) => h("option", { value: code }, choice)))
      : h("input", { type: "text", name, placeholder: words.words_of_text });
    control.addEventListener(codes ? "change" : "input", () => {
      const attributes = { ...byKey(key)?.attributes, [name]: control.value };
      if (!control.value) delete attributes[name];
      edit(key, { attributes }, `${name}:${key}`);
    });
    return h("label", { class: "kit-label" }, h("span", {}, title), control);
  }

  function refreshDetails(mark) {
    for (const control of details.querySelectorAll("[name]")) {
      const value = (control.name === "why" ? mark.why : mark.attributes?.[control.name]) ?? "";
      if (control !== document.activeElement && control.value !== value) control.value = value;
    }
  }

  // Four buttons that move the ends of a selection or mark: for touch, and for whom keys are hard.
  function stepper() {
    const step = (which, by, name, sign) => h("button", { type: "button", class: "kit-step", "aria-label": name, title: name,
      click: () => move(which, by) }, sign);
    return h("div", { class: "kit-steps", role: "group", "aria-label": words.adjust },
      step(0, -1, words.start_earlier, "⇤"), step(0, 1, words.start_later, "→"), step(1, -1, words.end_earlier, "←"), step(1, 1, words.end_later, "⇥"));
  }

  // Beside the words where there is room for two columns, else under their sentence.
  function placeCard(range) {
    const wide = getComputedStyle(view.body).getPropertyValue("--columns").trim() === "2";
    const home = wide || !range ? side : unitOf[range[0]].node;
    if (card.parentElement !== home) {
      const had = card.contains(document.activeElement) ? document.activeElement : null;
      home.append(card);
      had?.focus({ preventScroll: true });
    }
    if (!wide) card.style.marginTop = "";
    if (!wide || !range) return;
    const box = card.getBoundingClientRect();
    const line = unitOf[range[0]].node.getBoundingClientRect();
    if (box.top >= 0 && box.bottom <= window.innerHeight && box.top < line.bottom && box.bottom > line.top) return;
    const room = side.getBoundingClientRect();
    const seen = Math.min(line.top, window.innerHeight - box.height - 24);
    card.style.marginTop = `${Math.max(0, Math.min(seen - room.top, room.height - box.height))}px`;
  }

  function drawList() {
    const all = inOrder(marks());
    listTitle.textContent = fill(words.list, { n: all.length });
    listBox.hidden = !all.length;
    const focused = list.contains(document.activeElement) ? document.activeElement.closest("li")?.dataset.key : null;
    list.replaceChildren(...all.map((mark) => {
      const { label, number } = style(mark);
      return h("li", { "data-key": mark.key, class: `kit-style-${number}` },
        h("button", { type: "button", class: "kit-entry", "aria-current": mark.key === current ? "true" : null, click: () => open(mark.key) },
          h("span", { class: "kit-number" }, unitWord(mark.first)), h("q", { lang: model.get("text").lang }, quote([mark.first, mark.last])),
          h("span", { class: "kit-code" }, label?.short ?? "•"), h("span", { class: "kit-name" }, label?.word ?? mark.label),
          mark.why ? h("span", { class: "kit-reason" }, mark.why) : null));
    }));
    if (focused) (list.querySelector(`[data-key="${CSS.escape(focused)}"] button`) ?? list.querySelector("button") ?? text).focus();
  }

  function draw() {
    if (current && !byKey(current)) current = null;
    drawUnits();
    drawSelection();
    drawCard();
    drawList();
  }

  // -- doing

  function change(changes, join) {
    work.change(changes.map(({ first, last, ...rest }) => ({ ...rest, first: tokens[first].id, last: tokens[last].id })), join);
  }

  function mark(label) {
    const was = byKey(current);
    const range = was ? [was.first, was.last] : selected ?? [cursor, cursor];
    const key = was?.key ?? keyOf(layer.id, tokens[range[0]].id, tokens[range[1]].id);
    current = key;
    selected = null;
    anchor = null;
    cursor = range[1];
    change([{ attributes: {}, why: "", ...byKey(key), key, layer: layer.id, first: range[0], last: range[1], label: label.code }]);
    view.speak(fill(words.marked, { quote: quote(range), label: label.word }));
  }

  function edit(key, fields, join) {
    const old = byKey(key);
    if (old) change([{ ...old, ...fields }], join);
  }

  function remove(key) {
    const old = byKey(key);
    if (!old) return;
    current = null;
    cursor = old.first;
    change([{ ...old, deleted: true }]);
    view.speak(fill(words.removed, { quote: quote([old.first, old.last]) }));
    if (!text.contains(document.activeElement) && !list.contains(document.activeElement)) text.focus();
  }

  function move(which, by) {
    const old = byKey(current);
    const range = old ? [old.first, old.last] : [...selected];
    range[which] += by;
    if (range[0] > range[1] || within(unitOf[range[0]] ?? units[0], range[0], range[1]).some((n, i) => n !== range[i])) return;
    if (old) {
      const key = keyOf(old.layer, tokens[range[0]].id, tokens[range[1]].id);
      if (byKey(key)) return;
      current = shownDetails = key;
      change([{ ...old, deleted: true }, { ...old, key, first: range[0], last: range[1] }]);
    } else {
      selected = range;
      draw();
    }
    view.speak(quote(range));
  }

  function select(range, { say = true } = {}) {
    selected = range;
    current = null;
    cursor = range[1];
    draw();
    if (say) view.speak(fill(words.selected, { unit: unitWord(range[0]), quote: quote(range) }));
  }

  function open(key) {
    const mark_ = byKey(key);
    current = key;
    selected = null;
    anchor = null;
    cursor = mark_.first;
    draw();
    cells[mark_.first].scrollIntoView({ block: "nearest" });
    view.speak(fill(words.opened, { unit: unitWord(mark_.first), quote: quote([mark_.first, mark_.last]), label: style(mark_).label?.word ?? "" }));
  }

  function clear() {
    selected = null;
    current = null;
    anchor = null;
    draw();
  }

  function focusCard() {
    const inputs = [...choices.querySelectorAll("input")];
    (inputs.find((input) => input.checked) ?? inputs[0])?.focus();
  }

  function layerChooser() {
    const name = `layer-${Math.random().toString(36).slice(2)}`;
    return h("fieldset", { class: "kit-layers", change: (event) => {
      layer = layers.find((one) => one.id === event.target.value);
      current = null;
      draw();
    } }, h("legend", {}, words.layer), ...layers.map((one, n) => h("label", {}, h("input", { type: "radio", name, value: one.id, checked: n === 0 }), one.word)));
  }

  // -- what happens

  function onLabel(event) {
    const label = layer.labels.find((one) => one.code === event.target.value);
    if (!selected && !current) {
      event.target.checked = false;
      view.speak(words.first_select);
      card.classList.add("kit-asked");
      return;
    }
    mark(label);
  }

  function onFind() {
    matches = find(tokens, units, finder.value);
    found.textContent = finder.value.trim() ? fill(matches.length === 1 ? words.found_one : words.found, { n: matches.length }) : "";
  }

  let match = -1;
  function onFindKey(event) {
    if (event.key === "Escape" && finder.value) {
      finder.value = "";
      onFind();
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    onFind();
    if (!matches.length) return void view.speak(words.found_none);
    const same = selected && matches.findIndex((one) => one[0] === selected[0] && one[1] === selected[1]);
    match = (same === null || same < 0) ? 0 : (same + 1) % matches.length;
    select(matches[match], { say: false });
    cells[selected[0]].scrollIntoView({ block: "nearest" });
    view.speak(fill(words.found_at, { n: match + 1, of: matches.length, unit: unitWord(selected[0]), quote: quote(selected) }));
  }

  function go(to, event) {
    const target = Math.max(0, Math.min(tokens.length - 1, to));
    if (event.shiftKey) {
      anchor ??= selected ? selected[0] : cursor;
      const unit = unitOf[anchor];
      cursor = Math.min(unit.last, Math.max(unit.first, target));
      selected = within(unit, anchor, cursor);
      current = null;
    } else {
      anchor = selected = null;
      cursor = target;
      current = markAt(marks(), cursor)?.key ?? null;
    }
    draw();
    cells[cursor].scrollIntoView({ block: "nearest" });
    view.speak(selected ? quote(selected) : [tokens[cursor].text, style(byKey(current) ?? {}).label?.word].filter(Boolean).join(", "));
  }

  // The word nearest above or below, found by looking at the page as the reader does.
  function lineFrom(direction) {
    const here = cells[cursor].getBoundingClientRect();
    const middle = (here.left + here.right) / 2;
    let best = null;
    let line = null;
    for (let n = cursor + direction; cells[n]; n += direction) {
      const box = cells[n].getBoundingClientRect();
      if (Math.abs(box.top - here.top) < here.height / 2) continue;
      line ??= box;
      if (Math.abs(box.top - line.top) > here.height / 2) break;
      const gap = Math.abs((box.left + box.right) / 2 - middle);
      if (!best || gap < best.gap) best = { n, gap };
    }
    return best?.n ?? (direction < 0 ? 0 : tokens.length - 1);
  }

  function sentenceFrom(direction) {
    const place_ = units.indexOf(unitOf[cursor]);
    if (direction > 0) return units[place_ + 1]?.first ?? tokens.length - 1;
    return cursor > units[place_].first ? units[place_].first : units[Math.max(0, place_ - 1)].first;
  }

  function nextMark(direction) {
    const all = inOrder(marks());
    if (!all.length) return view.speak(words.none_yet);
    const at = all.findIndex((one) => one.key === current);
    const beside = direction > 0 ? all.find((one) => one.first > cursor) ?? all[0] : all.findLast((one) => one.first < cursor) ?? all.at(-1);
    return open(at < 0 ? beside.key : all[(at + direction + all.length) % all.length].key);
  }

  const moves = {
    ArrowRight: (event) => (event.ctrlKey ? sentenceFrom(1) : cursor + 1),
    ArrowLeft: (event) => (event.ctrlKey ? sentenceFrom(-1) : cursor - 1),
    ArrowDown: () => lineFrom(1),
    ArrowUp: () => lineFrom(-1),
    Home: (event) => (event.ctrlKey ? 0 : unitOf[cursor].first),
    End: (event) => (event.ctrlKey ? tokens.length - 1 : unitOf[cursor].last),
  };

  function onTextKey(event) {
    if (event.target !== text) return;
    if (moves[event.key]) go(moves[event.key](event), event);
    else if (event.key === "Enter") {
      if (!selected && !current) select([cursor, cursor]);
      focusCard();
    } else return;
    event.preventDefault();
  }

  // Keys that work everywhere in the widget but where one types.
  function onKey(event) {
    if (event.key === "Escape") return void onEscape(event);
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const digit = digitOf(event);
    const label = digit && layer.labels[digit - 1];
    const key = event.key.toLowerCase();
    if (label) mark(label);
    else if (key === "n" || key === "p") nextMark(key === "n" ? 1 : -1);
    else if (key === "/") finder.focus();
    else if ((key === "delete" || key === "backspace") && current) remove(current);
    else return;
    event.preventDefault();
  }

  // Out by steps: from the card to the text, then no selection, then out of the widget.
  function onEscape(event) {
    event.preventDefault();
    if (document.activeElement !== text && view.root.contains(document.activeElement) && event.target !== finder) text.focus();
    else if (selected || current) clear();
    else view.leave();
  }

  function onListKey(event) {
    const item = event.target.closest("li");
    const next = { ArrowDown: item?.nextElementSibling, ArrowUp: item?.previousElementSibling }[event.key];
    if (next) {
      next.querySelector("button").focus();
      event.preventDefault();
    } else if (item && (event.key === "Delete" || event.key === "Backspace")) {
      current = item.dataset.key;
    }
  }

  // -- mouse and touch

  let touched = false;
  function onClick(event) {
    if (event.target.closest(".kit-flag, .kit-card")) return;
    if (!document.getSelection().isCollapsed && takeSelection()) return;
    const n = Number(event.target.closest("[data-n]")?.dataset.n ?? NaN);
    const code = event.target.closest(".kit-code")?.closest("[data-key]")?.dataset.key;
    if (code) return void open(code);
    if (Number.isNaN(n)) return void clear();
    if ((event.shiftKey || touched) && selected) return void select(within(unitOf[selected[0]], selected[0], n));
    const over = markAt(marks(), n, current);
    if (over && !event.shiftKey) return void open(over.key);
    anchor = n;
    select([n, n]);
  }

  // What the browser's own selection covers, in whole words, inside the sentence where it begins.
  function takeSelection() {
    const chosen_ = document.getSelection();
    if (!chosen_.rangeCount || chosen_.isCollapsed || !text.contains(chosen_.anchorNode)) return false;
    const range = chosen_.getRangeAt(0);
    const touchedCells = cells.filter((cell) => chosen_.containsNode(cell, true) && overlaps(range, cell));
    if (!touchedCells.length) return false;
    const first = Number(touchedCells[0].dataset.n);
    const back = range.startContainer !== chosen_.anchorNode;
    const last = Number(touchedCells.at(-1).dataset.n);
    select(within(unitOf[back ? last : first], first, last));
    return true;
  }

  function overlaps(range, cell) {
    const own = document.createRange();
    own.selectNodeContents(cell);
    return range.compareBoundaryPoints(Range.END_TO_START, own) < 0 && range.compareBoundaryPoints(Range.START_TO_END, own) > 0;
  }

  let settle = null;
  function onSelectionChange() {
    clearTimeout(settle);
    if (touched) settle = setTimeout(takeSelection, 400); // a long press moves handles and ends in no click
  }

  text.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
  });
  document.addEventListener("selectionchange", onSelectionChange);
  view.root.addEventListener("keydown", onKey);
  work.listeners.add(draw);
  draw();
  const resized = new ResizeObserver(() => drawCard());
  resized.observe(view.body);

  return () => {
    resized.disconnect();
    clearTimeout(settle);
    document.removeEventListener("selectionchange", onSelectionChange);
    work.listeners.delete(draw);
    view.dispose();
  };
}

export default widget(mount);
