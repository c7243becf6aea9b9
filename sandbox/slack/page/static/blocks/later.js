// Things to do when somebody has stopped typing for a moment.

const PAUSE = 200;
const waiting = new WeakMap();

/** Do this when nothing more is typed for a moment; what waited before is dropped. */
export function later(control, step) {
  forget(control);
  waiting.set(control, setTimeout(() => { waiting.delete(control); step(); }, PAUSE));
}

/** Drop what waits; say whether something did. */
export function forget(control) {
  clearTimeout(waiting.get(control));
  return waiting.delete(control);
}
