// The desk: Enter (or a scanner without it) sends one code, the box is empty at once for the next, codes go in their
// order. What is stopped holds those behind it in a visible queue; what cannot be sent waits on this device under its own
// request_id. Everything that stands on the desk travels with each code. ux.md 2.2, 3.2. A class at the desk is the same
// desk, at which the pupil whose turn it is stands instead of an open reader.
import { forget, keep, new_id } from "../../ui/js/send_later_store.js"
import { alone, post_all } from "../../ui/js/send_later_post.js"
import { show } from "../../ui/js/send_later_list.js"
import { camera } from "../../ui/js/camera.js"
import { set_volume, sound, volume } from "../../ui/js/tones.js"
import { find_while_typing } from "./found.js"
import { close_when_idle } from "./idle_reader.js"
import { watch_desk_keys } from "./desk_keys.js"

const form = document.querySelector("form[data-desk]")
const field = form.elements.code
const queued = document.querySelector("[data-queue-said]")
const user = document.querySelector("[data-send-later-panel]")?.dataset.user ?? ""
const SOON = 4000
const CARD = /^[KkКкЛл]-?\d{6}\d?$/
const queue = []
let busy = false
let held = false // a stop or a question stands: what comes after it waits
let unsent = 0

const desk = () => document.querySelector("#desk")
const standing = (name) => form.querySelector(`[name=${name}]`) ?? document.querySelector(`#desk [form=scan][name=${name}]`)

export function take (code, more = []) {
  if (!code.trim() && !more.length) return go_on()
  queue.push({ id: new_id(), code, more })
  tell_queue()
  work()
}

function go_on () {
  held = false
  tell_queue()
  work()
}

function tell_queue () {
  const waiting = queue.length - (busy ? 1 : 0)
  queued.hidden = !waiting && !unsent
  queued.textContent = unsent ? form.dataset.waits.replace("{n}", unsent) : form.dataset.queue.replace("{n}", waiting)
}

async function work () {
  if (busy) return
  busy = true
  while (queue.length && !(held && !queue[0].more.length)) {
    await send(queue[0])
    queue.shift()
  }
  busy = false
  tell_queue()
}

function entry_of ({ id, code, more }) {
  const stands = ["card", "pupil", "since", "waiting", "mode", "day"].map((name) => [name, standing(name)?.value ?? ""]).filter(([, value]) => value)
  const fields = [["request_id", id], ["code", code], ...stands.filter(([name]) => !more.some(([key]) => key === name)), ...more]
  return { id, url: form.action, page: form.dataset.home, fields, title: form.dataset.sendLaterName, user, kept_at: Date.now(), tries: 0, state: "waiting", answer: "" }
}

async function send (scan) {
  const entry = entry_of(scan)
  const kept = keep(entry).catch(() => {}) // while it travels: on an old PC writing takes as long as the journey
  const answer = unsent ? null : await post(entry.url, new URLSearchParams(entry.fields)) // those before it go first
  await kept
  if (!answer) return put_aside(entry)
  await forget(entry.id).catch(() => {})
}

// Posts and shows the answer; null when the server could not be reached.
export async function post (url, body) {
  try {
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "HX-Request": "true" }
    const response = await fetch(url, { method: "POST", body, headers, credentials: "same-origin", signal: AbortSignal.timeout(15000) })
    const elsewhere = response.headers.get("HX-Redirect")
    if (elsewhere) { location.assign(elsewhere); return response }
    if (response.status === 423) { document.body.dispatchEvent(new CustomEvent("javon:locked")); return null }
    if (![200, 409, 422].includes(response.status)) throw new Error(String(response.status))
    swap(await response.text())
    return response
  } catch {
    return null
  }
}

