// The cards: mentions of unnamed people, put onto cards by drag, by key or by menu, and how many people that makes.
import { arrange, button, digitOf, drawing, fill, frame, h, isTyping, widget } from "./common.js";

// ---- pure: tested with node --test

const blank = (key) => ({ key, mentions: [], perhaps: 0, why: "" });

// Cards bear a number that stays theirs; the two numbers of the student are no cards.
export function cardsOf(items) {
  return items.filter((item) => /^\d+$/.test(item.key)).sort((a, b) => a.key - b.key);
}

export function cardOf(cards, id) {
  return cards.find((card) => card.mentions.includes(id)) ?? null;
}

export function freeKey(cards) {
  let n = 1;
  while (cards.some((card) => card.key === String(n))) n++;
  return String(n);
}

// How many of the questions a card answers.
export const answered = (card) => Object.keys(card.checklist ?? {}).length;

// Changes that put a mention onto a card ("new" for another, "" for none). A card that is left empty goes,
// unless it bears a reason or an answer; whatever pointed to it points nowhere.
export function move(cards, id, target) {
  const key = target === "new" ? freeKey(cards) : target;
  const next = new Map();
  for (const card of cards) {
    if (card.key === key || !card.mentions.includes(id)) continue;
    const mentions = card.mentions.filter((one) => one !== id);
    next.set(card.key, { ...card, mentions, ...(mentions.length || card.why || answered(card) ? {} : { deleted: true }) });
  }
  const to = cards.find((card) => card.key === key) ?? blank(key);
  if (key && !to.mentions.includes(id)) next.set(key, { ...to, mentions: [...to.mentions, id] });
  for (const gone of [...next.values()].filter((card) => card.deleted)) {
    for (const card of unlink(cards, gone.key)) {
      const change = next.get(card.key) ?? card;
      if (!change.deleted) next.set(card.key, { ...change, perhaps: 0 });
    }
  }
  return [...next.values()];
}

// Changes that take back whatever says "perhaps the same as" of a card.
export function unlink(cards, key) {
  return cards.filter((card) => card.perhaps === Number(key)).map((card) => ({ ...card, perhaps: 0 }));
}

// A card for each mention that stands on none.
export function spread(cards, ids) {
  const made = [];
  for (const id of ids) made.push({ ...blank(freeKey([...cards, ...made])), mentions: [id] });
  return made;
}

// How many people: on each card as many as the grammar of one of its mentions guarantees; `apart` where no card
// shares anybody, `least` where all that may be one are one; `open` where a plural has no ceiling.
export function count(cards, mentions) {
  const byId = new Map(mentions.map((mention) => [mention.id, mention]));
  const known = (card) => card.mentions.map((id) => byId.get(id)).filter(Boolean);
  const group = new Map(cards.map((card) => [card.key, card.key]));
  for (const card of cards) {
    const [from, to] = [group.get(card.key), group.get(String(card.perhaps))];
    if (to) for (const [key, name] of group) if (name === from) group.set(key, to);
  }
  const groups = new Map();
  let apart = 0;
  for (const card of cards) {
    const n = Math.max(0, ...known(card).map((mention) => mention.least));
    const name = group.get(card.key);
    apart += n;
    groups.set(name, Math.max(n, groups.get(name) ?? 0));
  }
  const least = [...groups.values()].reduce((sum, n) => sum + n, 0);
  return { least, apart, open: cards.some((card) => known(card).some((mention) => mention.open)) };
}

// A card on which two mentions were merged, or a doubt noted, asks for a reason.
export const asksWhy = (card) => card.mentions.length > 1 || card.perhaps > 0;
export const lacksWhy = (card) => asksWhy(card) && !card.why.trim();

// ---- the view

const EDGE = 56; // pixels from the edge of the window in which a finger that holds a mention scrolls
const STEP = 8; // pixels a picture

