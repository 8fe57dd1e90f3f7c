// Tells each cell of a list its head, so that a telephone shows a row as a card (css/cards.css).
// The roles stay what they are, whatever the style sheet makes of the boxes.
const heads = (table) => [...table.tHead.rows[0].cells].map((cell) => cell.innerText.replace(/[↕▲▼]/g, "").trim());

for (const table of document.querySelectorAll("table[data-tingban-rows]")) {
  const rows = [...table.tBodies[0].rows].filter((row) => row.matches("[data-tingban-row]"));
  // What an empty list says needs no heads above it.
  if (table.querySelector("tbody td[colspan]")) table.classList.add("tb-carded");
  if (!rows.length) continue;
  const labels = heads(table);
  table.setAttribute("role", "table");
  for (const row of rows) {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, place) => {
      cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
      if (cell.tagName === "TH") return;
      cell.dataset.tingbanHead = labels[place];
      if (["", "—"].includes(cell.innerText.trim()) && !cell.querySelector("input, select")) cell.dataset.tingbanBare = "";
    });
  }
  table.classList.add("tb-carded");
}
