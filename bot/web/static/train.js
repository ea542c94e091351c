// Tests and practice. The server holds the time, the order of the questions and the keys; a reload goes on where it was.
import { basis, why } from "./answers.js";
import { $, el, toast } from "./dom.js";
import { get } from "./net.js";
import { attempt, changer, loginForm } from "./staff.js";

let me = null;
let current = null; // the attempt that is shown
let at = 0; // the place of its question
let ahead = 0; // by how many milliseconds the server's clock is ahead of this one
let ticking = 0;

const change = changer(() => me, enter);
loginForm("/train", "学习与测验", enter);
$("logout").addEventListener("click", () => attempt(async () => { await change("/train/logout", {}); enter(null); }));
addEventListener("popstate", () => { if (me) open(); });

async function enter(found) {
  me = found;
  $("login-form").reset();
  $("login").hidden = Boolean(me);
  $("train").hidden = !me;
  clearInterval(ticking);
  if (!me) { $("main").replaceChildren(); $("name").focus(); return; }
  $("who").textContent = `${me.name}（${me.title}）`;
  $("to-reports").hidden = !["trainer", "admin"].includes(me.role);
  await open();
}

/** Show what the address names: an attempt, or the overview. */
async function open() {
  const id = new URLSearchParams(location.search).get("attempt");
  const found = id && await attempt(() => get(`/train/attempt?id=${encodeURIComponent(id)}`));
  if (found) showAttempt(found);
  else showHome();
}

function put(...children) {
  $("main").replaceChildren(...children.flat().filter(Boolean));
  $("main").focus();
}

// ---- overview

async function showHome() {
  clearInterval(ticking);
  current = null;
  if (location.search) history.pushState(null, "", "/train");
  const home = await attempt(() => get("/train/home"));
  if (!home) return;
  put(
    home.tests.length && el("section.card", { "aria-label": "测验" }, el("h2", null, "测验"), home.tests.map(testRow)),
    practiceCard(home),
    el("section.card", { "aria-label": "做过的" }, el("h2", null, "做过的"), home.attempts.length ? historyTable(home.attempts) : el("p.empty", null, "还没有做过。")),
  );
}

function testRow(test) {
  const facts = [`${test.number}题`, test.seconds ? `限时${Math.round(test.seconds / 60)}分钟` : "不限时", `${percent(test.pass_mark)}及格`];
  if (test.closes) facts.push(`${day(test.closes)}截止`);
  const begin = test.attempt ? "接着做" : "开始";
  return el("div.test", null, el("div", null, el("h3", null, test.title), el("p.small", null, facts.join("，"))),
    el("button.strong", { type: "button", "aria-label": `${begin}：${test.title}`, click: () => start("/train/begin", { quiz: test.id }) }, begin));
}

function practiceCard(home) {
  const number = el("input", { type: "number", min: 1, max: home.most, value: 10, required: true });
  const chapters = home.chapters.map(chapter => [el("input", { type: "checkbox", value: chapter.clause }), `${chapter.clause} ${chapter.title}`]);
  const kinds = Object.entries(home.kinds).map(([kind, title]) => [el("input", { type: "checkbox", value: kind }), title]);
  const chosen = boxes => boxes.map(([box]) => box).filter(box => box.checked).map(box => box.value);
  return el("form.card", { "aria-label": "练习", submit: event => {
    event.preventDefault();
    start("/train/practice", { number: Number(number.value), clauses: chosen(chapters), kinds: chosen(kinds) });
  } },
  el("h2", null, "练习"),
  el("p", null, home.due ? `有${home.due}条以前答错的条款该复习了，不选章节时先出这些。` : "每答一题马上看到对错和依据；答错的条款过一段时间会再出现。"),
  el("div.fields", null, el("label", null, "题数", number)),
  el("details", null, el("summary", null, "选章节和题型（不选就是全部）"),
    el("fieldset", null, el("legend", null, "章节"), ticks(chapters)), el("fieldset", null, el("legend", null, "题型"), ticks(kinds))),
  el("div.row", null, el("button.strong", { type: "submit" }, "开始练习")));
}

function ticks(boxes) { return el("div.ticks", null, boxes.map(([box, title]) => el("label", null, box, title))); }

function historyTable(attempts) {
  const row = each => el("tr", null, el("td", null, when(each.started)), el("th", { scope: "row" }, each.title), el("td.n", null, `${each.answered} / ${each.number}`),
    el("td.n", null, each.finished ? percent(each.points) : "未完成"),
    el("td", null, el("button.link", { type: "button", "aria-label": `${each.finished ? "查看" : "接着做"}：${each.title}`, click: () => start(null, null, each.id) }, each.finished ? "查看" : "接着做")));
  return el("div.scroll", { tabindex: 0, role: "region", "aria-label": "表：做过的" }, el("table", null,
    el("thead", null, el("tr", null, ["时间", "名称", "已答", "得分", ""].map(title => el("th", { scope: "col" }, title || el("span.offscreen", null, "操作"))))), el("tbody", null, attempts.map(row))));
}

