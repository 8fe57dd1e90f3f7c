// List what was chosen, with its size, and say at once what is too large or too many.
// Hook: [data-tingban-files] around file inputs; the limits stand in data-most, -together,
// -image, -video and -other (megabytes). The server looks at every file again.
const MB = 1024 * 1024;

function limitOf(box, file) {
  const kind = file.type.split("/")[0];
  return Number(box.dataset[kind] ?? box.dataset.other);
}

function words(size) {
  return size < MB ? `${Math.max(Math.round(size / 1024), 1)} KB` : `${(size / MB).toFixed(1)} MB`;
}

function line(text, note, isTooMuch) {
  const item = document.createElement("li");
  for (const part of [text, note]) {
    const span = document.createElement("span");
    span.textContent = part;
    item.append(span);
  }
  item.classList.toggle("is-too-much", isTooMuch);
  return item;
}

function show(box) {
  const files = [...box.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  let list = box.querySelector(".tb-files-list");
  if (!list) {
    list = document.createElement("ul");
    list.className = "tb-files-list";
    list.setAttribute("aria-live", "polite");
    box.append(list);
  }
  const lines = files.map((file) => {
    const most = limitOf(box, file);
    const isTooMuch = file.size > most * MB;
    return line(file.name, words(file.size) + (isTooMuch ? `，最大 ${most} MB` : ""), isTooMuch);
  });
  const together = files.reduce((sum, file) => sum + file.size, 0);
  if (files.length > Number(box.dataset.most)) {
    lines.push(line(`一次最多 ${box.dataset.most} 个`, `选了 ${files.length} 个`, true));
  }
  if (together > Number(box.dataset.together) * MB) {
    lines.push(line(`一次合计最多 ${box.dataset.together} MB`, words(together), true));
  }
  list.replaceChildren(...lines);
}

document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-tingban-files]");
  if (box) show(box);
});
