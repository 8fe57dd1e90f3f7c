// The page as a whole: whose it is, what its state is, the check before sending.
// Hooks: body[data-field-page] with its addresses, [data-field-state], -check, -summary, -locate.
const field = (globalThis.tingbanField ??= {});
const { form } = field;
const page = document.body.dataset;
const find = (hook) => document.querySelector(`[data-field-${hook}]`);
const words = (query) => form.querySelector(query)?.closest("label").textContent.trim() ?? "";
const [state, summary] = [find("state"), find("summary")];

// 6月14日 09:00, of what an input of date and time holds.
field.when = (value) => value.replace(/^\d+-0?(\d+)-0?(\d+)T?/, "$1月$2日 ").trim();

field.say = (text, tone = "", signIn = false) => {
  state.hidden = !text;
  state.className = `tf-state ${tone}`;
  state.replaceChildren(text);
  if (signIn) state.append(field.make("a", "去登录", { href: page.signIn }));
};

// Whoever is signed in; without a line, whoever was when the page last came from the server.
async function whose() {
  if (!page.person) return field.store.get("me");
  const recent = [...form.querySelectorAll("[data-field-recent] input")].map((it) => [it.value, it.dataset.name, it.dataset.street]);
  const me = { person: page.person, name: page.name, confirms: page.confirms, recent, skew: new Date(page.now) - Date.now() };
  await field.store.put("me", me);
  await field.store.count(me.person);
  return me;
}

const staff = () => new Set([0, 1, 2, 3, 4].map((n) => field.value(`name_${n}`).replace(/\s/g, "")).filter(Boolean));
const findings = () => [...form.querySelectorAll("[data-field-finding]")].filter((it) => it.querySelector("[data-field-count]").textContent || it.querySelector("textarea").value.trim());

function missing() {
  const nothing = form.elements.found_nothing.checked;
  const found = findings();
  const needsTwo = ["verify", "recheck"].includes(field.value("kind"));
  const bare = found.filter((it) => !it.querySelector("fieldset input:checked"));
  return [
    !field.value("community_text").trim() && "还没有写小区",
    !staff().size && "还没有写检查人员",
    needsTwo && staff().size < 2 && `${words("[name=kind]:checked")}须有两名以上工作人员到场`,
    nothing && found.length > 0 && "已选“没有发现问题”，又写了问题，请只留一样",
    !nothing && !found.length && "请选“没有发现问题”，或写下发现的问题",
    ...bare.map((it) => `“${it.dataset.fieldFinding}”还没有选问题行为`),
  ].filter(Boolean);
}

function course() {
  const [began, ended] = ["started_at", "ended_at"].map(field.value);
  const isOneDay = began.slice(0, 10) === ended.slice(0, 10);
  return `${field.when(began)} 至 ${isOneDay ? ended.slice(11) : field.when(ended)}`;
}

function facts() {
  const photos = form.querySelectorAll(".tf-previews li").length;
  const said = (it) => `${it.dataset.fieldFinding}（${it.querySelector("[data-field-count]").textContent}）`;
  return [
    ["小区", field.value("community_text")],
    ["检查类型", words("[name=kind]:checked")],
    ["时间", course()],
    ["检查人员", [...staff()].join("、")],
    ["照片", `${photos} 张`],
    ["发现的问题", findings().map(said).join("；") || (form.elements.found_nothing.checked ? "没有发现问题" : "")],
  ];
}

function turn(isChecking) {
  form.hidden = isChecking;
  summary.hidden = !isChecking;
  scrollTo({ top: 0 });
  if (isChecking) summary.focus();
}

form.addEventListener("submit", async (event) => {
  if (!field.draft) return;
  event.preventDefault();
  form.elements.ended_at.value ||= field.now();
  await field.saved();
  const lines = facts().map(([name, told]) => {
    const line = document.createElement("div");
    line.append(field.make("dt", name), field.make("dd", told || "—"));
    return line;
  });
  find("facts").replaceChildren(...lines);
  const lacks = missing();
  find("missing").replaceChildren(...lacks.map((it) => field.make("li", it)));
  find("send").disabled = lacks.length > 0;
  turn(true);
});

find("back").addEventListener("click", () => turn(false));

find("send").addEventListener("click", async () => {
  const draft = field.draft;
  draft.label = `${field.value("community_text")} · ${words("[name=kind]:checked")} · ${field.when(field.value("started_at"))}`;
  draft.state = "waiting";
  delete draft.faults;
  await field.store.keep(draft);
  // The same people go on to the next community.
  await field.begin(undefined, draft.fields.filter(([name]) => /^(name_|cert_|kind$|certainty$)/.test(name)));
  turn(false);
  await field.draw();
  await field.flush();
});

field.edit = async (draft) => {
  await field.saved();
  const faults = draft.faults ?? [];
  await field.begin(draft);
  await field.draw();
  turn(false);
  field.say(faults.join(" "), "is-late");
};

find("locate").querySelector("button").addEventListener("click", () => {
  const told = find("locate").querySelector("span");
  told.textContent = "正在定位…";
  const put = ({ coords }) => {
    for (const name of ["latitude", "longitude", "accuracy"]) form.elements[name].value = coords[name];
    told.textContent = `已记下，误差约 ${Math.round(coords.accuracy)} 米`;
    form.dispatchEvent(new Event("input"));
  };
  const fail = () => (told.textContent = "没有定到位置，不影响发送。");
  navigator.geolocation.getCurrentPosition(put, fail, { enableHighAccuracy: true, timeout: 20000 });
});

async function start() {
  field.me = await whose();
  if (!field.me) {
    form.hidden = true;
    return field.say("这部手机上还没有人用过现场检查。请先在有网络时登录，打开一次这一页。", "is-off");
  }
  document.body.classList.add("is-live");
  find("check").textContent = "核对";
  find("look").hidden = true;
  find("locate").hidden = !navigator.geolocation;
  if (!field.me.confirms) find("certainty")?.remove();
  field.settle();
  field.recent(field.me.recent);
  if (!page.person) field.say("没有网络。写下的内容存在本机，有网络时自动发出。", "is-off");
  const drafts = await field.store.drafts(field.me.person);
  const typed = location.search ? undefined : drafts.find((draft) => draft.state === "writing");
  await field.begin(typed);
  if (typed) field.say("已找回上次写了一半的记录。");
  await field.roll();
  await field.draw();
  navigator.serviceWorker?.register(page.worker);
  navigator.storage?.persist?.();
  return field.flush();
}

if (globalThis.indexedDB) start();
