// What stands in the form is a draft from the first key on: kept at once, found again later.
// Hooks: [data-field-form], [data-field-finding] with [data-field-count].
const field = (globalThis.tingbanField ??= {});
const form = document.querySelector("[data-field-form]");
const OWN = new Set(["csrfmiddlewaretoken", "form", "person", "look"]);
let timer;

field.form = form;
field.make = (tag, text, told = {}) => Object.assign(document.createElement(tag), { textContent: text }, told);
field.mark = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
// The server's clock, in Shanghai, as an input of date and time wants it.
field.now = () => new Date(Date.now() + field.me.skew + 288e5).toISOString().slice(0, 16);
field.value = (name) => new FormData(form).get(name) ?? "";
field.findings = () => [...form.querySelectorAll("[data-field-finding]")];

const told = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !OWN.has(name));

// Each category says at its head how much stands in it.
function count() {
  for (const one of field.findings()) {
    const acts = one.querySelectorAll("fieldset input:checked").length;
    const photos = one.querySelectorAll(".tf-previews li").length;
    const words = [acts && `${acts} 项`, photos && `${photos} 张照片`].filter(Boolean);
    one.querySelector("[data-field-count]").textContent = words.join("，");
  }
}

field.save = async () => {
  clearTimeout(timer);
  timer = undefined;
  Object.assign(field.draft, { fields: told(), saved: new Date().toISOString() });
  await field.store.keep(field.draft);
};

// What was typed a moment ago is kept before anything else happens.
field.settled = async () => timer && field.save();

field.changed = () => {
  if (!field.draft) return;
  count();
  clearTimeout(timer);
  timer = setTimeout(field.save, 300);
};

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
  field.draft = draft ?? { id: field.mark(), person: field.me.person, fields: [] };
  field.draft.state = "writing";
  if (draft || same) fill(draft?.fields ?? same);
  if (draft) await field.store.keep(draft);
  else form.elements.started_at.value = field.now();
  form.elements.name_0.value ||= field.me.name;
  await field.album(draft ? await field.store.photos(draft.id) : []);
  count();
  for (const one of field.findings()) one.open = one.querySelector("[data-field-count]").textContent !== "";
  field.chosen();
};

form.addEventListener("input", ({ target }) => target.type === "file" || field.changed());
document.addEventListener("visibilitychange", () => document.hidden && field.settled());
