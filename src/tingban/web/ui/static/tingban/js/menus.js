// Open menus close by Escape and by a click elsewhere. Hook: details[data-tingban-menu].
const open = () => document.querySelectorAll("details[data-tingban-menu][open], details.tb-disclosure[open]");

document.addEventListener("click", (event) => {
  open().forEach((menu) => {
    if (!menu.contains(event.target) && menu.matches("[data-tingban-menu]:not(.tb-rail-menu)")) menu.open = false;
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  open().forEach((menu) => {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  });
});
