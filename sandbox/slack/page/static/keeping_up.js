// Keeping up with the workspace: what changed is drawn, what is seen is read, who is looked at opens Home.

import { drawOver } from "/static/redrawing.js";
import { ask, drawsWith, onRefresh, reach, refresh } from "/static/talk.js";

const WAIT_SECONDS = 10;
const AGAIN_MILLISECONDS = 1000;
const BREATH_MILLISECONDS = 60;
const visited = new Map();
let drawings = 0;
let latest = null;

/** Draw the page now and whenever something has changed, until the tab is closed. */
export function install() {
  drawsWith(draw);
  onRefresh(visitTabs);
  onRefresh(markRead);
  document.addEventListener("visibilitychange", markRead);
  keepUp();
}

function draw() {
  latest = drawOnce(++drawings);
  return latest;
}

async function drawOnce(mine) {
  const response = await reach(`/page/desks${location.search}`);
  const html = await response.text();
  // an answer that was overtaken would put the page back: whoever waits for it waits for the later one
  if (mine !== drawings) return latest;
  if (!response.ok) return;
  drawOver(windowElement(), html);
  document.title = windowElement().dataset.title;
}

async function keepUp() {
  for (;;) {
    try {
      await refresh();
      await changed();
      await pause(BREATH_MILLISECONDS);
    } catch {
      await pause(AGAIN_MILLISECONDS);
    }
  }
}

async function changed() {
  for (;;) {
    // another version, not a later one: a workspace that was started again counts from the beginning
    const known = Number(windowElement().dataset.version);
    const response = await reach(`/practice/changes?after=${known}&seconds=${WAIT_SECONDS}`);
    if ((await response.json()).version !== known) return;
  }
}

function visitTabs() {
  for (const desk of document.querySelectorAll(".desk")) {
    const { person, tab } = desk.dataset;
    if (visited.get(person) === tab) continue;
    visited.set(person, tab);
    if (tab) ask("open_home", { person, tab }).catch(() => {});
  }
}

function markRead() {
  if (document.visibilityState !== "visible") return;
  for (const messages of document.querySelectorAll("[data-unread-in]")) {
    if (!messages.checkVisibility()) continue;
    const { unreadIn: channel, newest: ts } = messages.dataset;
    const { person } = messages.closest("[data-person]").dataset;
    // quietly: a message that is gone by now needs no reading, and nobody asked for it
    reach("/practice/read", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ person, channel, ts }),
    }).catch(() => {});
  }
}

function windowElement() {
  return document.getElementById("window");
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
