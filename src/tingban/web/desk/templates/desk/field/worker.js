// Lets the form for the field stand without a line. It keeps the empty shell and its static files,
// which are the same for everybody, and nothing that anybody was ever shown.
const { release, page, files } = {{ told|safe }};
const NAME = `tingban-field-${release}`;
const [shell] = files;
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

async function dropOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith("tingban-field-") && name !== NAME) await caches.delete(name);
  }
}

// The page of the server; its shell where there is no line, or only a very slow one.
async function opened(request) {
  const kept = await caches.match(shell);
  const fresh = fetch(request).then((answer) => (answer.status < 500 ? answer : kept), () => kept);
  return Promise.race([fresh, new Promise((done) => setTimeout(done, PATIENCE, kept))]);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (pathname === page) event.respondWith(opened(request));
  } else if (files.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
  }
});
