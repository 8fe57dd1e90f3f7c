// The check before sending: what was written in a few lines, and what is still missing.
// Hooks: [data-field-summary], -facts, -missing, -send, -back.
const field = (globalThis.tingbanField ??= {});
const { form } = field;
const find = (hook) => document.querySelector(`[data-field-${hook}]`);
const summary = find("summary");
const SAME = /^(name_|cert_|kind$|certainty$)/;

// 6月14日 09:00, of what an input of date and time holds.
field.when = (value) => value.replace(/^\d+-0?(\d+)-0?(\d+)T?/, "$1月$2日 ").trim();

const kind = () => form.querySelector("[name=kind]:checked")?.closest("label").textContent.trim() ?? "";
const staff = () => [...new Set([0, 1, 2, 3, 4].map((n) => field.value(`name_${n}`).replace(/\s/g, "")).filter(Boolean))];
const amount = (finding) => finding.querySelector("[data-field-count]").textContent;
const isMended = (finding) => finding.querySelector("[data-field-mend] [type=checkbox]")?.checked ?? false;
const isUnproved = (finding) => [...finding.querySelectorAll(".tf-previews")].some((it) => !it.children.length);
const found = () => field.findings().filter((it) => amount(it) || it.querySelector("textarea").value.trim());

function missing() {
  const isNothing = form.elements.found_nothing.checked;
  const findings = found();
  const wantsTwo = ["verify", "recheck"].includes(field.value("kind"));
  const mended = findings.filter(isMended);
  const bare = findings.filter((it) => !it.querySelector("fieldset input:checked"));
  return [
    !field.value("community_text").trim() && "还没有写小区",
    !kind() && "还没有选检查类型",
    !staff().length && "还没有写检查人员",
    wantsTwo && staff().length < 2 && `${kind()}须有两名以上工作人员到场`,
    isNothing && findings.length > 0 && "已选“没有发现问题”，又写了问题，请只留一样",
    !isNothing && !findings.length && "请选“没有发现问题”，或写下发现的问题",
    ...bare.map((it) => `“${it.dataset.fieldFinding}”还没有选问题行为`),
    ...mended.filter(isUnproved).map((it) => `“${it.dataset.fieldFinding}”当场已改好，请附改好前、改好后的照片`),
    mended.length > 0 && staff().length < 2 && "当场已改好的，须有两名检查人员在场",
    mended.length > 0 && field.value("certainty") === "clue" && "当场已改好的，须当场确认为问题，不能只记为线索",
  ].filter(Boolean);
}

function course() {
  const [began, ended] = ["started_at", "ended_at"].map(field.value);
  const isOneDay = began.slice(0, 10) === ended.slice(0, 10);
  return `${field.when(began)} 至 ${isOneDay ? ended.slice(11) : field.when(ended)}`;
}

function facts() {
  const done = (it) => [amount(it), isMended(it) && "当场已改好"].filter(Boolean).join("，");
  const said = found().map((it) => `${it.dataset.fieldFinding}（${done(it)}）`);
  return [
    ["小区", field.value("community_text")],
    ["检查类型", kind()],
    ["时间", course()],
    ["检查人员", staff().join("、")],
    ["照片", `${form.querySelectorAll(".tf-previews li").length} 张`],
    ["发现的问题", said.join("；") || (form.elements.found_nothing.checked ? "没有发现问题" : "")],
  ];
}

function line([name, told]) {
  const made = document.createElement("div");
  made.append(field.make("dt", name), field.make("dd", told || "—"));
  return made;
}

field.turn = (isChecking) => {
  form.hidden = isChecking;
  summary.hidden = !isChecking;
  scrollTo({ top: 0 });
  if (isChecking) summary.focus();
};

form.addEventListener("submit", async (event) => {
  if (!field.draft) return;
  event.preventDefault();
  form.elements.ended_at.value ||= field.now();
  await field.save();
  const lacks = missing();
  find("facts").replaceChildren(...facts().map(line));
  find("missing").replaceChildren(...lacks.map((it) => field.make("li", it)));
  find("send").disabled = lacks.length > 0;
  field.turn(true);
});

find("back").addEventListener("click", () => field.turn(false));

find("send").addEventListener("click", async () => {
  const { draft } = field;
  const { faults, ...rest } = draft;
  const label = `${field.value("community_text")} · ${kind()} · ${field.when(field.value("started_at"))}`;
  await field.store.keep({ ...rest, label, state: "waiting" });
  // The same people go on to the next community.
  await field.begin(undefined, draft.fields.filter(([name]) => SAME.test(name)));
  field.turn(false);
  await field.draw();
  await field.flush();
});
