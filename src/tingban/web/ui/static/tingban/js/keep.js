// Long texts outlive a sign-out, a refused form or the browser's arrow: kept in this tab only,
// from the first key until a page says that something was saved, or its author leaves.
// Hooks: body[data-tingban-person="login"], every textarea of a form of the desk.
const prefix = "tingban-kept:";
const { tingbanPerson: person } = document.body.dataset;
const fields = () => [...document.querySelectorAll('main form[method="post"] textarea[name]')];
const keyOf = (field) => `${prefix}${new URL(field.form.action).pathname}#${field.name}`;
const kept = () => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
const read = (key) => JSON.parse(sessionStorage.getItem(key) ?? "null");

function forget(isDone) {
  for (const key of kept()) if (isDone(read(key))) sessionStorage.removeItem(key);
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

function offer(field, found) {
  const box = document.createElement("div");
  const text = document.createElement("span");
  const before = field.value;
  box.className = "tb-message tb-message-warning tb-kept";
  box.setAttribute("role", "status");
  const put = (value) => {
    field.value = value;
    box.remove();
  };
  const drop = () => sessionStorage.removeItem(keyOf(field));
  if (before === found.base) {
    field.value = found.value;
    text.textContent = "已找回上次写了没有保存的内容，请核对后保存。";
    box.append(text, button("不要了", () => (put(before), drop())));
  } else {
    text.textContent = `这里后来有改动。您上次写了没有保存的是：${found.value}`;
    box.append(text, button("用我写的", () => put(found.value)), button("不要了", () => (box.remove(), drop())));
  }
  field.after(box);
}

if (person) {
  const isSaved = document.querySelector(".tb-message-success") !== null;
  forget((found) => found.person !== person || (isSaved && found.sent));
  for (const field of fields()) {
    const found = read(keyOf(field));
    if (found?.value === field.value) sessionStorage.removeItem(keyOf(field));
    else if (found) offer(field, found);
  }
  document.addEventListener("input", ({ target }) => {
    if (!target.matches('main form[method="post"] textarea[name]')) return;
    const entry = { person, value: target.value, base: target.defaultValue, sent: false };
    sessionStorage.setItem(keyOf(target), JSON.stringify(entry));
  });
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (defaultPrevented) return;
    if (target.action.endsWith("/sign-out/")) forget(() => true);
    for (const field of target.querySelectorAll("textarea[name]")) {
      const found = read(keyOf(field));
      if (found) sessionStorage.setItem(keyOf(field), JSON.stringify({ ...found, sent: true }));
    }
  });
} else {
  // Sent, and answered by a page outside the desk: it was not saved.
  for (const key of kept()) sessionStorage.setItem(key, JSON.stringify({ ...read(key), sent: false }));
}
