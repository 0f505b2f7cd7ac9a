// A approves or agrees, T acknowledges, R opens the remark: only where no field has the focus, and only with its button in sight.
const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat || event.defaultPrevented) return;
  if (document.documentElement.dataset.keys === "off" || typing(event.target) || document.querySelector("dialog[open]")) return;
  // By the place of the key: a Russian layout types other letters there.
  const letter = /^Key([ART])$/.exec(event.code);
  const button = letter && document.querySelector(`[data-paper-key="${letter[1].toLowerCase()}"]`);
  if (!button || button.offsetParent === null) return;
  event.preventDefault();
  if (button.tagName === "SUMMARY") {
    button.parentElement.open = true;
    button.parentElement.querySelector("textarea").focus();
  } else if (button.getAttribute("type") === "submit") {
    button.focus(); // a deed by one key is asked for twice: the key brings the button, Enter presses it
  } else button.click();
});
