// The list of what lies on this telephone: what waits, what was refused and why, what has gone.
// Hook: [data-field-queue].
const field = (globalThis.tingbanField ??= {});
const box = document.querySelector("[data-field-queue]");
const STATES = { waiting: "还没有发出", refused: "没有被收下，请修改后再发", writing: "写了一半" };

function button(words, act, more = "") {
  const made = field.make("button", words, { type: "button", className: `btn ${more}` });
  made.addEventListener("click", act);
  return made;
}

async function drop(draft) {
  if (!confirm("从这部手机删除这份记录和它的照片？删除后找不回来。")) return;
  await field.store.drop(draft);
  await field.draw();
}

function line(draft) {
  const item = field.make("div", "", { className: "tf-item" });
  const isGoing = field.sending === draft.id;
  item.append(
    field.make("p", draft.label || "还没有写完"),
    field.make("p", isGoing ? "正在发送…" : STATES[draft.state], { className: "tb-note" }),
    ...(draft.faults ?? []).map((fault) => field.make("p", fault, { className: "tb-error" })),
  );
  const acts = field.make("p", "", { className: "tf-item-acts" });
  acts.append(button(draft.state === "writing" ? "接着写" : "修改", () => field.edit(draft)), button("删除", () => drop(draft)));
  if (!isGoing) item.append(acts);
  return item;
}

function gone({ label, number, href }) {
  const item = field.make("div", "", { className: "tf-item is-sent" });
  const words = field.make("p", `已发出：${label} `);
  words.append(field.make("a", number, { href }));
  item.append(words);
  return item;
}

field.draw = async () => {
  const drafts = (await field.store.drafts(field.me.person)).filter((draft) => draft.id !== field.draft.id);
  const unsent = drafts.filter((draft) => draft.state !== "writing").length;
  const head = unsent ? `已存在本机，还没有发出 ${unsent} 条` : field.sent.length ? "已发出" : "本机上的记录";
  const lines = [...field.sent.map(gone), ...drafts.map(line)];
  if (!field.sending && drafts.some((draft) => draft.state === "waiting")) {
    lines.unshift(button("现在发送", field.hurry, "btn-primary"));
  }
  box.hidden = !lines.length;
  box.replaceChildren(field.make("h2", head), ...lines);
};

addEventListener("online", () => {
  field.say("");
  field.hurry();
});
document.addEventListener("visibilitychange", () => document.hidden || field.flush());
