// The comparison's thinking, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";

import { counts, first, shown } from "../../kit/widgets/compare.js";

const rows = ["agree", "differ", "agree", "only_mine"].map((verdict, key) => ({ key, verdict }));

test("each verdict is counted, those that nobody has too", () => {
  assert.deepEqual(counts(rows), { differ: 1, only_theirs: 0, only_mine: 1, agree: 2 });
});

test("a filter leaves the rows of its verdict, in order", () => {
  assert.deepEqual(shown(rows, "agree").map((row) => row.key), [0, 2]);
  assert.equal(shown(rows, "all").length, 4);
  assert.deepEqual(shown(rows, "only_theirs"), []);
  assert.deepEqual(shown(rows, "apart").map((row) => row.key), [1, 3]);
});

test("what is not agreed is shown first, all where that is everything or nothing", () => {
  assert.equal(first(rows), "apart");
  assert.equal(first(rows.filter((row) => row.verdict === "agree")), "all");
  assert.equal(first(rows.filter((row) => row.verdict !== "agree")), "all");
  assert.equal(first([]), "all");
});
