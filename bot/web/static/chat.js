// The customer's page: asks, shows what is replied, loses no message while the connection is lost.
import { basis, body, why } from "./answers.js";
import { $, copy, el, sentId, toast } from "./dom.js";
import { Problem, get, post } from "./net.js";
import { listen } from "./voice.js";

const OUTBOX = "advisor-outbox";
const EXAMPLES = ["C级营业厅需要哪些服务人员？", "销户有哪些步骤？", "在网上能办过户吗？", "A级和B级营业厅有什么不同？", "95598的服务时间？", "为什么C级不需要引导员？"];
const REASONS = ["答得不对", "没有听懂我的问题", "看不懂", "不是我想知道的"];
const PAUSES = [1, 2, 4, 8, 15];

const log = $("log"), form = $("form"), field = $("text");
const compact = location.pathname === "/widget";
const turns = new Map();
let sending = false;

if (compact) document.body.classList.add("compact");

// ---- what is still to be sent: kept over a reload, sent in order, each once

const outbox = {
  all() { try { return JSON.parse(localStorage.getItem(OUTBOX)) || []; } catch { return []; } },
  keep(list) { try { localStorage.setItem(OUTBOX, JSON.stringify(list)); } catch { /* only a reload would lose it */ } this.list = list; },
  add(message) { this.keep([...this.list, message]); },
  drop(sent) { this.keep(this.list.filter(message => message.sent !== sent)); },
  list: [],
};

async function flush() {
  if (sending) return;
  sending = true;
  for (let failures = 0; outbox.list.length;) {
    const message = outbox.list[0];
    const shown = turnOf(message);
    waiting(shown, true);
    try {
      const turn = await post("/chat/messages", message);
      outbox.drop(message.sent);
      failures = 0;
      state("");
      answered(shown, turn);
    } catch (problem) {
      waiting(shown, false);
      if (!(problem instanceof Problem)) throw problem;
      if (!problem.passing) {
        outbox.drop(message.sent);
        failed(shown, problem.message, message);
        continue;
      }
      const seconds = problem.seconds || PAUSES[Math.min(failures++, PAUSES.length - 1)];
      state(problem.status === 429 ? problem.message : problem.status ? `${problem.message} ${seconds} 秒后自动重试。` : "连接中断了，恢复后会自动发送您的问题。");
      await pause(seconds);
    }
  }
  sending = false;
}

let wake = () => {};
function pause(seconds) {
  return new Promise(done => {
    const timer = setTimeout(done, seconds * 1000);
    wake = () => { clearTimeout(timer); done(); };
  });
}

function state(text) {
  $("state").textContent = text;
  $("state").hidden = !text;
}

// ---- the conversation

function turnOf(message) {
  if (!turns.has(message.sent)) {
    const shown = el("section.turn", { "aria-label": "一问一答" }, el("div.said", null, el("span.offscreen", null, "您："), el("p", null, message.text)));
    log.append(shown);
    turns.set(message.sent, { shown, text: message.text, replies: [] });
    shown.scrollIntoView({ block: "end" });
  }
  return turns.get(message.sent);
}

function waiting(turn, on) {
  turn.dots?.remove();
  turn.dots = on ? el("div.dots", { role: "status" }, el("span.offscreen", null, "正在回答"), el("i"), el("i"), el("i")) : null;
  if (on) { turn.shown.append(turn.dots); turn.dots.scrollIntoView({ block: "nearest" }); }
}

