// Cells that are changed in the tables: by keyboard, mouse and finger; undone and done again; copied and saved.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cell, drop, file, pasteText, rules, sample, seed, shoot, verdict, withBrowser, withKeys } from "./browser.js";

const withEmptyPage = withBrowser();
const withPage = (name, act, options) =>
  withEmptyPage(name, async (page) => {
    await withKeys(page);
    await act(page);
  }, options);

/** Seed 000 with one number of the row 予以公开 changed: 2 where 1 would be right. */
const wrong = () => seed("000").replace(/(\t（一）予以公开[^\n]*\n\t\s*)1/, "$12");
const WRONG = "requests.granted.natural";

const focused = (page) => page.evaluate(() => document.activeElement.dataset.cell ?? document.activeElement.className);
const editor = (page) => page.locator(".editor");
const said = (page) => page.getByTestId("table-said");
const trial = (page) => page.getByTestId("trial");

/** What a cell shows: what the document holds and what it was changed to. */
const shown = async (page, name) => ({
  del: await cell(page, name).locator("del").innerText(),
  ins: await cell(page, name).locator("ins").innerText(),
});

/** Changes a cell by the keyboard alone. */
async function type(page, name, text) {
  await cell(page, name).focus();
  await page.keyboard.press("F2");
  await editor(page).waitFor();
  if (text) await page.keyboard.type(text);
  else await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
}

withPage("by keyboard: a digit begins, Enter keeps it and goes down; checked at once, the original stays in sight", async (page) => {
  await pasteText(page, wrong());
  assert.equal(await verdict(page), "inconsistent");
  await cell(page, WRONG).focus();
  await page.keyboard.press("1");
  await editor(page).waitFor();
  assert.equal(await editor(page).inputValue(), "1");
  assert.match(await editor(page).getAttribute("aria-label"), /“（一）予以公开”行“自然人”列/);
  await shoot(page, "editing-1440");
  await page.keyboard.press("Enter");
  assert.equal(await verdict(page), "consistent");
  assert.deepEqual(await shown(page, WRONG), { del: "2", ins: "1" });
  assert.equal((await cell(page, WRONG).innerText()).replace(/\s/g, ""), "原为2，改为1", "said to a screen reader too");
  assert.match(await trial(page).innerText(), /改动 1 格.*报告原文未变/);
  assert.match(await page.getByTestId("changed").innerText(), /“（一）予以公开”行“自然人”列 2→1/);
  assert.equal(await focused(page), "requests.partial.natural");
  await shoot(page, "edited-1440");

  await page.getByTestId("view-text").click();
  assert.equal(await page.locator("#paste-box").inputValue(), wrong(), "the report itself is as it was");
});

withPage("Tab keeps and goes right, Escape gives up, arrows go everywhere, a blank can be typed", async (page) => {
  await pasteText(page, seed("000"));
  await cell(page, "requests.new.natural").focus();
  for (const [key, name] of [["ArrowRight", "new.business"], ["ArrowDown", "carried_in.business"], ["ArrowLeft", "carried_in.natural"], ["ArrowUp", "new.natural"]]) {
    await page.keyboard.press(key);
    assert.equal(await focused(page), `requests.${name}`);
  }
  await page.keyboard.press("Enter");
  assert.equal(await editor(page).inputValue(), "3");
  await page.keyboard.type("9");
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "requests.new.natural");
  assert.equal(await cell(page, "requests.new.natural").innerText(), "3");
  assert.equal(await trial(page).count(), 0);

  await page.keyboard.type("4");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "requests.new.business");
  assert.deepEqual(await shown(page, "requests.new.natural"), { del: "3", ins: "4" });
  assert.ok((await rules(page)).includes("A03"), "the sum that fails now");
  await page.keyboard.press("Shift+Tab");
  await cell(page, "requests.new.natural").focus();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
  assert.deepEqual(await shown(page, "requests.new.natural"), { del: "3", ins: "空白" });
  await type(page, "requests.new.natural", "3");
  assert.equal(await trial(page).count(), 0, "what the document says is no change");
});

