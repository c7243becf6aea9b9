// Whether a button of the mouse, or a finger, is down.

let isDown = false;
const waiting = [];

addEventListener("pointerdown", () => { isDown = true; }, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, released, true);

/**
 * Do this now, or when what is down is up and its click has come: what changes the layout in between would
 * have the click miss what was pressed.
 */
export function onceReleased(step) {
  if (isDown) waiting.push(step);
  else step();
}

function released() {
  isDown = false;
  setTimeout(() => waiting.splice(0).forEach((step) => step()));
}
