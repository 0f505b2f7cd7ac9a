// "/" goes to the search box, "?" shows the list of keys, Alt+1…9 goes along the rail, Ctrl+Enter sends the form in
// focus, a field with data-key="F2" is reached by that key. One sign by itself never does a thing while one writes.
import { showFrom } from "./dialogs.js";

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
const turnedOff = () => document.documentElement.dataset.keys === "off";

export function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.metaKey || event.defaultPrevented) return;
    const done = /^F\d+$/.test(event.key) ? toTheField(event) : !turnedOff() && withoutF(event);
    if (done) event.preventDefault();
  });
}

function withoutF(event) {
  if (event.ctrlKey) return event.key === "Enter" && !event.altKey && sendForm(event.target);
  if (event.altKey) return !event.shiftKey && alongTheRail(event.code);
  if (typing(event.target) || document.querySelector("dialog[open]")) return false;
  if (event.key === "/") return toTheSearch();
  return event.key === "?" && document.body.matches(".staff") && showFrom("/help/keys/");
}

function toTheField(event) {
  if (event.ctrlKey || event.altKey) return false;
  return take(document.querySelector(`[data-key="${event.key}"]`));
}

function toTheSearch() {
  return take([...document.querySelectorAll("[data-slash]")].find((one) => one.offsetParent !== null));
}

function take(field) {
  if (!field) return false;
  field.focus();
  if (field.select) field.select();
  return true;
}

function alongTheRail(code) {
  const digit = /^Digit([1-9])$/.exec(code);
  const link = digit && document.querySelector(`.rail [aria-keyshortcuts="Alt+${digit[1]}"]`);
  if (!link) return false;
  link.click();
  return true;
}

function sendForm(field) {
  const form = field.form;
  if (!form || form.method === "dialog") return false;
  form.requestSubmit();
  return true;
}
