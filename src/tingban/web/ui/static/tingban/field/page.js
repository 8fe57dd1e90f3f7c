// The page as a whole: whose it is, what its state is, where it stands.
// Hooks: body[data-field-page] with its addresses, [data-field-state], [data-field-locate].
const field = (globalThis.tingbanField ??= {});
const { form } = field;
const page = document.body.dataset;
const find = (hook) => document.querySelector(`[data-field-${hook}]`);
const [state, locate] = [find("state"), find("locate")];

field.say = (text, tone = "", signIn = false) => {
  state.hidden = !text;
  state.className = `tf-state ${tone}`;
  state.replaceChildren(text);
  if (signIn) state.append(field.make("a", "去登录", { href: page.signIn }));
};

field.edit = async (draft) => {
  await field.settled();
  await field.begin(draft);
  await field.draw();
  field.turn(false);
  field.say((draft.faults ?? []).join(" "), "is-late");
};

locate.querySelector("button").addEventListener("click", () => {
  const told = locate.querySelector("span");
  const put = ({ coords }) => {
    for (const name of ["latitude", "longitude", "accuracy"]) form.elements[name].value = coords[name];
    told.textContent = `已记下，误差约 ${Math.round(coords.accuracy)} 米`;
    field.changed();
  };
  told.textContent = "正在定位…";
  const fail = () => (told.textContent = "没有定到位置，不影响发送。");
  navigator.geolocation.getCurrentPosition(put, fail, { enableHighAccuracy: true, timeout: 20000 });
});

// Whoever is signed in; without a line, whoever was when the page last came from the server.
async function whose() {
  if (!page.person) return field.store.get("me");
  const lately = form.querySelectorAll("[data-field-recent] input");
  const recent = [...lately].map((it) => [it.value, it.dataset.name, it.dataset.street]);
  const skew = new Date(page.now) - Date.now();
  const me = { person: page.person, name: page.name, confirms: page.confirms, recent, skew };
  await field.store.put("me", me);
  await field.store.count(me.person);
  return me;
}

function dress() {
  document.body.classList.add("is-live");
  find("check").textContent = "核对";
  find("look").hidden = true;
  locate.hidden = !navigator.geolocation;
  if (!field.me.confirms) {
    for (const it of form.querySelectorAll("[data-field-certainty], [data-field-mend]")) it.remove();
  }
  field.claim();
  field.recent(field.me.recent);
  if (!page.person) field.say("没有网络。写下的内容存在本机，有网络时自动发出。", "is-off");
}

async function start() {
  field.me = await whose();
  if (!field.me) {
    form.hidden = true;
    return field.say("这部手机上还没有人用过现场检查。请先在有网络时登录，打开一次这一页。", "is-off");
  }
  dress();
  const drafts = await field.store.drafts(field.me.person);
  // An address that names a community begins a new one; what was begun before stays in the list.
  const begun = location.search ? undefined : drafts.find((draft) => draft.state === "writing");
  await field.begin(begun);
  if (begun) field.say("已找回上次写了一半的记录。");
  await field.roll();
  await field.draw();
  navigator.serviceWorker?.register(page.worker);
  navigator.storage?.persist?.();
  return field.flush();
}

if (globalThis.indexedDB) start();
