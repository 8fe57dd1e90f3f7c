// What is finished is sent until the server has acknowledged it. Session and token are asked for
// anew each time; where there is no line, the pauses between the tries grow.
const field = (globalThis.tingbanField ??= {});
const page = document.body.dataset;
const PAUSES = [5, 15, 45, 135, 600];
const TOO_MUCH = [400, 413];
let [tries, timer] = [0, 0];

Object.assign(field, { sent: [], sending: "" });

// The answer, or nothing where there is no line, or none in this time.
field.asked = async (address, told, patience) => {
  const signal = patience && AbortSignal.timeout?.(patience);
  try {
    return await fetch(address, { redirect: "manual", cache: "no-store", signal, ...told });
  } catch (error) {
    if (error instanceof TypeError || error.name === "TimeoutError") return undefined;
    throw error;
  }
};

// Who is signed in just now, with a token; or in words why nothing can be sent.
field.pass = async () => {
  const answer = await field.asked(page.session, { headers: { "X-Tingban-Quiet": "1" } }, 15000);
  if (!answer) return { words: "没有网络。写下的内容存在本机，有网络时自动发出。" };
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
  return field.asked(page.page, { method: "POST", body, headers: { "X-CSRFToken": token, "X-Tingban-Field": "1" } });
}

// Whether the server has spoken: taken, or refused with a sentence that stays at the draft.
async function heard(draft, answer) {
  if (answer.ok) {
    field.sent.unshift({ label: draft.label, ...(await answer.json()) });
    await field.store.drop(draft);
    return true;
  }
  if (answer.status !== 422 && !TOO_MUCH.includes(answer.status)) return false;
  const faults = answer.status === 422 ? (await answer.json()).faults : ["照片太多或太大，请去掉几张再发。"];
  await field.store.keep({ ...draft, state: "refused", faults });
  return true;
}

function again({ words, signIn }) {
  field.say(words, signIn ? "is-late" : "is-off", signIn);
  timer = setTimeout(field.flush, PAUSES[Math.min(tries, PAUSES.length - 1)] * 1000);
  tries += 1;
  return false;
}

// Send what waits; whether there may be more by now.
async function round() {
  const waiting = (await field.store.drafts(field.me.person)).filter((draft) => draft.state === "waiting");
  let isUnheard = false;
  for (const draft of waiting) {
    const pass = await field.pass();
    if (!pass.token) return again(pass);
    field.sending = draft.id;
    await field.draw();
    const answer = await post(draft, pass.token);
    if (!answer) return again({ words: "发送途中网络断了，稍后自动再发。" });
    isUnheard ||= !(await heard(draft, answer));
  }
  if (isUnheard) return again({ words: "有的记录服务器没有收到，稍后自动再发。" });
  tries = 0;
  if (waiting.length) field.say("");
  return waiting.length > 0;
}

field.flush = async () => {
  if (field.sending || !field.me) return;
  clearTimeout(timer);
  field.sending = "any";
  try {
    while (await round());
  } finally {
    field.sending = "";
    await field.draw();
  }
};

field.hurry = () => {
  tries = 0;
  return field.flush();
};
