// [data-opens="id"] opens the dialog of that id, [data-closes] inside closes it; focus returns by itself. [data-print] prints.
export function openDialogs() {
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-opens], [data-closes], [data-print]");
    if (!pressed) {
      if (event.target.matches("dialog[open]")) event.target.close(); // a press on the veil around it
      return;
    }
    if (pressed.dataset.opens) {
      const dialog = document.getElementById(pressed.dataset.opens);
      if (!dialog) return;
      event.preventDefault();
      dialog.showModal();
    } else if ("closes" in pressed.dataset) {
      pressed.closest("dialog").close();
    } else {
      window.print();
    }
  });
}
