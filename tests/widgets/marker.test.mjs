// The marker's thinking, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";

import { caretAt, covered, find, inOrder, lastOf, markAt, nest, nextMark, plain, quote, within } from "../../kit/widgets/marker.js";

const mark = (key, first, last) => ({ key, first, last });
const shape = (pieces) => pieces.map((piece) => (typeof piece === "number" ? piece : { [piece.mark.key + (piece.ends ? "" : "…")]: shape(piece.children) }));
const flat = (pieces) => pieces.flatMap((piece) => (typeof piece === "number" ? [piece] : flat(piece.children)));

test("a text without marks is its words", () => {
  assert.deepEqual(nest(2, 4, []), [2, 3, 4]);
});

test("a mark inside another nests", () => {
  assert.deepEqual(shape(nest(0, 5, [mark("in", 2, 3), mark("out", 1, 4)])), [0, { out: [1, { in: [2, 3] }, 4] }, 5]);
});

test("marks that cross are cut, and each ends once", () => {
  assert.deepEqual(shape(nest(0, 5, [mark("a", 1, 3), mark("b", 2, 4)])), [0, { a: [1, { "b…": [2, 3] }] }, { b: [4] }, 5]);
});

test("a mark that reaches beyond the sentence is clipped to it", () => {
  assert.deepEqual(shape(nest(3, 5, [mark("a", 1, 4), mark("b", 5, 9)])), [{ a: [3, 4] }, { "b…": [5] }]);
});

test("whatever the marks, every word stands there once and in order, and every mark ends once", () => {
  let seed = 7;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 300; round++) {
    const marks = Array.from({ length: random(7) }, (_, n) => {
      const first = random(12);
      return mark(`m${n}`, first, Math.min(11, first + random(6)));
    });
    const pieces = nest(0, 11, marks);
    assert.deepEqual(flat(pieces), [...Array(12).keys()]);
    assert.equal(lastOf(pieces), 11);
    const ends = JSON.stringify(shape(pieces)).match(/"m\d"/g) ?? [];
    assert.deepEqual(ends.sort(), marks.map(({ key }) => `"${key}"`).sort());
  }
});

const text = (words) => words.split("|").map((word, id) => ({ id, text: word.trimEnd(), space: word.endsWith(" ") ? " " : "" }));
const tokens = text("Un |diplomate |de |l’|Otan |parle|.|Élu |à |l'|Otan|.");
const units = [{ id: "S1", first: 0, last: 6 }, { id: "S2", first: 7, last: 11 }];

test("a passage is found without accents, capitals or the right apostrophe", () => {
  assert.deepEqual(find(tokens, units, "L'otan"), [[3, 4], [9, 10]]);
  assert.deepEqual(find(tokens, units, "elu a"), [[7, 8]]);
  assert.deepEqual(find(tokens, units, "  diplomate   de "), [[1, 2]]);
});

test("half a word finds the whole, and a passage never crosses a sentence", () => {
  assert.deepEqual(find(tokens, units, "plom"), [[1, 1]]);
  assert.deepEqual(find(tokens, units, "parle.Élu"), []);
  assert.deepEqual(find(tokens, units, "   "), []);
});

test("a search knows nothing of patterns", () => {
  assert.deepEqual(find(tokens, units, ".*"), []);
  assert.deepEqual(find(tokens, units, "."), [[6, 6], [11, 11]]);
});

test("an emoji or a combining accent shifts nothing", () => {
  const odd = text("🎉 |e\u0301te\u0301 |fini");
  assert.deepEqual(find(odd, [{ first: 0, last: 2 }], "fini"), [[2, 2]]);
  assert.deepEqual(find(odd, [{ first: 0, last: 2 }], "été"), [[1, 1]]);
  assert.equal(plain("ÉTÉ’"), "ete'");
});

test("a selection stays in its sentence, whichever way it goes", () => {
  assert.deepEqual(within(units[0], 4, 9), [4, 6]);
  assert.deepEqual(within(units[1], 9, 2), [7, 9]);
});

test("the smallest mark over a word comes first, then the next larger, then round", () => {
  const marks = [mark("big", 0, 5), mark("small", 2, 3)];
  assert.equal(markAt(marks, 2).key, "small");
  assert.equal(markAt(marks, 2, "small").key, "big");
  assert.equal(markAt(marks, 2, "big").key, "small");
  assert.equal(markAt(marks, 5).key, "big");
  assert.equal(markAt(marks, 9), null);
});

test("marks are walked in the order of the text, and round", () => {
  const marks = [mark("c", 8, 8), mark("a", 0, 2), mark("b", 0, 1)];
  assert.deepEqual(inOrder(marks).map(({ key }) => key), ["a", "b", "c"]);
  assert.equal(nextMark(marks, "c", 8, 1).key, "a");
  assert.equal(nextMark(marks, "a", 0, -1).key, "c");
  assert.equal(nextMark(marks, null, 4, 1).key, "c");
  assert.equal(nextMark(marks, null, 4, -1).key, "b");
  assert.equal(nextMark([], null, 0, 1), undefined);
});

test("a quotation has the spaces of the text and none after it", () => {
  assert.equal(quote(tokens, [1, 4]), "diplomate de l’Otan");
});

// Three lines of words four letters wide; word 2 is broken over the first and the second line.
const box = (n, left, top, part = 0, parts = 1) => ({ n, part, parts, letters: 4, left, right: left + 40, top, bottom: top + 20 });
const BOXES = [box(0, 0, 0), box(1, 50, 0), box(2, 100, 0, 0, 2), box(2, 0, 32, 1, 2), box(3, 50, 32), box(4, 0, 64)];
const drawn = (x, y, X, Y) => covered(caretAt(BOXES, x, y), caretAt(BOXES, X, Y));

test("the words drawn over are those between two points, half words too, in either direction", () => {
  assert.deepEqual(drawn(20, 10, 60, 10), [0, 1]);
  assert.deepEqual(drawn(60, 10, 20, 10), [0, 1]);
  assert.deepEqual(drawn(45, 10, 60, 40), [1, 3]);
});

test("a drag that begins in the gap before a word, or on the last edge of one, takes none of that", () => {
  assert.deepEqual(drawn(39, 10, 70, 10), [1, 1]);
  assert.deepEqual(drawn(45, 10, 47, 10), null);
});

test("beside a line a drag ends with the line, above and below the sentence with the sentence", () => {
  assert.deepEqual(drawn(60, 10, 400, 10), [1, 2]);
  assert.deepEqual(drawn(60, 10, -400, 10), [0, 1]);
  assert.deepEqual(drawn(60, 40, 20, 300), [3, 4]);
  assert.deepEqual(drawn(60, 40, 300, -300), [0, 3]);
});

test("a hand that leaves the line by less than half its height is still on it", () => {
  assert.deepEqual(drawn(60, 40, 20, 92), [3, 4]);
  assert.deepEqual(drawn(20, -8, 60, -8), [0, 1]);
  assert.deepEqual(drawn(60, 25, 10, 25), [0, 1]);
});
