// The grading page: one question at a time across all students; each decision is saved at once.
const { questions, words, levels, labels } = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
let question = 0;
let student = 0;
let queue = Promise.resolve();

const answers = () => questions[question].answers;
const answer = () => answers()[student];
const name = ({ part, item }) => (part === item ? part : `${part} / ${item}`);
const word = (layer, code) => labels[layer]?.[code] ?? code;

function start() {
  at("empty").hidden = questions.length > 0;
  at("work").hidden = questions.length === 0;
  if (!questions.length) return;
  levels.forEach((share, level) => {
    const input = Object.assign(document.createElement("input"), { type: "radio", name: "level", value: level });
    const label = document.createElement("label");
    label.append(input, ` ${level} `, Object.assign(document.createElement("small"), { textContent: `${share * 100} %` }));
    at("levels").append(label);
    input.addEventListener("change", () => decide(share, answer().comment));
  });
  at("questions").append(...questions.map((_, n) => new Option("", n)));
  at("questions").addEventListener("change", (event) => open(Number(event.target.value), 0));
  at("anonymous").addEventListener("change", show);
  at("comment").addEventListener("change", comment);
  at("previous").addEventListener("click", () => step(-1));
  at("next").addEventListener("click", () => step(1));
  at("finish").addEventListener("click", finish);
  document.addEventListener("keydown", key);
  open(0, 0);
}

function open(newQuestion, newStudent) {
  comment();
  [question, student] = [newQuestion, newStudent];
  show();
}

function step(by) {
  const next = student + by;
  if (next >= 0 && next < answers().length) open(question, next);
  else if (by > 0 && question + 1 < questions.length) open(question + 1, 0);
  else if (by < 0 && question > 0) open(question - 1, questions[question - 1].answers.length - 1);
}

function show() {
  const asked = questions[question];
  const one = answer();
  document.querySelectorAll("#questions option").forEach((option, n) => {
    const left = questions[n].answers.filter((each) => each.credit === null).length;
    option.textContent = fill(words.left, { name: name(questions[n]), left });
  });
  at("questions").value = question;
  at("prompt").textContent = asked.prompt;
  at("context").textContent = asked.quote
    ? fill(words.context, { quote: asked.quote, expected: word(asked.layer, asked.expected), why: asked.why }) : "";
  at("rubric-box").hidden = !asked.rubric;
  at("rubric").textContent = asked.rubric;
  at("who").textContent = at("anonymous").checked ? fill(words.student, { number: student + 1 }) : one.name;
  at("place").textContent = `${student + 1} / ${answers().length}`;
  at("given").textContent = one.given.split("\n").map((line) => word(asked.layer, line)).join("\n");
  at("text").textContent = one.text;
  at("text").hidden = !one.text;
  at("comment").value = one.comment;
  document.querySelectorAll("[name=level]").forEach((input, n) => { input.checked = one.credit === levels[n]; });
  at("state").textContent = one.credit === null ? words.undecided : "";
  at("state").className = "";
}

function comment() {
  const text = at("comment").value;
  if (text !== answer().comment) decide(answer().credit, text);
}

// One request after the other, in the order of the decisions: the last one must win on disk too.
function decide(credit, text) {
  const [asked, one] = [questions[question], answer()];
  Object.assign(one, { credit, comment: text });
  queue = queue.then(() => send(asked, one, credit, text));
  return queue;
}

async function send(asked, one, credit, text) {
  const body = JSON.stringify({ student: one.student, part: asked.part, item: asked.item, credit, comment: text });
  let says = words.lost;
  try {
    const reply = await fetch("decide", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    says = reply.ok ? "" : (await reply.json()).says;
  } catch { /* the server is gone: the sentence above says so */ }
  if (one !== answer()) return says && alertState(says);
  show();
  return alertState(says || fill(words.saved, { time: new Date().toLocaleTimeString([], { timeStyle: "short" }) }), says);
}

function alertState(text, wrong = true) {
  at("state").textContent = text;
  at("state").className = wrong ? "wrong" : "correct";
}

function key(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape" && event.target === at("comment")) at("levels").querySelector("input").focus();
  if (event.target.matches("textarea, select")) return;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
  if (digit && Number(digit[1]) < levels.length) decide(levels[Number(digit[1])], answer().comment);
  else if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
  else if (event.key === "c") at("comment").focus();
  else return;
  event.preventDefault();
}

async function finish() {
  comment();
  await queue;
  await fetch("finish", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
  document.querySelector("main").replaceChildren(Object.assign(document.createElement("p"), { textContent: words.finished }));
}

start();
