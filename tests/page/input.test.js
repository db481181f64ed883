// How a report gets into the page: paste, drop, file button, samples, typing.
import assert from "node:assert/strict";
import { cell, drop, file, marks, pasteText, report, reportHtml, rules, sample, seed, verdict, withBrowser } from "./browser.js";

const withPage = withBrowser();

withPage("pasting seed 000 shows its three tables and that it is consistent", async (page) => {
  assert.equal(await page.getByTestId("verdict").count(), 0);
  await page.locator("#paste-box").focus();
  await pasteText(page, seed("000"));
  assert.equal(await verdict(page), "consistent");
  assert.match(await page.getByTestId("verdict").innerText(), /勾稽一致：42 条关系全部成立/);
  assert.equal(await page.locator("[data-table]").count(), 3);
  assert.equal(await cell(page, "requests.new.natural").innerText(), "3");
  assert.equal(await cell(page, "requests.unavailable.not_held.total").innerText(), "2");
  assert.equal(await cell(page, "disclosure.normative.in_force").textContent(), "2");
  assert.equal(await cell(page, "reviews.litigation_after.total").innerText(), "0");
  assert.equal(await page.locator("[data-cell]:is(.broken, .suspect)").count(), 0);
});

withPage("every cell of every seed stands in the tables as expected.json has it", async (page) => {
  const { expectedCells } = await import("./browser.js");
  for (const number of ["000", "001", "002", "003", "004"]) {
    await pasteText(page, seed(number));
    await verdict(page);
    const shown = await page.locator("[data-cell]").evaluateAll((cells) =>
      Object.fromEntries(cells.map((cell) => [cell.dataset.cell, cell.classList.contains("blank") ? null : cell.textContent.trim()])),
    );
    for (const [name, value] of expectedCells(number)) {
      assert.ok(name in shown, `${number}: ${name} is not drawn`);
      if (value === null) assert.ok([null, ""].includes(shown[name]), `${number}: ${name} shows ${shown[name]}`);
      else assert.equal(Number(shown[name]), value, `${number}: ${name}`);
    }
  }
});

withPage("the clipboard's HTML is preferred to its text where it holds a table", async (page) => {
  const [html, text] = [reportHtml(sample("consistent")), "只有文字，没有表格"];
  await page.evaluate(
    ([html, text]) =>
      navigator.clipboard.write([
        new ClipboardItem({
          "text/html": new Blob([html], { type: "text/html" }),
          "text/plain": new Blob([text], { type: "text/plain" }),
        }),
      ]),
    [html, text],
  );
  await page.locator("#paste-box").focus();
  await page.keyboard.press("Control+V");
  assert.equal(await verdict(page), "consistent");
  assert.equal(await cell(page, "requests.new.total").innerText(), "12");
  assert.ok((await page.locator("#marked-report td[rowspan]").count()) > 3, "merged cells are drawn merged");
});

withPage("a report copied from another page by the keyboard is read", async (page, context) => {
  const other = await context.newPage();
  await other.setContent(`<nav>首页 > 信息公开</nav>${reportHtml(sample("errors"))}<footer>访问量 123456</footer>`);
  await other.locator("body").click();
  await other.keyboard.press("Control+A");
  await other.keyboard.press("Control+C");
  await other.close();
  await page.bringToFront();
  await page.locator("#paste-box").focus();
  await page.keyboard.press("Control+V");
  assert.equal(await verdict(page), "inconsistent");
  assert.equal(await cell(page, "requests.outcomes_total.natural").innerText(), "13");
  await page.waitForFunction((wanted) => document.activeElement.className === wanted, "line"); // focus is not lost
});

withPage("a paste anywhere replaces the report, into an edited text it only inserts", async (page) => {
  await pasteText(page, sample("errors"));
  assert.equal(await verdict(page), "inconsistent");
  await page.evaluate(() => document.activeElement.blur());
  await pasteText(page, sample("consistent"));
  assert.equal(await verdict(page), "consistent");
  await page.getByTestId("view-text").click();
  const box = page.locator("#paste-box");
  await box.focus();
  await page.evaluate(() => document.activeElement.setSelectionRange(0, 0));
  await page.evaluate(() => navigator.clipboard.writeText("附注\n"));
  await page.keyboard.press("Control+V");
  assert.ok((await box.inputValue()).startsWith("附注\n某某县示范局"));
});

const undo = (page) => page.getByTestId("undo");

