// A button beside a password that shows what is typed. Without this script the field stays as it is.
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
