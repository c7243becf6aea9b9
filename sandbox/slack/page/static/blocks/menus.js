// The menu behind three dots: a popover that opens under its button and is walked with the arrow keys.

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** Listen to menus, also to those that are drawn later. */
export function install(root) {
  root.addEventListener("toggle", opened, true);
  root.addEventListener("click", ({ target }) => {
    if (target.closest?.(".kit-menu [role=menuitem]")) target.closest(".kit-menu").hidePopover();
  });
  // before the page's own keys: what closes a menu closes nothing beneath it
  window.addEventListener("keydown", pressed, true);
}

function opened({ target: menu, newState }) {
  if (!menu.matches?.(".kit-menu")) return;
  const button = buttonOf(menu);
  button.setAttribute("aria-expanded", String(newState === "open"));
  if (newState !== "open") return;
  const { bottom, top, right } = button.getBoundingClientRect();
  const below = bottom + menu.offsetHeight < innerHeight;
  menu.style.top = `${Math.max(4, below ? bottom + 4 : top - menu.offsetHeight - 4)}px`;
  menu.style.left = `${Math.max(4, Math.min(right, innerWidth - 4) - menu.offsetWidth)}px`;
  menu.querySelector("[role=menuitem]").focus();
}

function pressed(event) {
  const menu = event.target.closest?.(".kit-menu");
  if (!menu) return;
  if (event.key in STEPS) walk(menu, STEPS[event.key]);
  else if (event.key === "Escape" || event.key === "Tab") menu.hidePopover();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.key === "Escape" || event.key === "Tab") buttonOf(menu).focus();
}

function walk(menu, step) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length].focus();
}

function buttonOf(menu) {
  return document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
}
