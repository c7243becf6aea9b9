// Searches and choices of people: a field to type into, what is offered beneath it, and chips.

import { ask } from "/static/talk.js";
import { choose } from "/static/blocks/acting.js";
import { keep, release } from "/static/blocks/keeping.js";
import { forget, later } from "/static/blocks/later.js";
import { placeOf } from "/static/blocks/place.js";
import { onceReleased } from "/static/blocks/pointer.js";
import { inTurn } from "/static/blocks/turns.js";

const SHOWN = 100;
const KEYS = {
  ArrowDown: (picker) => (isOpen(picker) ? walk(picker, 1) : offer(picker)),
  ArrowUp: (picker) => walk(picker, -1),
  Enter: (picker) => take(picker, activeOf(picker)),
  Escape: close,
};

/** Listen to pickers, also to those that are drawn later. */
export function install(root) {
  root.addEventListener("input", (event) => {
    const picker = pickerAt(event);
    if (picker) typed(picker);
  });
  // a press on what is offered must not take the focus from the field
  root.addEventListener("mousedown", (event) => event.target.closest?.(".kit-offered") && event.preventDefault());
  root.addEventListener("click", clicked);
  root.addEventListener("focusout", (event) => {
    const picker = pickerAt(event);
    if (picker && event.target === fieldOf(picker)) onceReleased(() => left(picker));
  });
  // before the page's own keys: what closes a list closes nothing beneath it
  window.addEventListener("keydown", pressed, true);
}

function typed(picker) {
  const words = fieldOf(picker).value.trim();
  if (picker.dataset.offers !== undefined) return offer(picker);
  if (words.length < Number(picker.dataset.least)) {
    forget(picker);
    return close(picker);
  }
  say(picker, "Searching…");
  later(picker, () => search(picker, words));
}

function offer(picker) {
  if (picker.dataset.offers === undefined) return typed(picker);
  const known = document.getElementById(picker.dataset.offers)?.options ?? [];
  const typedWords = fieldOf(picker).value === fieldOf(picker).defaultValue ? "" : fieldOf(picker).value;
  const sought = typedWords.trim().toLowerCase();
  open(picker, [...known].map(({ value, textContent }) => ({ value, words: textContent.trim() }))
    .filter(({ words }) => words.toLowerCase().includes(sought)));
}

async function search(picker, words) {
  const { person, kind, where, key } = placeOf(picker);
  if (kind !== "view") return say(picker, "Slack finds nothing here.");
  const said = { person, view_id: where.dataset.viewId, action_id: picker.dataset.actionId, words };
  let found;
  try {
    found = await inTurn(key, () => ask("search", said));
  } catch {
    return close(picker);
  }
  if (fieldOf(picker).value.trim() !== words || document.activeElement !== fieldOf(picker)) return;
  open(picker, found.options.map(({ value, text }) => ({ value, words: text.text })));
}

function open(picker, offered) {
  const taken = new Set(chipsOf(picker).map(({ dataset }) => dataset.value));
  const left = offered.filter(({ value }) => !taken.has(value)).slice(0, SHOWN);
  if (!left.length) return say(picker, "Nobody and nothing by that name.");
  if (isFull(picker)) return say(picker, `No more than ${picker.dataset.most} can be chosen.`);
  show(picker, left.map(({ value, words }, index) => optionOf(picker, value, words, index)));
  walk(picker, 1);
}

function say(picker, words) {
  const line = document.createElement("li");
  line.className = "kit-note";
  line.setAttribute("role", "option");
  line.setAttribute("aria-disabled", "true");
  line.textContent = words;
  show(picker, [line]);
}

function show(picker, lines) {
  keep(picker, "open");
  fieldOf(picker).removeAttribute("aria-activedescendant");
  fieldOf(picker).setAttribute("aria-expanded", "true");
  listOf(picker).replaceChildren(...lines);
  listOf(picker).hidden = false;
  listOf(picker).scrollIntoView({ block: "nearest" });
}

function close(picker) {
  forget(picker);
  fieldOf(picker).setAttribute("aria-expanded", "false");
  fieldOf(picker).removeAttribute("aria-activedescendant");
  listOf(picker).hidden = true;
  listOf(picker).replaceChildren();
  release(picker, "open");
}

function optionOf(picker, value, words, index) {
  const option = document.createElement("li");
  option.id = `${fieldOf(picker).id}-offered-${index}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.value = value;
  option.textContent = words;
  return option;
}

function walk(picker, step) {
  const options = [...listOf(picker).querySelectorAll("[data-value]")];
  if (!options.length) return;
  const before = activeOf(picker);
  const at = before ? options.indexOf(before) + step : 0;
  const next = options[(at + options.length) % options.length];
  before?.setAttribute("aria-selected", "false");
  next.setAttribute("aria-selected", "true");
  next.scrollIntoView({ block: "nearest" });
  fieldOf(picker).setAttribute("aria-activedescendant", next.id);
}

function take(picker, option) {
  if (!option) return;
  const { value } = option.dataset;
  const words = option.textContent;
  if (picker.dataset.many === undefined) {
    picker.dataset.value = value;
    rest(picker, words);
  } else {
    picker.querySelector(".kit-chips").append(chip(value, words));
    rest(picker, "");
  }
  close(picker);
  choose(picker);
}

function left(picker) {
  close(picker);
  const field = fieldOf(picker);
  const isCleared = picker.dataset.many === undefined && !field.value.trim() && picker.dataset.value;
  if (!isCleared) return rest(picker, field.defaultValue);
  picker.dataset.value = "";
  rest(picker, "");
  choose(picker);
}

function rest(picker, words) {
  fieldOf(picker).defaultValue = words;
  fieldOf(picker).value = words;
}

function chip(value, words) {
  const item = document.createElement("li");
  item.dataset.value = value;
  const name = document.createElement("span");
  name.textContent = words;
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "kit-remove";
  remove.ariaLabel = `Remove ${words}`;
  remove.textContent = "×";
  item.append(name, remove);
  return item;
}

function clicked(event) {
  const picker = pickerAt(event);
  if (!picker) return;
  const option = event.target.closest(".kit-offered [data-value]");
  const removed = event.target.closest(".kit-remove");
  if (option) take(picker, option);
  else if (removed) drop(picker, removed.closest("li"));
  else if (event.target === fieldOf(picker) && picker.dataset.offers !== undefined) offer(picker);
}

function drop(picker, item) {
  item.remove();
  fieldOf(picker).focus();
  choose(picker);
}

function pressed(event) {
  const picker = pickerAt(event);
  if (!picker || event.target !== fieldOf(picker)) return;
  if (event.key === "Backspace" && !event.target.value && chipsOf(picker).length) {
    return drop(picker, chipsOf(picker).at(-1));
  }
  const wanted = KEYS[event.key];
  if (!wanted || (event.key !== "ArrowDown" && !isOpen(picker))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wanted(picker);
}

const pickerAt = (event) => event.target.closest?.(".kit-picker");
const fieldOf = (picker) => picker.querySelector("[role=combobox]");
const listOf = (picker) => picker.querySelector("[role=listbox]");
const chipsOf = (picker) => [...picker.querySelectorAll(".kit-chips li")];
const isOpen = (picker) => !listOf(picker).hidden;
const isFull = (picker) => Boolean(picker.dataset.most) && chipsOf(picker).length >= Number(picker.dataset.most);
const activeOf = (picker) =>
  document.getElementById(fieldOf(picker).getAttribute("aria-activedescendant") ?? "");
