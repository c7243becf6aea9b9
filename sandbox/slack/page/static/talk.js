// How the page talks to the practice Slack, and to who sits before it.

const TOAST_SECONDS = 12;
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
  tell(why, "refused");
  throw new Refused(why);
}

/** Fetch; where nobody answers, the banner says so and NotThere is thrown. */
export async function reach(address, options) {
  try {
    const response = await fetch(address, { cache: "no-store", ...options });
    setBanner("");
    return response;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    setBanner("The practice Slack is not answering; trying again.");
    throw new NotThere(error.message);
  }
}

/** Tell who sits here something, in the page's live region; kind is "refused", "failure" or "done". */
export function tell(words, kind = "done") {
  const told = document.getElementById("told");
  const toast = document.createElement("div");
  toast.className = `toast ${kind}`;
  toast.append(words, closing(() => toast.remove()));
  told.append(toast);
  while (told.children.length > 3) told.firstElementChild.remove();
  setTimeout(() => toast.remove(), TOAST_SECONDS * 1000);
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

function closing(close) {
  const button = document.createElement("button");
  button.type = "button";
  button.ariaLabel = "Dismiss";
  button.textContent = "×";
  button.addEventListener("click", close);
  return button;
}

function setBanner(words) {
  const banner = document.getElementById("banner");
  if (banner.textContent !== words) banner.textContent = words;
  banner.hidden = !words;
}

async function refusalOf(response) {
  try {
    return (await response.clone().json()).refused ?? `The practice Slack answered ${response.status}.`;
  } catch {
    return (await response.text()) || `The practice Slack answered ${response.status}.`;
  }
}
