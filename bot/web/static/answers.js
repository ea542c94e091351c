// An answer as it should look: steps as a flow, requirements grouped, comparisons side by side, clauses to unfold.
import { el, unfolding } from "./dom.js";

const CITED = /（依[据據] [^）]*）/g;
const VERDICTS = { yes: ["✓", "标准有此规定"], no: ["✕", "标准没有此规定"], may: ["◐", "允许，但不要求"], unknown: ["？", "不能断定"] };
const WEAK = ["可", "一般", "可选", "有条件的", "可選", "有條件的"];

/** The body of a reply: by its structure where that says more than the text. */
export function body(reply) {
  const custom = reply.custom;
  const made = custom && custom.finding && FINDINGS[custom.kind] ? FINDINGS[custom.kind](custom.finding) : null;
  return made || paragraphs(withoutTail(reply.text, custom));
}

/** What an answer rests on: each clause a chip that unfolds its statement; then the remarks. */
export function basis(reply, most = 6) {
  const custom = reply.custom;
  if (!custom || !custom.citations || !custom.citations.length) return null;
  const panels = el("div.panels");
  const chip = citation => {
    const [button, box] = unfolding(citation.clause, () => clausePanel(citation), { class: "chip", title: citation.heading });
    panels.append(box);
    return button;
  };
  const chips = custom.citations.slice(0, most).map(chip);
  const row = el("div.chips", { role: "group", "aria-label": "依据的条款" }, el("span.label", null, "依据"), chips);
  if (custom.citations.length > most) {
    const more = el("button.link", { type: "button", click: () => { more.replaceWith(...custom.citations.slice(most).map(chip)); } },
      `另有 ${custom.citations.length - most} 条`);
    row.append(more);
  }
  return [row, panels, custom.remarks && custom.remarks.length ? el("div.remarks", null, custom.remarks.map(text => el("p", null, text))) : null];
}

export function clausePanel(citation) {
  return el("div.clause", null, el("h4", null, `${citation.clause} ${citation.heading}`), el("p", null, citation.statement),
    citation.status !== "readable" && el("p.status", null, el("span.tag", null, citation.status_title), citation.note));
}

/** Why: the derivation as a tree, and of a no the clauses that would have given it. */
export function why(custom) {
  if (!custom || !custom.derivation || !(custom.derivation.length || (custom.refused || []).length)) return null;
  return unfolding("为什么", () => [
    custom.derivation.length && el("ul.tree", { "aria-label": "推导过程" }, custom.derivation.map(branch)),
    (custom.refused || []).length && el("div.refused", null, el("p", null, "为什么没有这一要求："), el("ul", null, custom.refused.map(refusal =>
      el("li", null, `${refusal.clause}规定了${refusal.thing}，但要${refusal.needed}才适用，这里${refusal.actual}。`)))),
  ].filter(Boolean));
}

function branch(link) {
  const says = link.more ? `${link.says}等${link.more + 1}项` : link.says;
  return el("li", null, el("span", null, link.rule ? el("span.tag", null, link.clause) : el("span.tag.given", null, "已知"), says),
    link.premises.length && el("ul", null, link.premises.map(branch)),
    link.alternatives.length && el("ul.others", null, link.alternatives.map(other => el("li", null, `也可由${other.clause}得出`))));
}

/** Text as paragraphs and lists, a line each. */
export function paragraphs(text) {
  const parts = [];
  for (const line of text.split("\n")) {
    const item = line.match(/^[·•] ?(.*)$/);
    if (!item) parts.push(el("p", null, line));
    else if (parts.length && parts[parts.length - 1].tagName === "UL") parts[parts.length - 1].append(el("li", null, item[1]));
    else parts.push(el("ul", null, el("li", null, item[1])));
  }
  return parts;
}

/** The text of a reply without the clauses and remarks that are shown by themselves. */
function withoutTail(text, custom) {
  if (!custom || !custom.citations) return text;
  const remarks = custom.remarks || [];
  const lines = text.replace(CITED, "").split("\n").map(line => line.trim());
  return lines.filter(line => line && !remarks.some(remark => line.endsWith(remark) && line.length <= remark.length + 4)).join("\n");
}

// ---- the findings

const FINDINGS = { listing, flows, verdict, comparison, difference, holders, channels, ranking, clausetext, passages, outside, several };

function listing(finding) {
  const single = finding.groups.length === 1;
  const groups = finding.groups.map(group => el("section.group", null,
    el("h4", null, single ? `${finding.subject}的${group.category}` : group.category, group.items.length > 1 && el("span.count", null, `${group.items.length}${group.measure}`)),
    items(group.items), group.provisions.length && el("ul", null, group.provisions.map(text => el("li", null, text)))));
  const grades = finding.by_grade.length && el("div.scroll", { tabindex: "0", role: "region", "aria-label": "各等级的要求" },
    el("table", null, el("tbody", null, finding.by_grade.map(([hall, own]) => el("tr", null, el("th", { scope: "row" }, hall), el("td", null, names(own)))))));
  return [!single && el("p.lead", null, `${finding.subject}的要求：`), groups, grades].flat().filter(Boolean);
}

function items(list) {
  if (!list.length) return null;
  const numbered = list.some(item => item.number);
  return el(numbered ? "ul.items.numbered" : "ul.items", null, list.map(item => el("li", { class: item.lost ? "lost" : null },
    item.number ? el("span.number", null, String(item.number)) : null, el("span", null, item.lost ? "名称原文缺失" : item.name, notes(item)))));
}

