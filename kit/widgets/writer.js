// The writer: a question answered in words, with a count of them.
import { fill, frame, h, widget } from "./common.js";

export function countWords(text) {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function mount({ model, el, work }) {
  const { key, prompt, wanted } = model.get("task");
  const view = frame({ model, el, work, name: "writer", title: prompt, keys: [] });
  const { words } = view;
  const id = `kit-${Math.random().toString(36).slice(2)}`;
  const count = h("p", { class: "kit-count" });
  const area = h("textarea", {
    rows: "7", id, "aria-describedby": `${id}-count`, keydown: onKey,
    input: () => work.change([{ key, why: area.value }], key),
  });
  count.id = `${id}-count`;
  view.body.append(h("label", { for: id, class: "kit-prompt" }, prompt), area, count);

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
  work.listeners.add(draw);
  draw();
  return () => {
    work.listeners.delete(draw);
    view.dispose();
  };
}

export default widget(mount);
