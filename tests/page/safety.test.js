// What the page promises: nothing leaves the machine, nothing foreign runs, little is remembered.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, file, launch, open, pasteText, sample, seed, url, verdict } from "./browser.js";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("the policy stands in the page and in the header, and nothing is inline", async () => {
  const answer = await fetch(url);
  assert.equal(answer.headers.get("content-security-policy"), `${POLICY}; frame-ancestors 'self'`);
  const html = await answer.text();
  assert.ok(html.includes(`content="${POLICY}"`));
  assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/i);
});

test("a foreign script, style or address is stopped by the policy", async () => {
  const { page, context } = await open(browser);
  await page.getByTestId("sample-errors").click();
  assert.equal(await page.locator("#app [style]").count(), 0, "no style attributes in the page");
  const violations = await page.evaluate(async () => {
    const seen = [];
    document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.injected = true";
    document.body.append(script);
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    document.head.append(style);
    await fetch("https://example.com/").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { seen, injected: window.injected, hidden: getComputedStyle(document.body).display };
  });
  assert.equal(violations.injected, undefined);
  assert.notEqual(violations.hidden, "none");
  for (const directive of ["script-src-elem", "style-src-elem", "connect-src"]) {
    assert.ok(violations.seen.includes(directive), `${directive} was not reported: ${violations.seen}`);
  }
  await context.close();
});

test("nothing can move the page's addresses, take a form's words elsewhere, or frame it on another site", async () => {
  const { page, context } = await open(browser);
  const seen = await page.evaluate(async () => {
    const seen = [];
    document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
    const base = document.createElement("base");
    base.href = "https://example.com/";
    document.head.append(base);
    const form = document.createElement("form");
    form.action = "https://example.com/";
    document.body.append(form);
    form.submit();
    await new Promise((resolve) => setTimeout(resolve, 200));
    return [...new Set(seen), document.baseURI === location.href];
  });
  assert.deepEqual(seen, ["base-uri", "form-action", true]);
  for (const path of ["rules/", "rules/en.html", "embed.html"]) {
    const html = await (await fetch(new URL(path, url))).text();
    assert.match(html, /content="default-src 'none';[^"]*; base-uri 'none'; form-action 'none'"/, path);
  }
  // The same page on another host's page is not shown.
  const other = await context.newPage();
  await other.goto(url.replace("127.0.0.1", "localhost"));
  const framed = await other.evaluate(async (address) => {
    const frame = document.createElement("iframe");
    frame.src = address;
    document.body.append(frame);
    await new Promise((resolve) => (frame.onload = resolve));
    return frame.contentDocument === null;
  }, url);
  assert.ok(framed);
  await context.close();
});

test("a report's own markup is shown, never run", async () => {
  const { page, close } = await open(browser);
  await pasteText(page, `${sample("consistent")}\n<img src=x onerror="window.injected = true"><script>window.injected = true</script>`);
  await verdict(page);
  assert.equal(await page.evaluate(() => window.injected), undefined);
  assert.equal(await page.locator("#app img, #app script").count(), 0);
  await close();
});

test("after loading nothing is requested but what checks, reads a file or changes a cell, and nothing is kept but the three settings", async () => {
  const { page, context, close } = await open(browser, { cold: true });
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.getByTestId("sample-errors").click();
  await page.keyboard.press("F8");
  await page.getByTestId("view-text").click();
  await page.locator("#paste-box").press("End");
  await page.keyboard.type("1");
  await page.getByTestId("lang").click();
  await page.getByTestId("theme").selectOption("dark");
  await page.getByTestId("size").selectOption("large");
  await drop(page, [file("一.txt", seed("001"))]);
  await verdict(page);
  await drop(page, [file("二.docx", "PK\x03\x04")]);
  await page.getByTestId("notice").waitFor();
  await pasteText(page, seed("002"));
  await page.getByTestId("clear").click();
  await page.waitForTimeout(300);
  // What checks and what changes cells came at the first sign of use, what reads Word files with the first of them, all from
  // the page's own address.
  assert.deepEqual(
    requests.map((one) => one.replace(url, "")).sort(),
    ["engine.wasm", "later/files.js", "later/office/gouji_readers.js", "later/office/gouji_readers_bg.wasm", "later/tables.js", "later/worker.js"],
  );
  assert.deepEqual(await context.cookies(), []);
  const kept = await page.evaluate(async () => [
    Object.keys(localStorage).sort(),
    Object.keys(sessionStorage),
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
  ]);
  assert.deepEqual(kept, [["gouji-lang", "gouji-size", "gouji-theme"], [], 0, 0, 0]);
  await close();
});

test("all that is loaded comes from the page's own address", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(url, { waitUntil: "networkidle" });
  assert.ok(requests.length >= 4);
  assert.deepEqual(requests.filter((one) => !one.startsWith(url)), []);
  await context.close();
});

test("if the program cannot be loaded the page says so", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(url);
  await page.getByText("核对程序未能载入").waitFor();
  await context.close();
});

test("without JavaScript the page says what it needs", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  assert.match(await page.locator("noscript").innerText(), /需要浏览器启用 JavaScript/);
  await context.close();
});
