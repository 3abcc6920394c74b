/* Long lists of options: filters stay open while they are used, and arrows lead into the list.
   Every list works without it. */
"use strict";

/* What was opened stays open when the page around it is renewed, and keeps the focus. */
const OPENED = ".filter[open], .more-copies[open], .settled[open]";
let openFilters = [];
let focusedBefore = "";

document.addEventListener("htmx:beforeSwap", () => {
  openFilters = [...document.querySelectorAll(OPENED)].map((filter) => filter.id);
  focusedBefore = document.activeElement?.id ?? "";
});

document.addEventListener("htmx:afterSwap", () => {
  for (const id of openFilters) {
    document.getElementById(id)?.setAttribute("open", "");
  }
  const control = document.getElementById(focusedBefore);
  if (control?.closest(OPENED) && document.activeElement === document.body) {
    control.focus({ preventScroll: true });
  }
});

document.addEventListener("click", (event) => {
  for (const filter of document.querySelectorAll(".filter[open]")) {
    if (!filter.contains(event.target)) {
      filter.removeAttribute("open");
    }
  }
});

/* Another page begins at its top, where the number found has the focus. */
document.addEventListener("htmx:afterSettle", (event) => {
  const asked = event.detail.requestConfig?.triggeringEvent?.submitter;
  const list = asked?.closest(".list-pages") ? asked.id.replace(/--(page-\d+|next)$/, "") : "";
  const count = list && document.getElementById(`${list}--count`);
  if (count) {
    count.focus({ preventScroll: true });
    count.closest(".group").scrollIntoView({ block: "start" });
  }
});

/* Down from the search leads to the first option, and on; up leads back. Choosing is another key. */
function controlsOf(list) {
  return [...list.querySelectorAll(".options > .option")]
    .map((option) =>
      option.matches("button") ? option : option.querySelector("input:checked") ?? option.querySelector("input"),
    )
    .filter(Boolean);
}

function choose(input) {
  if (!input.checked || input.type === "checkbox") {
    input.click();
  }
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  const open = field.closest?.(".filter[open]");
  if (event.key === "Escape" && open) {
    open.removeAttribute("open");
    open.querySelector("summary").focus();
    return;
  }
  const group = field.closest?.(".group");
  const list = group?.querySelector(".found");
  if (!list || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const controls = controlsOf(list);
  const at = controls.findIndex((control) => control.closest(".option") === field.closest(".option"));
  const search = group.querySelector(".find-text");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" && at >= 0 && field.matches("input")) {
    event.preventDefault();
    choose(field);
  } else if (step && (at >= 0 || (field === search && step > 0))) {
    event.preventDefault();
    const next = controls[at + step] ?? (at + step < 0 ? search : field);
    next.focus();
  }
});
