// The chat as a widget: <script src="https://…/assets/widget.js" defer></script> on any page that the server lets show it (embed_from).
(() => {
  const home = new URL(document.currentScript.src).origin;
  const style = (element, rules) => Object.assign(element.style, rules);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "咨询";
  button.setAttribute("aria-label", "打开供电服务标准咨询");
  button.setAttribute("aria-expanded", "false");
  style(button, { position: "fixed", right: "20px", bottom: "20px", zIndex: 2147483000, width: "64px", height: "64px", borderRadius: "32px", border: "0",
    background: "#00695f", color: "#fff", font: "600 16px system-ui, sans-serif", boxShadow: "0 4px 16px rgb(0 0 0 / .3)", cursor: "pointer" });
  let frame = null;
  const show = open => {
    if (open && !frame) {
      frame = document.createElement("iframe");
      frame.src = `${home}/widget`;
      frame.title = "供电服务标准咨询";
      frame.allow = "microphone; clipboard-write";
      style(frame, { position: "fixed", right: "12px", bottom: "96px", zIndex: 2147483000, width: "min(400px, calc(100vw - 24px))",
        height: "min(640px, calc(100vh - 120px))", border: "0", borderRadius: "12px", boxShadow: "0 8px 32px rgb(0 0 0 / .35)", background: "#fff" });
      document.body.append(frame);
    }
    if (frame) frame.hidden = !open;
    button.textContent = open ? "收起" : "咨询";
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", open ? "收起供电服务标准咨询" : "打开供电服务标准咨询");
  };
  button.addEventListener("click", () => show(!frame || frame.hidden));
  document.addEventListener("keydown", event => { if (event.key === "Escape" && frame && !frame.hidden) { show(false); button.focus(); } });
  document.body.append(button);
})();
