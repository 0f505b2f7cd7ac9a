// Forms marked data-send-later: written to this device before they are sent, sent once when the server answers.
import { all, ask_to_persist, forget, keep, new_id } from "./send_later_store.js"
import { alone, post_all, post_in_turn } from "./send_later_post.js"
import { save_to_file, show } from "./send_later_list.js"
import { leaving, reopen } from "./send_later_return.js"

const panel = document.querySelector("[data-send-later-panel]")
const SOON = 5000
const LATE = 5 * 60000
let pause = SOON
let timer = 0

function entry_of (form, submitter) {
  let id = form.querySelector("[name=request_id]")
  if (!id) {
    id = Object.assign(document.createElement("input"), { type: "hidden", name: "request_id" })
    form.append(id)
  }
  id.value ||= new_id()
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken")
  if (submitter?.name) fields.push([submitter.name, submitter.value])
  return {
    id: id.value, url: new URL(form.getAttribute("action") || location.pathname + location.search, location.href).href, page: location.pathname + location.search, fields,
    title: form.dataset.sendLater || document.title, user: panel.dataset.user ?? "",
    kept_at: Date.now(), tries: 0, state: "waiting", answer: "",
  }
}

export async function send (form, submitter) {
  if (form.dataset.sending) return // a second press
  form.dataset.sending = "yes"
  const entry = entry_of(form, submitter)
  try {
    await keep(entry)
    if (form.dataset.replaces && form.dataset.replaces !== entry.id) await forget(form.dataset.replaces)
  } catch {
    // Nothing can be kept here (private window, full disk): the plain form is better than nothing.
    return HTMLFormElement.prototype.submit.call(form)
  }
  ask_to_persist()
  const answer = await alone(() => post_in_turn(entry))
  delete form.dataset.sending
  answered(form, entry, answer)
}

function answered (form, entry, { outcome, location: next, html }) {
  if (outcome === "done") {
    if (next || !html) location.assign(next ?? entry.page)
    else swap(html)
  } else if (outcome === "review" && html && swap(html)) {
    const again = document.querySelector("form[data-send-later]")
    if (again) again.dataset.replaces = entry.id
    show()
  } else {
    form.dispatchEvent(new CustomEvent("send-later:kept", { bubbles: true, detail: entry }))
    show(outcome === "other_user" ? "other" : outcome === "review" ? "" : "kept")
    plan()
  }
}

// Put the server's answer where the page's content is; what was typed stands in the form it sent back.
function swap (html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("main")
  const stale = document.querySelector("main")
  if (!fresh || !stale) return false
  stale.replaceWith(fresh)
  fresh.tabIndex = -1
  fresh.focus()
  return true
}

async function flush () {
  clearTimeout(timer)
  const entries = await all().catch(() => [])
  if (!entries.some((entry) => entry.state === "waiting")) return show()
  const tally = await alone(post_all)
  await show(tally.sent ? "sent" : tally.other_user ? "other" : "", { n: tally.sent })
  if (tally.unreachable) plan(tally.wait * 1000)
  else pause = SOON
}

function plan (at_least = 0) {
  clearTimeout(timer)
  timer = setTimeout(flush, Math.max(at_least, pause))
  pause = Math.min(pause * 2, LATE)
}

document.addEventListener("submit", leaving, true)
panel.querySelector("[data-send-now]").addEventListener("click", flush)
panel.querySelector("[data-save-queue]").addEventListener("click", save_to_file)
addEventListener("online", flush)
addEventListener("hashchange", reopen)
panel.dataset.ready = "yes"
reopen().then(flush)
