// What waits to be sent, kept on this device (IndexedDB). One row is one form, under its request_id.
// {id, url, page, title, fields: [[name, value]…], user, kept_at, tries, state: "waiting" | "review", answer}
const NAME = "send-later"

function open () {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => request.result.createObjectStore("entries", { keyPath: "id" })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error("the store is held by an older page"))
  })
}

async function within (mode, work) {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      // strict: the promise is kept only once the row is on the disk, not in the system's memory.
      const transaction = database.transaction("entries", mode, { durability: "strict" })
      const request = work(transaction.objectStore("entries"))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? request.error)
    })
  } finally {
    database.close()
  }
}

export async function keep (entry) {
  localStorage.setItem("send-later", "waits") // so that every page, of every kind, sees to the queue
  await within("readwrite", (entries) => entries.put(entry))
}

export async function forget (id) {
  await within("readwrite", (entries) => entries.delete(id))
  if (!(await all()).length) localStorage.removeItem("send-later")
}

export const one = (id) => within("readonly", (entries) => entries.get(id))

export async function all () {
  const entries = await within("readonly", (store) => store.getAll())
  return entries.sort((a, b) => a.kept_at - b.kept_at)
}

// The browser may empty the store of a site it thinks unimportant; this asks it not to.
export async function ask_to_persist () {
  try {
    await navigator.storage?.persist?.()
  } catch { /* a browser without it keeps the store as long as it likes */ }
}

// crypto.randomUUID exists only over TLS; a library's network may speak plain http.
export function new_id () {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
