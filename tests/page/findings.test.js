// From a finding to its cell and its words, and back; by mouse and by keyboard; in both languages and all colours.
import assert from "node:assert/strict";
import { cell, drop, file, pasteText, ready, rules, sample, seed, verdict, withBrowser, withKeys } from "./browser.js";

const withPage = withBrowser();

/** The official tables' cells that carry a class. */
const marked = (page, selector) =>
  page.locator(`[data-cell]${selector}`).evaluateAll((cells) => cells.map((cell) => cell.dataset.cell).sort());

const ROWS = ["granted", "partial"]
  .concat(["state_secret", "law", "security", "third_party", "internal", "process", "enforcement", "inquiry"].map((row) => `denied.${row}`))
  .concat(["not_held", "to_create", "unclear"].map((row) => `unavailable.${row}`))
  .concat(["petition", "repeat", "publication", "excessive", "confirmation"].map((row) => `rejected.${row}`))
  .concat(["not_corrected", "fee_unpaid", "other"].map((row) => `closed.${row}`))
  .concat(["outcomes_total"]);
const COLUMNS = ["natural", "business", "research", "welfare", "legal", "other", "total"];
const rowOf = (row) => COLUMNS.map((column) => `requests.${row}.${column}`);
const columnOf = (column) => ROWS.map((row) => `requests.${row}.${column}`);
const balanceOf = (column) => ["new", "carried_in", "outcomes_total", "carried_out"].map((row) => `requests.${row}.${column}`);
const union = (...lists) => [...new Set(lists.flat())].sort();

/** Seed 000 with one number of table three changed. */
function changed(label, from, to, text = seed("000")) {
  const place = text.indexOf("\n", text.indexOf(`\t${label}`, text.indexOf("\t一、本年新收"))) + 1;
  assert.equal(text.slice(place).match(/^\t\s*(\d+)/)[1], from);
  return text.slice(0, place) + text.slice(place).replace(from, to);
}

withPage("one number changed lights up exactly its row and its column, in the table and in the text", async (page) => {
  await pasteText(page, changed("（一）予以公开", "1", "2"));
  assert.equal(await verdict(page), "inconsistent");
  assert.match(await page.getByTestId("verdict").innerText(), /勾稽不一致：2 处错误，不宜发布/);
  assert.deepEqual((await rules(page)).filter((rule) => rule.startsWith("A")), ["A01", "A02"]);
  assert.deepEqual(await marked(page, ":is(.broken, .suspect)"), union(rowOf("granted"), columnOf("natural")));
  assert.deepEqual(await marked(page, ".suspect"), ["requests.granted.natural"]);
  const equations = await page.getByTestId("equation").allInnerTexts();
  assert.deepEqual(equations, ["2 ≠ 1，差 1", "2 + 2 ≠ 3，差 1"]);
  assert.match(await page.locator('[data-testid="unequal"][data-rule="A01"]').innerText(), /2 ≠ 1，差 1/);
  assert.match(await page.locator('[data-testid="unequal"][data-rule="A02"]').innerText(), /自然人 2 \+ 2 ≠ 3，差 1/);
  assert.equal(await page.getByTestId("unequal-column").count(), 1);
  // The text holds the same cells: 7 of the row and 21 of the column, one of them shared.
  assert.equal(await page.locator("#marked-report mark:is(.broken, .suspect)").count(), union(rowOf("granted"), columnOf("natural")).length);
  assert.equal(await page.locator("#marked-report mark.suspect").innerText(), "2");
});

withPage("a wrong total breaks row, column and balance, and where they cross stands the suspect", async (page) => {
  await pasteText(page, changed("（七）总计", "3", "5"));
  assert.equal(await verdict(page), "inconsistent");
  assert.deepEqual((await rules(page)).filter((rule) => rule.startsWith("A")), ["A01", "A02", "A03"]);
  assert.deepEqual(
    await marked(page, ":is(.broken, .suspect)"),
    union(rowOf("outcomes_total"), columnOf("natural"), balanceOf("natural")),
  );
  assert.deepEqual(await marked(page, ".suspect"), ["requests.outcomes_total.natural"]);
  assert.ok((await page.getByTestId("equation").allInnerTexts()).includes("3 + 0 ≠ 5 + 0，差 2"));
});

