// What a drawing anew must not undo: typed words that are not yet told, and what is open or busy.

const typed = new WeakSet();
const kept = new WeakMap();

/** Keep what is typed here until it is told. */
export function keepTyped(field) {
  typed.add(field);
}

/** Say whether something was typed here that is not yet told. */
export function isUntold(field) {
  return typed.has(field);
}

/** What is typed here is told. */
export function releaseTyped(field) {
  typed.delete(field);
}

/** Leave this control as it is, however often the page is drawn, until it is released for the same reason. */
export function keep(control, why) {
  kept.set(control, reasonsOf(control).add(why));
}

/** Draw this control again, unless there is another reason to leave it. */
export function release(control, why) {
  reasonsOf(control).delete(why);
}

function reasonsOf(control) {
  return kept.get(control) ?? new Set();
}

/** For the drawing: false where an element must stay as it is. */
export function beforeMorph(before, after) {
  if (typed.has(before)) after.value = before.value;
  return before.dataset?.keep === undefined && !reasonsOf(before).size;
}

/** For the drawing: false where an element must not be taken away. */
export function beforeRemoval(node) {
  return node.dataset?.keep !== "always";
}
