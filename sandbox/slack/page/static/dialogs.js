// The frame of dialogs: sending, closing, and where the focus goes.

import { ask, busy, onRefresh, refresh } from "/static/talk.js";
import { settled, values } from "/static/blocks.js";

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex='0']";
const shown = new Map();
const cameFrom = new Map();
const sent = new Set();
const last = { focused: null, desk: null };

/** Keep the dialogs of all desks. */
export function install() {
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", keyed);
  document.addEventListener("focusin", noteFocus);
  onRefresh(followDialogs);
  onRefresh(goToWrong);
}

function clicked(event) {
  const send = event.target.closest("[data-submit-view]");
  const close = event.target.closest("[data-close-view]");
  if (send) submit(send);
  else if (close) busy(close, () => closeView(close.closest("[role=dialog]"), close.dataset.closeView === "everything"));
}

async function submit(button) {
  const dialog = button.closest("[role=dialog]");
  const words = button.textContent;
  await busy(button, async () => {
    button.textContent = "Sending…";
    try {
      await settled(dialog);
      await ask("submit", { ...viewOf(dialog), values: values(dialog) });
      sent.add(dialog.id);
    } finally {
      button.textContent = words;
    }
  });
  await refresh().catch(() => {});
}

// at the drawing that shows what was refused, which need not be the one that we ask for
function goToWrong() {
  for (const id of sent) {
    const dialog = document.getElementById(id);
    const wrong = dialog?.querySelector(`[aria-invalid=true], [aria-describedby$="-error"]`);
    (wrong?.querySelector("input") ?? wrong)?.focus();
    if (wrong || !dialog) sent.delete(id);
  }
}

async function closeView(dialog, everything) {
  await ask("close_view", { ...viewOf(dialog), everything });
  await refresh();
}

function viewOf(dialog) {
  return { person: dialog.closest("[data-person]").dataset.person, view_id: dialog.dataset.viewId };
}

function keyed(event) {
  if (event.defaultPrevented) return;
  const dialog = event.target.closest?.(".desk")?.querySelector(".dialog");
  if (!dialog) return;
  if (event.key === "Escape") {
    event.preventDefault();
    busy(dialog.querySelector("[data-close-view=one]"), () => closeView(dialog, false));
  } else if (event.key === "Tab") {
    turnRound(event, dialog);
  }
}

function turnRound(event, dialog) {
  const all = [...dialog.querySelectorAll(FOCUSABLE)].filter((one) => !one.disabled && one.checkVisibility());
  const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
  if (document.activeElement !== from && !(event.shiftKey && document.activeElement === dialog)) return;
  event.preventDefault();
  to.focus();
}

function noteFocus(event) {
  const desk = event.target.closest(".desk");
  Object.assign(last, { focused: event.target, desk });
  if (desk && event.target.id && !event.target.closest(".dialog")) cameFrom.set(desk.id, event.target.id);
}

function followDialogs() {
  for (const desk of document.querySelectorAll(".desk")) {
    const dialog = desk.querySelector(".dialog");
    const before = shown.get(desk.id);
    if (before === dialog?.id) {
      if (dialog && lostFocus(desk)) dialog.focus();
      continue;
    }
    shown.set(desk.id, dialog?.id);
    // who is busy at another desk, or in the panels, is not torn away
    if (document.activeElement !== document.body && !desk.contains(document.activeElement)) continue;
    if (dialog) firstField(dialog).focus();
    else document.getElementById(cameFrom.get(desk.id))?.focus();
  }
}

function lostFocus(desk) {
  // an answer in the same window has no button to send it, and with the button goes the focus that was on it
  return document.activeElement === document.body && last.desk === desk && !last.focused.isConnected;
}

function firstField(dialog) {
  const fields = [...dialog.querySelectorAll(".dialog-body :is(input, select, textarea)")];
  const seen = fields.filter((one) => !one.disabled && one.checkVisibility());
  return seen.find((one) => one.autofocus) ?? seen[0] ?? dialog;
}
