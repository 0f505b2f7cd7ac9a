// A tick in the filters sends the form at once on a wide screen; on a phone the sheet waits for its button.
// A form[data-auto] (the choice of order) is sent by the choice itself, so its button goes.
export function sendFacets() {
  for (const form of document.querySelectorAll("form[data-auto]")) {
    for (const button of form.querySelectorAll("[type=submit]")) button.hidden = true;
    form.addEventListener("change", () => form.requestSubmit());
  }
  for (const form of document.querySelectorAll("form[data-facets]")) {
    form.addEventListener("change", () => {
      if (window.location.hash !== "#filters") form.requestSubmit();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && window.location.hash === "#filters") window.location.hash = "content";
    });
  }
}
