// Sends one kept form, and the whole queue in order. The server does each request_id once, so sending twice is safe.
import { all, forget, keep } from "./send_later_store.js"

const PATIENCE = 20000 // ms for the answer to a form; a slower line counts as no line
const PATIENCE_FOR_MARK = 6000
const TRIES_BEFORE_REVIEW = 5 // a server fault that stays is for a person to look at
const GATEWAY = [502, 503, 504]

const fetched = (url, patience, options = {}) =>
  fetch(url, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(patience), ...options })

// A fresh safety mark, and who is signed in now. Throws when the server cannot be reached.
async function mark () {
  const response = await fetched("/send-later/token", PATIENCE_FOR_MARK)
  if (!response.ok) throw new Error(`no token: ${response.status}`)
  return response.json()
}

function body (entry) {
  const form = new FormData()
  for (const [name, value] of entry.fields) form.append(name, value)
  const has_files = entry.fields.some(([, value]) => typeof value !== "string")
  return has_files ? form : new URLSearchParams(form)
}

// {outcome: "done" | "review" | "waiting" | "other_user", location?, html?, wait?}
export async function post (entry) {
  let response
  try {
    const { token, user } = await mark()
    if (user !== entry.user) return { outcome: "other_user" }
    response = await fetched(entry.url, PATIENCE, {
      method: "POST",
      body: body(entry),
      headers: { "X-CSRFToken": token, "X-Send-Later": "1", Accept: "application/json, text/html" },
    })
    const type = response.headers.get("Content-Type") ?? ""
    const answer = type.includes("json") ? await response.json() : { html: await response.text() }
    return await judged(entry, response, answer)
  } catch {
    return { outcome: "waiting" } // the line broke, before or after the server heard us
  }
}

async function judged (entry, response, answer) {
  if (response.ok) {
    await forget(entry.id)
    return { outcome: "done", ...answer }
  }
  if (GATEWAY.includes(response.status) || response.status === 429) {
    return { outcome: "waiting", wait: Number(response.headers.get("Retry-After")) || 0 }
  }
  entry.tries += 1
  if (response.status >= 500 && entry.tries < TRIES_BEFORE_REVIEW) {
    await keep(entry)
    return { outcome: "waiting" }
  }
  await keep({ ...entry, state: "review", status: response.status, answer: answer.detail ?? answer.title ?? "" })
  return { outcome: "review", status: response.status, ...answer }
}

// One tab at a time sends. Without Web Locks (plain http) two may; the server's claim makes that harmless.
export function alone (work) {
  return navigator.locks ? navigator.locks.request("send-later", work) : work()
}

// This entry after those typed before it: two changes of one thing must arrive in the order they were made.
export async function post_in_turn (entry) {
  const { unreachable } = await post_all(entry.id)
  return unreachable ? { outcome: "waiting" } : post(entry)
}

// Everything that waits (before the entry `until`), oldest first; stops at the first that finds no line.
export async function post_all (until = "") {
  const tally = { sent: 0, review: 0, unreachable: false, other_user: 0, wait: 0 }
  for (const entry of await all()) {
    if (entry.id === until) break
    if (entry.state !== "waiting") continue
    const { outcome, wait } = await post(entry)
    if (outcome === "done") tally.sent += 1
    else if (outcome === "review") tally.review += 1
    else if (outcome === "other_user") tally.other_user += 1
    else return { ...tally, unreachable: true, wait: wait ?? 0 }
  }
  return tally
}
