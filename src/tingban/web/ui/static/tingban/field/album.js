// Photos beside the questions they belong to: made small, kept, shown, taken away again.
// Hook: [data-field-photos="name of the field"] with data-label.
const field = (globalThis.tingbanField ??= {});
const { form } = field;
const MOST = 9;

function show(photo) {
  const item = document.createElement("li");
  const drop = field.make("button", "", { type: "button" });
  drop.append(field.make("span", "×"));
  drop.setAttribute("aria-label", `去掉 ${photo.name}`);
  drop.addEventListener("click", async () => {
    await field.store.dropPhoto(photo.id);
    item.remove();
    field.changed();
  });
  item.append(field.make("img", "", { src: photo.face, alt: photo.name }), drop);
  form.querySelector(`[data-field-photos="${photo.group}"] .tf-previews`).append(item);
}

field.album = (photos) => {
  for (const list of form.querySelectorAll(".tf-previews")) list.replaceChildren();
  photos.sort((a, b) => a.at - b.at).forEach(show);
};

async function keep(file, box) {
  const names = [...box.querySelectorAll("img")].map((it) => Number.parseInt(it.alt.match(/\d+/)?.[0] ?? 0, 10));
  const name = `${box.dataset.label} ${Math.max(0, ...names) + 1}.jpg`;
  const photo = { id: field.mark(), draft: field.draft.id, group: box.dataset.fieldPhotos, name, at: Date.now() };
  Object.assign(photo, await field.shrink(file));
  await field.store.keepPhoto(photo);
  show(photo);
}

async function take(input) {
  const box = input.closest("[data-field-photos]");
  const room = MOST - box.querySelectorAll("li").length;
  const files = [...input.files];
  input.value = "";
  if (files.length > room) field.say(`这里最多 ${MOST} 张照片，多的没有存。`, "is-off");
  try {
    await field.save();
    for (const file of files.slice(0, room)) await keep(file, box);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    field.say("没有存下照片，手机的存储空间可能不够。请先发出已写好的记录，或清理手机。", "is-late");
  }
  field.changed();
}

form.addEventListener("change", ({ target }) => {
  if (target.type !== "file") field.changed();
  else if (field.draft) take(target);
});
