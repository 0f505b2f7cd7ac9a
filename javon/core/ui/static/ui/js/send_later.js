// Loads the queue of forms only where it is needed: a page with such a form, or a device on which one waits.
const needed = document.querySelector("form[data-send-later]") || localStorage.getItem("send-later") === "waits"

if (needed && window.indexedDB && document.querySelector("[data-send-later-panel]")) {
  const queue = import("./send_later_forms.js")
  document.addEventListener("submit", (event) => {
    const form = event.target
    if (!form.matches?.("form[data-send-later]")) return
    event.preventDefault()
    event.stopImmediatePropagation() // htmx would send it a second time
    queue.then(({ send }) => send(form, event.submitter), () => HTMLFormElement.prototype.submit.call(form))
  }, true)
}
