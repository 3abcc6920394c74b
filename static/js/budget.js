/* The panel of a budget stays as it was left while something else is chosen; what it answers comes
   into sight, and what is taken from it shows itself at the top of the page. */
"use strict";

let clicked = "";
let wasClosed = false;

document.addEventListener("htmx:beforeSwap", (event) => {
  const panel = document.getElementById("budget");
  const by = event.detail.requestConfig?.elt;
  const place = by instanceof HTMLAnchorElement ? by : document.activeElement;
  clicked = panel?.contains(place) ? place.id : "";
  wasClosed = panel !== null && !panel.open;
});

document.addEventListener("htmx:afterSettle", () => {
  const panel = document.getElementById("budget");
  if (!panel) {
    return;
  }
  if (/^budget-(take|step-\d+)$/.test(clicked)) {
    document.getElementById("step-title").focus({ preventScroll: true });
    scrollTo(0, 0);
  } else if (/^budget-(show|text|raise|anew)$/.test(clicked)) {
    if (clicked !== "budget-text") {
      document.getElementById("budget-answer")?.focus({ preventScroll: true });
    }
    panel.scrollIntoView({ block: "start" });
  } else if (wasClosed && !clicked) {
    panel.open = false;
  }
  clicked = "";
});
