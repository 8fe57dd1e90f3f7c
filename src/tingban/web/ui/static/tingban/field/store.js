// What this telephone keeps: drafts with their photos, and a list of communities. Every row bears
// the login of its person, and only that person's rows are ever read. No line is needed here.
const field = (globalThis.tingbanField ??= {});
const asked = (request) =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
let opened;

function open() {
  opened ??= new Promise((done, fail) => {
    const request = indexedDB.open("tingban-field", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drafts", { keyPath: "id" }).createIndex("person", "person");
      request.result.createObjectStore("photos", { keyPath: "id" }).createIndex("draft", "draft");
      request.result.createObjectStore("kept");
    };
    asked(request).then(done, fail);
  });
  return opened;
}

// One transaction over these tables; done when it is on the disk.
async function within(tables, mode, work) {
  const change = (await open()).transaction(tables, mode);
  const ended = new Promise((done, fail) => {
    change.oncomplete = done;
    change.onabort = change.onerror = () => fail(change.error);
  });
  const answer = await work((name) => change.objectStore(name));
  await ended;
  return answer;
}

const read = (table, work) => within([table], "readonly", (of) => asked(work(of(table))));
const write = (table, work) => within([table], "readwrite", (of) => asked(work(of(table))));

// How many wait, for the page on which one signs out.
async function count(person) {
  const rows = await read("drafts", (table) => table.index("person").count(person));
  localStorage.setItem(`tingban-field:${person}`, rows);
}

field.store = {
  count,
  get: (key) => read("kept", (table) => table.get(key)),
  put: (key, value) => write("kept", (table) => table.put(value, key)),
  drafts: (person) => read("drafts", (table) => table.index("person").getAll(person)),
  photos: (draft) => read("photos", (table) => table.index("draft").getAll(draft)),
  keepPhoto: (photo) => write("photos", (table) => table.put(photo)),
  dropPhoto: (id) => write("photos", (table) => table.delete(id)),
  async keep(draft) {
    await write("drafts", (table) => table.put(draft));
    await count(draft.person);
  },
  async drop(draft) {
    await within(["drafts", "photos"], "readwrite", async (of) => {
      of("drafts").delete(draft.id);
      const keys = await asked(of("photos").index("draft").getAllKeys(draft.id));
      for (const key of keys) of("photos").delete(key);
    });
    await count(draft.person);
  },
};
