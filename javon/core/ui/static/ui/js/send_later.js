// Loads the queue of forms only where it is needed: a page with such a form, or a device on which one waits.
const needed = document.querySelector("form[data-send-later]") || localStorage.getItem("send-later") === "waits"

if (needed && window.indexedDB) import("./send_later_forms.js")