withPage("a finding leads to its cell, a cell back to its finding, words too", async (page) => {
  await page.getByTestId("sample-errors").click();
  const finding = page.locator('[data-rule="A03"]').and(page.getByTestId("finding"));
  await finding.locator(".open").click();
  await page.waitForFunction((wanted) => document.activeElement.dataset.cell === wanted, "requests.outcomes_total.natural");
  assert.deepEqual(await marked(page, ".selected"), balanceOf("natural").sort());
  assert.equal(await page.locator("mark.selected").count(), 4);
  assert.match(await finding.getAttribute("class"), /selected/);
  for (const element of [cell(page, "requests.outcomes_total.natural"), finding, page.locator("mark.selected.suspect").first()]) {
    assert.ok(await inSight(element), "what is selected is in sight in every pane");
  }

  await cell(page, "requests.unavailable.not_held.business").focus();
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.activeElement.closest("[data-rule]")?.dataset.rule === "A01");
  assert.deepEqual(await marked(page, ".selected"), rowOf("unavailable.not_held").sort());

  await page.locator("mark.suspect").first().click();
  assert.ok((await page.locator(".finding.selected").count()) >= 2, "every finding that meets there is selected");
});

for (const width of [1440, 390]) {
  const act = async (page) => {
    await page.getByTestId("sample-errors").click();
    const suspect = await page.locator("[data-cell].suspect").first().getAttribute("data-cell");
    const findings = page.locator(".finding.error");
    const aims = [];
    for (let index = 0; index < (await findings.count()); index++) {
      await findings.nth(index).locator(".open").click();
      const aim = await page.evaluate(() => document.activeElement.dataset.cell);
      const selected = await marked(page, ".selected.suspect");
      assert.ok(selected.length === 0 || selected.includes(aim), `${aim} is not among the suspects ${selected}`);
      assert.ok(await inSight(cell(page, aim)), `${aim} is not in sight`);
      aims.push(aim);
    }
    assert.ok(aims.includes(suspect), `${suspect} is led to: ${aims}`);
  };
  withPage(`a finding leads to its suspect cell, wherever in the row it stands: ${width} px`, act, { width });
}

withPage("why a rule matters is said once for all its findings, what to do with each", async (page) => {
  await pasteText(page, [["（一）予以公开", "1", "2"], ["（七）总计", "3", "5"]].reduce((text, change) => changed(...change, text), seed("000")));
  const all = await page.getByTestId("finding").evaluateAll((all) =>
    all.map((one) => ({ rule: one.dataset.rule, whys: one.querySelectorAll(".why").length, hints: one.querySelectorAll(".hint").length })),
  );
  assert.ok(all.length > new Set(all.map(({ rule }) => rule)).size, "a rule has two findings");
  const seen = new Set();
  for (const { rule, whys, hints } of all) {
    assert.equal(whys, seen.has(rule) ? 0 : 1, rule);
    assert.equal(hints, 1, rule);
    seen.add(rule);
  }
});

withPage("English counts one as one", async (page) => {
  const wrong = sample("consistent")
    .replace(/^(行政强制\t)\d+$/m, "$1")
    .replace(/^((?:\d+\t){4})(\d+)((?:\t\d+){10})$/m, (_, before, total, after) => before + (Number(total) + 1) + after)
    .replace("行政复议1件", "行政复议2件");
  await page.getByTestId("lang").click();
  await drop(page, [file("甲.txt", wrong)]);
  assert.equal(await verdict(page), "inconsistent");
  const said = await page.locator("body").innerText();
  for (const words of ["Inconsistent: 1 error, do not publish", "has 1 blank cell ("]) {
    assert.ok(said.includes(words), `${words}: ${said}`);
  }
  assert.doesNotMatch(said, /(?<![\d.])1 (errors|warnings|notes|sums|files|rows|cells|numbers)\b/);
});

withPage("the sign beside a broken row leads to its finding", async (page) => {
  await page.getByTestId("sample-errors").click();
  await page.locator('[data-testid="unequal"][data-rule="A06"]').click();
  await page.waitForFunction((wanted) => document.activeElement.closest("[data-rule]")?.dataset.rule === wanted, "A06");
});

