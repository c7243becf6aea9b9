// How the page talks to the practice Slack, and to who sits before it.

const TOAST_SECONDS = 15;
const TOASTS = 3;
const hooks = new Set();
let redraw = async () => {};

/** What a person could not do in Slack; the words say why. */
export class Refused extends Error {}

/** The practice Slack did not answer at all. */
export class NotThere extends Error {}

/** Ask the control API for one verb; refusals are told to who sits here, and thrown. */
export async function ask(verb, said) {
  const response = await reach(`/practice/${verb}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(said),
  });
  if (response.ok) return response.json();
  const why = await refusalOf(response);
  tell(why, "refused", deskOf(said.person));
  throw new Refused(why);
}

/** Fetch; where nobody answers, the banner says so and NotThere is thrown. */
export async function reach(address, options) {
  try {
    const response = await fetch(address, { cache: "no-store", ...options });
    setBanner("");
    return response;
  } catch (error) {
    setBanner("The practice Slack is not answering; trying again.");
    throw new NotThere(error.message);
  }
}

/**
 * Tell who sits here something; kind is "refused", "failure" or "done".
 *
 * It is said on a desk where one is given, else in the page's own live region.
 */
export function tell(words, kind = "done", desk = null) {
  const told = desk?.querySelector(".desk-told") ?? document.getElementById("told");
  const toast = document.createElement("div");
  toast.className = `toast ${kind}`;
  const said = document.createElement("span");
  said.textContent = words;
  toast.append(said, closing(toast));
  told.append(toast);
  while (told.children.length > TOASTS) told.firstElementChild.remove();
  setTimeout(() => toast.remove(), TOAST_SECONDS * 1000);
}

/** The desk of somebody, if it is drawn. */
export function deskOf(person) {
  return person ? document.getElementById(`desk-${person}`) : null;
}

/** Draw the page anew now, and return when it is drawn. */
export function refresh() {
  return redraw();
}

/** Call this after each drawing of the page. */
export function onRefresh(hook) {
  hooks.add(hook);
}

/** Say how the page is drawn; window.js does, once. */
export function drawsWith(draw) {
  redraw = async () => {
    await draw();
    for (const hook of hooks) await hook();
  };
}

/** Do something once at a time for an element: while it goes on the element is busy and takes no other press. */
export async function busy(element, act) {
  if (element.getAttribute("aria-busy") === "true") return;
  element.setAttribute("aria-busy", "true");
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refused || error instanceof NotThere)) throw error;
  } finally {
    element.removeAttribute("aria-busy");
  }
}

function closing(toast) {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", "Dismiss");
  button.textContent = "×";
  button.addEventListener("click", () => toast.remove());
  return button;
}

function setBanner(words) {
  const banner = document.getElementById("banner");
  if (banner.textContent !== words) banner.textContent = words;
  banner.hidden = !words;
}

async function refusalOf(response) {
  const body = await response.text();
  try {
    return JSON.parse(body).refused ?? `The practice Slack answered ${response.status}.`;
  } catch {
    return body || `The practice Slack answered ${response.status}.`;
  }
}
