/* Fields of typed text: how many characters are left, and a draft that waits in this tab while
   something else is changed. Nothing of it leaves the device before the form is sent. */
"use strict";

const fields = [...document.querySelectorAll("input[data-most]")];

/* Counted as the shop counts: code points of the composed form, without blanks around it. */
function lengthOf(text) {
  return [...text.normalize("NFC").trim()].length;
}

function count(field) {
  const left = Number(field.dataset.most) - lengthOf(field.value);
  const words = left < 0 ? field.dataset.over : field.dataset.left;
  const counter = document.querySelector(`[data-count-of="${CSS.escape(field.id)}"]`);
  counter.textContent = words.replace("#", String(Math.abs(left)));
  counter.classList.toggle("text-over", left < 0);
  counter.hidden = false;
  return counter.textContent;
}

let announcing = 0;

for (const field of fields) {
  const draft = field.dataset.draft && `${field.dataset.draft} ${field.name}`;
  const kept = draft && sessionStorage.getItem(draft);
  if (typeof kept === "string") {
    field.value = kept;
  }
  /* A browser would cut off what is too long without a word: it is told instead. */
  field.removeAttribute("maxlength");
  count(field);
  field.addEventListener("input", () => {
    const words = count(field);
    if (draft) {
      sessionStorage.setItem(draft, field.value);
    }
    clearTimeout(announcing);
    announcing = setTimeout(() => {
      document.getElementById("announcement").textContent = words;
    }, 900);
  });
  field.form.addEventListener("submit", () => {
    if (draft) {
      sessionStorage.removeItem(draft);
    }
  });
}
