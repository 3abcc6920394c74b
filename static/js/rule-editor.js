// Completing rule text: a chip replaces the word being typed, and the caret's place is sent along.
(() => {
  const text = document.querySelector("[data-rule-text]");
  const position = document.querySelector("[data-rule-position]");
  if (!text || !position) return;

  const remember = () => { position.value = text.selectionEnd; };
  for (const event of ["input", "keyup", "click", "focus"]) text.addEventListener(event, remember);

  document.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-complete]");
    if (!chip) return;
    const before = text.value.slice(0, text.selectionEnd);
    const after = text.value.slice(text.selectionEnd);
    const start = before.length - /[a-z0-9_.-]*$/.exec(before)[0].length;
    const word = chip.dataset.complete;
    text.value = `${before.slice(0, start)}${word} ${after}`;
    text.focus();
    text.setSelectionRange(start + word.length + 1, start + word.length + 1);
    remember();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
