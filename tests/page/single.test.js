// The page as one file: opened as by a double click, without a server, in Chromium and Firefox.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browsers } from "./core/drivers.js";
import { drop, file, here, launch, pasteText, ready, seed, shoot, verdict } from "./browser.js";

const path = process.env.GOUJI_SINGLE ?? join(here, "../../target/gouji.html");
const url = pathToFileURL(path).href;
const report = (name) => join(here, "../reports/formats", name);

const id = (name) => `[data-testid="${name}"]`;
const said = () => document.querySelector('[data-testid="verdict"]')?.dataset.verdict;

// WebKit lets a local page's worker load nothing: there the file is good for texts only, and the readme names the other two.
for (const { name, skip, start } of browsers.filter(({ name }) => name !== "WebKit")) {
  describe(`the single file in ${name}`, { skip }, () => {
    let browser;
    before(async () => (browser = await start()), { timeout: 60_000 });
    after(() => browser?.close());

    test("samples, every kind of file, both languages, the rules, and settings that stay", { timeout: 120_000 }, async () => {
      const page = await browser.open(url);
      let problems;
      try {
        for (const [sample, expected] of [["consistent", "consistent"], ["errors", "inconsistent"], ["2019", "consistent"]]) {
          await page.click(id(`sample-${sample}`));
          await page.until((expected) => document.querySelector('[data-testid="verdict"]')?.dataset.verdict === expected, expected);
          await page.click(id("clear"));
        }
        for (const name of ["2021-python-docx.docx", "2019-reportlab.pdf", "2021-pipes.md", "2021-docx.zip", "2019-pdf-gbk-names.zip"]) {
          await page.choose("#file", report(name));
          await page.until((name) => document.querySelector(".origin")?.textContent.includes(name), name);
          assert.equal(await page.run(said), "inconsistent", name);
        }
        await page.click(id("clear"));
        await page.click(id("sample-set"));
        await page.until(() => document.querySelectorAll("[data-row]").length > 10);
        await page.click(id("clear"));
        const notice = () => getComputedStyle(document.querySelector(".privacy"), "::after").content;
        assert.match(await page.run(notice), /不自动更新/);
        await page.click(id("lang"));
        await page.until(() => document.querySelector(".privacy").textContent.startsWith("Everything is checked"));
        assert.match(await page.run(notice), /no automatic updates/);
        await page.reload();
        await page.until(() => document.documentElement.lang === "en");
      } finally {
        problems = await page.close();
      }
      assert.deepEqual(problems, []);
    });
  });
}

describe("the single file asks for nothing", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  async function open() {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked = [];
    context.on("request", (request) => asked.push(request.url()));
    await page.goto(url);
    await ready(page);
    return { context, page, asked };
  }

  test("nothing is asked for but the file itself and what it holds", { timeout: 120_000 }, async () => {
    const { context, page, asked } = await open();
    await pasteText(page, seed("000"));
    assert.equal(await verdict(page), "consistent");
    await drop(page, [file("一.pdf", readFileSync(report("2021-reportlab.pdf")), "")]);
    await page.locator(".origin", { hasText: "一.pdf" }).waitFor();
    await page.getByTestId("clear").click();
    await page.getByTestId("sample-errors").click();
    await page.getByTestId("finding").first().click();
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await shoot(page, `single-${width}`);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, "nothing sticks out sideways");
    }
    const link = page.locator('a[href^="rules/"]:visible').first();
    const code = (await link.getAttribute("href")).split("#")[1];
    const [rules] = await Promise.all([context.waitForEvent("page"), link.click()]);
    await rules.locator(`#${code} h2`).waitFor();
    const style = await rules.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--ground"));
    assert.notEqual(style, "", "a page with its style");
    assert.equal(await rules.locator("a").count(), 0, "and no link that leads nowhere");
    assert.deepEqual([...new Set(asked.map((one) => (one === url ? one : new URL(one).protocol)))].sort(), ["blob:", url]);
    await context.close();
  });

  test("a folder, which Chromium does not open to a local page, is told in a sentence", async () => {
    const { context, page } = await open();
    const session = await context.newCDPSession(page);
    const data = { items: [], files: [report("refused")], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
    }
    await page.getByText("浏览器无法读取该文件夹，请选择其中的文件。").waitFor();
    await context.close();
  });

  test("its policy lets nothing out and nothing else in", async () => {
    const { context, page } = await open();
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|'self'|\*/);
    const stopped = await page.evaluate(async () => {
      const seen = [];
      document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
      await fetch("https://example.com/").catch(() => {});
      for (const [name, text] of [["script", "window.injected = true"], ["style", "body { display: none }"]]) {
        const element = document.createElement(name);
        element.textContent = text;
        document.body.append(element);
      }
      new Image().src = "https://example.com/image.png";
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { seen: seen.sort(), injected: window.injected };
    });
    assert.deepEqual(stopped, { seen: ["connect-src", "img-src", "script-src-elem", "style-src-elem"], injected: undefined });
    await context.close();
  });

  test("a file that was cut short says that it could not be loaded", async () => {
    const html = readFileSync(path, "utf8");
    const page = await browser.newPage();
    const place = html.indexOf('id="files"') + 100_000;
    await page.route("https://cut.example/", (route) =>
      route.fulfill({ contentType: "text/html; charset=utf-8", body: html.slice(0, place) + html.slice(place + 4000) }),
    );
    await page.goto("https://cut.example/");
    await page.getByText("核对程序未能载入").waitFor();
    await page.close();
  });
});
