// The error summary is read first. Hook: [data-tingban-errors].
document.querySelector("[data-tingban-errors]")?.focus();
