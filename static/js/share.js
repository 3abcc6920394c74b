/* The share page: copying the link, and handing it to the device's own sharing, where there is one. */
"use strict";

const copy = document.querySelector("[data-copy]");
const send = document.querySelector("[data-send]");

if (navigator.clipboard) {
  copy.hidden = false;
}
if (navigator.share) {
  send.hidden = false;
}

copy.addEventListener("click", async () => {
  const link = document.getElementById(copy.dataset.copy);
  link.select();
  await navigator.clipboard.writeText(link.value);
  copy.lastElementChild.textContent = copy.dataset.copied;
  document.getElementById("announcement").textContent = copy.dataset.copied;
});

send.addEventListener("click", async () => {
  try {
    await navigator.share({ url: send.dataset.send });
  } catch (refused) {
    if (refused.name !== "AbortError") {
      send.hidden = true;
    }
  }
});