export function swap (html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#desk")
  if (!fresh) return
  // A face that stays is not asked for at every scan: no cache keeps it.
  const face = desk().querySelector("img.avatar")
  const again = face && fresh.querySelector(`img[id="${face.id}"]`)
  again?.removeAttribute("src")
  desk().replaceWith(fresh)
  again?.replaceWith(face)
  field.placeholder = fresh.dataset.placeholder
  held = fresh.dataset.kind === "bad" || "asks" in fresh.dataset
  const on = fresh.querySelector("[data-goes-on]")
  if (on) { on.hidden = false; on.addEventListener("click", () => { go_on(); field.focus() }) }
  sound(fresh.dataset.tone)
  document.dispatchEvent(new CustomEvent("desk:shown"))
}

// The line is down: a card that was scanned is still the reader of the books after it; in a class a book gives the turn on.
function put_aside (entry) {
  const code = entry.fields.find(([name]) => name === "code")[1].trim()
  const pupil = standing("pupil")
  if (pupil) turn_of(CARD.test(code) ? pupil_with(code) : next_pupil(pupil.value))
  else if (CARD.test(code)) { standing("card").value = code; standing("waiting").value = "" }
  unsent += 1
  tell_queue()
  sound("double")
  if (unsent === 1) setTimeout(send_again, SOON)
}

const pupils = () => [...desk().querySelectorAll("[data-pupil]")]
const pupil_with = (code) => pupils().find((one) => one.dataset.pupil.slice(1, 7) === code.replace("-", "").slice(1, 7))

function next_pupil (card) {
  const all = pupils()
  const now = all.find((one) => one.dataset.pupil === card)
  if (now) now.dataset.has = ""
  return all.slice(all.indexOf(now) + 1).find((one) => !("has" in one.dataset)) ?? now
}

function turn_of (row) {
  if (!row) return
  standing("pupil").value = row.dataset.pupil
  for (const one of pupils()) one.classList.toggle("table__fresh", one === row)
}

async function send_again () {
  const tally = await alone(post_all)
  if (tally.unreachable) return setTimeout(send_again, SOON)
  unsent = 0
  tell_queue()
  await show()
  const stands = new URLSearchParams(["card", "pupil", "day"].map((name) => [name, standing(name)?.value ?? ""]))
  const response = await fetch(`${form.dataset.home}?${stands}`, { headers: { "HX-Request": "true" } }).catch(() => null)
  if (response?.ok) swap(await response.text())
}

// Before every other listener: the forms of the desk send themselves and show the answer where they stand.
addEventListener("submit", (event) => {
  const sent = event.target
  if (sent !== form && !sent.closest("#desk")) return
  if (sent.method !== "post" || sent.target === "_blank") return // a slip is a sheet of its own
  event.preventDefault()
  event.stopImmediatePropagation()
  const pressed = event.submitter?.name ? [[event.submitter.name, event.submitter.value]] : []
  if (sent === form) {
    const code = field.value
    field.value = ""
    field.focus()
    return take(code, pressed)
  }
  const fields = [...new FormData(sent)].filter(([name]) => name !== "csrfmiddlewaretoken").concat(pressed)
  field.focus()
  held = false
  post(sent.action, new URLSearchParams(fields)).then(work)
}, true)

form.querySelector("[data-camera]").hidden = false
for (const one of document.querySelectorAll("[data-only-with-script]")) one.hidden = false
for (const one of document.querySelectorAll("[data-without-script]")) one.hidden = true
const choice = document.querySelector("[data-volume]")
choice.value = String(volume())
choice.addEventListener("change", () => { set_volume(choice.value); sound("high"); field.focus() })
document.querySelector(".desk__point")?.addEventListener("change", (event) => event.currentTarget.submit())
const said = (words) => { queued.hidden = false; queued.textContent = words }
form.querySelector("[data-camera]").addEventListener("click", camera(form, form.querySelector("[data-picture]"), said, take))
find_while_typing(form, field, take)
close_when_idle(form, swap, said)
watch_desk_keys(form, field, { take, busy: () => busy, held: () => held && queue.length > 0 })
field.focus()