withPage("what may stand in a cell, and what may not", async (page) => {
  await pasteText(page, sample("form-2019"));
  await verdict(page);
  await page.locator(".statutory summary").click();
  const takes = async (name, text, becomes) => {
    await type(page, name, text);
    assert.equal(await editor(page).count(), 0, `${name}: ${text}`);
    assert.equal((await shown(page, name)).ins, becomes, `${name}: ${text}`);
  };
  await takes("requests.new.legal", "１２", "12");
  await takes("requests.new.legal", "1,234", "1234");
  await takes("disclosure.licensing.change", "-7", "-7");
  await takes("disclosure.licensing.change", "－8", "-8");
  await takes("disclosure.procurement.amount", "12345.60", "12345.60");
  for (const [name, text, words] of [
    ["requests.new.legal", "-1", /非负整数/],
    ["requests.new.legal", "1.5", /非负整数/],
    ["requests.new.legal", "约20", /非负整数/],
    ["requests.new.legal", "3件", /非负整数/],
    ["disclosure.licensing.change", "1.5", /整数/],
    ["disclosure.procurement.amount", "-3", /数字/],
  ]) {
    const before = await cell(page, name).innerText();
    await type(page, name, text);
    assert.equal(await editor(page).getAttribute("aria-invalid"), "true", text);
    const told = page.locator(`#${await editor(page).getAttribute("aria-describedby")}`);
    assert.match(await told.innerText(), words);
    assert.equal(await told.getAttribute("role"), "alert");
    await page.keyboard.press("Escape");
    assert.equal(await cell(page, name).innerText(), before, "the old number stays");
  }
  await cell(page, "requests.new.legal").focus();
  await page.keyboard.press("x");
  assert.equal(await editor(page).count(), 0, "a letter begins nothing");
});

withPage("a number that cannot stand there is left when focus goes elsewhere, and this is said", async (page) => {
  await pasteText(page, seed("000"));
  await cell(page, "requests.new.natural").focus();
  await page.keyboard.press("F2");
  await page.keyboard.type("5.5");
  await page.getByTestId("theme").focus();
  assert.equal(await editor(page).count(), 0);
  assert.equal(await cell(page, "requests.new.natural").innerText(), "3");
  assert.match(await said(page).innerText(), /“5\.5”未填入/);
});

withPage("by mouse: two clicks begin, leaving keeps; with the button one click begins", async (page) => {
  await pasteText(page, wrong());
  await cell(page, WRONG).dblclick();
  assert.equal(await editor(page).inputValue(), "2");
  await page.keyboard.type("1");
  await cell(page, "requests.new.natural").click();
  assert.equal(await verdict(page), "consistent");
  assert.equal(await editor(page).count(), 0);

  const mode = page.getByTestId("edit");
  await mode.click();
  assert.equal(await mode.getAttribute("aria-pressed"), "true");
  await cell(page, "requests.new.business").click();
  await page.keyboard.type("6");
  await cell(page, "requests.new.natural").click();
  assert.deepEqual(await shown(page, "requests.new.business"), { del: "0", ins: "6" });
  assert.equal(await editor(page).count(), 1);
  await page.keyboard.press("Escape");
  await mode.click();
  await cell(page, "requests.new.business").locator(".v").click();
  assert.equal(await editor(page).count(), 0);
  await page.locator(".finding.selected").first().waitFor(); // a click shows the finding again
});

withPage("undo and redo go over typed and tried numbers alike", async (page) => {
  await pasteText(page, wrong());
  await page.getByTestId("try").first().click();
  assert.equal(await verdict(page), "consistent");
  await type(page, "requests.new.other", "5");
  assert.equal(await verdict(page), "inconsistent");
  assert.match(await trial(page).innerText(), /2 格/);
  await page.keyboard.press("Control+z");
  assert.equal(await verdict(page), "consistent");
  await page.keyboard.press("Control+z");
  assert.equal(await trial(page).count(), 0);
  assert.equal(await verdict(page), "inconsistent");
  await page.keyboard.press("Control+z");
  assert.equal(await verdict(page), "inconsistent", "one more does no harm to the report");
  await page.keyboard.press("Control+Shift+Z");
  assert.equal(await verdict(page), "consistent");
  await page.keyboard.press("Control+y");
  assert.match(await trial(page).innerText(), /2 格/);
  await page.getByTestId("back").click();
  assert.match(await trial(page).innerText(), /1 格/);
  assert.equal(await page.getByTestId("again").getAttribute("aria-disabled"), "false");
  await page.getByTestId("again").click();
  assert.match(await trial(page).innerText(), /2 格/);
  assert.equal(await page.getByTestId("again").getAttribute("aria-disabled"), "true");
  await page.getByTestId("take-back").click();
  assert.equal(await trial(page).count(), 0);
  await page.keyboard.press("Control+z");
  assert.match(await trial(page).innerText(), /2 格/, "taking all back can be undone as well");
});

