/* What pages do beyond plain links and forms. Every page works without it. */
"use strict";

/* A layer of the drawing leads to the step where it can be changed. */
document.addEventListener("click", (event) => {
  const layer = event.target.closest("#builder [data-step]");
  if (layer) {
    document.getElementById(`step-${layer.dataset.step}`)?.click();
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
    const place = step.getBoundingClientRect().left - steps.getBoundingClientRect().left;
    steps.scrollLeft += place - (steps.clientWidth - step.offsetWidth) / 2;
  }
}

document.addEventListener("DOMContentLoaded", showCurrentStep);
document.addEventListener("htmx:afterSettle", showCurrentStep);

/* What was chosen stays under the finger, whatever comes or goes above it. */
let chosen = "";
let chosenAt = 0;

document.addEventListener("htmx:beforeSwap", () => {
  const control = document.activeElement?.closest("#builder .option input, #builder .option button");
  chosen = control?.id ?? "";
  chosenAt = control?.getBoundingClientRect().top ?? 0;
});

document.addEventListener("htmx:afterSwap", () => {
  const control = chosen && document.getElementById(chosen);
  if (control) {
    scrollBy({ top: control.getBoundingClientRect().top - chosenAt, behavior: "instant" });
  }
  chosen = "";
});

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
