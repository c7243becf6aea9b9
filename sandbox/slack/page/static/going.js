// Going from place to place: who is here and what they have open stands in the page's address.

import { deskOf, refresh } from "/static/talk.js";

/** Follow links and lists marked for it without loading the page anew. */
export function install() {
  document.addEventListener("click", followed);
  document.addEventListener("change", written);
  window.addEventListener("popstate", () => refresh().catch(() => {}));
}

/** Have somebody open a place on their desk. */
export function open(person, at) {
  const query = new URLSearchParams(location.search);
  const mine = query.get("beside") === person ? "beside_at" : "at";
  if (at) query.set(mine, at);
  else query.delete(mine);
  return go(`/?${query}`);
}

async function go(address) {
  if (address !== location.pathname + location.search) history.pushState(null, "", address);
  try {
    await refresh();
  } catch {
    return; // the banner says that nobody answers; the page is drawn when somebody does
  }
  keepFocusInView();
}

function followed(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target.closest("a");
  if (!link) return;
  const desk = link.closest(".desk");
  if (link.dataset.openChannel && desk) {
    event.preventDefault();
    open(desk.dataset.person, link.dataset.openChannel);
  } else if ("go" in link.dataset) {
    event.preventDefault();
    link.closest("[data-side-open]")?.removeAttribute("data-side-open");
    const beside = link.matches(".beside");
    go(link.getAttribute("href")).then(() => beside && bringIntoSight([...document.querySelectorAll(".desk")].pop()));
  } else if (link.hash && link.getAttribute("href") === link.hash) {
    event.preventDefault();
    show(document.getElementById(link.hash.slice(1)));
  }
}

function written(event) {
  const list = event.target;
  if (!list.closest("[data-go-to]") || !list.value) return;
  const { value } = list;
  list.value = "";
  open(list.closest(".desk").dataset.person, value);
}

function show(element) {
  element?.closest(".desk")?.querySelectorAll("details[open]").forEach((one) => (one.open = false));
  element?.scrollIntoView({ block: "center" });
  element?.focus();
}

function bringIntoSight(desk) {
  // where the window is too narrow for two, the desks stand side by side all the same and are scrolled
  desk?.scrollIntoView({ inline: "end", block: "nearest" });
}

function keepFocusInView() {
  // on a narrow desk the list gives way to the place, and the link that was followed is not there any more
  const active = document.activeElement;
  const desk = active?.closest(".desk") ?? deskOf(new URLSearchParams(location.search).get("as"));
  if (active && active !== document.body && active.checkVisibility()) return;
  const heading = [...(desk?.querySelectorAll("[data-place-heading]") ?? [])].find((one) => one.checkVisibility());
  (heading ?? desk?.querySelector(".desk-head a"))?.focus();
}
