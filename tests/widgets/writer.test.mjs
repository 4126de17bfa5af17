import assert from "node:assert/strict";
import { test } from "node:test";

import { countWords } from "../../kit/widgets/writer.js";

test("words are counted as a reader counts them", () => {
  assert.equal(countWords(""), 0);
  assert.equal(countWords(" l’Otan  n'a pas répondu !\n— Non. "), 5);
  assert.equal(countWords("24 heures, 🎉 peut-être"), 3);
});