withPage("what takes the place of a report can be undone: a stray paste, clearing, a file, a refusal", async (page) => {
  await drop(page, [file("甲.txt", seed("000"))]);
  assert.equal(await verdict(page), "consistent");
  assert.equal(await undo(page).count(), 0, "nothing was there before");
  const acts = [
    () => pasteText(page, "会议通知"),
    () => page.getByTestId("clear").click(),
    () => page.getByTestId("sample-errors").click(),
    () => drop(page, [file("乙.txt", sample("errors"))]),
    () => drop(page, [file("丙.png", "\x89PNG")]),
    () => drop(page, [file("丁.txt", sample("errors")), file("戊.txt", sample("consistent"))]),
  ];
  for (const act of acts) {
    await act();
    await undo(page).click();
    assert.equal(await verdict(page), "consistent", String(act));
    assert.equal(await page.locator(".origin").innerText(), "甲.txt · 文本");
    assert.equal(await cell(page, "requests.new.natural").innerText(), "3");
    assert.equal(await page.getByTestId("notice").count(), 0);
    assert.equal(await page.getByTestId("desk").count(), 0);
    assert.equal(await undo(page).count(), 0);
    await page.waitForFunction((wanted) => document.activeElement.className === wanted, "line"); // focus is not lost
  }
});

withPage("Ctrl+Z brings a report back in the page's language, and in the box it takes back what was typed", async (page) => {
  await pasteText(page, seed("001"));
  const before = await rules(page);
  await page.getByTestId("lang").click();
  await page.evaluate(() => document.activeElement.blur());
  await pasteText(page, "通知");
  assert.equal(await verdict(page), "unsupported");
  await page.getByTestId("lang").click();
  await page.locator(".headline").click();
  await page.keyboard.press("Control+Z");
  assert.equal(await verdict(page), "consistent");
  assert.deepEqual(await rules(page), before);
  assert.match(await page.locator(".finding .message").first().innerText(), /\p{Script=Han}/u);

  await page.getByTestId("sample-2019").click();
  await page.getByTestId("view-text").click();
  await page.locator("#paste-box").press("Control+End");
  await page.keyboard.type("附");
  assert.equal(await undo(page).count(), 0, "what is being edited is not offered to be thrown away");
  await page.keyboard.press("Control+Z");
  assert.equal(await page.locator("#paste-box").inputValue(), sample("form-2019"));
});

withPage("a set that a paste took the place of is brought back", async (page) => {
  await drop(page, [file("甲.txt", seed("000")), file("乙.docx", "PK\x03\x04"), file("丙.txt", sample("errors"))]);
  await marks(page, 3);
  await pasteText(page, "会议通知");
  assert.equal(await verdict(page), "unsupported");
  assert.equal(await page.getByTestId("desk").count(), 0);
  await undo(page).click();
  assert.deepEqual(await marks(page, 3), ["consistent", "unread", "faulty"]);
  await report(page, 2).click();
  assert.equal(await verdict(page), "inconsistent");
});

withPage("typing checks at once and keeps the caret", async (page) => {
  await page.getByTestId("sample-consistent").click();
  assert.equal(await verdict(page), "consistent");
  await page.getByTestId("view-text").click();
  const box = page.locator("#paste-box");
  const text = await box.inputValue();
  const place = text.indexOf("（一）予以公开\t4") + "（一）予以公开\t".length;
  await box.focus();
  await page.evaluate((place) => document.activeElement.setSelectionRange(place, place), place);
  await page.keyboard.type("1");
  await page.waitForFunction(() => document.querySelector("[data-verdict]")?.dataset.verdict === "inconsistent");
  assert.equal(await cell(page, "requests.granted.natural").innerText(), "14");
  await page.waitForFunction((wanted) => document.activeElement.id === wanted, "paste-box");
  assert.equal(await page.evaluate(() => document.activeElement.selectionStart), place + 1);
  await page.keyboard.press("Backspace");
  await page.waitForFunction(() => document.querySelector("[data-verdict]")?.dataset.verdict === "consistent");
});

withPage("a dropped file is read", async (page) => {
  await drop(page, [file("2023.txt", sample("errors"))]);
  assert.equal(await verdict(page), "inconsistent");
  assert.equal(await page.locator(".origin").innerText(), "2023.txt · 文本");
  assert.equal(await page.getByTestId("notice").count(), 0);
});

