// The page opens on the first fault: what is wrong, where, why and how to mend it is seen before anybody scrolls.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cell, drop, file, here, pasteText, sample, seed, shoot, url, verdict, withBrowser } from "./browser.js";

const withPage = withBrowser();

/** A row's first number of a seed changed. */
const changed = (label, from, to) => seed("000").replace(new RegExp(`(\\t${label}[^\\n]*\\n\\t\\s*)${from}`), `$1${to}`);

const REPORTS = {
  "the sample": sample("errors"),
  "one number": changed("（一）予以公开", 1, 2),
  "a total": changed("（七）总计", 3, 5),
  "a total of table four": sample("consistent").replace(/^((?:\d+\t){4})(\d+)((?:\t\d+){10})$/m, (_, before, total, after) => before + (Number(total) + 1) + after),
  "a cell that is no number": sample("consistent").replace(/^(一、本年新收政府信息公开申请数量\t)9/m, "$1九x"),
};

/** Whether the middle of the first line of an element can be seen. */
const seen = (locator) =>
  locator.evaluate((element) => {
    const box = element.getClientRects()[0];
    if (!box) return "not drawn";
    const [x, y] = [box.left + Math.min(box.width, 60) / 2, box.top + Math.min(box.height, 30) / 2];
    const hit = document.elementFromPoint(x, y);
    return (hit !== null && (element.contains(hit) || hit.contains(element))) || `hidden at ${Math.round(x)}, ${Math.round(y)}`;
  });

for (const [width, height] of [[1280, 720], [1366, 768], [1440, 900], [1920, 1080]]) {
  for (const [name, text] of Object.entries(REPORTS)) {
    withPage(`${name} at ${width}×${height}: finding, reason, repair, cell with its equation, and words are in sight`, async (page) => {
      await page.evaluate(() => document.activeElement.blur());
      await pasteText(page, text);
      assert.equal(await verdict(page), "inconsistent");
      await page.waitForFunction(() => document.querySelector("#marked-report mark.selected"));
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      if (name === "the sample") await shoot(page, `opening-${width}`);
      const first = page.locator('[data-finding="0"]');
      const parts = [".title", ".message"];
      if (await first.getByTestId("equation").count()) parts.push(".equation");
      if (await first.getByTestId("try").count()) parts.push('[data-testid="try"] >> nth=0');
      for (const part of parts) assert.equal(await seen(first.locator(part)), true, part);
      const [list, item] = await Promise.all([page.locator("#findings-list"), first].map((one) => one.boundingBox()));
      assert.ok(item.y - list.y < 60, `the finding is at the top: ${item.y - list.y}`);
      const words = page.locator("#marked-report mark.selected");
      const inSight = await Promise.all((await words.all()).map(seen));
      assert.ok(inSight.includes(true), `its words: ${inSight}`);
      const aim = await page.evaluate(() => document.querySelector('[data-testid="sums"]')?.dataset.of);
      if (aim) {
        assert.equal(await seen(cell(page, aim)), true, `its cell ${aim}`);
        if (parts.includes(".equation")) {
          const equation = await first.getByTestId("equation").innerText();
          assert.ok((await page.getByTestId("sums").innerText()).includes(equation), "the equation stands below the tables");
          assert.equal(await seen(page.getByTestId("sums").locator(".broken").first()), true);
        }
      }
      assert.deepEqual(await page.evaluate(() => [scrollX, scrollY]), [0, 0]);
      assert.ok(await page.evaluate(() => !document.activeElement.closest(".findings, .tables, .source")), "focus is not taken");
      await page.keyboard.press("F8");
      assert.equal(await page.locator('.findings [aria-current="true"]').getAttribute("id"), "finding-0", "the first step goes there");
    }, { width, height });
  }
}

