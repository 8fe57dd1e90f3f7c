// Whoever signs out takes along what the form for the field kept on this telephone: asked first
// where something was not sent yet, then wiped, his alone. Hook: forms to …/sign-out/.
const { tingbanPerson: person } = document.body.dataset;
const key = `tingban-field:${person}`;
const asked = (request) =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

async function wipe() {
  const change = (await asked(indexedDB.open("tingban-field", 1))).transaction(["drafts", "photos", "kept"], "readwrite");
  const [drafts, photos, kept] = ["drafts", "photos", "kept"].map((name) => change.objectStore(name));
  for (const id of await asked(drafts.index("person").getAllKeys(person))) {
    drafts.delete(id);
    for (const photo of await asked(photos.index("draft").getAllKeys(id))) photos.delete(photo);
  }
  kept.delete(`roll:${person}`);
  if ((await asked(kept.get("me")))?.person === person) kept.delete("me");
  await new Promise((done, fail) => {
    change.oncomplete = done;
    change.onabort = () => fail(change.error);
  });
  localStorage.removeItem(key);
}

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    const waiting = localStorage.getItem(key);
    if (!person || waiting === null || !form.action.endsWith("/sign-out/")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const warning = `这部手机上还有 ${waiting} 条现场检查没有发出。退出后它们和照片将从本机删除，找不回来。仍要退出吗？`;
    if (waiting !== "0" && !confirm(warning)) return;
    await wipe();
    form.requestSubmit();
  },
  true,
);
