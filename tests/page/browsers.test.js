// The core of the page in every browser that is installed: the same acts in Chromium, Firefox and WebKit.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers } from "./core/drivers.js";
import { file, here, sample, url } from "./browser.js";

const formats = join(here, "../reports/formats");
const numbers = JSON.parse(readFileSync(join(formats, "numbers.json"), "utf8"));

/** A selector for what the tests know by a name. */
const id = (name) => `[data-testid="${name}"]`;

for (const { name, skip, start } of browsers) {
  describe(`the page in ${name}`, { skip }, () => {
    let browser;
    before(async () => (browser = await start()), { timeout: 60_000 });
    after(() => browser?.close());

    /** A test with a page of its own, which must have nothing to report at the end. */
    const withPage = (says, act, options) =>
      test(says, { timeout: 120_000 }, async () => {
        const page = await browser.open(url, options);
        let problems;
        try {
          await act(page);
        } finally {
          problems = await page.close();
        }
        assert.deepEqual(problems, []);
      });

    withPage("a report that is pasted by the keyboard is answered with verdict, findings and tables", async (page) => {
      await show(page, "sample-errors");
      await page.click(id("view-text"));
      await page.click("#paste-box");
      await page.press("Control", "a");
      await page.press("Control", "c");
      await page.click(id("clear"));
      await page.gone(id("verdict"));
      assert.equal(await page.run(() => document.activeElement.id), "paste-box");
      await page.press("Control", "v");
      assert.equal(await verdict(page), "inconsistent");
      const shown = await page.run(() => ({
        headline: document.querySelector(".headline").textContent,
        findings: document.querySelectorAll('[data-testid="finding"]').length,
        tables: document.querySelectorAll("[data-table]").length,
        suspects: document.querySelectorAll("[data-cell].suspect").length,
        total: document.querySelector('[data-cell="requests.new.total"]').textContent,
        marks: document.querySelectorAll("#marked-report mark").length,
      }));
      assert.match(shown.headline, /^勾稽不一致：\d+ 处错误，不宜发布$/);
      assert.ok(shown.findings > 5 && shown.marks > 20 && shown.suspects > 0, JSON.stringify(shown));
      assert.equal(shown.tables, 3);
      assert.equal(shown.total, "39");
    });

    withPage("every sample has its verdict", async (page) => {
      for (const [name, expected] of [["consistent", "consistent"], ["errors", "inconsistent"], ["2019", "consistent"]]) {
        await page.click(id(`sample-${name}`));
        assert.equal(await verdict(page), expected, name);
        await page.click(id("clear"));
        await page.gone(id("verdict"));
      }
    });

    withPage("F8 goes from finding to finding, Shift+F8 back; a click leads to the cell and into sight", async (page) => {
      await show(page, "sample-errors");
      await page.press("F8");
      await page.there('#finding-0[aria-current="true"]');
      await page.press("F8");
      await page.there('#finding-1[aria-current="true"]');
      await page.press("Shift", "F8");
      await page.there('#finding-0[aria-current="true"]');
      await page.click('[data-testid="finding"][data-rule="A03"] .open');
      await page.until(() => document.activeElement.closest("[data-cell]")?.dataset.cell === "requests.outcomes_total.natural");
      // Cell and words come into sight; a browser may lay out what was out of sight only with its next frame.
      await page.until(() =>
        [document.activeElement, document.querySelector("mark.selected.suspect")].every((element) => {
          const { left, top, width, height } = element.getBoundingClientRect();
          return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        }),
      );
      await page.press(" ");
      await page.until(() => document.activeElement.classList.contains("open"));
    });

    for (const name of ["2021-python-docx.docx", "2021-chromium.pdf"]) {
      withPage(`${name} is read, chosen and dropped`, async (page) => {
        const path = join(formats, name);
        await page.choose("#file", path);
        await readAs(page, name);
        await page.click(id("clear"));
        await page.gone(id("verdict"));
        await page.run(dropped, [file(name, readFileSync(path), "")]);
        await readAs(page, name);
      });
    }

    withPage("several files are dropped together; what cannot be read is refused with a sentence", async (page) => {
      const picture = file("扫描.png", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "image/png");
      await page.run(dropped, [file("甲.txt", sample("consistent")), picture, file("乙.txt", sample("errors"))]);
      await page.there('[data-report="2"][data-mark="faulty"]');
      await page.click('[data-report="1"] .agency');
      const notice = await page.until(() => document.querySelector('[role="status"] [data-testid="notice"]')?.textContent);
      assert.match(notice, /^扫描\.png.*PNG.*。$/s);
      assert.equal(await page.run(() => document.querySelectorAll("[data-cell]").length), 0);
    });

    withPage("many reports: the summary, each tab, one of them with last year's numbers, and back", async (page) => {
      await page.click(id("sample-set"));
      await page.until(() => document.querySelectorAll("[data-row]").length > 10);
      for (const [tab, seen] of [["years", ".pair"], ["sums", ".parent"], ["alike", ".alike"], ["gaps", ".roster"], ["charts", ".chart svg"]]) {
        await page.click(id(`desk-tab-${tab}`));
        await page.there(seen);
      }
      await page.click(id("desk-tab-summary"));
      await page.click("[data-row][data-mark=last-year] .agency");
      assert.equal(await verdict(page), "consistent");
      // What the set says has come: nothing moves any more.
      await page.there(id("desk-against"));
      await page.click(id("desk-last"));
      await page.there("[data-cell][data-last][data-off]");
      await page.click(id("desk-back"));
      await page.until(() => document.querySelectorAll("[data-row]").length > 10);
      await page.click(id("clear"));
      await page.gone(id("desk"));
    });

    withPage("what is typed into the text is checked at once", async (page) => {
      await show(page, "sample-consistent");
      await page.click(id("view-text"));
      await page.run(() => {
        const box = document.getElementById("paste-box");
        const row = "（一）予以公开\t";
        const place = box.value.indexOf(row) + row.length;
        box.focus();
        box.setSelectionRange(place, place);
      });
      await page.press("1");
      await page.until(() => document.querySelector("[data-verdict]").dataset.verdict === "inconsistent");
      assert.equal(await page.run(() => document.activeElement.id), "paste-box");
      await page.until(() => document.querySelector('[data-cell="requests.granted.natural"]').textContent === "14");
    });

    withPage("a repair is tried and taken back; a finding is copied", async (page) => {
      await show(page, "sample-errors");
      const wrong = await page.until(() => document.querySelectorAll(".finding.error").length);
      await page.click(`${id("repairs")} ${id("try")}`);
      await page.there(id("changed"));
      assert.ok((await page.run(() => document.querySelectorAll(".finding.error").length)) < wrong);
      await page.click(id("take-back"));
      await page.until((wrong) => document.querySelectorAll(".finding.error").length === wrong, wrong);
      await page.click(id("copy-all"));
      assert.equal(await page.until(() => document.querySelector('[data-testid="copied"]')?.textContent), "已复制");
    });

    withPage("language and colours change and are remembered", async (page) => {
      await show(page, "sample-errors");
      await page.click(id("lang"));
      await page.until(() => document.documentElement.lang === "en");
      assert.match(await page.run(() => document.querySelector(".headline").textContent), /^Inconsistent: \d+ errors, do not publish$/);
      const ground = () => page.run(() => getComputedStyle(document.documentElement).backgroundColor);
      await page.run(pick, "theme", "light");
      const light = await ground();
      await page.run(pick, "theme", "dark");
      const dark = await page.until((light) => {
        const { backgroundColor } = getComputedStyle(document.documentElement);
        return backgroundColor !== light && backgroundColor;
      }, light);
      await page.reload();
      assert.equal(await ground(), dark);
      assert.equal(await page.run(() => document.documentElement.lang), "en");
      assert.equal(await page.run(() => document.querySelectorAll("[data-cell]").length), 0, "the report is not remembered");
    });

    withPage("the widget stands by itself: it answers, tells the page around, is styled, and comes back after it was removed", async (page) => {
      const docx = file("年报.docx", readFileSync(join(formats, "2021-python-docx.docx")), "");
      const seen = await page.run(async (text, docx) => {
        await import(new URL("gouji-checker.js", location.href).href);
        const widget = document.createElement("gouji-checker");
        widget.compact = true;
        widget.theme = "dark";
        document.body.replaceChildren(widget);
        const told = [];
        widget.addEventListener("gouji-review", ({ detail }) => told.push(detail?.summary.verdict ?? null));
        const pasted = (await widget.check(text)).summary;
        const inside = widget.shadowRoot;
        const look = {
          verdict: inside.querySelector("[data-verdict]").dataset.verdict,
          ground: getComputedStyle(inside.querySelector(".widget")).backgroundColor,
          width: widget.getBoundingClientRect().width,
          outside: document.querySelectorAll("[data-verdict]").length,
        };
        const bytes = Uint8Array.from(atob(docx.base64), (letter) => letter.charCodeAt(0));
        const dropped = await widget.check(new File([bytes], docx.name));
        widget.remove();
        await new Promise((resolve) => setTimeout(resolve, 50));
        document.body.append(widget);
        const again = (await widget.check(text)).summary;
        return { pasted, look, dropped: [dropped.source.format, dropped.summary.verdict], again, told };
      }, sample("errors"), docx);
      assert.equal(seen.pasted.verdict, "inconsistent");
      assert.deepEqual(seen.look, { verdict: "inconsistent", ground: "rgb(16, 21, 27)", width: 360, outside: 0 });
      assert.equal(seen.dropped[0], "docx");
      assert.deepEqual(seen.again, seen.pasted);
      assert.equal(seen.told[0], "inconsistent");
    });

    for (const width of [1440, 1280, 1024, 390]) {
      withPage(`nothing sticks out sideways at ${width} px`, async (page) => {
        // WebKit's window cannot be made as narrow as a phone.
        assert.ok((await page.run(() => innerWidth)) < width + 60);
        for (const step of ["sample-errors", "unfold", "view-text", "lang"]) {
          await page.there(id(step));
          // Where there is room the report is not folded.
          if (step === "unfold" && !(await page.run((unfold) => document.querySelector(unfold).checkVisibility(), id(step)))) continue;
          await page.click(id(step));
          const [inner, outer] = await page.run(() => {
            const panes = [...document.querySelectorAll(".panes > *")].map((pane) => pane.getBoundingClientRect().right);
            return [Math.max(document.documentElement.scrollWidth, ...panes), innerWidth];
          });
          assert.ok(inner <= outer, `${inner} px on ${outer} after ${step}`);
        }
      }, { width, height: 844 });
    }

    test("a foreign script or address is stopped by the policy", { timeout: 120_000 }, async () => {
      const page = await browser.open(url);
      const seen = await page.run(async () => {
        const seen = [];
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => seen.push(effectiveDirective));
        const script = document.createElement("script");
        script.textContent = "window.injected = true";
        document.body.append(script);
        await fetch("https://example.com/").catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 100));
        return { seen, injected: window.injected === true };
      });
      const problems = await page.close();
      assert.equal(seen.injected, false);
      for (const directive of ["script-src-elem", "connect-src"]) assert.ok(seen.seen.includes(directive), seen.seen.join());
      assert.ok(problems.length > 0, "what the policy stops is noticed by these tests");
    });
  });
}

/** Shows a sample; what checks comes with the first. */
async function show(page, sample) {
  await page.click(id(sample));
  await verdict(page);
}

const verdict = (page) => page.until(() => document.querySelector("[data-verdict]")?.dataset.verdict);

/** Waits until a file is shown, and looks whether its cells are the known ones. */
async function readAs(page, name) {
  await page.until((name) => document.querySelector(".origin")?.textContent.startsWith(name), name);
  const shown = await page.run(() =>
    Object.fromEntries([...document.querySelectorAll("[data-cell]")].map((cell) => [cell.dataset.cell, cell.textContent.trim().replaceAll(",", "")])),
  );
  for (const [cell, value] of Object.entries(numbers[name.slice(0, 4)].cells)) {
    if (value !== null && cell.startsWith("requests.")) assert.equal(Number(shown[cell]), Number(value), cell);
  }
}

// What runs in the page.

function dropped(files) {
  const transfer = new DataTransfer();
  for (const { name, type, base64 } of files) {
    transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
  }
  for (const event of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(event, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}

function pick(name, value) {
  const menu = document.querySelector(`[data-testid="${name}"]`);
  menu.value = value;
  menu.dispatchEvent(new Event("change", { bubbles: true }));
}