function notes(item) {
  const found = [WEAK.includes(item.modality) && item.modality, item.scope].filter(Boolean).join("，");
  return found && el("span.note", null, `（${found}）`);
}

const names = list => list.map(item => `${item.lost ? `第${item.number}项（原文缺失）` : item.name}${WEAK.includes(item.modality) ? `（${item.modality}）` : ""}`).join("、") || "—";

function flows(finding) {
  const made = finding.flows.map(flow => el("section.flow-of", null,
    el("h4", null, `${flow.service}的流程`, flow.complete && el("span.count", null, `${flow.steps.length}步`)),
    el("ol.flow", { "aria-label": `${flow.service}的流程` }, flow.steps.map(step => el("li", { class: step.lost ? "lost" : null },
      el("span.number", { "aria-hidden": "true" }, String(step.number)), el("span", null, step.lost ? "这一步原文缺失" : step.name, notes(step))))),
    !flow.complete && el("p.warn", null, "原文到这里中断，后面的环节缺失。")));
  return [finding.note && el("p.lead", null, finding.note), ...made].filter(Boolean);
}

function verdict(finding) {
  const [sign, meaning] = VERDICTS[finding.verdict];
  return [el("p.verdict", { class: `verdict ${finding.verdict}` }, el("span.sign", { role: "img", "aria-label": meaning }, sign), finding.statement),
    ...finding.reason.split("\n").filter(Boolean).map(line => el("p", null, line.replace(CITED, ""))),
    finding.details.length && el("ul", null, finding.details.map(text => el("li", null, text.replace(CITED, ""))))].filter(Boolean);
}

function comparison(finding) {
  const head = el("tr", null, el("th", { scope: "col" }, "项目"), finding.subjects.map(name => el("th", { scope: "col" }, name)));
  const rows = finding.rows.flatMap(row => {
    const own = Object.fromEntries(row.own);
    const differs = row.own.some(([, list]) => list.length);
    return [
      row.common.length && el("tr", null, el("th", { scope: "row" }, row.category), el("td", { colspan: finding.subjects.length, class: "common" }, "都有：", names(row.common))),
      differs && el("tr.differs", null, el("th", { scope: "row" }, row.common.length ? "不同" : row.category),
        finding.subjects.map(name => el("td", { class: (own[name] || []).length ? "own" : null }, names(own[name] || [])))),
      !row.common.length && !differs && el("tr", null, el("th", { scope: "row" }, row.category), el("td", { colspan: finding.subjects.length }, "都没有")),
    ].filter(Boolean);
  });
  return [finding.note && el("p.lead", null, finding.note), el("div.scroll", { tabindex: "0", role: "region", "aria-label": "比较" },
    el("table.compare", null, el("thead", null, head), el("tbody", null, rows)))].filter(Boolean);
}

function difference(finding) {
  const part = (title, groups, sign) => groups.length && el("section.group", { class: `group ${sign}` }, el("h4", null, title),
    el("ul", null, groups.map(group => el("li", null, el("b", null, `${group.category}：`), [names(group.items), ...group.provisions].filter(text => text !== "—").join("；")))));
  return [el("p.lead", null, finding.supposed), finding.says.map(text => el("p", null, text)), part("多出的规定", finding.more, "more"), part("不再适用的规定", finding.less, "less")].flat().filter(Boolean);
}

function holders(finding) {
  const list = (title, found, sign) => found.length && el("section.group", { class: `group ${sign}` }, el("h4", null, title, el("span.count", null, `${found.length}个`)),
    el("ul.items", null, found.map(holder => el("li", null, el("span", null, holder.name, holder.detail && el("span.note", null, `（${holder.detail}）`))))));
  const have = list(`有“${finding.what}”的`, finding.holders, "more"), lack = list(`没有“${finding.what}”要求的`, finding.lacking, "less");
  const undecided = list("原文缺失，不能断定的", finding.undecided || [], "lost");
  const none = !finding.holders.length && el("p", null, `${finding.population}都没有“${finding.what}”的要求。`);
  return (finding.negated ? [lack, have, undecided] : [none, have, lack, undecided]).filter(Boolean);
}

function channels(finding) {
  if (!finding.channels.length) return null;
  return [el("h4", null, `${finding.service}可以在这些渠道办`), el("ul.items", null, finding.channels.map(channel =>
    el("li", null, el("span", null, el("b", null, channel.name), channel.detail && el("span.note", null, `（${channel.detail}）`)))))];
}

function ranking(finding) {
  const row = (holder, first) => el("li", { class: first ? "first" : null }, el("span", null, holder.name, el("span.note", null, `（${holder.detail}）`)));
  return [el("h4", null, finding.title), el("ul.items", null, finding.first.map(holder => row(holder, true)), finding.others.map(holder => row(holder, false)))];
}

function clausetext(finding) { return finding.clauses.map(clausePanel); }

function passages(finding) { return [el("p.lead", null, "没有直接的答案，标准里提到这些词的条款是："), ...finding.clauses.map(clausePanel)]; }

function outside(finding) {
  const nearby = finding.nearby && FINDINGS[finding.nearby.kind] ? FINDINGS[finding.nearby.kind](finding.nearby) : null;
  if (finding.nearby && !nearby) return null;
  return [el("p", null, [finding.says, finding.turn_to].filter(Boolean).join("")), nearby && el("p.lead", null, "标准里与此相近的规定："), nearby].flat().filter(Boolean);
}

function several(finding) {
  const parts = finding.parts.map(part => (FINDINGS[part.kind] ? FINDINGS[part.kind](part) : null));
  return parts.every(Boolean) ? parts.map(part => el("div.part", null, part)) : null;
}
