// What is saved and printed: each file as the browser gets it, the sheet as it comes out on paper.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { back, drop, file, marks, pasteText, report, sample, shoot, verdict, withBrowser } from "./browser.js";

const { GOUJI_SCREENSHOTS } = process.env;
const test = withBrowser();

/** Opens a menu by keyboard, saves in a form, and gives the name and bytes of the file. */
async function save(page, form, menu = "save") {
  await page.getByTestId(menu).locator("summary").focus();
  await page.keyboard.press("Enter");
  const act = page.getByTestId(menu).locator(`[data-act=${form}]`);
  const [download] = await Promise.all([page.waitForEvent("download"), act.press("Enter")]);
  return [download.suggestedFilename(), readFileSync(await download.path())];
}

/** The files in a ZIP archive, found by its table of contents. */
function unzip(bytes) {
  const files = {};
  for (let at = bytes.indexOf("PK\x01\x02"); at >= 0 && bytes.readUInt32LE(at) === 0x02014b50; ) {
    const [size, name, extra, comment] = [bytes.readUInt32LE(at + 20), ...[28, 30, 32].map((place) => bytes.readUInt16LE(at + place))];
    const place = bytes.readUInt32LE(at + 42);
    const start = place + 30 + bytes.readUInt16LE(place + 26) + bytes.readUInt16LE(place + 28);
    files[bytes.toString("utf8", at + 46, at + 46 + name)] = inflateRawSync(bytes.subarray(start, start + size)).toString();
    at += 46 + name + extra + comment;
  }
  return files;
}

/** Prints the sheet as the button does, the printer's window left out. */
async function sheet(page, print) {
  await page.evaluate(() => {
    window.print = () => (window.printed = true);
  });
  await print();
  await page.waitForFunction(() => window.printed);
  return page.locator(".gouji-sheet");
}

async function pdf(page, name) {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  if (GOUJI_SCREENSHOTS) writeFileSync(join(GOUJI_SCREENSHOTS, `${name}.pdf`), bytes);
  return bytes;
}

test("every form is saved, by keyboard, and holds what the page shows", async (page) => {
  await pasteText(page, sample("errors"));
  assert.equal(await verdict(page), "inconsistent");
  const shown = await page.getByTestId("finding").count();

  const [jsonName, json] = await save(page, "json");
  const review = JSON.parse(json);
  assert.equal(jsonName, "年度报告-核对结果.json");
  assert.equal(review.schema, "gouji/review/1");
  assert.equal(review.findings.length, shown);
  assert.equal(review.tried, undefined);
  assert.equal(await page.locator("details.save").getAttribute("open"), null, "the menu closes");

  const [csvName, csv] = await save(page, "csv");
  assert.equal(csvName, "年度报告-核对结果.csv");
  assert.equal(csv.subarray(0, 3).toString("hex"), "efbbbf");
  assert.equal(csv.toString().trim().split("\r\n").length, 1 + shown);

  const [xlsxName, xlsx] = await save(page, "xlsx");
  assert.equal(xlsxName, "年度报告-核对结果.xlsx");
  const parts = unzip(xlsx);
  assert.match(parts["xl/workbook.xml"], /汇总.*核对意见.*单元格/);
  assert.equal(parts["xl/worksheets/sheet2.xml"].split("<row ").length - 1, 1 + shown);

  const [markdownName, markdown] = await save(page, "markdown");
  assert.equal(markdownName, "年度报告-核对结果.md");
  assert.match(markdown.toString(), /结论：\*\*勾稽不一致\*\*/);
});

test("numbers that are tried are saved as tried, beside the document's", async (page) => {
  await pasteText(page, sample("errors"));
  await page.getByTestId("try").first().click();
  await page.getByTestId("changed").waitFor();
  const [, json] = await save(page, "json");
  const review = JSON.parse(json);
  assert.ok(review.tried.changes.length > 0);
  for (const { cell, from, to } of review.tried.changes) {
    assert.equal(review.report.cells[cell].value, from, "the document's number stays");
    assert.notEqual(from, to);
  }
  const printed = await sheet(page, () => page.keyboard.press("Control+p"));
  assert.match(await printed.textContent(), /试改（不是报告原有的数字）/);
});

