// Communities are listed as their name is typed; without this, the button 查找 does the same.
// Hook: [data-tingban-places="address"] inside the form of the field named q.
const list = document.querySelector("[data-tingban-places]");
const form = list?.closest("form");
let timer;
let asked = 0;

async function look() {
  const turn = ++asked;
  const told = new FormData();
  for (const name of ["csrfmiddlewaretoken", "q"]) told.set(name, form.elements[name].value);
  told.set("place", form.querySelector("[name=place]:checked")?.value ?? "");
  const answer = await fetch(list.dataset.tingbanPlaces, { method: "POST", body: told });
  // A slow answer to what was typed before must not replace a later one.
  if (answer.ok && turn === asked) list.innerHTML = await answer.text();
}

form?.elements.q.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(look, 250);
});
form?.elements.q.addEventListener("compositionend", () => {
  clearTimeout(timer);
  timer = setTimeout(look, 250);
});