async function start(path, value, id) {
  const found = await attempt(() => path ? change(path, value) : get(`/train/attempt?id=${encodeURIComponent(id)}`));
  if (!found) return;
  history.pushState(null, "", `/train?attempt=${found.id}`);
  showAttempt(found);
}

// ---- an attempt

function showAttempt(found) {
  ahead = found.now * 1000 - Date.now();
  const same = current && current.id === found.id && Boolean(current.finished) === Boolean(found.finished);
  current = found;
  const open = found.questions.findIndex(question => question.response === null);
  if (!same && !(current?.id === found.id && found.kind === "practice")) at = found.finished ? 0 : Math.max(0, open);
  clearInterval(ticking);
  if (found.ends && !found.finished) ticking = setInterval(tick, 500);
  draw();
}

/** How it stands with the time; when it is over the server says how it ended. */
async function tick() {
  const left = current.ends * 1000 - (Date.now() + ahead);
  const clock = document.querySelector(".clock");
  if (clock) {
    clock.textContent = left > 0 ? `还剩 ${Math.floor(left / 60000)}分${String(Math.floor(left / 1000) % 60).padStart(2, "0")}秒` : "时间到";
    clock.classList.toggle("late", left < 60000);
  }
  if (left < -4000) {
    clearInterval(ticking);
    const found = await attempt(() => get(`/train/attempt?id=${current.id}`));
    if (found) { toast("时间到，已经交卷。"); showAttempt(found); }
  }
}

function draw() {
  const question = current.questions[at];
  const through = current.questions.filter(each => each.response !== null).length;
  put(
    el("section.card", { "aria-label": current.title },
      el("div.bar", null, el("h2", null, current.title), current.ends && !current.finished ? el("span.clock", { role: "timer" }) : null,
        el("span", null, `第${at + 1}题，共${current.questions.length}题，已答${through}题`)),
      current.finished && score(),
      el("nav.progress", { "aria-label": "题目" }, current.questions.map((each, place) => el("button", { type: "button", class: state(each), "aria-label": `第${place + 1}题${said(each)}`,
        "aria-current": place === at ? "step" : null, click: () => { at = place; draw(); } }, String(place + 1))))),
    questionCard(question),
    el("div.bar", null, el("button", { type: "button", click: showHome }, "返回"),
      !current.finished && el("button", { type: "button", id: "hand-in", click: handIn }, current.kind === "test" ? "交卷" : "结束练习")),
  );
  if (current.ends && !current.finished) tick();
}

function state(question) {
  if (question.mark) return question.mark.points >= 1 ? "right" : "wrong";
  return question.response !== null ? "done" : "";
}

function said(question) {
  if (question.mark) return question.mark.points >= 1 ? "，答对" : "，没有全对";
  return question.response !== null ? "，已答" : "，未答";
}

function score() {
  const test = current.kind === "test";
  return el("p.score", { class: `score ${test ? (current.passed ? "passed" : "failed") : ""}`, role: "status" },
    `得分 ${percent(current.points)}`, test && (current.passed ? "，通过" : `，没有通过（${percent(current.pass_mark)}及格）`));
}

function questionCard(question) {
  const locked = question.response !== null || Boolean(current.finished);
  const [fields, response] = FORMS[question.choose](question, locked);
  const last = current.questions.every(each => each.response !== null || each === question);
  return el("form.card.question", { "aria-label": `第${at + 1}题`, submit: event => { event.preventDefault(); send(question, response()); } },
    el("p", null, el("span.tag", null, question.title)),
    el("p.stem", { id: "stem" }, question.stem),
    fields,
    !locked && el("div.row", null, el("button.strong", { type: "submit", id: "answer" }, "提交")),
    question.mark && markCard(question),
    locked && !question.mark && el("p.small", null, "已经提交。交卷后可以看到对错和依据。"),
    locked && !current.finished && !last && el("div.row", null, el("button.strong", { type: "button", id: "next", click: next }, "下一题")));
}

