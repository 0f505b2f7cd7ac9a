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

// Shows what the server says at `address` in a dialog; where that fails, the page itself. Always true: the press is ours.
export function showFrom(address) {
  fetch(address, { headers: { "HX-Request": "true" } })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((text) => {
      const dialog = document.createElement("dialog");
      dialog.className = "dialog dialog--list";
      dialog.innerHTML = text;
      dialog.addEventListener("close", () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
    })
    .catch(() => location.assign(address));
  return true;
}