withPage("another language keeps the changes; another report drops them, and its undoing brings them back", async (page) => {
  await pasteText(page, wrong());
  await type(page, WRONG, "1");
  await page.getByTestId("lang").click();
  assert.match(await trial(page).innerText(), /With 1 cell changed/);
  assert.deepEqual(await shown(page, WRONG), { del: "2", ins: "1" });
  await page.getByTestId("lang").click();
  await pasteText(page, sample("errors"));
  assert.equal(await trial(page).count(), 0);
  await page.getByTestId("undo").click();
  assert.equal(await verdict(page), "consistent");
  assert.deepEqual(await shown(page, WRONG), { del: "2", ins: "1" });
  await page.keyboard.press("Control+z");
  assert.equal(await trial(page).count(), 0, "and they can still be undone");
});

withPage("typing in the text keeps the changes; what is pasted into a cell is for the cell", async (page) => {
  await pasteText(page, wrong());
  await type(page, WRONG, "1");
  await page.getByTestId("view-text").click();
  await page.locator("#paste-box").press("Control+End");
  await page.keyboard.type("。");
  assert.match(await trial(page).innerText(), /1 格/);
  await cell(page, "requests.new.other").focus();
  await pasteText(page, "１２");
  await page.keyboard.press("Enter");
  assert.deepEqual(await shown(page, "requests.new.other"), { del: "0", ins: "12" });
});

withPage("cells without a number are filled; the row that was not there is there", async (page) => {
  const text = sample("consistent").split("\n").filter((line) => !line.includes("行政强制\t")).join("\n");
  await pasteText(page, text);
  assert.ok((await rules(page)).includes("C05"));
  const missing = cell(page, "disclosure.compulsion.decisions");
  assert.match(await missing.getAttribute("class"), /missing/);
  await type(page, "disclosure.compulsion.decisions", "0");
  assert.deepEqual(await shown(page, "disclosure.compulsion.decisions"), { del: "缺", ins: "0" });
  assert.ok(!(await rules(page)).includes("C05"));
});

/** What was copied: as HTML and as text. */
const clipboard = (page) =>
  page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type) => (await item.getType(type)).text();
    return { html: await read("text/html"), text: await read("text/plain") };
  });

withPage("a table is copied as a table with its merged cells, and what was changed is told", async (page) => {
  await pasteText(page, wrong());
  const table = page.locator(".statutory", { has: page.locator('[data-table="requests"]') });
  await table.getByTestId("copy").click();
  await page.getByText("已复制", { exact: true }).waitFor();
  assert.ok(!(await clipboard(page)).html.includes("注："));
  await type(page, WRONG, "1");
  await type(page, "requests.partial.legal", "");
  await table.getByTestId("copy").click();
  await page.getByText("已复制，含改动 2 格", { exact: true }).waitFor();
  const { html, text } = await clipboard(page);
  const got = await page.evaluate((html) => {
    // The styles are for Word; the page's own policy would refuse them here.
    const parsed = new DOMParser().parseFromString(html.replaceAll(/ style="[^"]*"/g, ""), "text/html");
    const table = parsed.querySelector("table");
    return {
      tables: parsed.querySelectorAll("table").length,
      border: table.getAttribute("border"),
      rows: [...table.rows].map((row) => [...row.cells].map((cell) => [cell.textContent.trim(), cell.colSpan, cell.rowSpan])),
      after: table.nextElementSibling.textContent,
    };
  }, html);
  assert.equal(got.tables, 1);
  assert.equal(got.border, "1");
  assert.deepEqual(got.rows[0].map(([, ...spans]) => spans), [[3, 3], [7, 1]]);
  assert.deepEqual(got.rows[1].map(([, ...spans]) => spans), [[1, 2], [5, 1], [1, 2]]);
  assert.deepEqual(got.rows[5].slice(0, 3), [["三、本年度办理结果", 1, 22], ["（一）予以公开", 2, 1], ["1", 1, 1]], "the number as changed");
  const width = (row) => row.reduce((sum, [, columns]) => sum + columns, 0);
  assert.equal(width(got.rows[0]), 10);
  assert.equal(got.after, "注：与报告原文不同的有2格：“（一）予以公开”行“自然人”列 2→1；“（二）部分公开”行“法律服务机构”列 0→空白。");
  const lines = text.trim().split("\n");
  assert.equal(lines.at(-1), got.after);
  assert.ok(lines.slice(0, -1).every((line) => line.split("\t").length === 10));
  assert.ok(lines.some((line) => line.startsWith("三、本年度办理结果\t（一）予以公开\t\t1\t0")), text);
  assert.ok(!/→|差 /.test(lines.slice(0, -1).join()), "none of the page's own signs");
});

withPage("the tables are saved for Word; what is saved can be checked again", async (page) => {
  await pasteText(page, wrong());
  await type(page, WRONG, "1");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("save-tables").click()]);
  assert.match(download.suggestedFilename(), /^嘉兴市经济和信息化局2021年三张法定表格\.doc$/);
  await page.getByText("已保存，含改动 1 格", { exact: true }).waitFor();
  const saved = readFileSync(await download.path(), "utf8");
  assert.ok(saved.includes("“（一）予以公开”行“自然人”列 2→1"));
  await drop(page, [file("saved.html", saved)]);
  await page.locator(".origin").waitFor();
  const identities = (await page.getByTestId("verdict").innerText()).match(/(\d+) 条关系全部成立|已核对/);
  assert.ok(identities, await page.getByTestId("verdict").innerText());
  assert.equal(await cell(page, WRONG).innerText(), "1");
  assert.deepEqual((await rules(page)).filter((rule) => rule.startsWith("A")), []);
});

