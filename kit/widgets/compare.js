// Compare: rows of two readings side by side, a filter by verdict, and a reply to each.
import { arrange, button, fill, frame, h, widget } from "./common.js";

// ---- pure: tested with node --test

export const VERDICTS = ["differ", "only_theirs", "only_mine", "agree"];
export const SIGNS = { differ: "≠", only_theirs: "?", only_mine: "+", agree: "✓" };

// How many rows each verdict has.
export function counts(rows) {
  return Object.fromEntries(VERDICTS.map((name) => [name, rows.filter((row) => row.verdict === name).length]));
}

// The rows that a filter leaves; "all" leaves all, "apart" all but the agreed.
export function shown(rows, filter) {
  if (filter === "apart") return rows.filter((row) => row.verdict !== "agree");
  return filter === "all" ? rows : rows.filter((row) => row.verdict === filter);
}

// What is shown first: what there is to talk about, where there is any beside what is agreed.
export function first(rows) {
  const { length } = shown(rows, "apart");
  return length && length < rows.length ? "apart" : "all";
}

// ---- the view

function mount({ model, el, work }) {
  const words = model.get("words");
  const textLang = model.get("text_lang");
  const view = frame({ model, el, work, name: "compare", title: `${model.get("title")} (${model.get("about")})`, keys: [] });
  const group = `kit-${Math.random().toString(36).slice(2)}`;
  const filters = h("fieldset", { class: "kit-filters", change: (event) => choose(event.target.value) },
    h("legend", { class: "kit-unseen" }, words.show));
  const list = h("ol", { class: "kit-pairs" });
  const empty = h("p", { class: "kit-hint" }, words.nothing_here);
  const drawn = new Map(); // row key -> {li, state, area}
  let chosen = null; // the filter that was asked for
  let filter = "all";

  view.bar.append(h("h3", {}, model.get("title")));
  view.body.append(...model.get("notes").map((note) => h("p", { class: "kit-hint" }, note)), filters, empty, list);
  view.root.addEventListener("keydown", onKey);

  function onKey(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    view.leave();
  }
  function choose(name) {
    chosen = name;
    draw();
    view.speak(fill(words.showing, { n: shown(model.get("rows"), filter).length }));
  }

  function drawFilters(rows) {
    const found = counts(rows);
    const apart = first(rows) === "apart" ? shown(rows, "apart").length : 0;
    const options = [["apart", words.apart, apart], ["all", words.all, rows.length], ...VERDICTS.map((name) => [name, `${SIGNS[name]} ${words[name]}`, found[name]])];
    const texts = options.map(([, text, n]) => `${text} (${n})`);
    if (!filters.querySelector("label")) {
      filters.append(...options.map(([name]) => h("label", {},
        h("input", { type: "radio", name: group, value: name }), h("span", {}))));
    }
    for (const [i, label] of filters.querySelectorAll("label").entries()) {
      label.lastChild.textContent = texts[i];
      label.firstChild.checked = options[i][0] === filter;
      label.hidden = !options[i][2] && options[i][0] !== filter; // nothing to show
    }
  }

  function side(name, said) {
    return h("div", { class: "kit-side" }, h("h4", {}, name), said
      ? h("p", {}, h("span", { class: `kit-code kit-style-${said.style}`, "aria-hidden": "true" }, said.short), ` ${said.word}`)
      : h("p", { class: "kit-hint" }, words.no_mark), said?.why ? h("p", { class: "kit-why-said" }, said.why) : "");
  }

  const quoted = (quote) => h(/[«»“”"]/.test(quote) ? "span" : "q", { lang: textLang }, quote);

  function rowNode(row) {
    const id = `${group}-${row.key}`;
    const area = h("textarea", { rows: "2", id, input: () => work.change([{ key: row.key, why: area.value }], `why:${row.key}`) });
    const reply = h("div", { class: "kit-reply" }, h("label", { class: "kit-label", for: id }, h("span", {}, words.maintain)), area);
    const open = button(words.reply, { click: () => unfold(true), "aria-expanded": "false", "aria-controls": `${id}-box` });
    reply.id = `${id}-box`;
    function unfold(focus) {
      reply.hidden = focus ? !reply.hidden : false;
      open.setAttribute("aria-expanded", String(!reply.hidden));
      if (focus && !reply.hidden) area.focus();
    }
    reply.hidden = true;
    const li = h("li", { class: `kit-pair kit-${row.verdict}` },
      h("p", { class: "kit-head" }, h("b", { class: "kit-verdict-sign" }, `${SIGNS[row.verdict]} ${words[row.verdict]}`),
        h("span", { class: "kit-unit" }, row.unit)),
      h("p", { class: "kit-quote" }, ...row.quotes.flatMap((quote, n) => [n ? " / " : "", quoted(quote)])),
      h("div", { class: "kit-sides" }, side(words.mine, row.mine), side(words.theirs, row.theirs)), open, reply);
    return { li, area, unfold };
  }

  function draw() {
    const rows = model.get("rows");
    const replies = new Map(work.items.map((item) => [item.key, item.why]));
    filter = chosen ?? first(rows);
    drawFilters(rows);
    const nodes = shown(rows, filter).map((row) => {
      const state = JSON.stringify(row);
      let node = drawn.get(row.key);
      if (node?.state !== state) drawn.set(row.key, node = { ...rowNode(row), state });
      const text = replies.get(row.key) ?? "";
      if (node.area.value !== text && node.area !== node.area.getRootNode().activeElement) node.area.value = text;
      if (text) node.unfold(false);
      return node.li;
    });
    empty.hidden = nodes.length > 0;
    arrange(list, nodes);
  }

  work.listeners.add(draw);
  model.on("change:rows", draw);
  draw();
  return () => {
    model.off("change:rows", draw);
    work.listeners.delete(draw);
    view.dispose();
  };
}

export default widget(mount);
