// Buttons beside a password: one shows what is typed, one gives a phone its letters where a PIN is expected.
// Without this script the fields stay as they are.
for (const button of document.querySelectorAll("[data-show-password]")) {
  const input = document.getElementById(button.getAttribute("aria-controls"))
  button.hidden = false
  button.addEventListener("click", () => {
    const shown = input.type === "text"
    input.type = shown ? "password" : "text"
    button.setAttribute("aria-pressed", String(!shown))
    input.focus()
  })
  input.form.addEventListener("submit", () => {
    input.type = "password" // so that the browser keeps it as a password, not as text
  })
}

for (const button of document.querySelectorAll("[data-letters]")) {
  const input = document.getElementById(button.getAttribute("aria-controls"))
  button.hidden = false
  button.addEventListener("click", () => {
    input.inputMode = "text"
    input.classList.remove("pin")
    button.hidden = true
    input.focus()
  })
}
