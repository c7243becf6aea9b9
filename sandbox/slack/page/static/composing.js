// Writing in a conversation: words, or one of the app's commands.

import { act } from "/static/acting.js";
import { busy, onRefresh } from "/static/talk.js";

const drafts = new Map();

/** Take what is typed into composers; a draft stays while its conversation is not open. */
export function install() {
  document.addEventListener("input", typed);
  document.addEventListener("keydown", keyed);
  document.addEventListener("click", completed);
  document.addEventListener("submit", sent);
  onRefresh(restoreDrafts);
}

function typed(event) {
  const field = event.target;
  if (!field.matches("[data-draft]")) return;
  keep(field);
}

function keep(field) {
  drafts.set(field.id, field.value);
  field.rows = Math.min(6, field.value.split("\n").length);
  offer(field);
}

function offer(field) {
  const list = listOf(field);
  const words = field.value;
  for (const button of list.querySelectorAll("button")) {
    button.parentElement.hidden = !button.dataset.complete.startsWith(words);
  }
  list.hidden = !words.startsWith("/") || offered(field).length === 0;
}

function offered(field) {
  return [...listOf(field).querySelectorAll("li:not([hidden]) button")];
}

function keyed(event) {
  const button = event.target.closest(".suggestions button");
  const field = event.target.matches?.("[data-draft]") ? event.target : null;
  if (field) keyedInField(event, field);
  else if (button) keyedInList(event, button);
}

function keyedInField(event, field) {
  const isOpen = !listOf(field).hidden;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    const [first] = offered(field);
    if (isOpen && first && first.dataset.complete !== field.value) complete(first);
    else field.form.requestSubmit();
  } else if (event.key === "ArrowDown" && isOpen) {
    event.preventDefault();
    offered(field)[0].focus();
  } else if (event.key === "Escape" && isOpen) {
    event.preventDefault();
    listOf(field).hidden = true;
  }
}

function keyedInList(event, button) {
  const field = fieldOf(button);
  const all = offered(field);
  const at = all.indexOf(button);
  const moves = { ArrowDown: all[at + 1] ?? button, ArrowUp: all[at - 1] ?? field, Escape: field };
  if (!(event.key in moves)) return;
  event.preventDefault();
  moves[event.key].focus();
}

function completed(event) {
  const button = event.target.closest("button[data-complete]");
  if (button) complete(button);
}

function complete(button) {
  const field = fieldOf(button);
  field.value = `${button.dataset.complete} `;
  field.focus();
  keep(field);
}

function sent(event) {
  const form = event.target.closest("form[data-compose]");
  if (!form) return;
  event.preventDefault();
  const field = form.querySelector("textarea");
  const words = field.value.trim();
  if (!words) return;
  busy(form, async () => {
    await send(form.closest("[data-person]").dataset.person, form.dataset.channel, words);
    if (field.value.trim() === words) field.value = "";
    keep(field);
    scrollToEnd(form);
  });
}

function send(person, channel, words) {
  if (!words.startsWith("/")) return act(person, "say", { channel, text: words });
  const [command] = words.split(/\s/, 1);
  return act(person, "command", { channel, command, text: words.slice(command.length).trim() });
}

function scrollToEnd(form) {
  const messages = form.closest(".open-place").querySelector("[data-scrolls]");
  if (messages) messages.scrollTop = messages.scrollHeight;
}

function restoreDrafts() {
  for (const field of document.querySelectorAll("[data-draft]")) {
    if (!field.value && drafts.get(field.id)) {
      field.value = drafts.get(field.id);
      keep(field);
    }
  }
}

function listOf(field) {
  return field.form.querySelector(".suggestions");
}

function fieldOf(button) {
  return button.closest("form").querySelector("textarea");
}
