// The agent's desk. Everything can be done by keyboard; the shortcuts are in KEYS.
import { basis, body, why } from "./answers.js";
import { $, copy, el, fresh, sentId, toast } from "./dom.js";
import { auditView, hallView, logView, queueView } from "./desk-views.js";
import { get } from "./net.js";
import { attempt, changer, loginForm } from "./staff.js";

const KINDS = { question: "问题", clause: "条款", concept: "概念" };
const RECENT = 6;
const KEYS = [
  ["/", "到输入框", () => { show("calls"); $("query").focus(); $("query").select(); }],
  ["Alt+N", "新通话", () => newCall()],
  ["Alt+1 … Alt+9", "换到第几通通话", null],
  ["Alt+C", "复制要念的话", () => copySpoken()],
  ["Alt+W", "展开或收起“为什么”", () => fold("why")],
  ["Alt+D", "展开或收起第一条依据", () => fold("chip")],
  ["Alt+X", "结束这通通话", () => closeCall()],
  ["↑ ↓ Enter", "在查找结果里选择", null],
  ["Esc", "收起查找结果", null],
  ["?", "显示这些快捷键", () => $("help").showModal()],
];
const VIEWS = [["calls", "通话", null], ["halls", "检查营业厅", hallView], ["queue", "没有听懂的问题", queueView], ["log", "对话记录", logView, "admin"], ["audit", "操作记录", auditView, "admin"]];

let me = null;
let calls = [];
let active = null;

const change = changer(() => me, enter);

// ---- logging in

loginForm("/desk", "座席工作台", enter);

$("logout").addEventListener("click", () => attempt(async () => { await change("/desk/logout", {}); enter(null); }));

async function enter(found) {
  me = found;
  calls = [];
  active = null;
  $("login-form").reset();
  $("login").hidden = Boolean(me);
  $("desk").hidden = !me;
  $("calls").replaceChildren();
  if (!me) { $("name").focus(); return; }
  $("who").textContent = `${me.name}（${me.title}）`;
  $("views").replaceChildren(...VIEWS.filter(([, , , role]) => !role || role === me.role).map(([name, title]) =>
    el("button", { type: "button", id: `to-${name}`, click: () => show(name) }, title)));
  show("calls");
  const kept = await attempt(() => get("/desk/calls"));
  for (const call of kept?.calls || []) addCall(call);
  if (!calls.length) await newCall();
  else activate(calls[calls.length - 1]);
  $("query").focus();
}

function show(name) {
  for (const [view, , make, role] of VIEWS) {
    const section = $(`view-${view}`);
    section.hidden = view !== name;
    if (!role || role === me.role) $(`to-${view}`).setAttribute("aria-current", view === name ? "page" : "false");
    if (view === name && make) { section.replaceChildren(); attempt(() => make(section, { change, attempt, me })); }
  }
}

// ---- calls

async function newCall() {
  const call = await attempt(() => change("/desk/calls", {}));
  if (call) { show("calls"); activate(addCall(call)); $("query").focus(); }
}

