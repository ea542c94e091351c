// Voice input, where the browser has it.

/** Let a button fill a field with what is spoken; the button stays hidden where the browser cannot. */
export function listen(button, field, changed) {
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (!Recognition) return;
  button.hidden = false;
  let recognition = null;
  button.addEventListener("click", () => {
    if (recognition) { recognition.stop(); return; }
    recognition = new Recognition();
    recognition.lang = "zh-CN";
    recognition.interimResults = true;
    const before = field.value;
    recognition.onresult = event => { field.value = before + [...event.results].map(result => result[0].transcript).join(""); changed(); };
    recognition.onerror = () => { field.placeholder = "没有听到声音，请再试或直接输入"; };
    recognition.onend = () => { recognition = null; button.setAttribute("aria-pressed", "false"); field.focus(); };
    button.setAttribute("aria-pressed", "true");
    recognition.start();
  });
}
