// What this device prints slips on is remembered when it is ticked; the slip itself, with its PIN, stays.
const box = document.querySelector("[data-remember]")
box?.addEventListener("change", () => fetch(`${box.dataset.remember}?paper=${box.checked ? "a6" : "roll"}`))