for (const [name, findings, pages] of [
  ["consistent", 0, 1],
  ["errors", 9, 4],
]) {
  test(`the sheet of ${name} is printed`, async (page) => {
    await pasteText(page, sample(name));
    await verdict(page);
    const printed = await sheet(page, async () => {
      await page.getByTestId("save").locator("summary").click();
      await page.locator("[data-act=sheet]").click();
    });
    const text = await printed.textContent();
    for (const words of ["政府信息公开工作年度报告核查单", "编制机关", "核对日期", "核对结论", "核对人（签字）", "复核人（签字）"]) {
      assert.ok(text.includes(words), words);
    }
    assert.equal(await printed.locator(".finding h3").count(), findings);
    await page.emulateMedia({ media: "print" });
    assert.ok(await printed.isVisible());
    assert.equal(await page.locator("#app").isVisible(), false, "nothing but the sheet goes to paper");
    const aligned = await printed.locator(".sums").evaluate((table) => {
      const middle = (cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        const { left, right } = range.getBoundingClientRect();
        return (left + right) / 2;
      };
      const [heads, ...rows] = [...table.rows].map((row) => [...row.cells].slice(1).map(middle));
      return rows.every((row) => row.every((place, column) => Math.abs(place - heads[column]) < 2));
    });
    assert.ok(aligned, "numbers stand under their heads");
    assert.match(await page.title(), /^某某.+局\d{4}年政府信息公开工作年度报告核查单$/, "a PDF is named by agency and year");
    await page.emulateMedia({ media: null });
    const bytes = await pdf(page, `sheet-${name}`);
    const count = bytes.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    assert.ok(count >= 1 && count <= pages, `${count} pages`);
    assert.equal(await page.locator(".gouji-sheet").count(), 0, "it goes when it is printed");
    assert.equal(await page.locator("#app").isVisible(), true);
  });
}

test("a hostile report is words on the sheet", async (page) => {
  const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  await pasteText(page, sample("errors").replaceAll("保护第三方合法权利", `保护第三方合法权利${hostile}`));
  await verdict(page);
  const printed = await sheet(page, () => page.keyboard.press("Control+p"));
  assert.equal(await printed.locator("img, script, a, [onerror]").count(), 0);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});

test(
  "the sheet and the menu in English",
  async (page) => {
    await pasteText(page, sample("errors"));
    await verdict(page);
    await page.locator("details.save summary").click();
    await shoot(page, "save-en");
    const printed = await sheet(page, () => page.locator("[data-act=sheet]").click());
    assert.match(await printed.textContent(), /check sheet.*Checked by:/);
    assert.equal(await printed.getAttribute("lang"), "en");
    await pdf(page, "sheet-errors-en");
  },
  { lang: "en", width: 390, theme: "dark" },
);

test("the menu as it looks; Escape and a press elsewhere close it", async (page) => {
  await pasteText(page, sample("errors"));
  await verdict(page);
  const menu = page.getByTestId("save");
  const isOpen = async () => (await menu.getAttribute("open")) !== null;
  await menu.locator("summary").click();
  await shoot(page, "save");
  await menu.locator("[data-act=csv]").focus();
  await page.keyboard.press("Escape");
  assert.equal(await isOpen(), false);
  assert.equal(await menu.locator("summary").evaluate((summary) => summary === document.activeElement), true, "focus is not lost");
  await menu.locator("summary").click();
  assert.equal(await isOpen(), true);
  await page.locator("#findings-title").click();
  assert.equal(await isOpen(), false);
});