for (const [name, text] of Object.entries(REPORTS)) {
  withPage(`${name} on a phone: the first finding quotes the words and names the cell with its equation, on the first screen`, async (page) => {
    await pasteText(page, text);
    assert.equal(await verdict(page), "inconsistent");
    const first = page.locator('[data-finding="0"]');
    const { y } = await first.boundingBox();
    assert.ok(y < 500, `it begins at ${y} px`);
    for (const part of [".title", ".message"]) assert.equal(await seen(first.locator(part)), true, part);
    const [spots, quotes, equations] = await Promise.all(["spot", "quote", "equation"].map((id) => first.getByTestId(id).count()));
    assert.ok(spots + quotes > 0);
    if (spots) assert.match(await first.getByTestId("spot").innerText(), /表[二三四]“.+”行“.+”列/);
    if (equations) assert.equal(await seen(first.getByTestId("equation")), true);
    assert.equal(await page.evaluate(() => scrollY), 0);
    await shoot(page, `opening-390-${Object.keys(REPORTS).indexOf(name)}`);
    await page.mouse.wheel(0, 1500);
    await page.waitForFunction(() => scrollY > 800);
    const bar = await page.locator(".verdict .line").boundingBox();
    assert.ok(bar.y >= 0 && bar.y < 4 && bar.height === 40, `the verdict stays in a bar: ${JSON.stringify(bar)}`);
    await shoot(page, `scrolled-390-${Object.keys(REPORTS).indexOf(name)}`);
  }, { width: 390, height: 844 });
}

withPage("a finding that another one's repair settles has the same way; nothing stands above the findings", async (page) => {
  await pasteText(page, changed("（一）予以公开", 1, 2));
  assert.equal(await page.locator('[data-finding="0"]').getByTestId("repairs").count(), 1);
  const second = page.locator('[data-finding="1"]').getByTestId("mended");
  assert.match(await second.innerText(), /2→1，消除 2 处不一致/);
  assert.equal(await page.locator("#findings-list > :first-child [data-finding]").count() > 0, true);
  await second.getByTestId("try").click();
  await page.locator('[data-verdict="consistent"]').waitFor();
});

withPage("table two is one line where nothing is wrong with it, and unfolds; a finding in it unfolds it", async (page) => {
  await pasteText(page, sample("consistent"));
  const details = page.locator(".statutory details");
  assert.equal(await details.getAttribute("open"), null);
  const { height } = await page.locator(".statutory").first().boundingBox();
  assert.ok(height < 50, `${height} px`);
  await details.locator("summary").click();
  assert.ok(await cell(page, "disclosure.normative.in_force").isVisible());
  await pasteText(page, sample("errors").replace(/^(行政强制\t)\d+$/m, "$1一二"));
  await page.locator('[data-verdict="inconsistent"]').waitFor();
  assert.notEqual(await details.getAttribute("open"), null);
});

withPage("where all is well: what to do next, and what was compared, each with the way to its place", async (page) => {
  await pasteText(page, seed("000"));
  assert.equal(await verdict(page), "consistent");
  assert.match(await page.locator(".subline").innerText(), /未发现矛盾.*可按程序发布；数字仍以台账为准。/);
  const evidence = page.getByTestId("evidence");
  const said = await evidence.innerText();
  for (const words of [/表三各行合计\s*25\/25/, /表三各列总计\s*7\/7/, /一＋二＝三＋四）\s*7\/7/, /表四各组总计\s*3\/3/, /正文“[^”]+”＝表三 \d/, /六部分标题\s*6\/6/]) {
    assert.match(said, words);
  }
  await shoot(page, "evidence-1440");
  await evidence.locator("button", { hasText: "正文" }).first().click();
  await page.locator("#marked-report .looked").first().waitFor();
  assert.equal(await seen(page.locator("#marked-report .looked").first()), true, "the words");
  await evidence.locator("button", { hasText: "表四各组" }).click();
  assert.equal(await seen(page.locator("#tables-list .looked")), true, "the cell");
  assert.equal(await page.getByTestId("sums").locator(".held").count(), 1);
});

withPage("what could not be checked stands first, with its reason", async (page) => {
  await pasteText(page, sample("consistent").replace(/(（七）总计(?:\t\d+){6}\t)\d+/, "$1"));
  await page.getByTestId("verdict").waitFor();
  const evidence = page.getByTestId("evidence");
  if ((await evidence.getAttribute("open")) === null) await evidence.locator("summary").click();
  assert.match(await evidence.locator("li").first().innerText(), /未能核对：.*（.+）/s);
});

