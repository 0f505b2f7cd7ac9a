// Counting: Enter sends one code, the field is empty at once for the next, codes go in their order. What cannot be sent
// waits in the queue of this device (core/ui send_later) under its own request_id: sent twice, counted once.
import { all, forget, keep, new_id } from "../../ui/js/send_later_store.js"
import { alone, post_all } from "../../ui/js/send_later_post.js"
import { show } from "../../ui/js/send_later_list.js"
import { camera } from "../../ui/js/camera.js"
import { set_volume, sound, volume } from "../../ui/js/tones.js"

const form = document.querySelector("form[data-count]")
const field = form.elements.code
const said = form.querySelector("[data-said]")
const user = document.querySelector("[data-send-later-panel]")?.dataset.user ?? ""
const SOON = 4000
const queue = []
let busy = false
let waiting = 0

const say = (words) => { said.textContent = words }

function entry_of (code, device) {
  const id = new_id()
  const fields = [["request_id", id], ["shelf", form.elements.shelf.value], ["device", device], ["code", code]]
  const page = location.pathname + location.search
  return { id, url: form.action, page, fields, title: form.dataset.sendLater, user, kept_at: Date.now(), tries: 0, state: "waiting", answer: "" }
}

function take (code, device) {
  if (!code.trim()) return
  queue.push(entry_of(code, device))
  work()
}

async function work () {
  if (busy) return
  busy = true
  while (queue.length) await count(queue.shift())
  busy = false
}

async function count (entry) {
  await keep(entry).catch(() => {})
  if (waiting) return put_aside() // those before it go first
  try {
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "HX-Request": "true" }
    const body = new URLSearchParams(entry.fields)
    const response = await fetch(entry.url, { method: "POST", body, headers, credentials: "same-origin", signal: AbortSignal.timeout(15000) })
    if (![200, 409, 422].includes(response.status)) throw new Error(String(response.status))
    swap(await response.text())
    await forget(entry.id).catch(() => {})
    if (response.status !== 200 && !field.value) field.value = entry.fields[3][1]
    if (response.status !== 200) field.select()
  } catch {
    put_aside()
  }
}

function put_aside () {
  waiting += 1
  say(form.dataset.waits.replace("{n}", waiting))
  sound("high")
  if (waiting === 1) setTimeout(send_again, SOON)
}

async function send_again () {
  const tally = await alone(post_all)
  if (tally.unreachable) return setTimeout(send_again, SOON)
  waiting = 0
  say("")
  await show()
  const response = await fetch(form.dataset.fragment, { headers: { "HX-Request": "true" } }).catch(() => null)
  if (response?.ok) swap(await response.text())
}

function swap (html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#count-state")
  if (!fresh) return
  document.querySelector("#count-state").replaceWith(fresh)
  sound(fresh.querySelector("[data-tone]")?.dataset.tone)
}

// Before every other listener: this form sends itself; a button with an address of its own is a plain form.
addEventListener("submit", (event) => {
  if (event.target !== form) return
  event.stopImmediatePropagation()
  if (event.submitter?.hasAttribute("formaction")) return
  event.preventDefault()
  const code = field.value
  field.value = ""
  field.focus()
  take(code, "scanner")
}, true)

// A scanner types wherever the focus is; what it types belongs into the field.
document.addEventListener("keydown", (event) => {
  const elsewhere = event.target === document.body || event.target.closest?.("a, button")
  if (elsewhere && event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey && event.key !== " ") field.focus()
})

form.querySelector("[data-only-with-script]").hidden = false
const choice = form.querySelector("[data-volume]")
choice.value = String(volume())
choice.addEventListener("change", () => { set_volume(choice.value); sound("high"); field.focus() })
form.elements.shelf.addEventListener("change", () => field.focus())
const picture = form.querySelector("[data-picture]")
form.querySelector("[data-camera]").addEventListener("click", camera(form, picture, say, (code) => take(code, "camera")))
all().then((entries) => {
  waiting = entries.filter((entry) => entry.state === "waiting").length
  if (waiting) setTimeout(send_again, SOON)
}).catch(() => {})
field.focus()
