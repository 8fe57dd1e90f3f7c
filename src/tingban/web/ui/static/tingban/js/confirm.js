// Ask before what cannot be taken back. Hook: form or button [data-tingban-confirm="question"].
document.addEventListener(
  "submit",
  (event) => {
    const asked = event.submitter?.closest("[data-tingban-confirm]") ?? event.target.closest("[data-tingban-confirm]");
    if (asked && !window.confirm(asked.dataset.tingbanConfirm)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  },
  true,
);