function markCard(question) {
  const { points, right } = question.mark;
  const kind = points >= 1 ? "right" : points > 0 ? "part" : "wrong";
  const words = question.response === null ? "没有作答" : { right: "答对了", part: `部分正确，得${percent(points)}的分`, wrong: "答错了" }[kind];
  const shown = { custom: { citations: question.mark.citations, derivation: question.mark.derivation, remarks: [] } };
  return el("div.mark", { class: `mark ${kind}`, role: "status" }, el("p.verdict", { class: `verdict ${kind}` }, words), el("p", null, `正确答案：${right}`),
    basis(shown), why(shown.custom));
}

/** For each kind of question its fields, and a function that reads the response. */
const FORMS = {
  one: (question, locked) => choices(question, locked, "radio"),
  some: (question, locked) => choices(question, locked, "checkbox"),
  fill: (question, locked) => {
    const field = el("input", { type: "text", maxlength: 60, autocomplete: "off", "aria-labelledby": "stem", disabled: locked, required: true, value: question.response ?? "" });
    return [el("div.fields", null, field), () => field.value.trim()];
  },
  order: (question, locked) => {
    const order = question.response ? [...question.response] : question.options.map((_, place) => place);
    const list = el("ol.steps", { "aria-labelledby": "stem" });
    const fill = focus => {
      list.replaceChildren(...order.map((place, position) => el("li", null, el("span.number", null, String(position + 1)), el("span.name", null, question.options[place]),
        !locked && [[-1, "↑", "上移"], [1, "↓", "下移"]].map(([by, sign, title]) => el("button", { type: "button", "aria-label": `${title}：${question.options[place]}`,
          disabled: position + by < 0 || position + by >= order.length, click: () => move(position, by) }, sign)))));
      if (focus) list.children[focus[0]].querySelectorAll("button")[focus[1]].focus();
    };
    const move = (position, by) => {
      [order[position], order[position + by]] = [order[position + by], order[position]];
      const to = position + by;
      const wish = by < 0 ? 0 : 1;
      fill([to, to === 0 ? 1 : to === order.length - 1 ? 0 : wish]);
    };
    fill();
    return [list, () => order];
  },
  match: (question, locked) => {
    const selects = question.left.map((left, row) => el("select", { disabled: locked, required: true }, el("option", { value: "" }, "请选择"),
      question.options.map((option, place) => el("option", { value: place, selected: question.response?.[row] === place }, option))));
    return [el("div.pairs", { role: "group", "aria-labelledby": "stem" }, question.left.map((left, row) => el("label", null, el("span", null, left), selects[row]))),
      () => selects.map(select => Number(select.value))];
  },
};

function choices(question, locked, type) {
  const key = question.mark?.key || [];
  const inputs = question.options.map((_, place) => el("input", { type, name: "choice", value: place, disabled: locked, checked: (question.response || []).includes(place) }));
  const label = (option, place) => {
    const chosen = (question.response || []).includes(place);
    const sign = question.mark && (key.includes(place) ? "✓ 正确" : chosen ? "✕ 选错" : "");
    return el("label.choice", { class: `choice ${question.mark ? (key.includes(place) ? "key" : chosen ? "missed" : "") : ""}` }, inputs[place], option, sign && el("span.sign", null, sign));
  };
  return [el("fieldset.choices", { "aria-labelledby": "stem" }, type === "checkbox" && el("p.small", null, "可以选几项。"), question.options.map(label)),
    () => inputs.filter(input => input.checked).map(input => Number(input.value))];
}

async function send(question, response) {
  const button = $("answer");
  if (!button || button.disabled) return;
  button.disabled = true;
  const found = await attempt(() => change("/train/answers", { attempt: current.id, position: question.position, response }));
  if (!found) { button.disabled = false; return; }
  const practice = found.kind === "practice";
  showAttempt(found);
  if (!practice && !found.finished) next();
  else (document.querySelector("#next") || $("main")).focus();
}

function next() {
  const rest = current.questions.map((each, place) => place).filter(place => current.questions[place].response === null);
  at = rest.find(place => place > at) ?? rest[0] ?? at;
  draw();
}

async function handIn() {
  const open = current.questions.filter(each => each.response === null).length;
  if (open && !confirm(`还有${open}题没有答，确定${current.kind === "test" ? "交卷" : "结束"}吗？`)) return;
  const found = await attempt(() => change("/train/finish", { attempt: current.id }));
  if (found) showAttempt(found);
}

// ---- words

function percent(share) { return `${Math.round(share * 100)}%`; }
function when(seconds) { return new Date(seconds * 1000).toLocaleString("zh-CN", { dateStyle: "short", timeStyle: "short" }); }
function day(seconds) { return new Date(seconds * 1000).toLocaleDateString("zh-CN"); }

get("/train/me").then(found => enter(found.name ? found : null), problem => { enter(null); toast(problem.message); });
