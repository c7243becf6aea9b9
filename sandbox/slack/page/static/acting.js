// Buttons and small forms that act for a person at once: shortcuts, and what people do in channels by hand.

import { ask, busy, deskOf, refresh, tell } from "/static/talk.js";

/** Take presses of whatever carries data-verb, and close menus where a person looks elsewhere. */
export function install() {
  document.addEventListener("click", pressed);
  document.addEventListener("submit", sent);
  document.addEventListener("click", closeOtherMenus);
  document.addEventListener("keydown", escaped);
}

/** Act for whose desk this is; Slack's own words for a late answer are told on that desk. */
export async function act(person, verb, said) {
  const answer = await ask(verb, { person, ...said });
  if (answer.failure) tell(answer.shown, "failure", deskOf(person));
  await refresh();
  return answer;
}

function pressed(event) {
  const button = event.target.closest(".desk button[data-verb]");
  if (!button) return;
  busy(button, async () => {
    if (button.dataset.confirm && !(await confirmed(button.dataset.confirm))) return;
    closeMenu(button);
    await act(personOf(button), button.dataset.verb, JSON.parse(button.dataset.said));
  });
}

function sent(event) {
  const form = event.target.closest(".desk form[data-verb]");
  if (!form) return;
  event.preventDefault();
  busy(form, async () => {
    const said = { ...JSON.parse(form.dataset.said), ...Object.fromEntries(new FormData(form)) };
    await act(personOf(form), form.dataset.verb, said);
    closeMenu(form);
  });
}

function personOf(element) {
  return element.closest("[data-person]").dataset.person;
}

function confirmed(words) {
  const dialog = document.getElementById("confirm");
  document.getElementById("confirm-words").textContent = words;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

function closeMenu(inside) {
  const menu = inside.closest("details.menu");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

function closeOtherMenus(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

function escaped(event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu) return;
  event.preventDefault();
  closeMenu(menu.firstElementChild);
}
