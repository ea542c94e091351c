// The trainer's page: tests are made here, and their reports are read.
import { $, el, toast, unfolding } from "./dom.js";
import { get } from "./net.js";
import { attempt, changer, loginForm } from "./staff.js";

const CHARTS = [["map", "得分率：人员乘章"], ["weeks", "每周得分率"], ["clauses", "最薄弱的条款"]];
let me = null;

const change = changer(() => me, enter);
loginForm("/train", "出题与报告", enter);
$("logout").addEventListener("click", () => attempt(async () => { await change("/train/logout", {}); enter(null); }));

async function enter(found) {
  me = found;
  $("login-form").reset();
  $("login").hidden = Boolean(me);
  $("train").hidden = !me;
  $("main").replaceChildren();
  if (!me) { $("name").focus(); return; }
  $("who").textContent = `${me.name}（${me.title}）`;
  if (!["trainer", "admin"].includes(me.role)) { $("main").append(el("p.warn", { role: "alert" }, "这一页给培训师使用。您的测验在“学习与测验”。")); return; }
  await showQuizzes();
}

// ---- tests

async function showQuizzes() {
  const found = await attempt(() => get("/train/quizzes"));
  if (!found) return;
  $("main").replaceChildren(makeForm(found), listCard(found.quizzes));
}

function makeForm({ chapters, kinds }) {
  const field = (label, name, attributes) => el("label", null, label, el("input", { name, ...attributes }));
  const boxes = pairs => pairs.map(([value, title]) => [el("input", { type: "checkbox", value }), title]);
  const clauses = boxes(chapters.map(chapter => [chapter.clause, `${chapter.clause} ${chapter.title}（${chapter.topics}个题源）`]));
  const chosenKinds = boxes(Object.entries(kinds));
  const chosen = list => list.map(([box]) => box).filter(box => box.checked).map(box => box.value);
  const words = text => text.split(/[，,、；;\s]+/).filter(Boolean);
  const form = el("form.card", { "aria-label": "新测验", submit: async event => {
    event.preventDefault();
    const value = name => form.elements[name].value;
    const made = await attempt(() => change("/train/quizzes", {
      title: value("title"), number: Number(value("number")), minutes: Number(value("minutes")), pass_mark: Number(value("pass_mark")), days: Number(value("days")),
      clauses: [...chosen(clauses), ...words(value("single"))], kinds: chosen(chosenKinds), people: words(value("people")),
    }));
    if (!made) return;
    toast(made.number < made.wanted ? `已出题：只有${made.number}题可出。` : `已出题：${made.number}题。`);
    showQuizzes();
  } },
  el("h2", null, "新测验"),
  el("div.fields", null,
    field("名称", "title", { maxlength: 60, required: true, placeholder: "例如 营业厅标准月考" }),
    field("题数", "number", { type: "number", min: 1, max: 100, value: 20, required: true }),
    field("限时（分钟，0为不限）", "minutes", { type: "number", min: 0, max: 600, value: 30, required: true }),
    field("及格线（%）", "pass_mark", { type: "number", min: 1, max: 100, value: 80, required: true }),
    field("几天内可做（0为不限）", "days", { type: "number", min: 0, max: 366, value: 7, required: true }),
    field("谁来做（账号或班组，留空为所有人）", "people", { maxlength: 500, placeholder: "例如 一班、li" }),
    field("另加条款（编号，可不填）", "single", { maxlength: 300, placeholder: "例如 4.1.4.2" })),
  el("details", null, el("summary", null, "选章节和题型（不选就是全部）"),
    el("fieldset", null, el("legend", null, "章节"), ticks(clauses)), el("fieldset", null, el("legend", null, "题型"), ticks(chosenKinds))),
  el("div.row", null, el("button.strong", { type: "submit" }, "出题")));
  return form;
}

function ticks(boxes) { return el("div.ticks", null, boxes.map(([box, title]) => el("label", null, box, title))); }

function listCard(quizzes) {
  const row = quiz => el("tr", null, el("th", { scope: "row" }, quiz.title), el("td.n", null, String(quiz.number)), el("td", null, quiz.people.join("、") || "所有人"),
    el("td.n", null, `${quiz.finished} / ${quiz.begun}`), el("td", null, day(quiz.made)), el("td", null, open(quiz) ? (quiz.closes ? `到${day(quiz.closes)}` : "开放") : "已停止"),
    el("td", null, el("div.row", null, el("button.link", { type: "button", "aria-label": `报告：${quiz.title}`, click: () => showReport(quiz.id, quiz.title) }, "报告"),
      open(quiz) && el("button.link", { type: "button", "aria-label": `停止作答：${quiz.title}`, click: () => attempt(async () => { await change("/train/quizzes/close", { quiz: quiz.id }); showQuizzes(); }) }, "停止作答"))));
  return el("section.card", { "aria-label": "测验" }, el("div.bar", null, el("h2", null, "测验"), el("button", { type: "button", id: "all", click: () => showReport("", "全部测验") }, "全部测验的报告")),
    quizzes.length ? table("测验", ["名称", "题数", "谁来做", "完成/开始", "出题", "状态", "操作"], quizzes.map(row)) : el("p.empty", null, "还没有测验。"));
}