withPage("by finger: a tap on a cell that has focus begins, or any with the button; nothing is too small", async (page) => {
  await pasteText(page, wrong());
  await cell(page, "requests.new.business").tap();
  assert.equal(await editor(page).count(), 0);
  await cell(page, "requests.new.business").tap();
  await editor(page).waitFor();
  assert.equal(await editor(page).getAttribute("inputmode"), "numeric");
  await page.keyboard.press("Escape");
  await page.getByTestId("edit").tap();
  await cell(page, WRONG).tap({ position: { x: 10, y: 8 } });
  await editor(page).waitFor();
  for (const target of [editor(page), page.getByTestId("edit"), page.getByTestId("copy").first(), page.getByTestId("save-tables")]) {
    const { width, height } = await target.boundingBox();
    assert.ok(width >= 24 && height >= 24, `${width} × ${height}`);
  }
  await page.keyboard.type("x");
  await page.keyboard.press("Enter");
  await shoot(page, "refused-cell-390");
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  assert.equal(await verdict(page), "consistent");
  await shoot(page, "edited-390", { fullPage: true });
}, { width: 390, height: 844, hasTouch: true });

withPage("a finding that was looked at stays selected while cells change; when it is mended, F8 goes on behind it", async (page) => {
  await pasteText(page, sample("errors"));
  assert.equal(await verdict(page), "inconsistent");
  const current = page.locator('[data-testid="finding"]:has([aria-current="true"])');
  const goes = (place) => page.locator(`#finding-${place}[aria-current="true"]`).waitFor();
  for (const place of [0, 1, 2]) {
    await page.keyboard.press("F8");
    await goes(place);
  }
  const looked = await current.locator(".message").innerText();

  // This proposal is of another table.
  const all = (await rules(page)).length;
  await page.locator('[data-testid="finding"][data-rule="A06"]').getByTestId("try").first().click();
  await page.getByTestId("changed").waitFor();
  assert.equal((await rules(page)).length, all - 1);
  assert.equal(await current.locator(".message").innerText(), looked, "the same finding");
  await page.getByTestId("take-back").click();
  await page.getByTestId("changed").waitFor({ state: "detached" });
  assert.equal(await current.locator(".message").innerText(), looked);

  // The first proposal mends the first finding.
  await page.locator("#finding-0").click();
  await goes(0);
  await page.getByTestId("try").first().click();
  await page.getByTestId("changed").waitFor();
  assert.equal(await current.count(), 0, "it is not there any more");
  await page.keyboard.press("F8");
  await goes(0);
});

withPage("a marked cell that is clicked can be typed into; its finding comes into sight", async (page) => {
  await pasteText(page, sample("errors"));
  assert.equal(await verdict(page), "inconsistent");
  const name = "requests.outcomes_total.natural";
  await cell(page, name).locator(".v").click();
  const finding = page.locator(".finding.selected").first();
  await finding.waitFor();
  assert.equal(await cell(page, name).evaluate((cell) => cell.contains(document.activeElement)), true, "focus stays");
  await page.keyboard.type("31");
  assert.equal(await editor(page).inputValue(), "31");
  await page.keyboard.press("Enter");
  await page.getByTestId("changed").waitFor();
  assert.deepEqual(await shown(page, name), { del: "13", ins: "31" });
});

withEmptyPage("what is pasted into the field that finds stays there; the file button takes no text", async (page) => {
  await pasteText(page, sample("errors"));
  assert.equal(await verdict(page), "inconsistent");
  const kept = await page.getByTestId("find").evaluate((field) => {
    field.focus();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "总计");
    return field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }));
  });
  assert.equal(kept, true, "the browser pastes it");
  assert.equal(await verdict(page), "inconsistent");

  // What stands on one line is a report all the same where no text can stand.
  await page.locator("#file").focus();
  await pasteText(page, sample("consistent").replaceAll("\n", " "));
  await page.locator("#marked-report", { hasText: "某某县示范局" }).waitFor();
});
