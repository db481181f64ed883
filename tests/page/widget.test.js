// The widget <gouji-checker> on pages of others: what goes in, what comes out, and that neither side disturbs the other.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { here, launch, sample, seed, shoot, url } from "./browser.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SCRIPT = `<script type="module" src="${url}gouji-checker.js"></script>`;
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const errors = sample("errors");
const consistent = sample("consistent");
const docx = readFileSync(join(here, "../reports/formats/2021-python-docx.docx")).toString("base64");

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const html = (body, head = SCRIPT) =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>宿主页</title>${head}</head><body>${body}</body></html>`;

/** Declares a test with a page of somebody who embeds the widget: `body` in it, under a policy. */
const embedded = (name, body, act, { head, css, missing, policy = STRICT, at = `${url}host.html`, ...options } = {}) =>
  test(name, { timeout: 120_000 }, async () => {
    const context = await browser.newContext({ reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    const reported = [];
    page.on("pageerror", (error) => reported.push(String(error)));
    page.on("console", (message) => message.type() === "error" && reported.push(message.text()));
    await page.route(`${url}host.html`, (route) =>
      route.fulfill({ contentType: "text/html; charset=utf-8", headers: { "content-security-policy": policy }, body: html(body, head) }),
    );
    await page.route(`${url}host.css`, (route) => route.fulfill({ contentType: "text/css", body: css }));
    if (missing) await page.route(url + missing, (route) => route.abort());
    const requests = [];
    page.on("request", (request) => requests.push(request.url().replace(url, "")));
    try {
      await page.goto(at);
      await act(page, { context, requests, reported });
      assert.deepEqual(reported, [], "the page reported nothing");
    } finally {
      await context.close();
    }
  });

/** Checks a text or a file in a widget: what the promise gives, or why it is rejected. */
const check = (page, input, selector = "gouji-checker") =>
  page.evaluate(
    async ([input, selector]) => {
      await customElements.whenDefined("gouji-checker");
      const bytes = input.base64 && Uint8Array.from(atob(input.base64), (one) => one.charCodeAt(0));
      const given = !bytes ? input : input.name ? new File([bytes], input.name) : input.buffer ? bytes.buffer : bytes;
      return document.querySelector(selector).check(given).then(
        (review) => review,
        (error) => String(error),
      );
    },
    [input, selector],
  );

const started = (page, selector = "gouji-checker") => page.locator(`${selector} textarea`).waitFor({ state: "attached" });
const verdict = (page, selector = "gouji-checker") => page.locator(`${selector} .verdict`).getAttribute("data-verdict");
const read = (page, what, selector = "gouji-checker") =>
  page.evaluate(([selector, what]) => document.querySelector(selector)[what], [selector, what]);

embedded("a text is checked in a shadow tree; review, value and event tell what came of it", "<gouji-checker></gouji-checker>", async (page) => {
  await page.evaluate(() => {
    window.heard = [];
    document.addEventListener("gouji-review", ({ detail, target }) => window.heard.push([detail?.summary.verdict, target.localName]));
  });
  const review = await check(page, errors);
  assert.equal(review.schema, "gouji/review/1");
  assert.equal(review.summary.verdict, "inconsistent");
  assert.equal(review.source.text, errors);
  const cells = Object.values(review.report.cells).filter((cell) => cell.span);
  assert.ok(cells.length > 100);
  for (const { text, span } of cells) assert.equal(review.source.text.slice(...span), text, "places count as JavaScript does");
  assert.deepEqual(await read(page, "review"), review);
  assert.equal(await read(page, "value"), errors);
  assert.deepEqual(await page.evaluate(() => window.heard), [["inconsistent", "gouji-checker"]]);
  assert.equal(await verdict(page), "inconsistent");
  assert.equal(await page.evaluate(() => document.querySelector("gouji-checker").shadowRoot.querySelectorAll("style, link").length), 0);
  assert.equal(await page.locator("body > *").count(), 1, "nothing was put into the page");
  // What is typed is told as well.
  const box = page.locator("gouji-checker textarea");
  await page.getByTestId("view-text").click();
  await box.fill(consistent);
  await page.waitForFunction(() => document.querySelector("gouji-checker").review?.summary.verdict === "consistent");
  assert.equal(await read(page, "value"), consistent);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [], "a widget remembers nothing");
});

embedded("files are checked, by their names or without one; what cannot be checked is said", "<gouji-checker></gouji-checker>", async (page) => {
  const named = await check(page, { base64: docx, name: "年报.docx" });
  assert.equal(named.source.format, "docx");
  assert.equal(named.source.name, "年报.docx");
  for (const buffer of [false, true]) {
    const bare = await check(page, { base64: docx, buffer });
    assert.equal(bare.source.format, "docx");
    assert.equal(bare.source.name ?? null, null);
    assert.deepEqual(bare.summary, named.summary);
  }
  const failed = await check(page, { base64: Buffer.from("\x89PNG\r\n\x1a\n", "latin1").toString("base64"), name: "照片.png" });
  assert.equal(failed.summary.verdict, "unsupported");
  assert.match(failed.summary.reason, /。$/);
  assert.equal(failed.source.name, "照片.png");
  assert.deepEqual(await read(page, "review"), failed);
  assert.match(await check(page, 3), /^TypeError/);
});

embedded("several files are a set where a widget is asked for it, and a list where it is not", "<gouji-checker multiple></gouji-checker><gouji-checker></gouji-checker>", async (page) => {
  await page.locator("gouji-checker textarea").first().waitFor();
  const files = [["甲.txt", consistent], ["乙.txt", errors]].map(([name, text]) => ({ name, mimeType: "", buffer: Buffer.from(text) }));
  await page.locator("gouji-checker #file").first().setInputFiles(files);
  await page.locator('gouji-checker [data-report="1"][data-mark=faulty]').waitFor();
  await page.locator("gouji-checker").nth(1).scrollIntoViewIfNeeded();
  await page.locator("gouji-checker").nth(1).locator("#file").setInputFiles(files);
  await page.locator('gouji-checker [data-entry="1"][data-state=inconsistent]').waitFor();
  assert.equal(await page.getByTestId("desk").count(), 1);
});

embedded("attributes and properties are in step", '<gouji-checker theme="dark" compact lang="en"></gouji-checker>', async (page) => {
  await started(page);
  const seen = await page.evaluate(() => {
    const one = document.querySelector("gouji-checker");
    const seen = [[one.theme, one.compact, one.lang]];
    one.theme = "light";
    one.compact = false;
    one.lang = "zh";
    seen.push([one.getAttribute("theme"), one.hasAttribute("compact"), one.getAttribute("lang")]);
    one.setAttribute("theme", "sepia");
    one.setAttribute("compact", "");
    seen.push([one.theme, one.compact]);
    return seen;
  });
  assert.deepEqual(seen, [["dark", true, "en"], ["light", false, "zh"], ["auto", true]]);
});

embedded(
  "what was set before the element is defined is taken up",
  "<gouji-checker></gouji-checker>",
  async (page) => {
    await page.evaluate(
      ([script, text]) => {
        Object.assign(document.querySelector("gouji-checker"), { value: text, theme: "dark", compact: true });
        document.head.append(Object.assign(document.createElement("script"), { type: "module", src: script }));
      },
      [`${url}gouji-checker.js`, errors],
    );
    await page.locator("gouji-checker .verdict").waitFor();
    assert.equal(await verdict(page), "inconsistent");
    assert.deepEqual(await page.evaluate(() => {
      const one = document.querySelector("gouji-checker");
      return [one.getAttribute("theme"), one.hasAttribute("compact"), Object.keys(one)];
    }), ["dark", true, []]);
  },
  { head: "" },
);

embedded("value checks, clear takes everything away and leaves the focus where it is", '<input id="mine"><gouji-checker></gouji-checker>', async (page) => {
  await started(page);
  await page.locator("#mine").focus();
  await page.evaluate((text) => (document.querySelector("gouji-checker").value = text), errors);
  await page.locator("gouji-checker .verdict").waitFor();
  await page.evaluate(() => {
    window.heard = [];
    document.addEventListener("gouji-review", ({ detail }) => window.heard.push(detail));
    document.querySelector("gouji-checker").clear();
  });
  await page.locator("gouji-checker .verdict").waitFor({ state: "detached" });
  assert.deepEqual([await read(page, "value"), await read(page, "review"), await page.evaluate(() => window.heard)], ["", null, [null]]);
  assert.equal(await page.evaluate(() => document.activeElement.id), "mine");
});

embedded(
  "two on a page have nothing to do with each other, nor with the page around",
  '<p id="text">页面文字</p><gouji-checker id="a"></gouji-checker><gouji-checker id="b"></gouji-checker>',
  async (page) => {
    await started(page, "#a");
    await page.locator("#b").scrollIntoViewIfNeeded();
    await started(page, "#b");
    const paste = (selector, text) =>
      page.locator(selector).evaluate((element, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
      }, text);
    await paste("#b textarea", errors);
    await page.locator("#b .verdict").waitFor();
    await paste("#text", consistent);
    assert.equal(await page.locator("#a .verdict").count(), 0);
    await paste("#a textarea", seed("000"));
    await page.locator("#a .verdict").waitFor();
    assert.deepEqual([await verdict(page, "#a"), await verdict(page, "#b")], ["consistent", "inconsistent"]);
    await paste("#a .report", errors);
    await page.waitForFunction(() => document.querySelector("#a").review.summary.verdict === "inconsistent");

    // Keys: only where the focus is, and nowhere if it is in the page.
    const went = () =>
      page.evaluate(() => ["#a", "#b"].map((one) => Boolean(document.querySelector(one).shadowRoot.activeElement?.closest("td.cell"))));
    await page.keyboard.press("F8");
    await page.locator("#text").click();
    await page.keyboard.press("F8");
    assert.deepEqual(await went(), [false, false]);
    await page.locator("#b .report").focus();
    await page.keyboard.press("F8");
    await page.waitForFunction(() => document.querySelector("#b").shadowRoot.activeElement?.closest("td.cell"));
    assert.deepEqual(await went(), [false, true]);

    // Files: a file for one does not stop that of the other.
    const both = await page.evaluate(async (base64) => {
      const file = () => new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], "年报.docx");
      const reviews = await Promise.all(["#a", "#b"].map((one) => document.querySelector(one).check(file())));
      return reviews.map((review) => review.source.format);
    }, docx);
    assert.deepEqual(both, ["docx", "docx"]);

    // Dragging over one shows it there only, and a drop elsewhere is the page's.
    const drag = (selector, type) =>
      page.locator(selector).evaluate((element, type) => {
        const event = new DragEvent(type, { dataTransfer: new DataTransfer(), bubbles: true, composed: true, cancelable: true });
        element.dispatchEvent(event);
        return event.defaultPrevented;
      }, type);
    assert.equal(await drag("#a .report", "dragover"), true);
    await page.locator("#a .drop-now").waitFor();
    assert.equal(await page.locator("#b .drop-now").count(), 0);
    await drag("#a .report", "dragleave");
    await page.locator("#a .drop-now").waitFor({ state: "detached" });
    assert.equal(await drag("#text", "drop"), false);
  },
);

embedded("text that is selected in it is no click; a finding is copied", "<gouji-checker></gouji-checker>", async (page, { context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(url).origin });
  await check(page, errors);
  const message = page.locator(".finding .message").first();
  const box = await message.boundingBox();
  await page.mouse.move(box.x + 5, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 12, { steps: 4 });
  await page.mouse.up();
  assert.match(await page.evaluate(() => String(getSelection())), /^表三/);
  const went = await page.evaluate(() => document.querySelector("gouji-checker").shadowRoot.activeElement?.closest("td.cell") ?? null);
  assert.equal(went, null);
  await page.locator(".finding").first().hover();
  await page.locator('.finding [data-act="copy"]').first().click();
  await page.getByText("已复制").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^错误\[A01\]|A01/);
  assert.match(await page.locator('[data-act="rule"]').first().getAttribute("href"), new RegExp(`^${url}rules/#`));
});

