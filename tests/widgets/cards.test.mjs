// What the cards decide without a page: moves, links, and how many people that makes.
import assert from "node:assert/strict";
import { test } from "node:test";

import { asksWhy, cardOf, cardsOf, count, freeKey, lacksWhy, move, spread, unlink } from "../../kit/widgets/cards.js";

const card = (key, mentions, fields = {}) => ({ key, mentions, perhaps: 0, why: "", ...fields });
const put = (cards, changes) => {
  const byKey = new Map(cards.map((one) => [one.key, one]));
  for (const { deleted, ...one } of changes) deleted ? byKey.delete(one.key) : byKey.set(one.key, one);
  return cardsOf([...byKey.values()]);
};
const on = (cards) => Object.fromEntries(cards.map((one) => [one.key, one.mentions]));
const mention = (id, least = 1, open = false) => ({ id, least, open });
// The eight mentions of the article: three plurals, « ils » among them.
const NATO = [mention("M1"), mention("M2", 2, true), mention("M3"), mention("M4"), mention("M5"), mention("M7", 2, true),
  mention("M8", 2, true), mention("M9", 2, true)];

test("the two numbers are no cards, and cards stand in the order of their numbers", () => {
  const items = [card("10", ["a"]), { key: "least", label: "4" }, card("2", ["b"])];
  assert.deepEqual(cardsOf(items).map((one) => one.key), ["2", "10"]);
});

test("a new card takes the first free number, and each number stays its card's", () => {
  const cards = put([card("1", ["a"]), card("2", ["b", "c"])], move([card("1", ["a"]), card("2", ["b", "c"])], "a", "2"));
  assert.deepEqual(on(cards), { 2: ["b", "c", "a"] });
  assert.equal(freeKey(cards), "1");
});

test("moving takes a mention off every card that holds it", () => {
  const cards = [card("1", ["a", "b"]), card("2", ["a", "c"]), card("3", ["d"])];
  assert.deepEqual(on(put(cards, move(cards, "a", "3"))), { 1: ["b"], 2: ["c"], 3: ["d", "a"] });
});

test("moving a mention to where it is changes nothing", () => {
  assert.deepEqual(move([card("1", ["a"])], "a", "1"), []);
  assert.deepEqual(move([], "a", ""), []);
});

test("an emptied card goes, unless it bears a reason", () => {
  const cards = [card("1", ["a"]), card("2", ["b"], { why: "because" })];
  assert.deepEqual(on(put(cards, move(cards, "a", ""))), { 2: ["b"] });
  assert.deepEqual(on(put(cards, move(cards, "b", "1"))), { 1: ["a", "b"], 2: [] });
});

test("a card that goes is nobody's double any more", () => {
  const cards = [card("1", ["a"]), card("2", ["b"], { perhaps: 1 }), card("3", ["c"], { perhaps: 1 })];
  assert.deepEqual(put(cards, move(cards, "a", "2")).map((one) => [one.key, one.mentions, one.perhaps]),
    [["2", ["b", "a"], 0], ["3", ["c"], 0]]);
  assert.equal(unlink(cards, "2").length, 0);
});

test("any chain of moves keeps each mention on one card at most", () => {
  const ids = ["a", "b", "c", "d", "e"];
  let cards = [];
  let seed = 7;
  const next = (n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let n = 0; n < 500; n++) {
    cards = put(cards, move(cards, ids[next(5)], ["", "new", ...cards.map((one) => one.key)][next(cards.length + 2)]));
    const placed = cards.flatMap((one) => one.mentions);
    assert.equal(new Set(placed).size, placed.length);
    assert.ok(cards.every((one) => one.mentions.length));
  }
});

test("a card for each starts beside the cards there are", () => {
  assert.deepEqual(on(spread([card("2", ["x"])], ["a", "b"])), { 1: ["a"], 3: ["b"] });
});

test("merging takes the greatest number that one mention guarantees", () => {
  assert.deepEqual(count([card("1", ["M1", "M2"])], NATO), { least: 2, apart: 2, open: true });
  assert.deepEqual(count([card("1", ["M1"]), card("2", ["M3"])], NATO), { least: 2, apart: 2, open: false });
  assert.deepEqual(count([], NATO), { least: 0, apart: 0, open: false });
});

test("at least 4 … 9 or more: what the article's own cards make", () => {
  const cards = [card("1", ["M1"], { perhaps: 3 }), card("2", ["M2"]), card("3", ["M3"]), card("4", ["M4", "M5"]),
    card("5", ["M7"], { perhaps: 2 }), card("6", ["M8", "M9"], { perhaps: 5 })];
  assert.deepEqual(count(cards, NATO), { least: 4, apart: 9, open: true });
});

test("doubts that go round in a circle, or to a card that is not there, do no harm", () => {
  const round = [card("1", ["M1"], { perhaps: 2 }), card("2", ["M3"], { perhaps: 1 }), card("3", ["M4"], { perhaps: 1 })];
  assert.equal(count(round, NATO).least, 1);
  assert.equal(count([card("1", ["M1"], { perhaps: 9 }), card("2", ["gone"])], NATO).apart, 1);
});

test("a card that answers questions stays when its last mention goes", () => {
  const cards = [card("1", ["a"], { checklist: { named: "no" } })];
  assert.deepEqual(on(put(cards, move(cards, "a", ""))), { 1: [] });
});

test("a merge or a doubt asks for a reason, and spaces are none", () => {
  assert.deepEqual([card("1", ["a"]), card("1", ["a", "b"]), card("1", ["a"], { perhaps: 2 })].map(asksWhy), [false, true, true]);
  assert.ok(lacksWhy(card("1", ["a", "b"], { why: " " })));
  assert.ok(!lacksWhy(card("1", ["a", "b"], { why: "« cette »" })));
  assert.equal(cardOf([card("1", ["a"])], "b"), null);
});
