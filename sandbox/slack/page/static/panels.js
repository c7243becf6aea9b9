// The operator's panels: the clock that ticks, and forms that ask the control API.

import { drawOver } from "/static/redrawing.js";
import { ask, busy, onRefresh, reach, tell } from "/static/talk.js";

const TICK_MILLISECONDS = 200;
const LABELS_MILLISECONDS = 2000;
const MINUTE = 60_000;
// fields that somebody is in the middle of; a mark on the field itself would not outlast a drawing
const touched = new WeakSet();
let anchor = null;
let labelled = { minute: null, at: 0 };
let drawings = 0;

/** Fetch the panels and draw them over what stands; what is typed, chosen and unfolded stays. */
export async function refreshPanels() {
  const mine = ++drawings;
  try {
    const response = await reach("/page/panels");
    const html = await response.text();
    if (mine !== drawings || !response.ok) return;
    const focused = document.activeElement;
    const section = focused.closest("#panels section");
    drawOver(inside(), html);
    if (section && !focused.isConnected) focusOn(section);
  } catch {
    // the banner says that nobody answers, and the page tries again by itself
    return;
  }
  takeTime();
  fitFaultForm();
}

function install() {
  const panels = document.getElementById("panels");
  if (!document.getElementById("panels-inside")) panels.innerHTML = '<div id="panels-inside"></div>';
  panels.addEventListener("click", pressed);
  panels.addEventListener("submit", sent);
  panels.addEventListener("input", (event) => touched.add(event.target));
  panels.addEventListener("change", (event) => event.target.matches("[data-kinds]") && fitFaultForm());
  onRefresh(refreshPanels);
  setInterval(tick, TICK_MILLISECONDS);
  refreshPanels();
}

function inside() {
  return document.getElementById("panels-inside");
}

// what is asked

function pressed(event) {
  const button = event.target.closest("button[data-verb][type=button]");
  if (button) act(button, button.dataset.verb, JSON.parse(button.dataset.said), button.dataset);
}

function sent(event) {
  event.preventDefault();
  const form = event.target;
  const { verb, said, done, confirm } = { ...form.dataset, ...event.submitter?.dataset };
  const all = { ...fieldsOf(form, event.submitter), ...JSON.parse(said ?? "{}") };
  act(event.submitter ?? form, verb, all, { done, confirm });
}

function fieldsOf(form, submitter) {
  const fields = [...form.elements].filter((one) => one.name && !one.disabled);
  const meant = fields.filter((one) => !one.dataset.onlyFor || one.dataset.onlyFor === submitter?.id);
  return Object.assign({}, ...meant.map(saidBy));
}

function saidBy(field) {
  const chosen = field.selectedOptions?.[0]?.dataset.said ?? "{}";
  const isNumber = field.type === "number" || "number" in field.dataset;
  return { ...JSON.parse(chosen), [field.name]: field.value === "" ? null : isNumber ? Number(field.value) : field.value };
}

async function act(control, verb, said, { done, confirm }) {
  if (confirm && !(await confirmed(confirm, control.textContent.trim()))) return;
  const holder = verb.startsWith("clock/") ? document.getElementById("clock-face") : control;
  if (control.getAttribute("aria-busy") === "true" || holder.getAttribute("aria-busy") === "true") {
    tell("That is still being done.", "refused");
    return;
  }
  await busy(control, () => (holder === control ? asked() : busy(holder, asked)));
  await refreshPanels();

  async function asked() {
    const answer = await ask(verb, said);
    for (const field of control.form?.elements ?? []) touched.delete(field);
    tell(done ?? standing(answer), "done");
  }
}

// a control that is gone once it was pressed, as "End this" is, leaves the focus at its section
function focusOn(section) {
  section.querySelector("h2").focus();
}

function standing({ now, zone, waited_for: waitedFor, speed }) {
  const stands = `${speed ? "The clock is at" : "The clock stands at"} ${moment(new Date(now), zone)}.`;
  if (!waitedFor) return stands;
  if (!waitedFor.length) return `${stands} No app follows it, so none was waited for.`;
  return `${stands} ${waitedFor.join(" and ")} ${waitedFor.length === 1 ? "has" : "have"} settled.`;
}

function confirmed(words, yes) {
  const dialog = document.createElement("dialog");
  dialog.className = "confirm";
  dialog.setAttribute("aria-labelledby", "panels-confirm-words");
  dialog.innerHTML = `<p id="panels-confirm-words"></p><form method="dialog" class="confirm-buttons">
    <button value="no">Cancel</button><button value="yes" class="danger"></button></form>`;
  dialog.querySelector("p").textContent = words;
  dialog.querySelector(".danger").textContent = yes;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    });
  });
}

// the fields that go with what is to go wrong

function fitFaultForm() {
  for (const kinds of document.querySelectorAll("[data-kinds]")) {
    for (const label of kinds.form.querySelectorAll("[data-for]")) {
      label.hidden = !label.dataset.for.split(" ").includes(kinds.value);
      for (const field of label.querySelectorAll("input, select")) field.disabled = label.hidden;
    }
  }
}

// the time that is shown

function takeTime() {
  const { now, speed, zone } = document.getElementById("clock-face").dataset;
  anchor = { at: Date.parse(now), taken: performance.now(), speed: Number(speed), zone };
  labelled = { minute: Math.floor(anchor.at / MINUTE), at: performance.now() };
  const local = document.getElementById("clock-local");
  if (touched.has(local)) return;
  local.value = local.dataset.nowLocal;
}

function tick() {
  if (!anchor?.speed || document.visibilityState !== "visible") return;
  const now = anchor.at + (performance.now() - anchor.taken) * anchor.speed;
  const time = document.querySelector("#clock-face time");
  if (time) time.textContent = shown(new Date(now), anchor.zone);
  const isStale = Math.floor(now / MINUTE) !== labelled.minute;
  if (!isStale || performance.now() - labelled.at < LABELS_MILLISECONDS) return;
  labelled.at = performance.now();
  refreshPanels();
}

function shown(at, timeZone) {
  const part = (options) => new Intl.DateTimeFormat("en-GB", { timeZone, ...options }).format(at);
  const day = part({ weekday: "long" });
  const date = part({ day: "numeric", month: "long", year: "numeric" });
  return `${day} ${date}, ${part({ hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short" })}`;
}

function moment(at, timeZone) {
  const part = (options) => new Intl.DateTimeFormat("en-GB", { timeZone, ...options }).format(at);
  const date = part({ day: "numeric", month: "long", year: "numeric" });
  return `${part({ weekday: "long" })} ${date} ${part({ hour: "2-digit", minute: "2-digit" })}`;
}

install();