function addCall(found) {
  const number = calls.reduce((most, call) => Math.max(most, call.number), 0) + 1;
  const call = { id: found.call, number, turns: [] };
  call.recent = el("div.recent", { role: "group", "aria-label": "这通通话问过的" });
  call.list = el("div.turns", { role: "log", "aria-live": "polite", "aria-label": `通话${number}的问答`, tabindex: "0" });
  call.shown = el("section.call", { "aria-label": `通话${number}`, click: () => activate(call) },
    el("header", null, el("h2", null, `通话${number}`), el("span.small", null, new Date(found.started * 1000).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" })),
      el("button", { type: "button", "aria-label": `结束通话${number}`, click: event => { event.stopPropagation(); closeCall(call); } }, "结束")),
    call.recent, call.list);
  calls.push(call);
  $("calls").append(call.shown);
  for (const turn of found.turns) addTurn(call, turn);
  return call;
}

function activate(call) {
  active = call;
  for (const each of calls) each.shown.classList.toggle("active", each === call);
  tabs();
  call?.shown.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function tabs() {
  $("tabs").replaceChildren(...calls.map(call => el("button", { type: "button", "aria-pressed": String(call === active), click: () => { activate(call); $("query").focus(); } }, `通话${call.number}`)),
    el("button", { type: "button", click: newCall }, "＋ 新通话"));
}

async function closeCall(call = active) {
  if (!call || !await attempt(() => change("/desk/calls/close", { call: call.id }))) return;
  calls = calls.filter(each => each !== call);
  call.shown.remove();
  if (!calls.length) await newCall();
  else activate(active === call ? calls[calls.length - 1] : active);
}

async function ask(text) {
  const call = active;
  if (!text.trim() || !call) return;
  hits([]);
  $("query").value = "";
  const waiting = el("p.empty", { role: "status" }, `正在查：${text}`);
  call.list.prepend(waiting);
  const turn = await attempt(() => change("/desk/messages", { call: call.id, sent: sentId(), text }));
  waiting.remove();
  if (turn) { addTurn(call, { ...turn, text: turn.text || text }); call.list.scrollTop = 0; }
  else $("query").value = text;
}

/** A turn on top of the others; the sentence to read to the caller first, then the full answer. */
function addTurn(call, turn) {
  call.turns.unshift(turn);
  call.list.prepend(el("article", { class: "reply" }, el("p.asked", null, turn.text || "（没有文字）"), turn.replies.map(reply => answer(call, reply))));
  const questions = [...new Set(call.turns.map(each => each.text).filter(Boolean))].slice(0, RECENT);
  call.recent.replaceChildren(...questions.map(text => el("button", { type: "button", title: text, click: () => ask(text) }, text)));
}

function answer(call, reply) {
  const spoken = reply.custom?.spoken || reply.text;
  const [whyButton, whyBox] = why(reply.custom) || [];
  whyButton?.classList.add("why");
  const thumb = (good, title) => el("button.thumb", { type: "button", "aria-pressed": String(reply.good === good), click: event =>
    attempt(async () => { await change("/desk/ratings", { call: call.id, reply: reply.id, good }); for (const each of event.target.parentNode.querySelectorAll(".thumb")) each.setAttribute("aria-pressed", String(each === event.target)); toast("记下了。"); }) }, title);
  return el("div.answer", null,
    el("div.spoken", null, el("div.row", null, el("span.small", null, "念给客户听"), el("button.copy", { type: "button", click: () => copied(spoken) }, "复制")), el("p.say", null, spoken)),
    body(reply), basis(reply, 20), el("div.row", null, whyButton, thumb(true, "有用"), thumb(false, "没用")), whyBox,
    (reply.buttons || []).length && el("div.recent", { role: "group", "aria-label": "接着问" }, reply.buttons.map(button => el("button", { type: "button", click: () => ask(button.payload) }, button.title))));
}

async function copied(text) { toast(await copy(text) ? "已复制。" : "没能复制，请选中文字后复制。"); }

function copySpoken() {
  const line = active?.list.querySelector(".say");
  if (line) copied(line.textContent);
  else toast("这通通话还没有答复。");
}

function fold(kind) { active?.list.querySelector(`.${kind}`)?.click(); }

// ---- search as you type

const query = $("query"), list = $("hits");
let chosen = -1, asked = 0, timer = 0;

function hits(found) {
  chosen = -1;
  list.replaceChildren(...found.map(hit => el("li", { role: "option", id: fresh("hit"), "aria-selected": "false", mousedown: event => { event.preventDefault(); ask(hit.ask); } },
    el("span.kind", null, KINDS[hit.kind]), el("span", null, hit.title), hit.detail && el("span.note", null, hit.detail))));
  list.found = found;
  list.hidden = !found.length;
  query.setAttribute("aria-expanded", String(Boolean(found.length)));
  query.removeAttribute("aria-activedescendant");
}

function choose(step) {
  const options = [...list.children];
  if (!options.length) return;
  options[chosen]?.setAttribute("aria-selected", "false");
  chosen = (chosen + step + options.length + (chosen < 0 && step < 0 ? 1 : 0)) % options.length;
  options[chosen].setAttribute("aria-selected", "true");
  options[chosen].scrollIntoView({ block: "nearest" });
  query.setAttribute("aria-activedescendant", options[chosen].id);
}

query.addEventListener("input", () => {
  clearTimeout(timer);
  const number = ++asked, text = query.value.trim();
  if (!text) { hits([]); return; }
  timer = setTimeout(() => attempt(async () => {
    const { hits: found } = await get(`/desk/search?q=${encodeURIComponent(text)}`);
    if (number === asked && query.value.trim() === text) hits(found);
  }), 60);
});
query.addEventListener("keydown", event => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); choose(event.key === "ArrowDown" ? 1 : -1); }
  else if (event.key === "Escape") hits([]);
});
query.addEventListener("blur", () => setTimeout(() => hits([]), 150));
$("ask").addEventListener("submit", event => { event.preventDefault(); ++asked; clearTimeout(timer); ask(chosen >= 0 ? list.found[chosen].ask : query.value); });

// ---- keys

addEventListener("keydown", event => {
  if (!me || document.querySelector("dialog[open]")) return;
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    const digit = event.code.match(/^Digit([1-9])$/);
    if (digit) { event.preventDefault(); const call = calls[digit[1] - 1]; if (call) { show("calls"); activate(call); query.focus(); } return; }
    const key = KEYS.find(([name, , action]) => action && name === `Alt+${event.code.replace("Key", "")}`);
    if (key) { event.preventDefault(); key[2](); }
  } else if (!typing && (event.key === "/" || event.key === "?")) {
    event.preventDefault();
    KEYS.find(([name]) => name === event.key)[2]();
  }
});
$("keys").append(...KEYS.flatMap(([name, title]) => [el("dt", null, el("kbd", null, name)), el("dd", null, title)]));
$("help-button").addEventListener("click", () => $("help").showModal());
$("help-close").addEventListener("click", () => $("help").close());

get("/desk/me").then(found => enter(found.name ? found : null), problem => { enter(null); toast(problem.message); });
