// An answer as it should look: steps as a flow, requirements grouped, comparisons side by side, clauses to unfold.
import { el, unfolding } from "./dom.js";

const CITED = /（依[据據] [^）]*）/g;
const VERDICTS = { yes: ["✓", "标准有此规定"], no: ["✕", "标准没有此规定"], may: ["◐", "允许，但不要求"], partly: ["◑", "有的有，有的没有"], undecidable: ["？", "原文缺失，不能断定"], silent: ["–", "标准没有说"] };
const WEAK = ["可", "一般", "可选", "有条件的", "可選", "有條件的"];

/** The body of a reply: the question as it was understood, then the answer, by its structure where that says more than the text. */
export function body(reply) {
  const custom = reply.custom, text = withoutTail(reply.text, custom);
  const made = custom && custom.finding && FINDINGS[custom.kind] ? FINDINGS[custom.kind](custom.finding, text) : null;
  return [custom && custom.question ? el("p.asked", null, `您问的是：${custom.question}`) : null, ...[made || paragraphs(text)].flat()].filter(Boolean);
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

const FINDINGS = { listing, verdict, comparison, clausetext, passages, outside, several };

function listing(finding) {
  if (!finding.groups.length) return null;
  const subjects = new Set(finding.groups.map(group => group.subject));
  const single = finding.groups.length === 1;
  const groups = finding.groups.map(group => group.ordered ? flow(group) : el("section.group", null,
    el("h4", null, single || subjects.size > 1 ? `${group.subject}的${group.category}` : group.category, group.items.length > 1 && el("span.count", null, `${group.items.length}${group.measure}`)),
    items(group.items), group.provisions.length && el("ul", null, group.provisions.map(text => el("li", null, text))),
    !group.items.length && !group.provisions.length && el("p", null, "标准没有规定。")));
  const cases = finding.by_case.length && el("div.scroll", { tabindex: "0", role: "region", "aria-label": "各等级的要求" },
    el("table", null, el("tbody", null, finding.by_case.map(group => el("tr", null, el("th", { scope: "row" }, group.subject), el("td", null, names(group.items)))))));
  const lead = finding.divided ? `“${finding.divided}”分为${[...subjects].join("、")}。` : !single && subjects.size === 1 ? `${[...subjects][0]}的要求：` : "";
  return [lead && el("p.lead", null, lead), groups, cases].flat().filter(Boolean);
}

function flow(group) {
  return el("section.flow-of", null,
    el("h4", null, `${group.subject}的流程`, group.complete && el("span.count", null, `${group.items.length}步`)),
    el("ol.flow", { "aria-label": `${group.subject}的流程` }, group.items.map(step => el("li", { class: step.lost ? "lost" : null },
      el("span.number", { "aria-hidden": "true" }, String(step.number)), el("span", null, step.lost ? "这一步原文缺失" : step.name, notes(step))))),
    !group.complete && el("p.warn", null, "原文到这里中断，后面的环节缺失。"));
}

function items(list) {
  if (!list.length) return null;
  const owners = [...new Set(list.map(item => item.owner))];
  if (owners.length > 1) return owners.map(owner => el("div", null, el("b", null, owner), items(list.filter(item => item.owner === owner))));
  const numbered = list.some(item => item.number);
  return el(numbered ? "ul.items.numbered" : "ul.items", null, list.map(item => el("li", { class: item.lost ? "lost" : null },
    item.number ? el("span.number", null, String(item.number)) : null, el("span", null, item.lost ? "名称原文缺失" : item.name, notes(item)))));
}

function notes(item) {
  const found = [WEAK.includes(item.modality) && item.modality, item.way, item.scope].filter(Boolean).join("，");
  return found && el("span.note", null, `（${found}）`);
}

const names = list => list.map(item => `${item.lost ? `第${item.number}项（原文缺失）` : item.name}${WEAK.includes(item.modality) ? `（${item.modality}）` : ""}`).join("、") || "—";

function verdict(finding, text) {
  const [sign, meaning] = VERDICTS[finding.truth];
  const [first, ...rest] = text.split("\n");
  return [el("p.verdict", { class: `verdict ${finding.truth}` }, el("span.sign", { role: "img", "aria-label": meaning }, sign), first), ...paragraphs(rest.join("\n"))];
}

function comparison(finding) {
  if (!finding.rows.length || finding.without.length) return null;
  const differs = row => row.own.some(([, list]) => list.length);
  const head = el("tr", null, el("th", { scope: "col" }, "项目"), finding.subjects.map(name => el("th", { scope: "col" }, name)));
  const rows = [...finding.rows.filter(differs), ...finding.rows.filter(row => !differs(row))].flatMap(row => {
    const own = Object.fromEntries(row.own);
    return [
      differs(row) && el("tr.differs", null, el("th", { scope: "row" }, row.category),
        finding.subjects.map(name => el("td", { class: (own[name] || []).length ? "own" : null }, names(own[name] || [])))),
      row.common.length && el("tr", null, el("th", { scope: "row" }, differs(row) ? `${row.category}（相同的）` : row.category), el("td", { colspan: finding.subjects.length, class: "common" }, "都有：", names(row.common))),
    ].filter(Boolean);
  });
  const divided = finding.divided.map(([name, kinds]) => el("p.lead", null, `“${name}”分为${kinds.join("、")}。`));
  return [...divided, el("div.scroll", { tabindex: "0", role: "region", "aria-label": "比较" },
    el("table.compare", null, el("thead", null, head), el("tbody", null, rows)))];
}

function clausetext(finding) { return finding.clauses.map(clausePanel); }

function passages(finding) { return [el("p.lead", null, "没有直接的答案，标准里提到这些词的条款是："), ...finding.clauses.map(clausePanel)]; }

function outside(finding) {
  const own = finding.nearby && ["listing", "comparison", "clausetext"].includes(finding.nearby.kind);
  const nearby = own ? FINDINGS[finding.nearby.kind](finding.nearby) : null;
  if (finding.nearby && !nearby) return null;
  return [el("p", null, [finding.says, finding.turn_to].filter(Boolean).join("")), nearby && el("p.lead", null, "标准里与此相近的规定："), nearby].flat().filter(Boolean);
}

function several(finding) {
  const parts = finding.parts.map(part => (["listing", "comparison", "clausetext"].includes(part.kind) ? FINDINGS[part.kind](part) : null));
  return parts.every(Boolean) ? parts.map(part => el("div.part", null, part)) : null;
}
