// The keys of the desk, each with a visible button beside it: a key presses its button. ux.md 2.2, 11.
export function watch_desk_keys (form, field, { take, busy, held }) {
  const press = (selector) => {
    const button = document.querySelector(selector)
    if (!button) return false
    // A way that leaves the desk takes the open reader with it.
    if (button.matches("a[data-with-card]")) button.search = `?card=${encodeURIComponent(document.querySelector("#desk").dataset.card)}`
    button.click()
    return true
  }

  function done (event) {
    const empty = !field.value.trim()
    if (event.ctrlKey && !event.shiftKey && event.code === "KeyZ") return empty && !busy() && press("[data-undo-last]") // else it undoes typing
    if (event.ctrlKey || event.metaKey) return false
    if (event.altKey) return event.key === "F9" && press("[data-desk-key='Alt+F9']")
    if (event.key === "F2") { field.focus(); field.select(); return true }
    if (/^F\d+$/.test(event.key)) return press(`[data-desk-key="${event.key}"]`)
    if (event.key === "Escape") return finish(empty)
    if (!empty || event.target.matches("input:not(#code), select, textarea")) return false
    if (event.code === "KeyR") return press("[data-answer=R]")
    if (event.code === "KeyQ") return press("[data-answer=Q]")
    if (/^[1-9]$/.test(event.key)) return press(`[data-choice="${event.key}"]`)
    return false
  }

  function finish (empty) {
    if (!empty) { field.value = ""; field.focus(); return true }
    if (held()) { take(""); return true }
    return press("[data-finish]") || press("[data-goes-on]:not([hidden])")
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return
    if (done(event)) { event.preventDefault(); event.stopImmediatePropagation(); return }
    // A scanner types wherever the focus is; what it types belongs into the box.
    const elsewhere = event.target === document.body || event.target.closest?.("a, button")
    if (elsewhere && event.key.length === 1 && !event.ctrlKey && !event.altKey && event.key !== " ") field.focus()
  }, true)
}
