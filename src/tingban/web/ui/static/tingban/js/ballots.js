// Fast entry of ballots: number, Enter, one key a matter, Enter. A scanner types and presses Enter.
// Hook: form[data-tingban-ballot]. Without script the form is filled like any other.
const form = document.querySelector("[data-tingban-ballot]");

if (form) {
  const code = form.elements.code;
  const groups = [...form.querySelectorAll("fieldset")];
  const save = form.querySelector("button[type=submit]");
  const chosen = (group) => group.querySelector("input:checked");

  const show = (place) => {
    groups.forEach((group, at) => group.classList.toggle("is-here", at === place));
    const group = groups[place];
    if (group) group.querySelector("input").focus();
    else save.focus();
  };

  const next = (place) => {
    const later = groups.findIndex((group, at) => at > place && !chosen(group));
    show(later < 0 ? groups.length : later);
  };

  const sure = form.elements.sure;
  if (sure) sure.focus();
  else if (!form.querySelector(".tb-error") || !code.value) code.focus();

  code.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (code.value.trim()) next(-1);
  });

  groups.forEach((group, place) => {
    group.addEventListener("keydown", (event) => {
      const choice = group.querySelector(`input[value="${CSS.escape(event.key)}"]`);
      if (choice) {
        event.preventDefault();
        choice.checked = true;
        next(place);
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (chosen(group)) next(place);
      }
    });
  });
}
