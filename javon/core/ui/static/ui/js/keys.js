// "/" goes to the search box; a field with data-key="F2" is reached by that key. Never while something is being typed.
const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

export function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "/" && !typing(event.target)) {
      const boxes = [...document.querySelectorAll("[data-slash]")];
      const box = boxes.find((one) => one.offsetParent !== null);
      if (box) {
        event.preventDefault();
        box.focus();
        box.select();
      }
      return;
    }
    if (!/^F\d+$/.test(event.key)) return;
    const field = document.querySelector(`[data-key="${event.key}"]`);
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
