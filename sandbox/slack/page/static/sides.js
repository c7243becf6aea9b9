// The two side columns: folded away and out, and the filter over the people.

import { onRefresh } from "/static/talk.js";

const NARROW = matchMedia("(max-width: 700px)");

/** Keep the side columns; on a narrow screen both are folded away until they are asked for. */
export function install() {
  for (const button of buttons()) button.addEventListener("click", () => toggle(button.dataset.side));
  document.addEventListener("input", (event) => event.target.matches("[data-filter]") && filter(event.target));
  document.addEventListener("click", (event) => NARROW.matches && event.target.closest(".people a") && fold("people"));
  document.addEventListener("keydown", escaped);
  onRefresh(() => document.querySelectorAll("[data-filter]").forEach(filter));
  NARROW.addEventListener("change", fit);
  fit();
}

function fit() {
  for (const { dataset } of buttons()) show(dataset.side, !NARROW.matches);
}

function toggle(side) {
  const opens = !isOut(side);
  if (opens && NARROW.matches) buttons().forEach(({ dataset }) => show(dataset.side, false));
  show(side, opens);
}

function fold(side) {
  show(side, false);
}

function show(side, out) {
  document.body.classList.toggle(`${side}-away`, !out);
  document.querySelector(`[data-side=${side}]`).setAttribute("aria-expanded", String(out));
}

function isOut(side) {
  return !document.body.classList.contains(`${side}-away`);
}

function escaped(event) {
  if (event.key !== "Escape" || event.defaultPrevented || !NARROW.matches) return;
  const side = event.target.closest?.(".people, .panels")?.id;
  if (!side) return;
  fold(side);
  document.querySelector(`[data-side=${side}]`).focus();
}

function filter(field) {
  const words = field.value.trim().toLowerCase();
  const list = document.getElementById(field.dataset.filter);
  for (const one of list.children) one.hidden = !one.dataset.words.toLowerCase().includes(words);
  document.getElementById("people-none").hidden = !words || [...list.children].some((one) => !one.hidden);
}

function buttons() {
  return [...document.querySelectorAll("[data-side]")];
}
