// Elements made of text nodes only: nothing that somebody wrote, or that was answered, is ever read as HTML.

/** An element: "div.card", attributes (functions become listeners), children (texts, elements, lists of them; empty ones are left out). */
export function el(tag, attributes, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name || "div");
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false && child !== "" && child !== 0));
  return made;
}

export const $ = id => document.getElementById(id);

let made = 0;
/** An id that nothing else on the page has. */
export const fresh = prefix => `${prefix}-${++made}`;

/** A button that unfolds what `content` makes when it is first needed. */
export function unfolding(label, content, attributes = {}) {
  const id = fresh("fold");
  const box = el("div.fold", { id, hidden: true });
  const button = el("button.link", { type: "button", "aria-expanded": "false", "aria-controls": id, ...attributes, click: () => {
    const open = box.hidden;
    if (open && !box.childNodes.length) box.append(...[content()].flat());
    box.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  } }, label);
  return [button, box];
}

/** Put a text on the clipboard; whether it worked. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea", { class: "offscreen", readonly: true });
    field.value = text;
    (document.querySelector("dialog[open]") || document.body).append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}

/** A short word at the bottom of the page, also for who cannot see it. */
export function toast(text) {
  const line = $("toast");
  line.textContent = text;
  line.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { line.hidden = true; }, 4000);
}

/** An id under which a message is sent. */
export function sentId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
}
