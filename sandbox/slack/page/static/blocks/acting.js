// Acting: one press, choice or word told to the practice Slack, and what comes back shown where it was done.

import { ask, NotThere, refresh, Refused, tell } from "/static/talk.js";
import { isConfirmed } from "/static/blocks/confirming.js";
import { isUntold, keep, keepTyped, release, releaseTyped } from "/static/blocks/keeping.js";
import { forget, later } from "/static/blocks/later.js";
import { filling, isField, placeOf, pressing } from "/static/blocks/place.js";
import { valueOf } from "/static/blocks/reading.js";
import { inTurn } from "/static/blocks/turns.js";

const busy = new Map();

/** Press a button, or take something from a menu; one that is busy is not pressed twice. */
export async function press(control) {
  if (busy.has(control.id)) return;
  if (control.dataset.url) tell(`In Slack this would open ${control.dataset.url}`);
  await act(control, () => pressing(control, control.dataset.chosen));
}

/** Tell what is now chosen. */
export async function choose(control) {
  await act(control, () => (isField(control) ? filling : pressing)(control, valueOf(control)));
}

/** Tell what was typed once somebody pauses; a field that waits for Enter outside dialogs waits. */
export function type(control) {
  keepTyped(control);
  if (isField(control) || !waitsForEnter(control)) later(control, () => tellTyped(control));
}

/** Tell at once what was typed in a field that is left. */
export function leave(control) {
  if (forget(control)) tellTyped(control);
}

/** Enter was pressed in a line: tell the app, where it asked for that. */
export async function enter(control) {
  if (!waitsForEnter(control)) return;
  forget(control);
  await act(control, () => pressing(control, valueOf(control)));
  releaseTyped(control);
}

async function tellTyped(control) {
  const value = valueOf(control);
  const said = isField(control) ? filling(control, value) : pressing(control, value);
  try {
    show(control, await inTurn(placeOf(control).key, () => ask(...said)));
  } catch (error) {
    pass(error);
  }
  // a drawing that was asked for before this was told would undo it: the one asked for now overtakes it
  await refresh().catch(pass);
  if (valueOf(control) === value) releaseTyped(control);
}

async function act(control, saying) {
  begin(control);
  try {
    if (await isConfirmed(control)) {
      show(control, await inTurn(placeOf(control).key, () => ask(...saying())));
    }
  } catch (error) {
    pass(error);
  } finally {
    end(control);
    await refresh().catch(pass);
  }
}

function begin(control) {
  busy.set(control.id, (busy.get(control.id) ?? 0) + 1);
  keep(control, "busy");
  control.setAttribute("aria-busy", "true");
  document.getElementById(`${control.id}-late`)?.remove();
}

function end(control) {
  const left = busy.get(control.id) - 1;
  if (left) return busy.set(control.id, left);
  busy.delete(control.id);
  release(control, "busy");
  control.removeAttribute("aria-busy");
}

function show(control, reply) {
  if (reply.acknowledged !== false) return;
  const words = document.createElement("p");
  words.id = `${control.id}-late`;
  words.className = "kit-error";
  words.setAttribute("role", "alert");
  words.dataset.keep = "always";
  words.textContent = reply.shown;
  document.getElementById(words.id)?.remove();
  (control.closest(".kit-actions, .kit-section, .kit-field") ?? control).append(words);
  setTimeout(() => words.remove(), 15_000);
}

function waitsForEnter(control) {
  const asked = control.dataset.dispatch?.split(" ") ?? ["on_character_entered"];
  return !asked.includes("on_character_entered");
}

function pass(error) {
  // both have been told to who sits here
  if (!(error instanceof Refused || error instanceof NotThere)) throw error;
}