function mount({ model, el, work }) {
  const words = model.get("words");
  const [questions, answers] = ["question.", "answer."].map((start) => Object.keys(words)
    .filter((key) => key.startsWith(start)).map((key) => [key.slice(start.length), words[key]]));
  const id = `kit-${Math.random().toString(36).slice(2)}`;
  const chips = new Map(); // mention id -> {li, number, select}
  const decks = new Map(); // card key -> {node, list, perhaps, why, asked, remove}
  let cards = [];
  let mentions = [];
  let dragged = null;

  const view = frame({
    model, el, work, name: "cards", title: `${words.title} ${model.get("about")}`,
    keys: [
      ["1 … 9", words.key_card], ["N", words.key_new], [`0 ${words.delete_key}`, words.key_back], ["← →", words.key_along],
      ["↑ ↓", words.key_move], ["R", words.key_why], ["Ctrl+Z Ctrl+Y", words.key_undo], ["?", words.key_help],
      [words.escape, words.key_escape],
    ],
  });
  const total = h("strong", { class: "kit-total" });
  const how = h("span", { class: "kit-hint kit-how" }, words.total_how); // what two numbers mean
  const waits = h("span", { class: "kit-hint" });
  view.bar.append(total, waits, how);

  const left = h("ul", { class: "kit-list" });
  const leftTitle = h("h3", { id: `${id}-left` });
  const each = button(words.each, { click: onEach, class: "kit-button kit-strong" });
  const tray = h("section", { class: "kit-tray", "data-drop": "", "aria-labelledby": leftTitle.id },
    h("div", { class: "kit-head" }, leftTitle, each), left);
  const fresh = h("div", { class: "kit-fresh", "data-drop": "new", "aria-hidden": "true" }, words.drop_new);
  const deck = h("div", { class: "kit-deck" }, fresh);
  const numbers = new Map(["least", "distinct"].map((key) => [key, numberNode(key)]));
  view.body.append(h("p", { class: "kit-hint" }, words.how, " ", model.get("note")), tray, deck,
    h("section", { class: "kit-numbers", "aria-label": words.numbers }, h("h3", {}, words.numbers),
      ...[...numbers.values()].map(({ node }) => node)));

  function numberNode(key) {
    const number = h("input", { type: "number", min: "0", max: "999", inputmode: "numeric", input: change });
    const why = h("textarea", { rows: "1", input: change });
    const node = h("div", { class: "kit-answer" },
      h("label", { class: "kit-label" }, h("span", {}, words[key]), number),
      h("label", { class: "kit-label" }, h("span", {}, fill(words.number_why, { number: words[key] })), why));
    function change() {
      const [label, reason] = [number.value.replace(/\D/g, "").slice(0, 4), why.value];
      work.change([{ key, label, why: reason, ...(label || reason ? {} : { deleted: true }) }], key);
    }
    return { node, number, why };
  }

  // -- a mention and a card

  function guaranteed({ least, open }) {
    return fill(words[`${least > 1 ? "several" : "one"}${open ? "_open" : ""}`], { n: least });
  }

  function chipNode(mention) {
    const line = h("span", { class: "kit-line", lang: model.get("text_lang"), id: `${id}-${mention.id}` },
      mention.before, h("b", {}, mention.text), mention.after);
    const number = h("button", { type: "button", class: "kit-number", "aria-describedby": line.id,
      "aria-keyshortcuts": "1 2 3 4 5 6 7 8 9 0 N R" });
    const select = h("select", { change: () => put(mention.id, select.value),
      "aria-label": fill(words.menu, { unit: mention.unit, text: mention.text }) });
    const grip = h("span", { class: "kit-grip", "aria-hidden": "true" }, drawing("grip"));
    const li = h("li", { class: "kit-mention", draggable: "true", "data-id": mention.id }, number, line, grip,
      h("span", { class: "kit-tag", title: guaranteed(mention) },
        h("span", { "aria-hidden": "true" }, `${mention.least}${mention.open ? "+" : ""}`),
        h("span", { class: "kit-unseen" }, guaranteed(mention))), select);
    chips.set(mention.id, { li, number, select, mention });
    return li;
  }

  function cardNode(key) {
    const list = h("ul", { class: "kit-list" });
    const perhaps = h("select", { change: () => edit(key, { perhaps: Number(perhaps.value) }) });
    const doubt = h("label", { class: "kit-label" }, h("span", {}, words.perhaps), perhaps);
    const why = h("textarea", { rows: "2", input: () => edit(key, { why: why.value }, `why:${key}`) });
    const asked = h("span", {});
    const reason = h("label", { class: "kit-label" }, asked, why);
    const asks = h("summary", {});
    const said = questions.map(([name, word]) => questionNode(key, name, word));
    const more = h("details", { class: "kit-more" }, asks, ...said.map(({ node: one }) => one));
    const remove = button(words.remove, { click: () => discard(key), class: "kit-button kit-remove" }, "bin");
    const people = h("span", { class: "kit-tag" });
    const node = h("section", { class: "kit-card", "data-drop": key, "aria-label": fill(words.card, { n: key }) },
      h("div", { class: "kit-head" }, h("h3", {}, fill(words.card, { n: key })), people), list, doubt, reason, more, remove);
    decks.set(key, { node, list, perhaps, doubt, why, asked, reason, asks, said, remove, people });
    return node;
  }

  function questionNode(key, name, word) {
    const select = h("select", { change: () => answer(key, name, select.value) }, h("option", { value: "" }, "–"),
      ...answers.map(([value, text]) => h("option", { value }, text)));
    return { name, select, node: h("label", { class: "kit-question" }, h("span", {}, word), select) };
  }

  // -- drawing

  function draw() {
    const active = view.root.contains(document.activeElement) ? document.activeElement : null;
    cards = cardsOf(work.items);
    mentions = model.get("mentions");
    for (const mention of mentions) if (!chips.has(mention.id)) chipNode(mention);
    for (const [key, { node }] of decks) if (!cards.some((card) => card.key === key)) { node.remove(); decks.delete(key); }
    for (const card of cards) if (!decks.has(card.key)) cardNode(card.key);
    arrange(deck, [...cards.map((card) => decks.get(card.key).node), fresh]);
    for (const card of cards) drawCard(card);
    const loose = mentions.filter((mention) => !cardOf(cards, mention.id));
    arrange(left, loose.map((mention) => chips.get(mention.id).li));
    for (const mention of mentions) drawChip(mention);
    leftTitle.textContent = loose.length ? fill(words.left, { n: loose.length }) : words.none_left;
    tray.classList.toggle("kit-empty", !loose.length);
    each.hidden = loose.length < 2;
    drawNumbers(loose.length);
    if (active && active !== document.activeElement) (active.isConnected ? active : chipOf(mentions[0]))?.focus();
  }

  const chipOf = (mention) => chips.get(mention?.id)?.number;

  function drawCard(card) {
    const { list, perhaps, doubt, why, asked, reason, asks, said, remove, people } = decks.get(card.key);
    const mine = mentions.filter((mention) => cardOf(cards, mention.id) === card);
    arrange(list, mine.map((mention) => chips.get(mention.id).li));
    people.textContent = mine.length ? guaranteed(count([card], mentions)) : "";
    options(perhaps, [["0", words.nobody], ...cards.filter((one) => one !== card)
      .map((one) => [one.key, fill(words.card, { n: one.key })])], String(card.perhaps));
    doubt.hidden = cards.length < 2 || !mine.length;
    asked.textContent = card.mentions.length > 1 ? words.why_same : words.why_perhaps;
    reason.hidden = !asksWhy(card) && !card.why;
    reason.classList.toggle("kit-lacking", lacksWhy(card));
    if (why !== document.activeElement && why.value !== card.why) why.value = card.why;
    asks.textContent = fill(words.checklist, { n: answered(card), of: questions.length });
    for (const { name, select } of said) select.value = card.checklist?.[name] ?? "";
    remove.hidden = mine.length > 0;
  }

  function drawChip({ id: name, unit, text }) {
    const { number, select } = chips.get(name);
    const card = cardOf(cards, name);
    number.replaceChildren(unit, h("span", { class: "kit-unseen" },
      ` « ${text} », ${card ? fill(words.card, { n: card.key }) : words.nowhere}`));
    const alone = card?.mentions.length === 1 && !card.why && !answered(card);
    options(select, [["", words.nowhere], ...cards.map((one) => [one.key, fill(words.card, { n: one.key })]),
      ...(alone ? [] : [["new", words.new]])], card?.key ?? "");
  }

  function options(select, rows, value) {
    const state = JSON.stringify(rows);
    if (select.dataset.state !== state) {
      select.replaceChildren(...rows.map(([code, word]) => h("option", { value: code }, word)));
      select.dataset.state = state;
    }
    select.value = value;
  }

  function drawNumbers(loose) {
    const { least, apart, open } = count(cards, mentions);
    total.textContent = cards.length ? fill(least === apart ? words[open ? "total_one_open" : "total_one"]
      : words[open ? "total_open" : "total"], { least, apart }) : words.total_none;
    how.hidden = least === apart;
    const lacking = cards.filter(lacksWhy).length;
    waits.textContent = [loose ? fill(words.waits, { n: loose }) : "", lacking ? fill(words.lacking, { n: lacking }) : ""]
      .filter(Boolean).join(" · ");
    for (const [key, { number, why }] of numbers) {
      const item = work.items.find((one) => one.key === key);
      if (number !== document.activeElement && number.value !== (item?.label ?? "")) number.value = item?.label ?? "";
      if (why !== document.activeElement && why.value !== (item?.why ?? "")) why.value = item?.why ?? "";
    }
  }

  // -- doing

  function edit(key, fields, join) {
    work.change([{ ...cards.find((card) => card.key === key), ...fields }], join);
    if ("perhaps" in fields) view.speak(total.textContent);
  }

  function answer(key, name, value) {
    const { [name]: _old, ...others } = cards.find((card) => card.key === key).checklist ?? {};
    edit(key, { checklist: value ? { ...others, [name]: value } : others });
  }

  function put(name, target) {
    const changes = move(cards, name, target);
    if (!changes.length) return;
    work.change(changes);
    const card = cardOf(cards, name);
    const where = card ? fill(words.card, { n: card.key }) : words.nowhere;
    view.speak(`${fill(words.moved, { text: chips.get(name).mention.text, where })} ${total.textContent}`);
  }

  function discard(key) {
    const card = cards.find((one) => one.key === key);
    work.change([{ ...card, deleted: true }, ...unlink(cards, key)]);
    chipOf(mentions[0])?.focus();
    view.speak(fill(words.removed, { n: key }));
  }

  function onEach() {
    work.change(spread(cards, mentions.filter((mention) => !cardOf(cards, mention.id)).map((mention) => mention.id)));
    chipOf(mentions[0])?.focus();
    view.speak(total.textContent);
  }

  // -- keys, on the mention that has the focus

  function onKey(event) {
    if (event.key === "Escape") return void onEscape(event);
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const name = event.target.closest?.(".kit-number")?.closest("[data-id]").dataset.id;
    if (!name) return undefined;
    const digit = digitOf(event);
    const act = digit !== null ? () => onDigit(name, digit) : acts[event.key.toLowerCase()];
    if (!act) return undefined;
    event.preventDefault();
    act(name);
    return undefined;
  }

  const acts = {
    n: (name) => put(name, "new"), delete: (name) => put(name, ""), backspace: (name) => put(name, ""),
    arrowright: (name) => along(name, 1), arrowleft: (name) => along(name, -1),
    arrowdown: (name) => step(name, 1), arrowup: (name) => step(name, -1),
    r: (name) => { const card = cardOf(cards, name); if (card && asksWhy(card)) decks.get(card.key).why.focus(); },
  };

  function onDigit(name, digit) {
    if (!digit) put(name, "");
    else if (decks.has(String(digit))) put(name, String(digit));
    else view.speak(fill(words.no_card, { n: digit }));
  }

  // Along the cards; past the last one is a new one.
  function along(name, by) {
    const keys = ["", ...cards.map((card) => card.key), "new"];
    const to = keys[keys.indexOf(cardOf(cards, name)?.key ?? "") + by];
    if (to !== undefined) put(name, to);
  }

  function step(name, by) {
    const all = [...view.root.querySelectorAll(".kit-number")];
    all[all.indexOf(chips.get(name).number) + by]?.focus();
  }

  function onEscape(event) {
    event.preventDefault();
    const number = isTyping(event.target) && event.target.closest(".kit-mention, .kit-card")?.querySelector(".kit-number");
    if (number) number.focus();
    else view.leave();
  }

  // -- drag, never the only way

  const dropOf = (event) => (dragged === null ? null : event.target.closest?.("[data-drop]"));
  function mark(node) {
    for (const one of view.root.querySelectorAll(".kit-over")) one.classList.remove("kit-over");
    node?.classList.add("kit-over");
  }
  function onDrag(event) {
    event.stopPropagation();
    const zone = dropOf(event);
    if (event.type === "dragstart") {
      dragged = event.target.closest?.("[data-id]")?.dataset.id ?? null;
      event.dataTransfer.setData("application/x-kit-mention", "");
      event.dataTransfer.effectAllowed = "move";
    } else if (event.type === "dragover" && zone) {
      event.preventDefault();
      mark(zone);
    } else if (event.type === "drop" && zone) {
      event.preventDefault();
      put(dragged, zone.dataset.drop);
    }
    if (event.type === "drop" || event.type === "dragend") {
      dragged = null;
      mark(null);
    }
  }
  for (const type of ["dragstart", "dragover", "drop", "dragend"]) view.root.addEventListener(type, onDrag);

  // -- by finger: the grip follows it, because anywhere else a finger scrolls

  let finger = null; // where the finger is that holds a mention
  const under = () => {
    const zone = finger && document.elementFromPoint(finger.x, finger.y)?.closest("[data-drop]");
    return zone && view.root.contains(zone) ? zone : null;
  };
  function onFinger({ type, target, clientX: x, clientY: y, pointerId }) {
    const grip = target.closest?.(".kit-grip");
    if (type === "pointerdown" && grip) {
      grip.setPointerCapture(pointerId);
      finger = { x, y };
      roll();
    } else if (!finger) return;
    else if (type === "pointermove") Object.assign(finger, { x, y });
    else if (type === "pointerup" || type === "pointercancel") {
      const zone = type === "pointerup" ? under() : null;
      finger = null;
      mark(null);
      if (zone) put(grip.closest("[data-id]").dataset.id, zone.dataset.drop);
    }
  }
  // Light up what is under the finger; at the edge of the window the page comes along.
  function roll() {
    if (!finger || !view.root.isConnected) return;
    const by = finger.y < EDGE ? -STEP : finger.y > window.innerHeight - EDGE ? STEP : 0;
    if (by) view.root.closest(".jp-WindowedPanel-outer, html").scrollBy(0, by);
    mark(under());
    requestAnimationFrame(roll);
  }
  for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) view.root.addEventListener(type, onFinger);

  view.root.addEventListener("keydown", onKey);
  work.listeners.add(draw);
  model.on("change:mentions", draw);
  draw();

  return () => {
    model.off("change:mentions", draw);
    work.listeners.delete(draw);
    view.dispose();
  };
}

export default widget(mount);
