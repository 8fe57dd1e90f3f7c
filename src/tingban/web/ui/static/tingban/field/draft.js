// What stands in the form is a draft from the first key on: kept at once, found again later.
// Hooks: [data-field-form], [data-field-photos="name"], [data-field-finding].
const field = (globalThis.tingbanField ??= {});
const form = document.querySelector("[data-field-form]");
const OWN = new Set(["csrfmiddlewaretoken", "form", "person", "look"]);
const MOST = 9;
let timer;

field.form = form;
field.make = (tag, text, told = {}) => Object.assign(document.createElement(tag), { textContent: text }, told);
field.mark = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
// The server's clock, in Shanghai, as an input of date and time wants it.
field.now = () => new Date(Date.now() + (field.me?.skew ?? 0) + 288e5).toISOString().slice(0, 16);
field.value = (name) => new FormData(form).get(name) ?? "";

function told() {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !OWN.has(name));
}

// Each category says at its head how much stands in it.
function count() {
  for (const one of form.querySelectorAll("[data-field-finding]")) {
    const acts = one.querySelectorAll("fieldset input:checked").length;
    const photos = one.querySelectorAll(".tf-previews li").length;
    const words = [acts && `${acts} 项`, photos && `${photos} 张照片`].filter(Boolean);
    one.querySelector("[data-field-count]").textContent = words.join("，");
  }
}

async function save() {
  clearTimeout(timer);
  const draft = field.draft;
  draft.fields = told();
  draft.saved = new Date().toISOString();
  await field.store.keep(draft);
}

field.saved = async () => {
  if (timer) await save();
  timer = undefined;
};

function changed() {
  if (!field.draft) return;
  count();
  clearTimeout(timer);
  timer = setTimeout(field.saved, 300);
}

function show(photo) {
  const list = form.querySelector(`[data-field-photos="${photo.group}"] .tf-previews`);
  const item = document.createElement("li");
  const drop = field.make("button", "", { type: "button" });
  drop.append(field.make("span", "×"));
  drop.setAttribute("aria-label", `去掉 ${photo.name}`);
  drop.addEventListener("click", async () => {
    await field.store.dropPhoto(photo.id);
    item.remove();
    changed();
  });
  item.append(field.make("img", "", { src: photo.face, alt: photo.name }), drop);
  list.append(item);
}

async function keep(file, box) {
  const name = `${box.dataset.label} ${box.querySelectorAll("li").length + 1}.jpg`;
  const photo = { id: field.mark(), draft: field.draft.id, group: box.dataset.fieldPhotos, name };
  Object.assign(photo, await field.shrink(file));
  await field.store.keepPhoto(photo);
  show(photo);
}

async function take(input) {
  const box = input.closest("[data-field-photos]");
  const files = [...input.files];
  input.value = "";
  const before = box.querySelectorAll("li").length;
  if (before + files.length > MOST) field.say(`这里最多 ${MOST} 张照片，多的没有存。`, "is-off");
  try {
    await save();
    for (const file of files.slice(0, MOST - before)) await keep(file, box);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    field.say("没有存下照片，手机的存储空间可能不够。请先发出已写好的记录，或清理手机。", "is-late");
  }
  changed();
}

function fill(fields) {
  for (const input of form.elements) {
    if (!input.name || input.type === "file" || OWN.has(input.name)) continue;
    const given = fields.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === "checkbox" || input.type === "radio") input.checked = given.includes(input.value);
    else input.value = given[0] ?? "";
  }
}

// Put a draft into the form; or begin a new one, with what goes on from the one before.
field.begin = async (draft, same) => {
  for (const list of form.querySelectorAll(".tf-previews")) list.replaceChildren();
  field.draft = draft ?? { id: field.mark(), person: field.me.person, fields: [] };
  field.draft.state = "writing";
  if (draft || same) fill(draft?.fields ?? same);
  if (draft) {
    for (const photo of await field.store.photos(draft.id)) show(photo);
    await field.store.keep(draft);
  } else form.elements.started_at.value = field.now();
  form.elements.name_0.value ||= field.me.name;
  count();
  for (const one of form.querySelectorAll("[data-field-finding]")) {
    one.open = one.querySelector("[data-field-count]").textContent !== "";
  }
  field.chosen();
};

form.addEventListener("input", ({ target }) => target.type === "file" || changed());
form.addEventListener("change", ({ target }) => (target.type === "file" && field.draft ? take(target) : changed()));
document.addEventListener("visibilitychange", () => document.hidden && field.saved());