withPage("any number shows the sums it stands in: by mouse, by keyboard, right or wrong", async (page) => {
  await pasteText(page, seed("000"));
  await cell(page, "requests.new.natural").click();
  const sums = page.getByTestId("sums");
  assert.match(await sums.innerText(), /表三“一、本年新收政府信息公开申请数量”行“自然人”列：3/);
  assert.match(await sums.innerText(), /本行[^]*3 = 3[^]*本列[^]*3 \+ 0 = 3 \+ 0/);
  await page.keyboard.press("ArrowDown");
  assert.match(await sums.innerText(), /二、上年结转/);
  await cell(page, "requests.granted.natural").press("Enter");
  assert.match(await sums.innerText(), /予以公开/);
  await page.keyboard.press("Escape");
  await page.locator(".statutory summary").click();
  await cell(page, "disclosure.normative.in_force").click();
  assert.match(await sums.innerText(), /不在任何勾稽关系中/);
});

withPage("a number that is clicked in the report leads to its cell, where no finding is too", async (page) => {
  await pasteText(page, seed("000"));
  const at = page.locator("#marked-report td.n", { hasText: /^3$/ }).first();
  await at.click();
  const looked = page.locator("#tables-list .looked");
  await looked.waitFor();
  assert.equal(await looked.innerText(), "3");
  assert.equal(await seen(looked), true);
  assert.ok(await at.evaluate((one) => one.classList.contains("looked")));
});

withPage("labels of the report's tables are read in words, however narrow their pane", async (page) => {
  await drop(page, [file("年报.docx", readFileSync(join(here, "../reports/formats/2021-python-docx.docx")), "")]);
  await verdict(page);
  await page.waitForFunction(() => document.querySelectorAll("#marked-report td").length > 200);
  const torn = await page.locator("#marked-report td:not(.n)").evaluateAll((all) =>
    all
      .filter((one) => one.textContent.trim().length > 3)
      .filter((one) => one.clientWidth < 3.5 * parseFloat(getComputedStyle(one).fontSize))
      .map((one) => `${one.clientWidth} px: ${one.textContent}`),
  );
  assert.deepEqual(torn, []);
}, { width: 1280, height: 720 });

withPage("the report can be given the whole width, and gives it back", async (page) => {
  await pasteText(page, sample("errors"));
  const width = async () => (await page.locator(".source").boundingBox()).width;
  const before = await width();
  await page.getByTestId("widen").click();
  assert.ok((await width()) > 1350);
  await shoot(page, "wide-1440");
  await page.getByTestId("widen").click();
  assert.equal(await width(), before);
});

withPage("the tab tells the verdict, whose report it is and of which year", async (page) => {
  assert.match(await page.title(), /^勾稽 · /);
  await pasteText(page, seed("000"));
  await page.waitForFunction(() => document.title.startsWith("= 嘉兴市经济和信息化局 2021年 · 勾稽"));
  await pasteText(page, changed("（一）予以公开", 1, 2));
  await page.waitForFunction(() => document.title.startsWith("≠ "));
  await page.getByTestId("clear").click();
  await page.waitForFunction(() => document.title.startsWith("勾稽"));
});

withPage("mending the last error moves no cell", async (page) => {
  await pasteText(page, changed("（一）予以公开", 1, 2));
  const name = "requests.granted.natural";
  const before = await cell(page, name).boundingBox();
  await cell(page, name).getByTestId("propose").click();
  await page.locator('[data-verdict="consistent"]').waitFor();
  const after = await cell(page, name).boundingBox();
  assert.ok(Math.abs(after.x - before.x) < 3, `${before.x} → ${after.x}`);
});

withPage("after a paste the verdict has focus, without a heavy frame", async (page) => {
  await page.locator("#paste-box").focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), seed("000"));
  await page.keyboard.press("Control+V");
  assert.equal(await verdict(page), "consistent");
  await page.waitForFunction((wanted) => document.activeElement.className === wanted, "line");
});

