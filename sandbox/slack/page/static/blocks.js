// What a person does in drawn blocks: presses, chooses, types. The window installs it once.

import { onRefresh } from "/static/talk.js";
import { choose, enter, leave, press, type } from "/static/blocks/acting.js";
import { count } from "/static/blocks/counting.js";
import * as menus from "/static/blocks/menus.js";
import * as pickers from "/static/blocks/pickers.js";

export { values } from "/static/blocks/reading.js";
export { settled } from "/static/blocks/turns.js";
export { beforeMorph, beforeRemoval } from "/static/blocks/keeping.js";

/** Listen to everything that is done in blocks, also in those that are drawn later. */
export function install(root) {
  root.addEventListener("click", (event) => {
    const control = at(event, "press");
    if (control) press(control);
  });
  root.addEventListener("change", (event) => {
    const control = at(event, "choose");
    if (control && !control.matches(".kit-picker")) choose(control);
  });
  root.addEventListener("input", (event) => {
    const control = at(event, "type");
    if (!control) return;
    count(control);
    type(control);
  });
  root.addEventListener("focusout", (event) => {
    const control = at(event, "type");
    if (control) leave(control);
  });
  root.addEventListener("keydown", (event) => {
    const control = at(event, "type");
    if (control && event.key === "Enter" && control.matches("input")) enter(control);
  });
  menus.install(root);
  pickers.install(root);
  onRefresh(() => root.querySelectorAll("[data-most]").forEach(count));
}

function at(event, act) {
  return event.target.closest?.(`[data-act="${act}"]`);
}
