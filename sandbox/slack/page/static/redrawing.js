// The page drawn anew over the page as it stands: what somebody is in the middle of stays.

import { beforeMorph, beforeRemoval } from "/static/blocks/keeping.js";
import { Idiomorph } from "/static/idiomorph.js";

// the server knows no value of fields that are marked data-own, and never what is unfolded or where it floats
const OWN = new Set(["value", "checked", "selected", "hidden"]);
const NEAR_THE_END = 40;
// a page that was just loaded stands at the top, where nobody has scrolled to
const placed = new Set();

/** Draw html over the element; focus, what is typed, menus and scroll positions are kept. */
export function drawOver(element, html) {
  const scrolled = scrollPositions(element);
  Idiomorph.morph(element, html, {
    callbacks: { beforeAttributeUpdated: mayChange, beforeNodeMorphed: mayTouch, beforeNodeRemoved: beforeRemoval },
  });
  restore(element, scrolled);
}

function mayChange(name, element) {
  // Idiomorph's own ignoreActiveValue would leave all that is within a focused link or button as it was
  if (name === "value" && element === document.activeElement) return false;
  if (name === "style" || (name === "open" && element.localName === "details")) return false;
  return !OWN.has(name) || !element.closest("[data-own]");
}

function mayTouch(before, after) {
  if (before.nodeType !== Node.ELEMENT_NODE) return true;
  return beforeMorph(before, after) && before.getAttribute("aria-busy") !== "true";
}

function scrollPositions(element) {
  const scrolling = [...element.querySelectorAll("[data-scrolls]")];
  return new Map(scrolling.map((one) => [one.id, { top: one.scrollTop, atEnd: isAtEnd(one) }]));
}

function restore(element, scrolled) {
  for (const one of element.querySelectorAll("[data-scrolls]")) {
    const before = scrolled.get(one.id);
    const isKept = before && !before.atEnd && placed.has(one.id);
    one.scrollTop = isKept ? before.top : one.scrollHeight;
    placed.add(one.id);
  }
}

function isAtEnd(element) {
  return element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_THE_END;
}