for (const state of ["notice", "unsupported"]) {
  withPage(`what cannot be checked says so in the verdict's place alone: ${state}`, async (page) => {
    if (state === "notice") {
      await page.locator("#file").setInputFiles({ name: "扫描.png", mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") });
      await page.getByTestId("notice").waitFor();
    } else {
      await pasteText(page, "会议通知\n\n请各科室负责人于周五下午参加例会。");
    }
    assert.equal(await page.locator(".verdict").count(), 1);
    assert.match(await page.locator(".verdict .headline").innerText(), /无法核对/);
    assert.match(await page.locator(".verdict .subline").innerText(), /。$/);
    assert.equal(await page.locator(".intro").count(), 0, "no introduction beside it");
    assert.equal(await page.locator(".source .alert").count(), 0);
    await shoot(page, `refusal-${state}-1440`);
  });
}

withPage("in English at 1440 px no button wraps", async (page) => {
  await pasteText(page, sample("errors"));
  await page.getByTestId("lang").click();
  await page.waitForFunction(() => document.documentElement.lang === "en");
  const wrapped = await page.locator(".bar button, .bar summary, .tools select, .start button, .start .file span, .top button").evaluateAll((all) =>
    all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 40).map((one) => one.textContent),
  );
  assert.deepEqual(wrapped, []);
}, { lang: "zh" });

withPage("table three on a phone: one column alone beside whole labels, and all again", async (page) => {
  await pasteText(page, seed("000"));
  const label = page.locator(".requests tbody th.entry").first();
  const before = (await label.boundingBox()).width;
  await page.getByTestId("column").selectOption("0");
  assert.ok(await cell(page, "requests.new.natural").isVisible());
  assert.ok(!(await cell(page, "requests.new.total").isVisible()));
  const { width } = await label.boundingBox();
  assert.ok(width > 1.3 * before, `${before} → ${width} px`);
  assert.ok(await page.locator(".wide:has(.requests)").evaluate((one) => one.scrollWidth <= one.clientWidth));
  await shoot(page, "column-390", { fullPage: true });
  await page.getByTestId("column").selectOption("");
  assert.ok(await cell(page, "requests.new.total").isVisible());
  await page.locator(".wide:has(.requests)").evaluate((one) => (one.scrollLeft = 300));
  const [left, pane] = await Promise.all([label, page.locator(".wide:has(.requests)")].map((one) => one.boundingBox()));
  assert.ok(left.x >= pane.x && left.x < pane.x + 120, "the labels stay");
}, { width: 390, height: 844 });

withPage("on a phone the report is folded below the tables, and unfolds", async (page) => {
  await pasteText(page, seed("000"));
  assert.equal(await page.locator("#marked-report").isVisible(), false);
  const order = await Promise.all([".line", ".findings", ".tables", ".source"].map(async (one) => (await page.locator(one).boundingBox()).y));
  assert.deepEqual(order, [...order].sort((a, b) => a - b));
  await page.getByTestId("unfold").click();
  assert.ok(await page.locator("#marked-report").isVisible());
}, { width: 390, height: 844 });

withPage("above a phone's keyboard verdict and field are in sight while a cell is changed", async (page) => {
  await pasteText(page, seed("000"));
  await cell(page, "requests.outcomes_total.natural").scrollIntoViewIfNeeded();
  await page.setViewportSize({ width: 390, height: 420 });
  await cell(page, "requests.outcomes_total.natural").press("F2");
  await page.keyboard.type("5");
  assert.equal(await seen(page.locator(".editor")), true);
  assert.equal(await seen(page.locator(".verdict .headline")), true);
}, { width: 390, height: 844 });

withPage("the embedding page speaks of the widget that it means, not of the other one", async (page) => {
  await page.goto(new URL("embed.html", url).href);
  await page.evaluate(() => customElements.whenDefined("gouji-checker"));
  const check = (id) => page.evaluate(([id, text]) => document.getElementById(id).check(text).then(({ summary }) => summary.verdict), [id, sample("errors")]);
  assert.equal(await check("quick"), "inconsistent");
  assert.equal(await page.locator("#state").innerText(), "尚未核对。");
  assert.equal(await check("full"), "inconsistent");
  await page.locator("#state", { hasText: "存在错误" }).waitFor();
});
