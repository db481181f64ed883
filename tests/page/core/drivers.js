// The browsers that the core of the page is tested in, each behind the same few functions. `start()` gives a browser:
//
//   open(url, {width, height})  opens a page in a new profile and waits until it has drawn itself
//   close()                     ends it
//
// and a page of it has
//
//   run(act, ...given)      calls a function in the page and gives its answer; it may return a promise
//   until(act, ...given)    waits until a function in the page answers something true, and gives it
//   there(selector)         waits for an element that fits; gone(selector) waits until there is none
//   click(selector)         clicks the middle of the first element that fits, as a mouse does, once there is one
//   press(...keys)          holds keys down one after the other and lets them go: press("Shift", "F8")
//   choose(selector, path)  chooses a file in a file input
//   reload()                loads the page again and waits until it has drawn itself
//   close()                 closes it and gives what it reported: errors, and what the policy stopped
//
// Chromium and Firefox are driven by puppeteer-core, the one by its own protocol, the other by WebDriver BiDi. WebKit
// speaks the older WebDriver: the few requests below are less than the twenty megabytes of a client for it.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import puppeteer from "puppeteer-core";

const { CHROMIUM, FIREFOX, WEBKIT } = process.env;
const ABSENT = "not installed; `cargo xtask test --all-browsers` installs it";

/** How to start each browser, and why it cannot be tested in, if so. */
export const browsers = [
  { name: "Chromium", skip: !CHROMIUM && ABSENT, start: () => puppeteers("chrome", CHROMIUM, ["--no-sandbox", "--disable-gpu"]) },
  { name: "Firefox", skip: !FIREFOX && ABSENT, start: () => puppeteers("firefox", FIREFOX, []) },
  { name: "WebKit", skip: !WEBKIT && ABSENT, start: () => webkit(WEBKIT) },
];

/** The longest that anything may take, in milliseconds. */
const PATIENCE = 30_000;

/** What every driver's page can do by what it can do itself. */
function withWaiting(page) {
  const until = async (act, ...given) => {
    for (const end = Date.now() + PATIENCE; ; await wait(20)) {
      const answer = await page.run(act, ...given);
      if (answer) return answer;
      if (Date.now() > end) throw new Error(`never true: ${act} ${given}`);
    }
  };
  const ready = () => until(() => performance.getEntriesByName("gouji-ready").length === 1);
  const reload = async () => {
    await page.reload();
    await ready();
  };
  const there = (selector) => until((selector) => document.querySelector(selector) !== null, selector);
  const gone = (selector) => until((selector) => document.querySelector(selector) === null, selector);
  const click = async (selector) => {
    await there(selector);
    await page.click(selector);
  };
  return { ...page, until, there, gone, ready, reload, click };
}

async function puppeteers(browser, executablePath, args) {
  const running = await puppeteer.launch({ browser, executablePath, args, protocolTimeout: PATIENCE });
  return {
    close: () => running.close(),
    async open(url, { width = 1440, height = 900 } = {}) {
      const context = await running.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({ width, height });
      const problems = [];
      page.on("pageerror", (error) => problems.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(message.text());
      });
      // Firefox tells these to its own console only.
      await page.evaluateOnNewDocument(() =>
        addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
          console.error("stopped:", violatedDirective, blockedURI),
        ),
      );
      await page.goto(url);
      const opened = withWaiting({
        run: (act, ...given) => page.evaluate(act, ...given),
        click: (selector) => page.click(selector),
        async press(...keys) {
          for (const key of keys) await page.keyboard.down(key);
          for (const key of keys.reverse()) await page.keyboard.up(key);
        },
        async choose(selector, path) {
          const input = await page.$(selector);
          await input.uploadFile(path);
        },
        reload: () => page.reload(),
        async close() {
          await context.close();
          return problems;
        },
      });
      await opened.ready();
      return opened;
    },
  };
}

/** The names of keys in WebDriver; letters stand for themselves. */
const KEYS = { Shift: "\ue008", Control: "\ue009", Enter: "\ue007", Tab: "\ue004", Escape: "\ue00c", F8: "\ue038" };

/** The name that an answer of WebDriver has for an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

async function webkit(binary) {
  const port = await freePort();
  // A screen of its own, which stays between one page and the next: the clipboard is nobody else's. A group of its own: the
  // screen ends with the driver.
  const screen = ["--auto-servernum", "--server-args=-screen 0 1600x1200x24 -noreset"];
  const driver = spawn("xvfb-run", [...screen, "WebKitWebDriver", `--port=${port}`], { detached: true, stdio: "ignore" });
  let ended = false;
  const end = () => {
    if (driver.exitCode === null && !ended) process.kill(-driver.pid);
    ended = true;
  };
  // However the tests end, nothing is left running.
  process.once("exit", end);
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(1));
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  for (const end = Date.now() + PATIENCE; ; await wait(50)) {
    const up = await ask("GET", "/status").catch((error) => error);
    if (up.ready) break;
    if (Date.now() > end || driver.exitCode !== null) throw new Error(`WebKitWebDriver did not start: ${up}`);
  }
  return {
    close: async () => end(),
    async open(url, { width = 1440, height = 900 } = {}) {
      const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args: ["--automation"] } } };
      const { sessionId } = await ask("POST", "/session", { capabilities });
      const post = (path, body) => ask("POST", `/session/${sessionId}${path}`, body);
      const run = (act, ...given) => post("/execute/sync", { script: `return (${act})(...arguments)`, args: given });
      const find = async (selector) => (await post("/element", { using: "css selector", value: selector }))[ELEMENT];
      const problems = [];
      // The window's own bar takes some of the height.
      await post("/window/rect", { width, height });
      const bar = height - (await run(() => innerHeight));
      await post("/window/rect", { width, height: height + bar });
      await post("/url", { url });
      await run(listen);
      const opened = withWaiting({
        run,
        click: async (selector) => post(`/element/${await find(selector)}/click`, {}),
        press(...names) {
          const keys = names.map((name) => KEYS[name] ?? name);
          const actions = [...keys.map((value) => ({ type: "keyDown", value })), ...keys.reverse().map((value) => ({ type: "keyUp", value }))];
          return post("/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
        },
        choose: async (selector, path) => post(`/element/${await find(selector)}/value`, { text: path }),
        async reload() {
          problems.push(...(await run(() => window.problems)));
          await post("/refresh", {});
          await run(listen);
        },
        async close() {
          problems.push(...(await run(() => window.problems)));
          await ask("DELETE", `/session/${sessionId}`);
          return problems;
        },
      });
      await opened.ready();
      return opened;
    },
  };
}

/** Notes in the page what it reports: WebDriver tells nothing of it. What goes wrong before, the page does not become ready of. */
function listen() {
  window.problems = [];
  const note = (...said) => window.problems.push(said.join(" "));
  addEventListener("error", ({ message }) => note(message));
  addEventListener("unhandledrejection", ({ reason }) => note(reason));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => note("stopped:", violatedDirective, blockedURI));
  console.error = note;
}

/** A port that nobody listens on. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
