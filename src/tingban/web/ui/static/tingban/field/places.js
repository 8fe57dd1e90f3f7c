// Which community: asked of the server while there is a line, else of the list that was taken along.
// Hooks: [data-field-place], [data-field-picks], [data-field-recent], [data-field-roll].
const field = (globalThis.tingbanField ??= {});
const { form } = field;
const page = document.body.dataset;
const box = form.querySelector("[data-field-picks]");
const typed = form.elements.community_text;
const community = field.make("input", "", { type: "hidden", name: "community" });
let timer;

// Without a script the choice is one of the buttons that the server found.
field.claim = () => {
  community.value = box.querySelector(":checked")?.value ?? "";
  form.append(community);
};

const key = () => `roll:${field.me.person}`;

async function inRoll(text) {
  const roll = await field.store.get(key());
  const fits = (place) => place.some((part) => part.includes(text));
  return (roll?.places ?? []).filter(fits).sort((a, b) => a[1].length - b[1].length).slice(0, 20);
}

async function found(text) {
  const answer = await field.asked(`${page.places}?q=${encodeURIComponent(text)}`, {}, 4000);
  return answer?.ok ? (await answer.json()).places : inRoll(text);
}

function choose([code, name, street]) {
  [typed.value, community.value, field.draft.street] = [name, code, street];
  field.chosen();
  field.changed();
}

field.chosen = () => {
  const where = field.draft.street ? `（${field.draft.street}）` : "";
  const words = field.make("p", `已选定：${typed.value}${where}`, { className: "tf-chosen" });
  box.replaceChildren(...(community.value ? [words] : []));
};

async function look() {
  const text = typed.value.trim();
  if (!text) return box.replaceChildren();
  const places = await found(text);
  if (text !== typed.value.trim() || community.value) return undefined;
  const lines = places.map((place) => {
    const line = field.make("button", place[1], { type: "button", className: "tf-pick" });
    line.append(field.make("small", place[2] || "街道待补"));
    line.addEventListener("click", () => choose(place));
    return line;
  });
  const none = "没有找到。换几个字试试；没有网络的，可先照实写名称，发送时再核对。";
  return box.replaceChildren(...(lines.length ? lines : [field.make("p", none, { className: "tb-hint" })]));
}

typed.addEventListener("input", () => {
  community.value = "";
  clearTimeout(timer);
  timer = setTimeout(look, 300);
});

// Places of lately are buttons here: pressing one is choosing it.
field.recent = (places) => {
  const list = form.querySelector("[data-field-recent]");
  list.hidden = !places.length;
  list.querySelector("div").replaceChildren(
    ...places.map((place) => {
      const button = field.make("button", place[1], { type: "button", className: "tf-tick" });
      button.addEventListener("click", () => choose(place));
      return button;
    }),
  );
};

const panel = document.querySelector("[data-field-roll]");
const words = panel.querySelector("[data-field-roll-words]");

field.roll = async () => {
  const roll = await field.store.get(key());
  panel.hidden = false;
  if (!roll) return;
  words.textContent = `这部手机上有${roll.county} ${roll.places.length} 个小区的名单，${field.when(roll.on)}下载。`;
  panel.querySelector("button").lastChild.textContent = "更新小区名单";
};

panel.querySelector("button").addEventListener("click", async () => {
  const county = panel.querySelector("select")?.value ?? "";
  const pass = await field.pass();
  if (!pass.token) return field.say(pass.words, "is-off");
  const told = { method: "POST", headers: { "X-CSRFToken": pass.token }, body: new URLSearchParams({ county }) };
  const answer = await fetch(page.places, told);
  const roll = await answer.json();
  if (!answer.ok) return (words.textContent = roll.faults[0]);
  await field.store.put(key(), roll);
  return field.roll();
});
