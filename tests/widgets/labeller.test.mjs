// What the labeller decides without a page: rows, progress, the next one, cuts.
import assert from "node:assert/strict";
import { test } from "node:test";

import { cut, firstCut, flatOf, isDone, itemOf, join, makeMain, nextTodo, progress, rowsOf, textOf } from "../../kit/widgets/labeller.js";

const WORDS = ["Le ", "maire ", "part, ", "et ", "la ", "ville ", "dort."];
const unit = (id, kind = "sentence", words = WORDS) => ({ id, kind, words });
const UNITS = [unit("S1"), unit("H1", "heading", ["Titre"]), unit("S2")];
const item = (key, fields = {}) => ({ key, unit: key.split(":")[0], first: 0, last: 6, label: "", voice: "", why: "", ...fields });
const SPLIT = [item("S1", { last: 2, label: "fact", voice: "journal", why: "vu" }), item("S1:2", { first: 3, label: "opinion" })];
const FLATS = [
  { code: "fact_own", label: "fact", voice: "journal" }, { code: "claim_named", label: "fact", voice: "named" },
  { code: "opinion", label: "opinion", voice: "" },
];
// Put changes on items, as the kernel does.
const put = (items, changes) => {
  const byKey = new Map(items.map((one) => [one.key, one]));
  for (const { deleted, ...one } of changes) deleted ? byKey.delete(one.key) : byKey.set(one.key, one);
  return [...byKey.values()];
};
const rows = (items) => rowsOf(UNITS, items).flat();

test("every sentence has a row before anything is said of it", () => {
  assert.deepEqual(rows([]).map((row) => [row.name, row.key, row.split]), [["S1", "S1", false], ["H1", "H1", false], ["S2", "S2", false]]);
});

test("a sentence that was cut has a row for each claim, in the order of the text", () => {
  assert.deepEqual(rows([...SPLIT].reverse()).map((row) => [row.name, textOf(row), row.main]),
    [["S1a", "Le maire part,", true], ["S1b", "et la ville dort.", false], ["H1", "Titre", false], ["S2", "Le maire part, et la ville dort.", false]]);
});

test("a claim whose main point was lost elsewhere is still shown", () => {
  assert.deepEqual(rows([SPLIT[1]]).slice(0, 2).map((row) => row.key), ["S1", "S1:2"]);
});

test("an answer about a sentence that is not shown is passed over", () => {
  assert.equal(rows([item("S9")]).length, 3);
});

test("the words of all claims are those of the sentence, wherever it is cut", () => {
  for (let at = 1; at < WORDS.length; at++) {
    const after = put([], cut(rowsOf(UNITS, [])[0], rows([])[0], at));
    assert.equal(rowsOf(UNITS, after)[0].map((row) => UNITS[0].words.slice(row.first, row.last + 1).join("")).join(""), WORDS.join(""));
  }
});

test("a cut keeps the answer on the first claim and leaves the second blank", () => {
  const before = [item("S1", { label: "fact", voice: "named", why: "x" })];
  const [first, second] = rowsOf(UNITS, put(before, cut(rowsOf(UNITS, before)[0], rows(before)[0], 3)))[0];
  assert.deepEqual([first.label, first.voice, first.why, second.label, second.voice, second.why], ["fact", "named", "x", "", "", ""]);
});

test("a third claim takes a key that no other has", () => {
  const group = rowsOf(UNITS, SPLIT)[0];
  const keys = rowsOf(UNITS, put(SPLIT, cut(group, group[0], 1)))[0].map((row) => row.key);
  assert.deepEqual(keys.sort(), ["S1", "S1:2", "S1:3"]);
});

test("joining keeps the main point's answer, whole sentence, and throws the others away", () => {
  const after = put(SPLIT, join(rowsOf(UNITS, SPLIT)[0]));
  assert.deepEqual(after, [item("S1", { label: "fact", voice: "journal", why: "vu" })]);
});

test("another main point: the claims trade keys and nothing else", () => {
  const after = rowsOf(UNITS, put(SPLIT, makeMain(rowsOf(UNITS, SPLIT)[0], "S1:2")))[0];
  assert.deepEqual(after.map((row) => [row.key, row.main, row.label, row.first, row.last]), [["S1:2", false, "fact", 0, 2], ["S1", true, "opinion", 3, 6]]);
});

test("a cut is proposed after the comma nearest the middle, else in the middle", () => {
  assert.equal(firstCut(rows([])[0]), 3);
  assert.equal(firstCut({ unit: unit("S1", "sentence", ["a ", "b ", "c ", "d"]), first: 0, last: 3 }), 2);
  assert.equal(firstCut({ unit: unit("S1", "sentence", ["a ", "b"]), first: 0, last: 1 }), 1);
});

test("of two questions both want an answer; the one list is content with a label, and a voice for a fact", () => {
  const opinion = item("S1", { label: "opinion" });
  assert.deepEqual([isDone(opinion, FLATS, false), isDone(opinion, FLATS, true)], [false, true]);
  assert.equal(isDone(item("S1", { label: "fact" }), FLATS, true), false);
  assert.equal(flatOf(FLATS, { label: "fact", voice: "named" }).code, "claim_named");
});

test("progress counts sentences, not headings, and a cut one when all its claims are done", () => {
  const done = { label: "opinion", voice: "named" };
  assert.deepEqual(progress(rowsOf(UNITS, []), FLATS, false), { n: 0, of: 2 });
  assert.deepEqual(progress(rowsOf(UNITS, [item("S2", done), item("H1", { ...done, last: 0 })]), FLATS, false), { n: 1, of: 2 });
  assert.deepEqual(progress(rowsOf(UNITS, SPLIT), FLATS, false), { n: 0, of: 2 });
  assert.deepEqual(progress(rowsOf(UNITS, [SPLIT[0], { ...SPLIT[1], ...done }]), FLATS, false), { n: 1, of: 2 });
});

test("next to do goes round, skips headings and what is done, and ends", () => {
  const done = item("S1", { label: "fact", voice: "named" });
  assert.equal(nextTodo(rows([]), "S1", FLATS, false).key, "S2");
  assert.equal(nextTodo(rows([done]), "S2", FLATS, false).key, "S2");
  assert.equal(nextTodo(rows([done]), "H1", FLATS, false).key, "S2");
  assert.equal(nextTodo(rows([done, item("S2", { label: "fact", voice: "named" })]), "S1", FLATS, false), null);
});

test("a row goes to the kernel as it came", () => {
  assert.deepEqual(itemOf(rows(SPLIT)[0]), SPLIT[0]);
});
