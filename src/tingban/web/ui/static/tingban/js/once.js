// A form is sent once: a second press does nothing while the first is under way.
// Hook: form[data-tingban-once]. The server refuses repeats by itself; this only spares the wait.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-tingban-once]")) return;
  if (form.dataset.tingbanSent) {
    event.preventDefault();
    return;
  }
  form.dataset.tingbanSent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
});

// Coming back with the browser's arrow, the form may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("[data-tingban-sent]").forEach((form) => {
    delete form.dataset.tingbanSent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
});
