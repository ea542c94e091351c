// The other pages of the desk: a hall checked, what was not understood, the log of conversations, who did what.
import { paragraphs } from "./answers.js";
import { el } from "./dom.js";
import { get } from "./net.js";

const WHY = { not_understood: "没有听懂", off_topic: "与标准无关", disliked: "客户不满意" };
const OUTCOMES = { answered: "已答复", not_understood: "没有听懂", off_topic: "与标准无关", refused: "没有文字或太长" };
const CHANNELS = { web: "客户网页", desk: "座席" };
const VERDICTS = [["missing", "缺"], ["undecidable", "原文缺失，不能判断"], ["occasional", "一定情况下才要求，这里没有"], ["extra", "有而标准没有要求"], ["met", "具备"]];
const DONE = {
  "login": "登录", "login refused": "登录被拒绝", "logout": "退出登录", "account opened": "开通账号", "account closed": "删除账号", "password set": "重设密码",
  "question solved": "问题标为已处理", "question reopened": "重新打开问题", "conversation deleted": "删除对话", "delete old conversations": "到期自动删除对话",
  "export csv": "导出 CSV", "export json": "导出 JSON",
};
const when = seconds => new Date(seconds * 1000).toLocaleString("zh-CN", { dateStyle: "short", timeStyle: "short" });

// ---- a hall

export async function hallView(section, { change, attempt }) {
  const { grades } = await get("/desk/halls");
  const form = el("form"), results = el("div.results", { "aria-live": "polite" });
  const choice = el("select", { id: "hall-grade", change: () => attempt(fill) }, grades.map(grade => el("option", { value: grade }, grade)));
  section.append(el("h2", null, "检查营业厅"), el("p.small", null, "勾选这座营业厅已有的，没有报的类别可以不选。名称原文缺失的项不算缺，也不算具备。"), el("label", null, "等级 ", choice), form, results);
  const nameOf = box => box.dataset.entry ?? box.dataset.category;
  async function fill() {
    const grade = choice.value;
    form.inert = true; // what is ticked from here on would be lost
    const { requirements } = await get(`/desk/halls?grade=${encodeURIComponent(grade)}`);
    if (grade !== choice.value) return;
    const ticked = new Set([...form.querySelectorAll(":checked")].map(nameOf));
    results.replaceChildren();
    const categories = [...new Set(requirements.map(each => each.category))];
    form.replaceChildren(...categories.map(category => {
      const own = requirements.filter(each => each.category === category && each.verdict !== "undecidable");
      const lost = requirements.filter(each => each.category === category && each.verdict === "undecidable").length;
      const reported = el("input", { type: "checkbox", "data-category": category });
      const boxes = own.map(each => el("input", { type: "checkbox", "data-entry": JSON.stringify([each.category, each.place, each.item]), change: event => { if (event.target.checked) reported.checked = true; } }));
      return el("fieldset", null, el("legend", null, category),
        el("div.row", null, el("label.row", null, reported, "检查这一类"), el("button.link", { type: "button", click: () => { reported.checked = true; for (const box of boxes) box.checked = true; } }, "都有")),
        el("div.ticks", null, own.map((each, index) => el("label", null, boxes[index], el("span", null, each.place ? `${each.place}：${each.item}` : each.item)))),
        lost ? el("p.small", null, `另有 ${lost} 项名称原文缺失，不能判断。`) : null);
    }), el("button.strong", { type: "submit" }, "检查"));
    for (const box of form.querySelectorAll("input")) box.checked = ticked.has(nameOf(box));
    form.inert = false;
  }
  form.addEventListener("submit", event => {
    event.preventDefault();
    attempt(async () => {
      const has = [...form.querySelectorAll("[data-entry]:checked")].map(box => JSON.parse(box.dataset.entry));
      const reported = [...form.querySelectorAll("[data-category]:checked")].map(box => box.dataset.category);
      if (!reported.length) { results.replaceChildren(el("p.warn", null, "请先勾选要检查的类别。")); return; }
      const { judgements } = await change("/desk/halls", { grade: choice.value, has, reported });
      results.replaceChildren(el("h2", null, "检查结果"), ...VERDICTS.map(([verdict, title]) => {
        const own = judgements.filter(each => each.verdict === verdict);
        return own.length ? el("section", null, el("h4", { class: verdict }, title, el("span.count", null, `${own.length}项`)), el("ul", null, own.map(each =>
          el("li", null, `${each.category}：${each.place ? `${each.place}：` : ""}${each.item}`, each.clauses.length ? el("span.note", null, `（依据 ${each.clauses[0]}）`) : null)))) : "";
      }));
      results.scrollIntoView({ block: "nearest" });
    });
  });
  await fill();
}

// ---- what was not understood

export async function queueView(section, { change, attempt }) {
  const solved = el("input", { type: "checkbox", change: () => attempt(fill) });
  const table = el("div.scroll", { tabindex: "0", role: "region", "aria-label": "没有听懂的问题" });
  section.append(el("h2", null, "没有听懂的问题"), el("p.small", null, "相同的问题合在一起计数，个人信息已经去掉。处理好（改了标准、别名或训练语句）之后标为已处理。"), el("label.row", null, solved, "看已处理的"), table);
  async function fill() {
    const { questions } = await get(`/desk/unanswered${solved.checked ? "?solved=1" : ""}`);
    table.replaceChildren(questions.length ? el("table", null, el("thead", null, el("tr", null, ["问题", "原因", "次数", "最近", solved.checked ? "处理" : ""].map(text => el("th", { scope: "col" }, text)))),
      el("tbody", null, questions.map(each => el("tr", null, el("td.text", null, each.text), el("td", null, WHY[each.why]), el("td.n", null, String(each.count)), el("td", null, when(each.last)),
        el("td", null, solved.checked ? [`${each.solved_by} ${when(each.solved)} `, each.note, " ", mark(each, false, "重新打开")] : mark(each, true, "标为已处理")))))) : el("p.empty", null, solved.checked ? "还没有处理过的问题。" : "没有待处理的问题。"));
  }
  const mark = (each, value, title) => el("button", { type: "button", "aria-label": `${title}：${each.text}`, click: () => attempt(async () => { await change("/desk/unanswered", { key: each.key, solved: value }); await fill(); }) }, title);
  await fill();
}

