// Passkeys: the browser's ceremony around a plain form. The form appears only where the browser can do it.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0))
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")

const credentials = (list = []) => list.map((item) => ({ ...item, id: bytes(item.id) }))

function understood (options) {
  const { publicKey } = options
  const ready = { ...publicKey, challenge: bytes(publicKey.challenge) }
  if (publicKey.user) ready.user = { ...publicKey.user, id: bytes(publicKey.user.id) }
  if (publicKey.excludeCredentials) ready.excludeCredentials = credentials(publicKey.excludeCredentials)
  if (publicKey.allowCredentials) ready.allowCredentials = credentials(publicKey.allowCredentials)
  return { publicKey: ready }
}

function sent (credential) {
  const response = { clientDataJSON: text(credential.response.clientDataJSON) }
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name])
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports()
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  })
}

for (const form of window.PublicKeyCredential ? document.querySelectorAll("form[data-passkey]") : []) {
  const given = JSON.parse(document.getElementById(form.dataset.options).textContent)
  const options = given.creation_options ?? given.request_options
  form.hidden = false
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const failed = form.querySelector("[data-passkey-failed]")
    failed.hidden = true
    try {
      form.elements.credential.value = sent(await navigator.credentials[form.dataset.passkey](understood(options)))
      form.submit()
    } catch {
      failed.hidden = false
    }
  })
}
