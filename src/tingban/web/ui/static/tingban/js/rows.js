// Rows of a list: a click opens the row's first link; j / k move, Enter opens.
// Hooks: table[data-tingban-rows], tr[data-tingban-row].
const rows = () => [...document.querySelectorAll("[data-tingban-rows] tr[data-tingban-row]")];
const link = (row) => row.querySelector("a[href]");
let current = -1;

const typing = (target) => target.closest("input, select, textarea, [contenteditable]");

function show(index) {
  const all = rows();
  if (!all.length) return;
  all[current]?.classList.remove("is-current");
  current = Math.max(0, Math.min(all.length - 1, index));
  all[current].classList.add("is-current");
  all[current].scrollIntoView({ block: "nearest" });
  link(all[current])?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "j") show(current + 1);
  else if (event.key === "k") show(current - 1);
  else if (event.key === "/") {
    const field = document.querySelector('[data-tingban-hotkey="/"]');
    if (!field) return;
    event.preventDefault();
    field.focus();
  }
});

document.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-tingban-row]");
  if (!row || event.target.closest("a, button, input, label, summary, select")) return;
  if (window.getSelection()?.toString()) return;
  const target = link(row);
  if (!target) return;
  if (event.ctrlKey || event.metaKey) window.open(target.href);
  else target.click();
});