test("files that were dropped together are saved together, with what could not be read", async (page) => {
  const files = [file("甲.txt", sample("errors")), file("乙.txt", sample("consistent")), file("丙.gif", "GIF89a\x01\x00\x01\x00", "image/gif")];
  await drop(page, files);
  await marks(page, 3);

  const [jsonName, json] = await save(page, "json", "save-all");
  const reviews = JSON.parse(json);
  assert.equal(jsonName, "3份年度报告-核对结果.json");
  assert.deepEqual(reviews.map(({ source }) => source.name), ["甲.txt", "乙.txt", "丙.gif"]);
  assert.deepEqual(reviews.map(({ summary }) => summary.verdict), ["inconsistent", "consistent", "unsupported"]);
  assert.match(reviews[2].summary.reason, /GIF/);

  const [, csv] = await save(page, "csv", "save-all");
  const lines = csv.toString().trim().split("\r\n");
  assert.equal(lines.filter((line) => line.includes("甲.txt")).length, reviews[0].findings.length);

  const [, xlsx] = await save(page, "xlsx", "save-all");
  const summary = unzip(xlsx)["xl/worksheets/sheet1.xml"];
  assert.equal(summary.split("<row ").length - 1, 1 + files.length);

  const printed = await sheet(page, async () => {
    await page.getByTestId("save-all").locator("summary").click();
    await shoot(page, "save-all");
    await page.getByTestId("save-all").locator("[data-act=sheet]").click();
  });
  assert.equal(await printed.locator("h1").count(), files.length, "a sheet for each");
  await pdf(page, "sheets-all");
});

test("what was done to each file of a list stays with it, and is saved with it as tried", async (page) => {
  await drop(page, [file("甲.txt", sample("errors")), file("乙.txt", sample("consistent"))]);
  const shows = (name) => page.locator(".origin", { hasText: name }).waitFor();
  await marks(page, 2);
  await report(page, 0).click();
  await shows("甲.txt");
  await page.getByTestId("try").first().click();
  await page.getByTestId("changed").waitFor();
  await page.locator('[data-rule="C07"] .open').click();
  await page.locator('[data-rule="C07"] [data-act="off"]').click();
  await back(page);
  await report(page, 1).click();
  await shows("乙.txt");
  assert.equal(await page.getByTestId("changed").count(), 0);
  await back(page);

  const [, json] = await save(page, "json", "save-all");
  const [first, second] = JSON.parse(json);
  assert.ok(first.tried.changes.length > 0);
  assert.equal(first.summary.errors, 6, "the document's own");
  assert.equal(second.tried, undefined);
  const printed = await sheet(page, async () => {
    await page.getByTestId("save-all").locator("summary").click();
    await page.getByTestId("save-all").locator("[data-act=sheet]").click();
  });
  assert.match(await printed.textContent(), /停用了规则C07/);

  await report(page, 0).click();
  await shows("甲.txt");
  await page.getByTestId("changed").waitFor();
  assert.equal(await page.getByTestId("off").count(), 1);
  assert.equal(await page.getByTestId("finding").and(page.locator('[data-rule="C07"]')).count(), 0);
  await page.locator("#marked-report").focus();
  await page.keyboard.press("Control+z");
  await page.getByTestId("changed").waitFor({ state: "detached" });
  await shows("甲.txt");
});

test("what is being saved is saved, whatever is dropped meanwhile", async (page) => {
  const pdf = readFileSync(new URL("../reports/formats/2021-chromium.pdf", import.meta.url));
  const many = Array.from({ length: 6 }, (_, index) => file(`${index}.pdf`, pdf, "application/pdf"));
  await drop(page, many);
  await marks(page, 6);
  await page.getByTestId("save-all").locator("summary").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByTestId("save-all").locator("[data-act=json]").click().then(() => drop(page, [file("新.txt", sample("consistent"))])),
  ]);
  const reviews = JSON.parse(readFileSync(await download.path()));
  assert.deepEqual(reviews.map(({ source, summary }) => [source.name, summary.verdict === "unsupported"]), many.map(({ name }) => [name, false]));
  await page.getByTestId("desk-question").waitFor();
});
