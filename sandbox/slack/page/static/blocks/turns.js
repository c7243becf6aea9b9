// One thing after another: what is asked in one dialog or message goes out in order.

const last = new Map();

/** Take a step when all before it in this place are done; a step that failed holds up none. */
export function inTurn(key, step) {
  const mine = (last.get(key) ?? Promise.resolve()).then(step);
  const done = mine.then(() => {}, () => {});
  last.set(key, done);
  done.then(() => last.get(key) === done && last.delete(key));
  return mine;
}

/** Return when all that was asked in this dialog is answered. */
export function settled(dialog) {
  const { person } = dialog.closest("[data-person]").dataset;
  return last.get(`${person} ${dialog.dataset.viewId}`) ?? Promise.resolve();
}
