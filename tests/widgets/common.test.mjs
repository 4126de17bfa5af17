// What all widgets share, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Work, apply, chunked, clock, digitOf, fill, inverse, saying } from "../../kit/widgets/common.js";

function work(items = []) {
  const sent = [];
  return { sent, work: new Work({ items, send: (message) => sent.push(structuredClone(message)) }) };
}
const confirm = (one, message, items = []) => one.known(items, message);

test("words are filled in once, and braces in them stay", () => {
  assert.equal(fill("{n} sur {of}", { n: "{of}", of: 3 }), "{of} sur 3");
  assert.equal(fill("{unknown}"), "{unknown}");
});

test("many sentences stand in groups, in their order, each with its size", () => {
  const node = (some) => ({ some, classList: { add() {} }, style: { setProperty(_name, n) { this.n = n; } } });
  const sentences = Array.from({ length: 101 }, (_, n) => n);
  const groups = chunked(sentences, node);
  assert.deepEqual(groups.map((group) => group.style.n), [50, 50, 1]);
  assert.deepEqual(groups.flatMap((group) => group.some), sentences);
  assert.deepEqual(chunked([], node), []);
});

test("a French keyboard's digit row counts by its place", () => {
  assert.equal(digitOf({ code: "Digit2", key: "é" }), 2);
  assert.equal(digitOf({ code: "Numpad7", key: "7" }), 7);
  assert.equal(digitOf({ key: "4" }), 4);
  assert.equal(digitOf({ code: "KeyA", key: "a" }), null);
  assert.equal(digitOf({ code: "Digit2", key: "é", ctrlKey: true }), null);
});

test("a change replaces, adds or throws away, and its inverse brings all back", () => {
  const items = [{ key: "a", why: "1" }, { key: "b", why: "2" }];
  const changes = [{ key: "a", why: "3" }, { key: "b", deleted: true }, { key: "c", why: "4" }];
  const after = apply(items, changes);
  assert.deepEqual(after.map((item) => item.key), ["a", "c"]);
  const back = apply(after, inverse(items, changes));
  assert.deepEqual(back.sort((x, y) => (x.key < y.key ? -1 : 1)), items);
});

test("a change shows at once and before it is confirmed", () => {
  const { work: one, sent } = work();
  one.change([{ key: "a" }]);
  assert.deepEqual(one.items, [{ key: "a" }]);
  assert.equal(one.waiting.length, 1);
  assert.equal(sent[0].do, "change");
  confirm(one, sent[0], [{ key: "a" }]);
  assert.equal(one.waiting.length, 0);
  assert.deepEqual(one.items, [{ key: "a" }]);
});

test("what the kernel says late does not undo what was done since", () => {
  const { work: one, sent } = work();
  one.change([{ key: "a" }]);
  one.change([{ key: "b" }]);
  confirm(one, sent[0], [{ key: "a" }]);
  assert.deepEqual(one.items.map((item) => item.key), ["a", "b"]);
});

test("one message at a time is on its way, and the next goes when it is confirmed", () => {
  const { work: one, sent } = work();
  for (const key of "abc") one.change([{ key }]);
  assert.equal(sent.length, 1);
  confirm(one, sent[0]);
  assert.deepEqual(sent.map((message) => message.changes[0].key), ["a", "b"]);
});

test("letters typed while one waits travel together and are undone together", () => {
  const { work: one, sent } = work();
  for (const why of ["p", "pa", "par"]) one.change([{ key: "a", why }], "why a");
  assert.equal(one.items[0].why, "par");
  confirm(one, sent[0]);
  assert.equal(sent.at(-1).changes[0].why, "par");
  assert.equal(sent.length, 2);
  one.undo();
  assert.deepEqual(one.items, []);
});

test("a message that got lost can be sent again", () => {
  const { work: one, sent } = work();
  one.change([{ key: "a" }]);
  one.post();
  assert.deepEqual(sent[0], sent[1]);
});

test("another view's confirmation is not ours", () => {
  const { work: one } = work();
  one.change([{ key: "a" }]);
  one.known([], { client: "somebody else", number: 1 });
  assert.equal(one.waiting.length, 1);
});

test("undo and redo walk back and forth, and a new change ends redo", () => {
  const { work: one } = work([{ key: "a", label: "x" }]);
  one.change([{ key: "a", label: "y" }]);
  one.change([{ key: "a", deleted: true }]);
  one.undo();
  assert.equal(one.items[0].label, "y");
  one.undo();
  assert.equal(one.items[0].label, "x");
  assert.equal(one.undo(), null);
  one.redo();
  assert.equal(one.items[0].label, "y");
  one.change([{ key: "b" }]);
  assert.equal(one.redo(), null);
});

const words = { saved: "Enregistré {time}", modified: "modifié", stopped: "arrêté", saving: "…", off: "essai", blank: "vide" };
const at = "2026-12-01T14:03:22+01:00";
const say = (status, waiting = false, late = false) => saying({ saved: null, problem: "", news: "", ...status }, { waiting, late }, words, "fr");

test("saved is said only of what is on disk", () => {
  assert.equal(say({}).text, "vide");
  assert.equal(say({ saved: at }, true).text, "…");
  assert.equal(say({ saved: at }).text, `Enregistré ${clock(at, "fr")}`);
  assert.deepEqual(say({ saved: at, problem: "disque plein" }), { tone: "bad", text: "disque plein" });
  assert.deepEqual(say({ saved: at }, true, true), { tone: "bad", text: "arrêté" });
  assert.equal(say({ off: true }).text, "essai");
});

test("the clock counts 24 hours in both languages", () => {
  for (const lang of ["fr", "en"]) assert.match(clock("2026-12-01T23:03:22", lang), /^23:03$/);
  assert.match(clock("2026-12-01T00:03:22", "en"), /^00:03$/);
});

test("what changed since the hand-in is said, and so is other news", () => {
  assert.match(say({ saved: at, modified: true, news: "deux versions réunies" }).text, /modifié · deux versions réunies$/);
});