embedded(
  "it is loaded when it comes into view, and once for all",
  '<div class="tall"></div><gouji-checker id="a"></gouji-checker><gouji-checker id="b"></gouji-checker>',
  async (page, { requests }) => {
    await page.waitForTimeout(300);
    assert.deepEqual(requests, ["host.html", "gouji-checker.js", "host.css"]);
    await page.locator("#b").scrollIntoViewIfNeeded();
    await started(page, "#a");
    await started(page, "#b");
    assert.deepEqual(requests.slice(3).sort(), ["gouji_www.js", "gouji_www_bg.wasm", "start.js", "style.css", "widget.css"]);
    // The reader of files comes with the first file.
    await check(page, { base64: docx, name: "年报.docx" }, "#a");
    assert.ok(requests.includes("later/office/gouji_readers_bg.wasm"));
  },
  { head: `${SCRIPT}<link rel="stylesheet" href="host.css">`, policy: `${STRICT}; style-src 'self'`, css: ".tall{height:5000px}" },
);

embedded("removed and put back it works again, and twenty rounds leave nothing behind", '<div id="place"></div>', async (page, { context }) => {
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.enable");
  const measure = async () => {
    await session.send("HeapProfiler.collectGarbage");
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const rounds = (count) =>
    page.evaluate(
      async ([count, text]) => {
        await customElements.whenDefined("gouji-checker");
        const wait = () => new Promise((resolve) => setTimeout(resolve, 30));
        for (let round = 0; round < count; round++) {
          const one = document.createElement("gouji-checker");
          document.getElementById("place").append(one);
          const review = await one.check(text);
          if (review.summary.verdict !== "inconsistent") throw new Error("not checked");
          one.remove();
          await wait();
          if (one.value !== "" || one.review !== null || one.shadowRoot.querySelector(".widget")) throw new Error("something is left");
        }
        await wait();
      },
      [count, errors],
    );
  await rounds(5);
  const before = await measure();
  await rounds(20);
  const after = await measure();
  assert.ok(after.JSEventListeners <= before.JSEventListeners, `listeners: ${before.JSEventListeners}, then ${after.JSEventListeners}`);
  assert.ok(after.Nodes <= before.Nodes + 50, `nodes: ${before.Nodes}, then ${after.Nodes}`);
  assert.ok(after.JSHeapUsedSize < before.JSHeapUsedSize * 1.1 + 200_000, `heap: ${before.JSHeapUsedSize}, then ${after.JSHeapUsedSize}`);

  // The same element, put elsewhere, keeps what it holds; taken away and put back later, it begins anew.
  const [moved, again] = await page.evaluate(async (text) => {
    const place = document.getElementById("place");
    const one = document.createElement("gouji-checker");
    place.append(one);
    await one.check(text);
    document.body.prepend(one);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const moved = one.review?.summary.verdict;
    one.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    place.append(one);
    return [moved, (await one.check(text)).summary.verdict];
  }, errors);
  assert.deepEqual([moved, again], ["inconsistent", "inconsistent"]);
});

const LOUD = `
  * { letter-spacing: 3px; margin: 7px; box-sizing: content-box; text-transform: uppercase; }
  html { font-size: 50%; direction: rtl; } body { color: red; font: italic 30px/3 serif; text-align: right; white-space: pre; cursor: wait; }
  button, select, textarea { background: red; border: 9px solid lime; } p { text-indent: 5em; } table { background: yellow; }
  td, th { padding: 40px; } h2, h3 { font-size: 90px; } ul { list-style: square; } mark { background: aqua; }
  .widget, .verdict, .finding, .cell, .bar { display: none; --text: red; } #paste-box { height: 3px; }
  gouji-checker { --text: red; --surface: red; --rem: 40px; visibility: visible; }`;

/** What every element in the widget looks like. */
const look = (page) =>
  page.evaluate(() => {
    const all = [...document.querySelector("gouji-checker").shadowRoot.querySelectorAll("*")];
    // What is out of sight has no height of its own.
    for (const element of all) element.style.contentVisibility = "visible";
    // Every seventh: all of them would take a minute.
    return all.filter((_, index) => index < 40 || index % 7 === 0).map((element) => {
      const style = getComputedStyle(element);
      return [element.localName + "." + element.className, ...[...style].map((name) => `${name}: ${style.getPropertyValue(name)}`)];
    });
  });

test("the styles of the page do not get in, those of the widget do not get out", { timeout: 120_000 }, async () => {
  const outside = '<div class="verdict"><button class="quiet">按钮</button><table><tbody><tr><td>1</td></tr></tbody></table><mark>字</mark></div>';
  const looks = [];
  for (const css of ["", LOUD]) {
    const context = await browser.newContext({ reducedMotion: "reduce", colorScheme: "light" });
    const page = await context.newPage();
    const body = html(`<style>body{margin:0!important} gouji-checker{width:900px;margin:0!important}${css}</style>${outside}<gouji-checker></gouji-checker>`);
    await page.route(`${url}host.html`, (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto(`${url}host.html`);
    const around = () =>
      page.locator("body, body > div, body > div *").evaluateAll((all) =>
        all.map((one) => [...getComputedStyle(one)].filter((name) => !/block-size|height|origin/.test(name)).map((name) => `${name}:${getComputedStyle(one).getPropertyValue(name)}`)),
      );
    const before = await around();
    await check(page, errors);
    assert.deepEqual(await around(), before, "the page looks as before");
    looks.push(await look(page));
    await context.close();
  }
  const [quiet, loud] = looks;
  assert.ok(quiet.length > 100);
  assert.equal(loud.length, quiet.length);
  const different = quiet.flatMap(([name, ...style], index) =>
    style.filter((one) => !loud[index].includes(one)).map((one) => `${name} { ${one} }`),
  );
  assert.deepEqual(different.slice(0, 20), []);
});

embedded("a strict policy is kept to, files and all", "<gouji-checker></gouji-checker>", async (page) => {
  await page.evaluate(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
  });
  assert.equal((await check(page, { base64: docx, name: "年报.docx" })).source.format, "docx");
  await page.locator(".finding .open").first().click();
  assert.deepEqual(await page.evaluate(() => window.violations), []);
});

test("from another origin it works by the headers that are documented, files and all", { timeout: 120_000 }, async () => {
  const origin = new URL(url).origin;
  const policy = `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}`;
  const server = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.setHeader("content-security-policy", policy);
    answer.end(html('<link rel="icon" href="data:,"><gouji-checker multiple></gouji-checker>'));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const reported = [];
    page.on("console", (message) => message.type() === "error" && !/favicon|data:,/.test(message.text()) && reported.push(message.text()));
    page.on("pageerror", (error) => reported.push(String(error)));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    assert.notEqual(new URL(page.url()).origin, origin);
    assert.equal((await check(page, errors)).summary.verdict, "inconsistent");
    assert.equal(await verdict(page), "inconsistent");
    assert.equal(await page.locator("gouji-checker .verdict").evaluate((one) => getComputedStyle(one).display), "flex", "it has its styles");
    assert.equal((await check(page, { base64: docx, name: "年报.docx" })).source.format, "docx");
    assert.equal((await check(page, { base64: docx, name: "再次.docx" })).source.name, "再次.docx");
    // Several are a set, read without a worker.
    const files = [["甲.txt", consistent], ["乙.txt", errors]].map(([name, text]) => ({ name, mimeType: "", buffer: Buffer.from(text) }));
    await page.locator("gouji-checker #file").setInputFiles(files);
    await page.locator('gouji-checker [data-report="1"][data-mark=faulty]').click();
    assert.equal(await verdict(page), "inconsistent");
    assert.deepEqual(reported, []);
  } finally {
    await context.close();
    await new Promise((resolve) => server.close(resolve));
  }
});

embedded("if it cannot be loaded it says so, and can be tried again", "<gouji-checker></gouji-checker>", async (page, { reported }) => {
  await page.getByText("核对组件未能载入").waitFor();
  await page.unroute(`${url}style.css`);
  assert.equal((await check(page, errors)).summary.verdict, "inconsistent");
  reported.length = 0; // it was to report that
}, { missing: "style.css" });

for (const [lang, theme] of [["zh", "light"], ["en", "dark"]]) {
  embedded(
    `compact, 360 px wide: the verdict, then the findings; axe finds nothing: ${lang}, ${theme}`,
    `<main><h1>核对</h1><gouji-checker compact lang="${lang}" theme="${theme}"></gouji-checker></main>`,
    async (page) => {
      await started(page);
      const axe = async () => {
        const { violations, passes } = await page.evaluate(() =>
          axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
        );
        assert.ok(passes.length > 15);
        assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target} ${node.failureSummary}`)), []);
      };
      await page.evaluate(AXE);
      await axe();
      assert.equal(await page.locator("gouji-checker").evaluate((one) => one.offsetWidth), 360);
      await shoot(page, `widget-compact-empty-${theme}`, { fullPage: true });
      await check(page, errors);
      const top = (selector) => page.locator(selector).first().evaluate((one) => one.getBoundingClientRect().top);
      const order = await Promise.all([".verdict", ".findings .bar", ".finding", "summary.bar", ".source .bar"].map(top));
      assert.deepEqual(order, [...order].sort((a, b) => a - b));
      assert.equal(await page.locator(".report").count(), 0, "the report is folded away");
      assert.ok(!(await page.locator(".statutory").first().isVisible()), "so are the tables");
      const inside = await page.evaluate(() => {
        const root = document.querySelector("gouji-checker").shadowRoot.querySelector(".widget");
        return [root.scrollWidth, root.clientWidth, document.documentElement.scrollWidth <= innerWidth];
      });
      assert.deepEqual(inside, [360, 360, true]);
      await axe();
      await shoot(page, `widget-compact-${theme}`, { fullPage: true });
      // A finding is selected and stays in sight; what is folded unfolds and folds again.
      await page.locator(".finding .open").first().click();
      await page.locator(".finding.selected").waitFor();
      await page.getByTestId("view-marked").click();
      await page.locator(".report").waitFor();
      await page.locator("summary.bar").click();
      await page.locator(".statutory").first().waitFor();
      await axe();
      await shoot(page, `widget-compact-unfolded-${theme}`, { fullPage: true });
      await page.getByTestId("view-marked").click();
      await page.locator(".report").waitFor({ state: "detached" });
    },
    { viewport: { width: 400, height: 800 } },
  );
}

embedded("language and colours follow the attributes", "<gouji-checker></gouji-checker>", async (page) => {
  await check(page, errors);
  const set = (name, value) => page.evaluate(([name, value]) => document.querySelector("gouji-checker").setAttribute(name, value), [name, value]);
  const colour = () => page.locator(".source").evaluate((one) => getComputedStyle(one).backgroundColor);
  const light = await colour();
  await set("theme", "dark");
  const dark = await colour();
  assert.notEqual(dark, light);
  await set("theme", "auto");
  assert.equal(await colour(), light);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await colour(), dark);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined);
  const before = await read(page, "review");
  await set("lang", "en");
  await page.getByText("Statutory tables").waitFor();
  const review = await read(page, "review");
  assert.match(review.findings[0].message, /[a-z]{4}/);
  assert.notDeepEqual(review, before);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
});

embedded(
  "parts and custom properties style it",
  "<gouji-checker></gouji-checker>",
  async (page) => {
    await check(page, errors);
    const style = (selector, name) => page.locator(selector).first().evaluate((one, name) => getComputedStyle(one)[name], name);
    const parts = { verdict: ".verdict", source: ".source", findings: ".findings", finding: ".finding", repairs: ".repairs", tables: ".tables", table: ".statutory" };
    for (const [part, selector] of Object.entries(parts)) {
      assert.equal(await style(selector, "outlineColor"), "rgb(1, 2, 3)", part);
    }
    assert.equal(await style(".file span", "backgroundColor"), "rgb(4, 5, 6)");
    assert.equal(await style(".widget", "backgroundColor"), "rgb(7, 8, 9)");
    assert.equal(await style(".widget", "color"), "rgb(10, 11, 12)");
    assert.equal(await style(".source", "borderRadius"), "1px");
    assert.match(await style(".finding", "fontFamily"), /^monospace/);
    assert.equal(await style(".widget", "fontSize"), "20px");
  },
  {
    head: `${SCRIPT}<link rel="stylesheet" href="host.css">`,
    policy: `${STRICT}; style-src 'self'`,
    css: `${["verdict", "source", "findings", "finding", "repairs", "tables", "table"].map((part) => `gouji-checker::part(${part}){outline:1px solid rgb(1,2,3)}`).join("")}
      gouji-checker{--gouji-accent:rgb(4,5,6);--gouji-background:rgb(7,8,9);--gouji-text:rgb(10,11,12);--gouji-radius:1px;--gouji-font:monospace;--gouji-font-size:20px}`,
  },
);

for (const theme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    embedded(
      `picture: a page that embeds two, ${theme}, ${width} px`,
      "",
      async (page) => {
        await started(page, "#full");
        await check(page, errors, "#full");
        await check(page, errors, "#quick");
        await page.getByText("最近一次核对：存在错误").waitFor();
        const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(inner <= outer, `${inner} px on ${outer}`);
        await page.evaluate(() => {
          for (const one of document.querySelectorAll("gouji-checker")) {
            for (const part of one.shadowRoot.querySelectorAll(".statutory, .paper > *")) part.style.contentVisibility = "visible";
          }
        });
        await shoot(page, `embed-${theme}-${width}`, { fullPage: true });
      },
      { at: `${url}embed.html`, colorScheme: theme, viewport: { width, height: 900 } },
    );
  }
}
