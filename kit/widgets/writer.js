// The writer: a question answered in words, with a count of them; the rewriter adds what the machine reads in them.
import { fill, frame, h, widget } from "./common.js";

export const BREATH = 2000; // milliseconds without a letter after which undo begins a new step

export function countWords(text) {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function mount({ model, el, work }) {
  const { key, prompt, wanted, most, text_lang: lang, original } = model.get("task");
  const view = frame({ model, el, work, name: "writer", title: prompt, keys: [] });
  const { words } = view;
  const id = `kit-${Math.random().toString(36).slice(2)}`;
  const count = h("p", { class: "kit-count", id: `${id}-count` });
  const area = h("textarea", {
    rows: original ? "3" : "7", id, lang, maxlength: most, "aria-describedby": `${id}-count`, keydown: onKey,
    input: onInput, change: () => { step += 1; },
  });
  const before = h("p", { class: "kit-sentence", lang });
  const after = h("div", { class: "kit-reading" });
  let step = 0;
  let typed = 0;
  let verdict = model.get("reading")?.verdict;
  view.body.append(h("label", { for: id, class: "kit-prompt" }, prompt), original ? before : "", area, count, original ? after : "");

  function onInput(event) {
    if (event.timeStamp - typed > BREATH) step += 1;
    typed = event.timeStamp;
    work.change([{ key, why: area.value }], `${key} ${step}`);
  }
  function onKey(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    view.leave();
  }
  function draw() {
    const text = work.items.find((item) => item.key === key)?.why ?? "";
    if (area.value !== text) area.value = text;
    const n = countWords(text);
    count.textContent = fill(wanted ? words.count_of : words.count, { n, of: wanted });
  }

  // -- what the machine reads: the sentence with its hedges marked, what came and went, and which way it goes

  function marked(pieces) {
    return pieces.map(([text, hedge]) => (hedge ? h("mark", { class: `kit-mark kit-style-${hedge.style}` }, text,
      h("span", { class: "kit-code" }, hedge.short), h("span", { class: "kit-unseen" }, ` [${[hedge.word, hedge.strength].filter(Boolean).join(", ")}] `)) : text));
  }
  function drawReading() {
    const reading = model.get("reading");
    before.replaceChildren(h("b", {}, `${original} `), ...marked(reading.before));
    if (!reading.verdict) after.replaceChildren(h("p", { class: "kit-hint" }, words.reads_nothing));
    else {
      after.replaceChildren(
        h("h3", {}, words.reads), h("p", { class: "kit-sentence", lang }, ...marked(reading.after)),
        h("ul", {}, ...reading.changes.map(({ sign, text, word, strength, was }) => h("li", {},
          h("b", {}, `${{ added: "+", gone: "−", kept: "=" }[sign]} ${words[sign]} `), h("q", { lang }, text),
          ` ${[word, was && was !== strength ? `${was} → ${strength}` : strength].filter(Boolean).join(", ")}`))),
        h("p", { class: "kit-verdict-words" }, words[`verdict_${reading.verdict}`]),
        h("p", { class: "kit-hint" }, words.fallible));
    }
    if (reading.verdict && reading.verdict !== verdict) view.speak(words[`verdict_${reading.verdict}`]);
    verdict = reading.verdict;
  }

  work.listeners.add(draw);
  draw();
  if (original) {
    model.on("change:reading", drawReading);
    drawReading();
  }
  return () => {
    model.off("change:reading", drawReading);
    work.listeners.delete(draw);
    view.dispose();
  };
}

export default widget(mount);
