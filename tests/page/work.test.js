// Work is safe: nothing is left by a slip, what was done is saved in a file of one's own and goes on from there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { back, cell, drop, file, here, marks, pasteText, report, sample, seed, url, verdict, withBrowser, withKeys } from "./browser.js";

const withPage = withBrowser();

/** Whether the browser would ask before it leaves the page. */
const asks = (page) =>
  page.evaluate(() => {
    const event = new Event("beforeunload", { cancelable: true });
    dispatchEvent(event);
    return event.defaultPrevented;
  });

async function change(page, name, text) {
  await cell(page, name).press("F2");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await page.getByTestId("changed").waitFor();
}

/** Saves the work and gives what the file holds. */
async function save(page, menu, withTexts) {
  await page.getByTestId(menu).locator("summary").click();
  await page.getByTestId(menu).locator("[data-without]").setChecked(!withTexts);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId(menu).locator('[data-act="work"]').click()]);
  const bytes = readFileSync(await download.path());
  return { name: download.suggestedFilename(), bytes, content: JSON.parse(bytes) };
}

const openWork = (page, { name, bytes }) => page.locator("#work").setInputFiles({ name, mimeType: "application/json", buffer: bytes });

withPage("leaving asks while there are changes, tried repairs, typed words or several files, and not otherwise", async (page) => {
  await withKeys(page);
  assert.equal(await asks(page), false);
  await pasteText(page, sample("errors"));
  await verdict(page);
  assert.equal(await asks(page), false, "a report that was only looked at");
  await page.getByTestId("try").first().click();
  await page.getByTestId("changed").waitFor();
  assert.equal(await asks(page), true, "a tried repair");
  await page.getByTestId("take-back").click();
  await page.getByTestId("changed").waitFor({ state: "detached" });
  assert.equal(await asks(page), false);
  await change(page, "requests.new.total", "40");
  assert.equal(await asks(page), true, "a changed cell");
  await page.getByTestId("clear").click();
  assert.equal(await asks(page), false);
  await page.locator("#paste-box").fill(seed("000"));
  assert.equal(await asks(page), true, "typed words");
  await drop(page, [file("甲.txt", seed("000")), file("乙.txt", seed("001"))]);
  await marks(page, 2);
  assert.equal(await asks(page), true, "several files");
  await save(page, "save-all", true);
  assert.equal(await asks(page), false, "what is saved is safe");
});

withPage("work on a pasted report is saved and opened in a fresh page, with its texts", async (page, context) => {
  await withKeys(page);
  await pasteText(page, sample("errors"));
  await change(page, "requests.new.total", "40");
  const first = page.getByTestId("finding").first();
  const off = await first.getAttribute("data-rule");
  await first.locator(".open").click();
  await first.locator('[data-act="off"]').click();
  const saved = await save(page, "save", true);
  assert.equal(saved.content.schema, "gouji/work/1");
  const [one] = saved.content.files;
  assert.deepEqual([one.edits, one.decisions.off, one.text], [{ "requests.new.total": "40" }, [off], sample("errors")]);
  assert.match(one.sha256, /^[0-9a-f]{64}$/);
  const kept = await page.evaluate(async () => [Object.keys(localStorage), (await indexedDB.databases()).length]);
  assert.deepEqual(kept, [[], 0], "nothing is kept otherwise");
  const other = await context.newPage();
  await other.goto(url);
  await openWork(other, saved);
  await other.getByTestId("changed").waitFor();
  assert.equal(await cell(other, "requests.new.total").locator("ins").innerText(), "40");
  assert.match(await other.getByTestId("off").innerText(), new RegExp(off));
  await other.close();
});

withPage("work on files is saved without their texts; the same files bring it back", async (page, context) => {
  await withKeys(page);
  const docx = readFileSync(join(here, "../reports/formats/2021-python-docx.docx"));
  const files = () => [file("甲.txt", seed("000")), file("乙.docx", docx, "")];
  await drop(page, files());
  assert.deepEqual(await marks(page, 2), ["consistent", "faulty"]);
  await report(page, 1).click();
  await page.locator(".origin", { hasText: "乙.docx" }).waitFor();
  await change(page, "requests.new.total", "306");
  await back(page);
  const saved = await save(page, "save-all", false);
  assert.ok(!saved.bytes.toString().includes("base64") && !saved.bytes.toString().includes("嘉兴"));
  assert.deepEqual(saved.content.files.map(({ name, edits }) => [name, edits]), [
    ["甲.txt", {}],
    ["乙.docx", { "requests.new.total": "306" }],
  ]);
  const other = await context.newPage();
  await other.goto(url);
  await openWork(other, saved);
  await other.getByTestId("notice").waitFor();
  assert.match(await other.getByTestId("notice").innerText(), /甲\.txt、乙\.docx/);
  await drop(other, files());
  await marks(other, 2);
  await report(other, 1).click();
  await other.getByTestId("changed").waitFor();
  assert.equal(await cell(other, "requests.new.total").locator("ins").innerText(), "306");
  await other.close();
});

withPage("what is no work file says so", async (page) => {
  await openWork(page, { name: "别的.json", bytes: Buffer.from('{"schema": "other"}') });
  await page.getByTestId("notice").waitFor();
  assert.match(await page.getByTestId("notice").innerText(), /不是本页保存的工作文件.*。/);
});

withPage("Ctrl+Z in the field that finds takes back what was typed there, and changes no cell", async (page) => {
  await withKeys(page);
  await pasteText(page, sample("errors"));
  await change(page, "requests.new.total", "40");
  await page.getByTestId("find").pressSequentially("总计");
  await page.keyboard.press("Control+Z");
  assert.notEqual(await page.getByTestId("find").inputValue(), "总计");
  assert.equal(await cell(page, "requests.new.total").locator("ins").innerText(), "40");
});

withPage("a folder is chosen by a button: its reports are read, what is left out is named", async (page) => {
  const folder = await mkdtemp(join(tmpdir(), "gouji-"));
  await mkdir(join(folder, "各局"));
  await writeFile(join(folder, "各局", "甲.txt"), sample("consistent"));
  await writeFile(join(folder, "乙.txt"), sample("errors"));
  await writeFile(join(folder, "照片.jpg"), "x");
  await page.locator("#folder").setInputFiles(folder);
  assert.equal((await marks(page, 2)).length, 2);
  assert.match(await page.getByTestId("beside").innerText(), /照片\.jpg/);
});