function answered(turn, found, quietly = false) {
  waiting(turn, false);
  turn.replies = found.replies;
  const last = turns.size && [...turns.values()].pop() === turn;
  for (const [index, reply] of found.replies.entries()) {
    const shown = replyOf(reply, last && index === found.replies.length - 1);
    turn.shown.append(shown);
    if (index === 0 && !quietly) shown.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
}

function failed(turn, says, message) {
  const line = el("div.reply.failed", { role: "alert" }, el("p", null, says), el("button", { type: "button", click: () => {
    line.remove();
    turns.delete(message.sent);
    turn.shown.remove();
    field.value = message.text;
    grow();
    field.focus();
  } }, "改一改再问"));
  turn.shown.append(line);
  line.scrollIntoView({ block: "nearest" });
}

function replyOf(reply, latest) {
  const [whyButton, whyBox] = why(reply.custom) || [];
  const urgent = reply.custom?.finding?.urgent;
  return el("article.reply", { class: urgent ? "reply urgent" : "reply" }, el("span.offscreen", null, "答："), body(reply), basis(reply),
    el("div.row", null, whyButton, !urgent && rating(reply)), whyBox, latest && choices(reply));
}

function choices(reply) {
  for (const old of log.querySelectorAll(".choices")) old.remove();
  const buttons = reply.buttons || [];
  return buttons.length ? el("div.choices", { role: "group", "aria-label": "接着问" }, buttons.map(button =>
    el("button.choice", { type: "button", click: () => ask(button.payload) }, button.title))) : null;
}

function rating(reply) {
  if (!reply.id) return null;
  const good = el("button.thumb", { type: "button", "aria-pressed": String(reply.good === true), click: () => rate(true) }, "有用");
  const bad = el("button.thumb", { type: "button", "aria-pressed": String(reply.good === false), click: () => { rate(false); reasons.hidden = false; } }, "没用");
  const reasons = el("div.reasons", { hidden: true, role: "group", "aria-label": "哪里不好" }, el("span", null, "哪里不好？"), REASONS.map(text =>
    el("button.choice", { type: "button", click: () => { reasons.hidden = true; rate(false, text); } }, text)));
  async function rate(value, reason = "") {
    try {
      await post("/chat/ratings", { reply: reply.id, good: value, reason });
      good.setAttribute("aria-pressed", String(value));
      bad.setAttribute("aria-pressed", String(!value));
      if (value) reasons.hidden = true;
      toast(value || reason ? "谢谢您的评价。" : "已记下，可以再说说哪里不好。");
    } catch (problem) {
      toast(problem.message);
    }
  }
  return el("div.rating", null, good, bad, reasons);
}

function greet() {
  log.append(el("article.reply.greeting", null, el("p", null, "您好！我是供电服务标准咨询助手，可以回答："),
    el("ul", null, el("li", null, "各级营业厅（A级到D级）要有哪些人员、分区、设施"), el("li", null, "95598、网上营业厅等渠道能办什么、什么时间服务"), el("li", null, "新装、过户、销户等业务有哪些步骤、在哪里办")),
    el("p", null, "收费、办理时限、所需材料、电价、余额不在本标准之内，请拨打95598。"),
    el("div.choices.first", { role: "group", "aria-label": "示例问题" }, EXAMPLES.map(text => el("button.choice", { type: "button", click: () => ask(text) }, text)))));
}

function ask(text) {
  const message = { sent: sentId(), text: text.trim() };
  if (!message.text) return;
  for (const old of log.querySelectorAll(".choices:not(.first)")) old.remove();
  outbox.add(message);
  turnOf(message);
  flush();
}

// ---- the controls

function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
}

form.addEventListener("submit", event => {
  event.preventDefault();
  ask(field.value);
  field.value = "";
  grow();
  field.focus();
});
field.addEventListener("input", grow);
field.addEventListener("keydown", event => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
});

$("new").addEventListener("click", async () => {
  try {
    await post("/chat/new", {});
  } catch (problem) {
    toast(problem.message);
    return;
  }
  outbox.keep([]);
  turns.clear();
  log.replaceChildren();
  greet();
  state("");
  field.focus();
  toast("开始了新的对话。");
});

const handover = $("handover");
$("person").addEventListener("click", () => {
  $("transcript").value = transcript();
  handover.showModal();
});
$("close").addEventListener("click", () => handover.close());
$("copy").addEventListener("click", async () => toast(await copy($("transcript").value) ? "对话已复制。" : "没能复制，请选中文字后复制。"));

function transcript() {
  const lines = [...turns.values()].flatMap(turn => [`问：${turn.text}`, ...turn.replies.map(reply => `答：${reply.text}`)]);
  return lines.join("\n") || "（还没有对话）";
}

listen($("voice"), field, grow);
addEventListener("online", () => wake());
addEventListener("offline", () => state("连接中断了，恢复后会自动发送您的问题。"));
addEventListener("beforeprint", () => { for (const button of log.querySelectorAll("[aria-expanded=false]")) button.click(); });

async function start() {
  greet();
  outbox.list = outbox.all();
  try {
    const { turns: found } = await get("/chat/history");
    for (const turn of found) {
      answered(turnOf({ sent: turn.sent, text: turn.text || "（没有文字）" }), turn, true);
      outbox.drop(turn.sent);
    }
  } catch (problem) {
    state(problem.message);
  }
  for (const message of outbox.list) turnOf(message);
  log.lastElementChild?.scrollIntoView({ block: "end" });
  if (!compact) field.focus({ preventScroll: true });
  flush();
}

start();
