// What is finished waits here until the server has acknowledged it; then it is gone from the
// telephone. The token and the session are asked for anew each time. Hook: [data-field-queue].
const field = (globalThis.tingbanField ??= {});
const page = document.body.dataset;
const box = document.querySelector("[data-field-queue]");
const TOO_MUCH = new Set([400, 413]);
const PAUSES = [5, 15, 45, 135, 600];
const sent = [];
let [tries, timer, sending] = [0, 0, ""];

// Who is signed in just now, with a token; or in words why nothing can be sent.
field.pass = async () => {
  let answer;
  try {
    answer = await fetch(page.session, { redirect: "manual", cache: "no-store", headers: { "X-Tingban-Quiet": "1" } });
  } catch {
    return { words: "没有网络。写下的内容存在本机，有网络时自动发出。" };
  }
  if (answer.type === "opaqueredirect") return { words: "登录已到期，本机的记录还在。登录后自动发出。", signIn: true };
  if (answer.status === 403) return { words: "您现在的岗位不能登记检查，请切换岗位后再发送。" };
  if (!answer.ok) return { words: "服务器暂时没有应答，稍后自动再发。" };
  const told = await answer.json();
  if (told.person === field.me.person) return told;
  return { words: `现在登录的是${told.name}。这里的记录由${field.me.name}存下，须本人登录后发出。`, signIn: true };
};

async function post(draft, token) {
  const body = new FormData();
  for (const [name, value] of draft.fields) body.append(name, value);
  body.append("form", draft.id);
  body.append("person", draft.person);
  for (const photo of await field.store.photos(draft.id)) {
    body.append(photo.group, photo.blob, photo.name);
    body.append(`${photo.group}-taken`, photo.taken);
  }
  const headers = { "X-CSRFToken": token, "X-Tingban-Field": "1" };
  return fetch(page.page, { method: "POST", body, headers, redirect: "manual" });
}

// Whether the server has spoken: taken, or refused with a sentence that stays at the draft.
async function settle(draft, token) {
  const answer = await post(draft, token);
  if (answer.ok) {
    sent.unshift({ label: draft.label, ...(await answer.json()) });
    await field.store.drop(draft);
  } else if (answer.status === 422 || TOO_MUCH.has(answer.status)) {
    const faults = answer.status === 422 ? (await answer.json()).faults : ["照片太多或太大，请去掉几张再发。"];
    await field.store.keep({ ...draft, state: "refused", faults });
  } else return false;
  return true;
}

async function work() {
  for (let count = 0; ; count += 1) {
    const waiting = (await field.store.drafts(field.me.person)).filter((draft) => draft.state === "waiting");
    if (!waiting.length) return count && field.say("");
    const pass = await field.pass();
    if (!pass.token) return again(pass);
    sending = waiting[0].id;
    await draw();
    try {
      if (!(await settle(waiting[0], pass.token))) return again({ words: "没有发出，稍后自动再发。" });
    } catch {
      return again({ words: "发送途中网络断了，稍后自动再发。" });
    }
    tries = 0;
  }
}

function again({ words, signIn }) {
  field.say(words, signIn ? "is-late" : "is-off", signIn);
  timer = setTimeout(field.flush, PAUSES[Math.min(tries, PAUSES.length - 1)] * 1000);
  tries += 1;
}

field.flush = async () => {
  if (sending || !field.me) return;
  clearTimeout(timer);
  sending = "any";
  await work();
  sending = "";
  await draw();
};

function button(words, act) {
  const made = field.make("button", words, { type: "button", className: "btn" });
  made.addEventListener("click", act);
  return made;
}

async function drop(draft) {
  if (!confirm("从这部手机删除这份记录和它的照片？删除后找不回来。")) return;
  await field.store.drop(draft);
  await draw();
}

const STATES = { waiting: "还没有发出", refused: "没有被收下，请修改后再发", writing: "写了一半" };

function line(draft) {
  const item = field.make("div", "", { className: "tf-item" });
  const state = sending === draft.id ? "正在发送…" : STATES[draft.state];
  item.append(field.make("p", draft.label || "还没有选小区"), field.make("p", state, { className: "tb-note" }));
  for (const fault of draft.faults ?? []) item.append(field.make("p", fault, { className: "tb-error" }));
  const acts = field.make("p", "", { className: "tf-item-acts" });
  acts.append(button(draft.state === "writing" ? "接着写" : "修改", () => field.edit(draft)), button("删除", () => drop(draft)));
  if (sending !== draft.id) item.append(acts);
  return item;
}

function done({ label, number, href }) {
  const item = field.make("div", "", { className: "tf-item is-sent" });
  const words = field.make("p", `已发出：${label} `);
  words.append(field.make("a", number, { href }));
  item.append(words);
  return item;
}

async function draw() {
  const drafts = (await field.store.drafts(field.me.person)).filter((draft) => draft.id !== field.draft?.id);
  const unsent = drafts.filter((draft) => draft.state !== "writing").length;
  const head = unsent ? `已存在本机，还没有发出 ${unsent} 条` : sent.length ? "已发出" : "本机上的记录";
  box.hidden = !drafts.length && !sent.length;
  const now = button("现在发送", () => ((tries = 0), field.flush()));
  now.classList.add("btn-primary");
  now.hidden = sending !== "" || !drafts.some((draft) => draft.state === "waiting");
  box.replaceChildren(field.make("h2", head), now, ...sent.map(done), ...drafts.map(line));
}

field.draw = draw;
addEventListener("online", () => {
  tries = 0;
  field.say("");
  field.flush();
});
document.addEventListener("visibilitychange", () => document.hidden || field.flush());