withPage("an HTML file in GB18030 is decoded", async (page) => {
  // The letters are UTF-8 for the test's reader; the file's bytes come from the browser's own decoder, turned round.
  const bytes = await page.evaluate((text) => {
    const table = new Map();
    const decoder = new TextDecoder("gb18030");
    for (let high = 0x81; high <= 0xfe; high++)
      for (let low = 0x40; low <= 0xfe; low++) {
        if (low === 0x7f) continue;
        const letter = decoder.decode(new Uint8Array([high, low]));
        if (letter.length === 1 && !table.has(letter)) table.set(letter, [high, low]);
      }
    return [...text].flatMap((letter) => (letter.charCodeAt(0) < 0x80 ? [letter.charCodeAt(0)] : table.get(letter)));
  }, sample("consistent"));
  await drop(page, [{ ...file("报告.txt", ""), base64: Buffer.from(bytes).toString("base64") }]);
  assert.equal(await verdict(page), "consistent");
  assert.match(await page.locator(".origin").innerText(), /gb18030/);
  assert.match(await page.locator("#marked-report").textContent(), /某某县示范局2024年/);
});

withPage("the file button opens a file", async (page) => {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.locator("label.file").click()]);
  await chooser.setFiles({ name: "年报.md", mimeType: "text/markdown", buffer: Buffer.from(sample("consistent")) });
  assert.equal(await verdict(page), "consistent");
});

for (const [name, bytes, says] of [
  ["报告.docx", "PK\x03\x04\x14\x00", /不完整/],
  ["扫描.png", "\x89PNG\r\n\x1a\n", /PNG/],
  ["报告.pdf", "%PDF-1.7\n", /PDF/],
]) {
  withPage(`${name} is refused with a sentence, and nothing of an earlier answer stays`, async (page) => {
    await page.getByTestId("sample-consistent").click();
    await verdict(page);
    await drop(page, [file(name, Buffer.from(bytes, "latin1"), "application/octet-stream")]);
    const notice = page.getByRole("status").getByTestId("notice");
    await notice.waitFor();
    assert.match(await notice.innerText(), says);
    assert.equal(await page.locator("[data-cell]").count(), 0);
    assert.equal(await page.getByTestId("verdict").count(), 0);
  });
}

withPage("another document is unsupported, with the reason", async (page) => {
  await pasteText(page, "会议通知\n\n请各科室负责人于周五下午参加例会。");
  assert.equal(await verdict(page), "unsupported");
  assert.ok((await page.locator(".subline").first().innerText()).length > 8);
  assert.equal(await page.locator("[data-cell]").count(), 0);
});

for (const [name, expected, total] of [
  ["sample-consistent", "consistent", "12"],
  ["sample-errors", "inconsistent", "39"],
  ["sample-2019", "consistent", "4"],
]) {
  withPage(`${name} shows ${expected}`, async (page) => {
    await page.getByTestId(name).click();
    assert.equal(await verdict(page), expected);
    assert.equal(await cell(page, "requests.new.total").innerText(), total);
    if (name === "sample-errors") {
      const found = await rules(page);
      for (const rule of ["A01", "A02", "A03", "A06", "B02", "C07"]) assert.ok(found.includes(rule), `${rule} is missing`);
    } else {
      assert.deepEqual(await page.locator(".finding.error").count(), 0);
    }
    if (name === "sample-2019") {
      assert.match(await page.locator(".statutory").first().textContent(), /上一年项目数量/);
      assert.equal(await cell(page, "requests.closed.total").innerText(), "0");
      assert.equal(await cell(page, "disclosure.services.change").textContent(), "+2");
    }
    await page.getByTestId("clear").click();
    assert.equal(await page.getByTestId("verdict").count(), 0);
    assert.equal(await page.locator("#paste-box").inputValue(), "");
    await page.waitForFunction((wanted) => document.activeElement.id === wanted, "paste-box");
  });
}

withPage("a very large document is shown in part, and that is said", async (page) => {
  await pasteText(page, sample("consistent") + "\n附注。\n".repeat(4000));
  assert.equal(await verdict(page), "consistent");
  assert.match(await page.locator(".cut").innerText(), /开头部分/);
  assert.ok((await page.locator("#marked-report p").count()) <= 2001);
});

withPage("a long text is read in the worker, and checked when typing rests", async (page) => {
  const saved = `<!-- ${"saved ".repeat(50000)} -->${reportHtml(sample("errors"))}`;
  await pasteText(page, saved);
  assert.equal(await verdict(page), "inconsistent");
  assert.equal(await cell(page, "requests.outcomes_total.natural").innerText(), "13");
  assert.equal(page.workers().length, 1, "nothing else read it");

  await page.getByTestId("view-text").click();
  await page.locator("#paste-box").fill(`${sample("consistent")}\n${"附件略。".repeat(30000)}`);
  assert.match(await page.getByTestId("notice").innerText(), /停止输入后即行核对/);
  assert.equal(await page.locator("[data-cell]").count(), 0, "no number of the former report stays");
  assert.equal(await verdict(page), "consistent");
  assert.equal(await cell(page, "requests.new.total").innerText(), "12");
});