withPage("F8 goes through all findings and round, Shift+F8 back, the arrow keys stay in the list", async (page) => {
  await page.getByTestId("sample-errors").click();
  const all = await page.getByTestId("finding").count();
  const isAt = (index) =>
    page.waitForFunction((wanted) => [...document.querySelectorAll('[aria-current="true"]')].map((one) => one.id).join() === wanted, `finding-${index}`);
  await page.keyboard.press("F8");
  await isAt(0);
  await page.waitForFunction(() => document.activeElement.closest("[data-cell]"));
  for (let step = 1; step < all; step++) await page.keyboard.press("F8");
  await isAt(all - 1);
  await page.keyboard.press("F8");
  await isAt(0);
  await page.keyboard.press("Shift+F8");
  await isAt(all - 1);

  await page.locator("#finding-0").focus();
  await page.keyboard.press("ArrowUp");
  await page.locator(`#finding-${all - 2}`).waitFor();
  await page.waitForFunction((wanted) => document.activeElement.id === wanted, `finding-${all - 2}`);
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction((wanted) => document.activeElement.id === wanted, `finding-${all - 1}`);
});

withPage("everything can be done by keyboard alone", async (page) => {
  await withKeys(page);
  const focused = (attribute) => page.evaluate((name) => document.activeElement.getAttribute(name), attribute);
  await page.keyboard.press("Tab");
  assert.equal(await focused("href"), "#result");
  await tabTo(page, async () => (await focused("data-testid")) === "sample-errors");
  await page.keyboard.press("Enter");
  assert.equal(await verdict(page), "inconsistent");
  await tabTo(page, async () => (await focused("id")) === "finding-0");
  assert.ok(await outlined(page), "focus is seen");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.dataset.cell);
  const first = await page.evaluate(() => document.activeElement.dataset.cell);
  assert.ok(await outlined(page), "focus is seen");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((first) => ![undefined, first].includes(document.activeElement.dataset.cell), first);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.activeElement.className === "open");
});

withPage("the skip link leads to the result", async (page) => {
  await page.getByTestId("sample-errors").click();
  await page.locator(".skip").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((wanted) => document.activeElement.id === wanted, "result");
});

withPage("English says everything in English and is remembered", async (page) => {
  await page.getByTestId("sample-errors").click();
  const before = await rules(page);
  const lang = page.getByTestId("lang");
  assert.equal(await lang.innerText(), "English");
  await lang.click();
  await page.waitForFunction(() => document.documentElement.lang === "en");
  assert.match(await page.getByTestId("verdict").innerText(), /^\S*\s*Inconsistent: \d+ errors, do not publish/);
  assert.deepEqual(await rules(page), before, "the same findings");
  const said = await page.getByTestId("finding").first().innerText();
  assert.ok((said.match(/\p{Script=Han}/gu) ?? []).length < 12, said);
  for (const part of [".top", ".findings .bar", ".tables .bar", ".start"]) {
    const words = (await page.locator(part).innerText()).replace("中文", "");
    assert.doesNotMatch(words, /\p{Script=Han}/u, part);
  }
  await page.reload();
  await ready(page);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.equal(await lang.innerText(), "中文");
});

withPage("the colours follow the menu and are remembered", async (page) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.getByTestId("theme").selectOption("dark");
  const dark = await ground();
  assert.notEqual(light, dark);
  await page.reload();
  await ready(page);
  assert.equal(await ground(), dark);
  assert.equal(await page.getByTestId("theme").inputValue(), "dark");
  await page.getByTestId("theme").selectOption("light");
  assert.equal(await ground(), light);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => !key.startsWith("gouji-"))), []);
});

withPage("in the text box the words of a selected finding are selected", async (page) => {
  await page.getByTestId("sample-errors").click();
  await page.locator('[data-testid="finding"][data-rule="A06"] .open').click();
  await page.getByTestId("view-text").click();
  const selected = () => page.evaluate(() => {
    const box = document.getElementById("paste-box");
    return box.value.slice(box.selectionStart, box.selectionEnd);
  });
  assert.ok((await selected()).length > 0);
});

async function tabTo(page, arrived) {
  for (let presses = 0; presses < 60; presses++) {
    if (await arrived()) return;
    await page.keyboard.press("Tab");
  }
  assert.fail("Tab does not get there");
}

const outlined = (page) =>
  page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle === "solid");

const inSight = (locator) =>
  locator.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + Math.min(box.width, 40) / 2, box.top + Math.min(box.height, 40) / 2];
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || hit.contains(element));
  });
