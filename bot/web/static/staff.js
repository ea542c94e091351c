// What the pages of the staff share: logging in, and changes that only who is logged in may make.
import { $, el, toast } from "./dom.js";
import { Problem, post } from "./net.js";

/** Put the form into #login; `enter` takes who has logged in. */
export function loginForm(prefix, title, enter) {
  const problem = el("p.warn", { id: "login-problem", role: "alert", hidden: true });
  const name = el("input", { id: "name", name: "username", autocomplete: "username", maxlength: 40, required: true });
  const password = el("input", { id: "password", name: "password", type: "password", autocomplete: "current-password", maxlength: 200, required: true });
  const button = el("button.strong", { type: "submit" }, "登录");
  const enterWith = async () => {
    button.disabled = true;
    try {
      const found = await post(`${prefix}/login`, { name: name.value.trim(), password: password.value });
      problem.hidden = true;
      await enter(found);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problem.textContent = error.message;
      problem.hidden = false;
      password.select();
    } finally {
      button.disabled = false;
    }
  };
  $("login").replaceChildren(el("form", { id: "login-form", submit: event => { event.preventDefault(); enterWith(); } },
    el("img", { src: "/assets/icon.svg", alt: "", width: 40, height: 40 }),
    el("h1", null, title),
    el("p.small", null, "供电服务标准咨询"),
    el("label", null, "账号 ", name),
    el("label", null, "密码 ", password),
    problem, button,
    el("p.small", null, "没有账号请找管理员开通；忘记密码由管理员重设。")));
}

/** A way to change something with the CSRF token of this session; who is no longer logged in is asked to. */
export function changer(who, enter) {
  return (path, value) => post(path, value, who()?.csrf_token).catch(problem => {
    if (problem.status === 401) enter(null);
    throw problem;
  });
}

/** Do something that may fail; what went wrong is said. */
export async function attempt(action) {
  try {
    return await action();
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    toast(problem.message);
    return null;
  }
}
