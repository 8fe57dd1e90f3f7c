// Warn two minutes before the session ends, and let it go on with one press.
// Hooks: body[data-tingban-idle="seconds"][data-tingban-alive="address"].
const { tingbanIdle, tingbanAlive } = document.body.dataset;
const warnBefore = 120;
let timer;

async function goOn(box) {
  const answer = await fetch(tingbanAlive, { credentials: "same-origin", redirect: "manual" });
  box.remove();
  if (answer.ok) start();
  else window.location.reload();
}

function warn() {
  const box = document.createElement("div");
  box.className = "tb-message tb-message-warning tb-idle";
  box.setAttribute("role", "alert");
  const text = document.createElement("span");
  text.textContent = "您已较长时间没有操作，2 分钟后将自动退出。正在填写的内容请先保存。";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-primary";
  button.textContent = "继续使用";
  button.addEventListener("click", () => goOn(box));
  box.append(text, button);
  document.body.append(box);
  button.focus();
}

function start() {
  clearTimeout(timer);
  document.querySelector(".tb-idle")?.remove();
  timer = setTimeout(warn, (Number(tingbanIdle) - warnBefore) * 1000);
}

if (Number(tingbanIdle) > warnBefore) {
  start();
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.requestConfig?.headers?.["X-Tingban-Quiet"]) start();
  });
}
