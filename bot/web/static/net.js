// Requests to this server. What went wrong is said as a Problem with the sentence to show.

export class Problem extends Error {
  /** `status` 0: the server was not reached. `seconds`: when to try again. */
  constructor(says, status, seconds = 0) {
    super(says);
    this.status = status;
    this.seconds = seconds;
  }
  get passing() { return this.status === 0 || this.status === 429 || this.status >= 500; }
}

const PATIENCE = 20000;

/** The JSON that a path gives. */
export async function get(path) { return request(path, { method: "GET" }); }

/** The JSON that a path gives for a JSON body; `csrfToken` for what only the desk may do. */
export async function post(path, body, csrfToken) {
  const headers = { "Content-Type": "application/json" };
  if (csrfToken) headers["X-CSRF-Token"] = csrfToken;
  return request(path, { method: "POST", headers, body: JSON.stringify(body) });
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, { ...options, credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new Problem("连接中断了。", 0);
  }
  let value = {};
  try {
    value = await response.json();
  } catch {
    if (response.ok) throw new Problem("收到的内容不完整。", 0);
  }
  if (!response.ok) throw new Problem(value.error || "暂时无法处理，请稍后再试。", response.status, Number(response.headers.get("Retry-After")) || 0);
  return value;
}
