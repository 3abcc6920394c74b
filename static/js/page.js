/* What pages do beyond plain links and forms. Every page works without it. */
"use strict";

/* A layer of the drawing leads to the step where it can be changed. */
document.addEventListener("click", (event) => {
  const layer = event.target.closest("#builder [data-step]");
  if (layer) {
    document.getElementById(`step-${layer.dataset.step}`)?.click();
  }
});

/* The link to share is copied, or handed to the device's own sharing, and this is said. */
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-share]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  try {
    if (navigator.share && matchMedia("(pointer: coarse)").matches) {
      await navigator.share({ url: link.href });
    } else {
      await navigator.clipboard.writeText(link.href);
      link.lastChild.textContent = link.dataset.share;
      document.getElementById("announcement").textContent = link.dataset.share;
    }
  } catch (refused) {
    if (refused.name !== "AbortError") {
      location.assign(link.href);
    }
  }
});

/* Where a fragment cannot be had, the browser goes there itself and shows what is the matter. */
function goPlainly(event) {
  const element = event.detail.elt;
  if (element instanceof HTMLFormElement) {
    element.submit();
  } else if (element.href) {
    location.assign(element.href);
  }
}

document.addEventListener("htmx:responseError", goPlainly);
document.addEventListener("htmx:sendError", goPlainly);

/* On narrow screens the steps scroll sideways: the current one is kept in sight. */
function showCurrentStep() {
  const step = document.querySelector(".step[aria-current]");
  const steps = step?.closest(".steps");
  if (steps) {
    steps.scrollLeft = step.offsetLeft - (steps.clientWidth - step.offsetWidth) / 2;
  }
}

document.addEventListener("DOMContentLoaded", showCurrentStep);
document.addEventListener("htmx:afterSettle", showCurrentStep);

/* An answer brought in place is shown whole, unless it is in sight already. */
document.addEventListener("htmx:afterSettle", () => {
  const offer = document.querySelector("#offer[autofocus]");
  if (offer) {
    const quick = matchMedia("(prefers-reduced-motion: reduce)").matches;
    offer.scrollIntoView({ block: "nearest", behavior: quick ? "auto" : "smooth" });
  }
});

/* Where a click replaced what had the focus, it goes to what the click was about, or the step. */
let wanted = "";

document.addEventListener("htmx:beforeSwap", () => {
  wanted = document.querySelector("#builder [data-wanted]")?.dataset.wanted ?? "";
});

document.addEventListener("htmx:afterSettle", () => {
  const builder = document.getElementById("builder");
  if (!builder || document.activeElement !== document.body) {
    return;
  }
  const place = wanted && document.getElementById(wanted);
  const option = place ? place.closest(".option") : null;
  const control = option?.matches("button")
    ? option
    : option?.querySelector("input:checked, input, button");
  if (control) {
    control.focus({ preventScroll: true });
    option.scrollIntoView({ block: "nearest" });
  } else {
    document.getElementById("step-title")?.focus({ preventScroll: true });
  }
});
