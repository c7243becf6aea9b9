// What stands in the controls, as the practice Slack takes it.

import { isUntold } from "/static/blocks/keeping.js";
import { forget } from "/static/blocks/later.js";
import { secondsOf } from "/static/blocks/moments.js";

const READS = {
  radio_buttons: (group) => group.querySelector("input:checked")?.value ?? null,
  checkboxes: ticked,
  multi_static_select: ticked,
  datetimepicker: (field) => secondsOf(field.value, field.dataset.zone),
};

/** Return what a control holds; null for nothing. */
export function valueOf(control) {
  if (control.matches(".kit-picker")) return picked(control);
  const read = READS[control.dataset.kind] ?? (({ value }) => value || null);
  return read(control);
}

/**
 * Return all that stands in a dialog's fields, by block id, ready to be submitted.
 *
 * What tells at once when it is chosen has told already, so is not among them.
 */
export function values(dialog) {
  const said = {};
  for (const control of dialog.querySelectorAll("[data-field]")) {
    forget(control);
    const value = valueOf(control);
    if (!hasTold(control, value)) said[control.dataset.blockId] = value;
  }
  return said;
}

function hasTold(control, value) {
  if (control.matches(".kit-picker")) return true;
  if (control.dataset.kind === "radio_buttons" && value === null) return true;
  return control.dataset.dispatch !== undefined && !isUntold(control);
}

function ticked(group) {
  return [...group.querySelectorAll("input:checked")].map(({ value }) => value);
}

function picked(picker) {
  if (picker.dataset.many === undefined) return picker.dataset.value || null;
  return [...picker.querySelectorAll(".kit-chips [data-value]")].map(({ dataset }) => dataset.value);
}