function open(quiz) { return !quiz.closes || quiz.closes * 1000 > Date.now(); }

// ---- reports

async function showReport(quiz, title) {
  const found = await attempt(() => get(`/train/report?quiz=${encodeURIComponent(quiz)}`));
  if (!found) return;
  const query = `quiz=${encodeURIComponent(quiz)}`;
  const download = (form, words) => el("a", { href: `/train/report/export?${query}&form=${form}`, download: "" }, words);
  $("main").replaceChildren(
    el("section.card", { "aria-label": "导出" },
      el("div.bar", null, el("h2", null, `报告：${title}`), el("div.row", null, download("xlsx", "导出 Excel"), download("csv", "导出 CSV"), el("button", { type: "button", click: showQuizzes }, "返回"))),
      el("p", null, found.answers ? `共${found.answers}次作答。` : "还没有人交卷或作答。",
        found.outdated ? `另有${found.outdated}次作答所依据的条款后来改了，没有计入。` : "")),
    ...(found.answers ? parts(found, query) : []));
  $("main").focus();
}

function parts(found, query) {
  const titled = share => `${share.name} ${found.titles[share.name] || ""}`;
  return [
    el("section.card.figures", { "aria-label": "图" }, CHARTS.map(([name, alt]) => el("img", { src: `/train/report/chart?${query}&name=${name}`, alt, loading: "lazy" }))),
    heatMap(found),
    shares("人员", found.people, share => share.name),
    shares("班组", found.teams, share => share.name),
    shares("章（最弱的在前）", found.chapters, titled),
    shares("条款（最弱的在前）", found.clauses, titled, 30),
    shares("题型", found.kinds, share => found.titles[share.name] || share.name),
    items(found),
  ];
}

function shares(title, rows, name, most = 500) {
  return el("section.card", { "aria-label": title }, el("h3", null, title), table(title, [title.replace(/（.*/, ""), "得分率", "答题数"],
    rows.slice(0, most).map(share => el("tr", null, el("th", { scope: "row" }, name(share)), el("td.n", null, percent(share.points)), el("td.n", null, String(share.number))))),
    rows.length > most && el("p.small", null, `还有${rows.length - most}条，见导出的文件。`));
}

/** People by chapters, as a table that can be read out; the colour only repeats the number. */
function heatMap(found) {
  const chapters = [...new Set(found.chapters.map(share => share.name))].sort();
  const row = ([person, shares_]) => el("tr", null, el("th", { scope: "row" }, person), chapters.map(chapter => {
    const share = shares_.find(each => each.name === chapter);
    const cell = el("td.heat", null, share ? percent(share.points) : "—");
    if (share) cell.style.backgroundColor = `hsl(${Math.round(share.points * 120)} 55% 78%)`;
    return cell;
  }));
  return el("section.card", { "aria-label": "人员×章" }, el("h3", null, "人员×章"), table("人员×章", ["姓名", ...chapters], found.map.map(row)));
}

function items(found) {
  const row = item => {
    const [button, box] = unfolding("所选", () => el("ul", null, item.chosen.map(([choice, number]) => el("li", null, `${choice}：${number}`))));
    return el("tr", null, el("td.text", null, item.stem, item.chosen.length ? [button, box] : null), el("td", null, found.titles[item.kind] || item.kind), el("td", null, item.clause), el("td.n", null, String(item.number)),
      el("td.n", null, percent(item.facility)), el("td.n", null, item.discrimination === null ? "—" : item.discrimination.toFixed(2)), el("td", null, item.dubious ? el("span.warn", null, item.dubious) : ""));
  };
  return el("section.card", { "aria-label": "题目" }, el("h3", null, "题目（有疑问的在前）"),
    el("p.small", null, "难度是得分率；区分度是这一题与其余题得分的相关系数，接近0或为负的题要检查。"),
    table("题目", ["题目", "题型", "条款", "答题数", "难度", "区分度", "疑问"], found.items.map(row)));
}

function table(label, head, rows) {
  return el("div.scroll", { tabindex: 0, role: "region", "aria-label": `表：${label}` }, el("table", null, el("thead", null, el("tr", null, head.map(title => el("th", { scope: "col" }, title)))), el("tbody", null, rows)));
}

function percent(share) { return `${Math.round(share * 100)}%`; }
function day(seconds) { return new Date(seconds * 1000).toLocaleDateString("zh-CN"); }

get("/train/me").then(found => enter(found.name ? found : null), problem => { enter(null); toast(problem.message); });
