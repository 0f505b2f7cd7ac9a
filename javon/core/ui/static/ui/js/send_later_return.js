// The way back to what waits: reopening a form with what was typed, and a word before signing out.
import { all, one } from "./send_later_store.js"

const panel = document.querySelector("[data-send-later-panel]")

const address = (form) => new URL(form.getAttribute("action") || location.pathname + location.search, location.href).href

// Back to a form with what was typed in it: /page#kept=<id>.
export async function reopen () {
  const id = new URLSearchParams(location.hash.slice(1)).get("kept")
  const entry = id && await one(id)
  const form = entry && [...document.forms].find((it) => it.matches("[data-send-later]") && address(it) === entry.url)
  if (!form) return
  form.dataset.replaces = entry.id
  for (const [name, value] of entry.fields) {
    const field = form.elements[name]
    if (!field || field.type === "hidden" || typeof value !== "string") continue
    if (field.type === "checkbox") field.checked = true
    else field.value = value
  }
}

export async function leaving (event) {
  if (!event.target.matches?.("form[action$='/sign-out/']") || event.target.dataset.sure) return
  event.preventDefault()
  const dialog = panel.querySelector("dialog")
  const entries = await all().catch(() => [])
  event.target.dataset.sure = "yes"
  if (!entries.length || !dialog) return event.target.requestSubmit()
  dialog.onclose = () => dialog.returnValue === "leave" ? event.target.requestSubmit() : delete event.target.dataset.sure
  dialog.showModal()
}
