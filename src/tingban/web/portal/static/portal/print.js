// A button for the browser's own printing; without script there is the browser's menu.
// Hook: button[data-tingban-print][hidden].
for (const button of document.querySelectorAll("[data-tingban-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