// ---- the log

export async function logView(section, { change, attempt }) {
  const option = ([value, title]) => el("option", { value }, title);
  const fields = {
    channel: el("select", null, option(["", "全部"]), Object.entries(CHANNELS).map(option)),
    outcome: el("select", null, option(["", "全部"]), Object.entries(OUTCOMES).map(option)),
    since: el("input", { type: "date" }), until: el("input", { type: "date" }),
    text: el("input", { type: "search", maxlength: 100, placeholder: "问题里的字" }),
    disliked: el("input", { type: "checkbox" }),
  };
  const found = el("div"), form = el("form.filters", { submit: event => { event.preventDefault(); attempt(() => fill(0)); } },
    el("label", null, "渠道", fields.channel), el("label", null, "结果", fields.outcome), el("label", null, "从", fields.since), el("label", null, "到", fields.until), el("label", null, "查找", fields.text),
    el("label.row", null, fields.disliked, "只看不满意的"), el("button.strong", { type: "submit" }, "筛选"), el("a", { href: "#", click: event => download(event, "csv") }, "导出 CSV"), el("a", { href: "#", click: event => download(event, "json") }, "导出 JSON"));
  section.append(el("h2", null, "对话记录"), form, found);
  function wanted() {
    const day = (field, end) => (field.value ? String(Math.floor(new Date(`${field.value}T${end ? "23:59:59" : "00:00:00"}`) / 1000)) : "");
    const values = { channel: fields.channel.value, outcome: fields.outcome.value, since: day(fields.since), until: day(fields.until, true), text: fields.text.value, disliked: fields.disliked.checked ? "1" : "" };
    return new URLSearchParams(Object.entries(values).filter(([, value]) => value));
  }
  function download(event, kind) {
    event.target.href = `/desk/log/export?form=${kind}&${wanted()}`;
    event.target.setAttribute("download", "");
  }
  async function fill(skip) {
    const { conversations, count } = await get(`/desk/log?${wanted()}&skip=${skip}`);
    const rows = conversations.map(each => {
      const detail = el("tr", { hidden: true }, el("td", { colspan: 6 }));
      const open = el("button", { type: "button", "aria-expanded": "false", click: () => attempt(async () => {
        if (!detail.firstChild.childNodes.length) detail.firstChild.append(...(await get(`/desk/log/turns?id=${encodeURIComponent(each.id)}`)).turns.map(turnView));
        detail.hidden = !detail.hidden;
        open.setAttribute("aria-expanded", String(!detail.hidden));
      }) }, "查看");
      const remove = el("button", { type: "button", click: () => attempt(async () => {
        if (!confirm("删除这次对话？删除后不能恢复。")) return;
        await change("/desk/log/delete", { id: each.id });
        await fill(skip);
      }) }, "删除");
      return [el("tr", null, el("td", null, when(each.last)), el("td", null, CHANNELS[each.channel]), el("td", null, each.owner || "—"), el("td.n", null, String(each.turns)), el("td.text", null, each.first || "—"), el("td", null, el("div.row", null, open, remove))), detail];
    });
    const pages = el("div.row", null, skip > 0 && el("button", { type: "button", click: () => attempt(() => fill(skip - 50)) }, "上一页"), `共 ${count} 次对话`,
      skip + conversations.length < count && el("button", { type: "button", click: () => attempt(() => fill(skip + 50)) }, "下一页"));
    found.replaceChildren(count ? el("div.scroll", { tabindex: "0", role: "region", "aria-label": "对话" }, el("table", null,
      el("thead", null, el("tr", null, ["最后时间", "渠道", "座席", "问答数", "第一个问题", "操作"].map(text => el("th", { scope: "col" }, text)))), el("tbody", null, rows))) : el("p.empty", null, "没有符合条件的对话。"), pages);
  }
  await fill(0);
}

function turnView(turn) {
  return el("div.answer", null, el("p.asked", null, `${when(turn.at)} ${turn.text || "（没有文字）"}`), turn.replies.map(reply => el("div", null, paragraphs(reply.text))),
    turn.ratings.map(([, good, reason]) => el("p.small", null, `评价：${good ? "满意" : "不满意"}${reason ? `（${reason}）` : ""}`)));
}

// ---- who did what

export async function auditView(section) {
  const { entries, broken_at: broken } = await get("/desk/audit");
  section.append(el("h2", null, "操作记录"), broken ? el("p.warn", { role: "alert" }, `第 ${broken} 条起的记录被改动过，不再可信。`) : el("p.small", null, "每一条都与前一条相连，改动会被发现。"),
    el("div.scroll", { tabindex: "0", role: "region", "aria-label": "操作记录" }, el("table", null, el("thead", null, el("tr", null, ["编号", "时间", "谁", "做了什么", "对象"].map(text => el("th", { scope: "col" }, text)))),
      el("tbody", null, entries.map(each => el("tr", null, el("td.n", null, String(each.number)), el("td", null, when(each.at)), el("td", null, each.actor), el("td", null, DONE[each.action] || each.action), el("td.text", null, each.object)))))));
}
