// Many reports on one page: the made-up county, whose faults are all found from the first screen.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { drop, file, pasteText, sample, shoot, verdict, withBrowser } from "./browser.js";

const { GOUJI_COUNTY } = process.env;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const withPage = withBrowser();

const rows = (page) => page.getByTestId("desk-row");
const row = (page, name) => rows(page).filter({ has: page.locator(".agency", { hasText: name }) }).first();
const chip = (page, mark) => page.locator(`.chip[data-mark="${mark}"]`);
const count = async (page, mark) => Number(await chip(page, mark).locator("b").innerText());
const settled = (page) => page.waitForFunction(() => document.querySelector("[data-testid=desk-total]") && !document.querySelector("[data-testid=desk-progress]"));

/** Chooses the county's folder, as a person does. */
async function county(page) {
  await page.locator("#folder").setInputFiles(join(GOUJI_COUNTY, "云岭县"));
  await settled(page);
}

/** Chooses the sample of a set. */
async function few(page) {
  await page.getByTestId("sample-set").click();
  await settled(page);
}

withPage("a folder opens as a set: counted, the worst first, this year's reports", async (page) => {
  await county(page);
  assert.equal(await page.getByTestId("desk-year").inputValue(), "2024");
  assert.ok((await count(page, "missing")) === 2);
  for (const mark of ["last-year", "sums", "alike", "unread", "consistent"]) assert.ok((await count(page, mark)) > 0, mark);
  const order = ["faulty", "last-year", "sums", "alike", "missing", "unread", "unchecked", "consistent"];
  const marks = await rows(page).evaluateAll((all) => all.map((one) => one.dataset.mark));
  const ranks = marks.map((mark) => order.indexOf(mark));
  assert.deepEqual(ranks, ranks.toSorted((a, b) => a - b));
  assert.ok(await page.locator(".panes").isHidden());
  await shoot(page, "desk-county");
});

/** Every planted fault: where it is seen. */
const PLANTED = [
  ["水利局", "last-year", /上年结转/],
  ["司法局", "last-year", /现行有效/],
  ["财政局", "last-year", /210|增长|同比/],
  ["民政局", "last-year", /第五部分|雷同|重复/],
  ["统计局", "last-year", /相同|一致|雷同/],
  ["商务局", "alike", /雷同/],
  ["卫生健康局", "alike", /医疗保障局/],
  ["审计局", "alike", /2023|年/],
  ["茶叶发展办公室", "alike", /渔业发展中心/],
  ["应急管理局", "alike", /应急管理局/],
  ["信访局", "missing", /上年有报告/],
  ["档案局", "missing", /上年有报告/],
];

withPage("every planted fault is reached from the first screen in at most three actions", async (page) => {
  await county(page);
  for (const [name, mark, words] of PLANTED) {
    await chip(page, mark).click();
    await page.waitForFunction((mark) => document.querySelector(`.chip[data-mark="${mark}"]`).ariaPressed === "true", mark);
    const found = row(page, name);
    await found.waitFor();
    assert.match(await found.locator(".problem").getAttribute("title"), words, name);
    await chip(page, mark).click();
  }
  await page.getByTestId("desk-tab-sums").click();
  await page.getByTestId("desk-parent").first().waitFor();
  const said = await page.getByTestId("desk-panel").innerText();
  assert.match(said, /恰好等于漏计云岭县行政审批服务局/);
  assert.match(said, /恰好等于重复计入云岭县市场监督管理局/);
  await page.getByTestId("desk-panel").locator("[aria-expanded=false]").first().click();
  await page.getByTestId("desk-below").waitFor();
  await shoot(page, "desk-sums");
});

withPage("a report of the set opens in the three panes, and back to where one was", async (page) => {
  await county(page);
  const first = rows(page).first();
  const name = await first.locator(".agency").innerText();
  await first.click();
  await verdict(page);
  assert.ok(await page.locator(".panes").isVisible());
  assert.match(await page.getByTestId("desk-place").innerText(), /^1\/\d+$/);
  assert.ok(name.length > 3);
  await shoot(page, "desk-report");
  await page.keyboard.press("Alt+ArrowDown");
  await page.waitForFunction(() => document.querySelector("[data-testid=desk-place]").innerText.startsWith("2/"));
  await page.getByTestId("desk-back").click();
  await page.waitForFunction(() => document.activeElement?.dataset.row === "1");
  assert.ok(await page.locator(".panes").isHidden());
});

withPage("what the set says of a report stands above it, and leads to the other one", async (page) => {
  await few(page);
  await row(page, "水利局").click();
  const said = page.locator(".of-set[data-rule=G01]");
  await said.waitFor();
  assert.match(await said.innerText(), /上年结转/);
  await said.locator("[data-report]").first().click();
  await page.waitForFunction(() => document.querySelector(".origin")?.innerText.includes("2023"));
});

withPage("sought, chosen, sorted; the total follows", async (page) => {
  await few(page);
  await page.getByTestId("desk-search").fill("水利");
  await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 1);
  assert.equal(await page.getByTestId("desk-total").innerText(), "1份");
  await page.getByTestId("desk-search").fill("");
  await page.getByTestId("desk-year").selectOption("0");
  await page.waitForFunction(() => document.querySelectorAll("[data-row]").length >= 29);
  await page.locator("[data-sort='12']").click();
  await page.locator("[data-sort='12']").click();
  await page.locator("th[aria-sort=descending]").waitFor();
  const column = await page.locator("thead th").evaluateAll((all) => all.findIndex((one) => one.ariaSort === "descending"));
  const numbers = await rows(page).evaluateAll((all, column) => all.map((one) => one.children[column].innerText), column);
  const sorted = numbers.filter((text) => /^\d+$/.test(text)).map(Number);
  assert.deepEqual(sorted, sorted.toSorted((a, b) => b - a));
});

withPage("one stop for the table: arrows, Home, End, Enter", async (page) => {
  await few(page);
  await rows(page).first().focus();
  assert.equal(await page.locator("[data-row][tabindex='0']").count(), 1);
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.activeElement?.dataset.row === "1");
  await page.keyboard.press("End");
  await page.waitForFunction(() => Number(document.activeElement?.dataset.row) > 5);
  await page.keyboard.press("Home");
  await page.waitForFunction(() => document.activeElement?.dataset.row === "0");
  await page.keyboard.press("Enter");
  await verdict(page);
});

withPage("a corrected report takes its row's place", async (page) => {
  await few(page);
  const bad = row(page, "司法局");
  assert.equal(await bad.getAttribute("data-mark"), "faulty");
  const faulty = await count(page, "faulty");
  const before = await rows(page).count();
  await bad.click();
  await verdict(page);
  const text = await page.locator("#paste-box").inputValue();
  await page.getByTestId("desk-back").click();
  assert.match(text, /申请199件/);
  // What is dropped while a set is there is added to it, or takes its place: that is asked.
  await drop(page, [file("司法局（更正）.txt", text.replace(/^.*申请199件.*$/m, ""), "")]);
  await page.getByTestId("desk-append").click();
  await page.waitForFunction(() => document.querySelector("[data-testid=desk-question]") === null);
  await page.getByText("已更正").waitFor();
  assert.equal(await count(page, "faulty"), faulty - 1);
  assert.equal(await rows(page).count(), before);
});

withPage("replaced by other files, left by a paste, brought back", async (page) => {
  await few(page);
  await drop(page, [file("a.txt", sample("consistent"), ""), file("b.txt", sample("errors"), "")]);
  await page.getByTestId("desk-replace").click();
  await page.waitForFunction(() => document.querySelector("[data-testid=desk-total]")?.innerText === "2份");
  await pasteText(page, sample("errors"));
  assert.equal(await verdict(page), "inconsistent");
  assert.equal(await page.getByTestId("desk").count(), 0);
});

withPage("of a set that another one takes the place of nothing is seen while that is read", async (page) => {
  await few(page);
  await chip(page, "last-year").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 2);
  await drop(page, [file("a.txt", sample("consistent"), ""), file("b.txt", sample("errors"), "")]);
  await page.getByTestId("desk-question").waitFor();
  const rows = await page.evaluate(async () => {
    document.querySelector("[data-testid=desk-replace]").click();
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return [...document.querySelectorAll("[data-row]")].map((row) => row.innerText).join();
  });
  assert.doesNotMatch(rows, /云岭县/);
  // What was chosen before is not chosen any more.
  await page.waitForFunction(() => document.querySelector("[data-testid=desk-total]")?.innerText === "2份");
});

withPage("what cannot be read corrects no report, a copy is told as a copy, a list that is no roster is a file", async (page) => {
  await few(page);
  const before = await rows(page).count();
  const text = "云岭县司法局2024年会议通知\n\n请各科室负责人参加例会。";
  await drop(page, [file("2024年云岭县司法局.txt", text, ""), file("通讯录名单.csv", "姓名,电话\n张三,1\n李四,2", "")]);
  await page.getByTestId("desk-append").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-mark=unread]").length > 1);
  assert.equal(await page.getByText("已更正").count(), 0);
  assert.equal(await row(page, "司法局").getAttribute("data-mark"), "faulty");
  assert.ok((await rows(page).count()) > before);
});

withPage("what is no roster is refused with a sentence, and the set stays", async (page) => {
  await few(page);
  await page.getByTestId("desk-tab-gaps").click();
  await page.getByTestId("desk-roster").fill("姓名,电话\n张三,1");
  await page.getByTestId("desk-apply").click();
  await page.getByTestId("desk-failure").waitFor();
  assert.match(await page.getByTestId("desk-failure").innerText(), /名单未应用.*单位/);
  assert.equal(await page.getByTestId("desk-roster").inputValue(), "姓名,电话\n张三,1");
  await page.getByTestId("desk-tab-summary").click();
  assert.ok((await rows(page).count()) > 10);
});

withPage(
  "a set that cannot be read says so, and goes on when it can",
  async (page) => {
    // Its program comes to the page, and not to the worker.
    let asked = 0;
    await page.context().route("**/gouji_desk.js", (route) => (++asked === 1 ? route.continue() : route.abort()));
    await page.getByTestId("sample-set").click();
    await page.getByTestId("desk-failure").waitFor();
    assert.equal(await page.getByTestId("desk-progress").count(), 0);
  },
  { mayReport: true },
);

withPage("years, likeness, gaps; the roster is corrected and applied", async (page) => {
  await few(page);
  await page.getByTestId("desk-tab-years").click();
  const broken = page.locator("[data-testid=desk-pair][data-state=broken]");
  await broken.first().waitFor();
  assert.match(await broken.first().innerText(), /水利局|人民政府/);
  await page.getByTestId("desk-tab-alike").click();
  await page.getByTestId("desk-alike").first().waitFor();
  assert.ok((await page.locator("[data-testid=desk-alike] mark").count()) > 0);
  await page.getByTestId("desk-tab-gaps").click();
  const roster = page.getByTestId("desk-roster");
  await roster.waitFor();
  assert.match(await page.getByTestId("desk-missing").innerText(), /科技局 2024/);
  const text = await roster.inputValue();
  assert.match(text, /^单位,上级,类别/);
  // An agency that was closed has no report to file.
  await roster.fill(text.split("\n").map((line) => (line.startsWith("云岭县科技局,") ? line.replace(/(([^,]*,){5})[^,]*/, "$12023") : line)).join("\n"));
  await page.getByTestId("desk-apply").click();
  // The roster says of all agencies that they were there in both years.
  await page.waitForFunction(() => document.querySelector("[data-testid=desk-missing]")?.innerText.includes("税务局 2023"));
  assert.doesNotMatch(await page.getByTestId("desk-missing").innerText(), /科技局/);
});

withPage("the workbook, the letters, the notice leave", async (page) => {
  await few(page);
  for (const [form, name, start] of [
    ["xlsx", "成批核对.xlsx", "PK"],
    ["letters", "核对意见函.zip", "PK"],
    ["letters-in-one", "核对意见函.docx", "PK"],
    ["notice", "通报.docx", "PK"],
    ["csv", "汇总表.csv", "\ufeff"],
    ["json", "成批核对.json", "{"],
  ]) {
    await page.getByTestId("desk-save").evaluate((menu) => (menu.open = true));
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-save=${form}]`).click()]);
    assert.equal(download.suggestedFilename(), name);
    assert.ok(readFileSync(await download.path(), "utf8").startsWith(start), form);
  }
});

withPage("what was decided stays with the report, is saved with the work, and comes back", async (page, context) => {
  await few(page);
  await row(page, "水利局").click();
  const whole = page.locator(".line .decide");
  await whole.getByTestId("desk-stage").selectOption("notified");
  await page.waitForFunction(() => document.querySelector(".line [data-testid=desk-stage]").value === "notified");
  await whole.getByTestId("desk-note").fill("已电话告知");
  await whole.getByTestId("desk-note").press("Tab");
  await page.locator(".decide[data-rule=G01]").getByTestId("desk-stage").selectOption("accepted");
  await page.getByTestId("desk-back").click();
  const column = await page.locator("thead th").evaluateAll((all) => all.findIndex((one) => one.innerText.startsWith("处理")));
  await page.waitForFunction((column) => [...document.querySelectorAll("[data-row]")].some((row) => row.children[column].innerText === "已函告"), column);
  // Only what nobody has dealt with.
  await page.getByTestId("desk-pending").click();
  await page.waitForFunction(() => ![...document.querySelectorAll("[data-row] .agency")].some((one) => one.innerText.includes("水利局")));
  await page.getByTestId("desk-pending").click();
  const menu = page.getByTestId("save-all");
  await menu.locator("summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), menu.locator("[data-act=work]").click()]);
  const work = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.deepEqual(work.decisions, [
    { rule: null, body: "云岭县水利局", year: 2024, state: "notified", note: "已电话告知" },
    { rule: "G01", body: "云岭县水利局", year: 2024, state: "accepted", note: "" },
  ]);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.locator("#work").setInputFiles({ name: "工作.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(work)) });
  await settled(other);
  await row(other, "水利局").click();
  await other.waitForFunction(() => document.querySelector(".line [data-testid=desk-stage]")?.value === "notified");
  assert.equal(await other.locator(".line [data-testid=desk-note]").inputValue(), "已电话告知");
});

withPage("after a decision one goes on to the next report; a question stays while files are read", async (page) => {
  await few(page);
  await row(page, "水利局").click();
  await verdict(page);
  const place = () => page.getByTestId("desk-place").innerText();
  const before = await place();
  await page.locator(".line .decide").getByTestId("desk-stage").selectOption("notified");
  await page.getByTestId("desk-next").click();
  await page.waitForFunction((before) => document.querySelector("[data-testid=desk-place]").innerText !== before, before);
  assert.equal(parseInt(await place()), parseInt(before) + 1);
  await page.getByTestId("desk-back").click();
  // Two drops before an answer are one question.
  await drop(page, [file("甲.txt", sample("consistent").replaceAll("某某县示范局", "云岭县甲局"), "")]);
  await page.getByTestId("desk-question").waitFor();
  await drop(page, [file("乙.txt", sample("consistent").replaceAll("某某县示范局", "云岭县乙局"), "")]);
  await page.waitForFunction(() => document.querySelector("[data-testid=desk-question]").innerText.includes("2个文件"));
  await page.getByTestId("desk-append").click();
  await row(page, "甲局").waitFor();
  await row(page, "乙局").waitFor();
});

withPage("what comes while files are read is asked about, also when they are read", async (page) => {
  await page.locator("#folder").setInputFiles(join(GOUJI_COUNTY, "云岭县"));
  await page.getByTestId("desk-progress").waitFor();
  await drop(page, [file("甲.txt", sample("consistent").replaceAll("某某县示范局", "云岭县甲局"), "")]);
  await page.getByTestId("desk-question").waitFor();
  await settled(page);
  await page.getByTestId("desk-append").click();
  await page.getByTestId("desk-search").fill("甲局");
  await row(page, "甲局").waitFor();
});

withPage("what is saved while files are added is what was chosen", async (page) => {
  await few(page);
  await chip(page, "last-year").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 2);
  await drop(page, [file("甲.txt", sample("consistent").replaceAll("某某县示范局", "云岭县甲局"), "")]);
  await page.getByTestId("desk-question").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.evaluate(() => {
      document.querySelector("[data-testid=desk-append]").click();
      document.querySelector("[data-save=csv]").click();
    }),
  ]);
  const lines = readFileSync(await download.path(), "utf8").trim().split("\n");
  assert.equal(lines.length, 3, lines.join("\n"));
});

withPage("what is not summed has no sum", async (page) => {
  await few(page);
  await page.getByTestId("desk-search").fill("2024/人民政府");
  await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 1);
  const sums = await page.locator("tfoot td").allInnerTexts();
  assert.deepEqual(sums.slice(2).filter((text) => text.trim()), []);
});

withPage("what leaves is what was chosen, and says so", async (page) => {
  await few(page);
  const saved = async (form) => {
    await page.getByTestId("desk-save").evaluate((menu) => (menu.open = true));
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-save=${form}]`).click()]);
    return readFileSync(await download.path());
  };
  const all = (await saved("csv")).toString().trim().split("\n").length;
  await chip(page, "last-year").click();
  await page.waitForFunction(() => document.querySelector(".chip[data-mark=last-year]").ariaPressed === "true");
  await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 2);
  const chosen = (await saved("csv")).toString().trim().split("\n").length;
  assert.equal(all, 31);
  assert.equal(chosen, 3);
});

/** A report of an agency and a year. */
const paper = (agency, year, change = (text) => text) =>
  file(`${agency}${year}.txt`, change(sample("consistent").replaceAll("某某县示范局", agency).replaceAll("2024年", `${year}年`)), "");

withPage("names that changed are one agency by a switch, others by hand; both come back with saved work", async (page, context) => {
  const files = [paper("云岭县教育局", 2024), paper("云岭县教育和体育局", 2023), paper("云岭县应急管理局", 2024), paper("云岭县地震局", 2023)];
  await drop(page, files);
  await settled(page);
  await page.getByTestId("desk-tab-years").click();
  const pairs = page.getByTestId("desk-pair");
  await pairs.first().waitFor();
  assert.equal(await pairs.count(), 1);
  await pairs.first().evaluate((pair) => (pair.open = true));
  await pairs.first().getByTestId("desk-same").click();
  // Now all four are without a partner.
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=desk-alone] li").length === 4);
  assert.equal(await pairs.count(), 0);
  const earthquake = page.locator("[data-testid=desk-alone] li", { has: page.getByRole("button", { name: "云岭县地震局 2023" }) });
  await earthquake.getByTestId("desk-partner").selectOption({ label: "云岭县应急管理局 2024" });
  assert.equal(await pairs.count(), 0, "choosing pairs nothing yet");
  await earthquake.getByTestId("desk-join").click();
  await page.waitForFunction(() => document.querySelector("[data-testid=desk-pair]")?.innerText.includes("已指定为同一单位"));
  assert.equal(await page.locator("[data-testid=desk-alone] li").count(), 2);
  const menu = page.getByTestId("save-all");
  await menu.locator("summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), menu.locator("[data-act=work]").click()]);
  const work = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.deepEqual(
    work.decisions.map(({ same }) => same),
    [false, true],
  );
  const other = await context.newPage();
  await other.goto(page.url());
  await other.locator("#work").setInputFiles({ name: "工作.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(work)) });
  await settled(other);
  await other.getByTestId("desk-tab-years").click();
  await other.locator("[data-testid=desk-pair]", { hasText: "已指定为同一单位" }).waitFor();
  assert.equal(await other.locator("[data-testid=desk-alone] li").count(), 2);
});

withPage("last year's row four stands beside this year's row two, and last year's numbers in the tables", async (page) => {
  await few(page);
  await page.getByTestId("desk-tab-years").click();
  const pair = page.locator("[data-testid=desk-pair][data-state=broken]", { hasText: "水利局" });
  await pair.waitFor();
  const rows = await pair.getByTestId("desk-carried").locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.innerText)));
  assert.equal(rows.length, 2);
  assert.equal(rows[0].length, 7);
  assert.notDeepEqual(rows[0], rows[1]);
  await page.getByTestId("desk-tab-summary").click();
  await row(page, "水利局").click();
  await verdict(page);
  // The report alone holds; what contradicts it is said, and nowhere that it may be published.
  await page.getByTestId("desk-against").waitFor();
  assert.doesNotMatch(await page.locator(".verdict").innerText(), /可按程序发布/);
  const shown = (name) => page.locator(`[data-cell="${name}"]`).evaluate((cell) => [cell.dataset.last, "off" in cell.dataset]);
  assert.deepEqual(await shown("requests.carried_in.total"), [undefined, false]);
  await page.getByTestId("desk-last").check();
  await page.locator("[data-cell][data-last]").first().waitFor({ state: "attached" });
  assert.deepEqual(await shown("requests.carried_in.total"), [`上年四 ${rows[0][6]}`, true]);
  assert.match((await shown("requests.new.total"))[0], /^上年 \d+$/);
  // Of the next report nothing of this one's is shown; and it has its own.
  const agency = await page.locator(".verdict").innerText();
  await page.getByTestId("desk-next").click();
  await page.waitForFunction((agency) => document.querySelector(".verdict").innerText !== agency, agency);
  await page.getByTestId("desk-last").waitFor();
  await page.waitForFunction(() => document.querySelector("[data-cell='requests.carried_in.total'][data-last]:not([data-off])"));
  await page.getByTestId("desk-last").uncheck();
  await page.waitForFunction(() => !document.querySelector("[data-last]"));
});

withPage("a government's tables stand beside the sums; a cell opens the numbers below it", async (page) => {
  await few(page);
  await page.getByTestId("desk-tab-sums").click();
  const tables = page.getByTestId("desk-tables").first();
  await tables.locator("summary").click();
  assert.equal(await tables.locator("table.laid").count(), 3);
  // Where nothing differs no difference is shown, and where one is it is the report's number less the sum.
  const cells = await tables.locator(".summed").evaluateAll((all) => all.map((one) => [one.children[0].innerText, one.children[1].innerText.replace(/^Σ≥?/, ""), one.children[2]?.innerText]));
  assert.ok(cells.length > 150);
  for (const [number, sum, difference] of cells.filter(([number, sum]) => /^\d+$/.test(number) && /^\d+$/.test(sum))) assert.equal(Number(difference ?? 0), Number(number) - Number(sum));
  await tables.locator(".summed", { hasNot: page.locator("b") }).first().click();
  await tables.getByTestId("desk-below").waitFor();
  assert.ok((await tables.getByTestId("desk-below").locator("li").count()) > 5);
});

withPage("of two parts that are alike both texts are seen, what they share is marked", async (page) => {
  await few(page);
  await page.getByTestId("desk-tab-alike").click();
  await page.getByTestId("desk-whole").first().click();
  await page.getByTestId("desk-texts").waitFor();
  const marks = await page.getByTestId("desk-texts").locator(":scope > div").evaluateAll((sides) => sides.map((side) => [...side.querySelectorAll("mark")].map((mark) => mark.innerText).join("")));
  assert.equal(marks.length, 2);
  for (const side of marks) assert.ok(side.length > 60, side);
  await page.getByTestId("desk-whole").first().click();
  await page.waitForFunction(() => !document.querySelector("[data-testid=desk-texts]"));
});

withPage("charts with their numbers, of what is chosen", async (page) => {
  await few(page);
  await page.getByTestId("desk-tab-charts").click();
  await page.locator(".chart").first().waitFor();
  const captions = () => page.locator(".chart figcaption").allInnerTexts();
  assert.ok((await captions()).some((caption) => caption.includes("各规则")));
  assert.ok((await captions()).some((caption) => caption.includes("办理结果")));
  assert.ok((await captions()).some((caption) => caption.includes("历年")));
  // As many bars as lines of numbers.
  const [bars, lines] = await page.locator(".chart").first().evaluate((chart) => [chart.querySelectorAll("rect").length, chart.querySelectorAll("table tr").length - 1]);
  assert.equal(bars, lines);
  const before = await page.locator(".chart").first().innerText();
  await chip(page, "last-year").click();
  await page.getByTestId("desk-tab-charts").click();
  await page.waitForFunction((before) => ![undefined, before].includes(document.querySelector(".chart")?.innerText), before);
  assert.match(await page.getByTestId("desk-panel").innerText(), /已筛选：\s*2024年、与上年不符/);
});

withPage("the summary, the sheets of the faulty and the charts are printed, and say what was chosen", async (page) => {
  await few(page);
  await page.evaluate(() => (globalThis.print = () => {}));
  const printed = async (form) => {
    await page.getByTestId("desk-save").evaluate((menu) => (menu.open = true));
    await page.locator(`[data-save=${form}]`).click();
    const sheet = page.locator("body > .gouji-sheet");
    await sheet.waitFor({ state: "attached" });
    const seen = await sheet.evaluate((sheet) => ({ text: sheet.textContent, titles: sheet.querySelectorAll("h1").length, rows: sheet.querySelectorAll(".rows tbody tr").length, drawn: sheet.querySelectorAll("svg").length }));
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    return seen;
  };
  const total = await page.getByTestId("desk-total").innerText();
  const all = await printed("summary");
  assert.match(all.text, /核对汇总表/);
  assert.equal(all.rows, parseInt(total) + (await count(page, "missing")) + 1);
  const sheets = await printed("sheets");
  assert.ok(sheets.titles >= (await count(page, "faulty")));
  assert.match(sheets.text, /司法局/);
  assert.doesNotMatch(sheets.text, /信访局/);
  assert.ok((await printed("charts")).drawn > 2);
  await chip(page, "last-year").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 2);
  const chosen = await printed("summary");
  assert.equal(chosen.rows, 3);
  assert.match(chosen.text, /已筛选：2024年、与上年不符/);
});

for (const [width, height, theme] of [
  [1440, 900, "light"],
  [1280, 720, "dark"],
  [390, 844, "light"],
  [390, 844, "dark"],
]) {
  withPage(
    `usable by everyone at ${width} in ${theme}`,
    async (page) => {
      await few(page);
      await shoot(page, `desk-${width}-${theme}`);
      for (const tab of ["summary", "years", "sums", "alike", "gaps", "charts"]) {
        await page.getByTestId(`desk-tab-${tab}`).click();
        if (tab !== "summary") await page.getByTestId("desk-panel").locator(":scope > *").first().waitFor();
        await shoot(page, `desk-${tab}-${width}-${theme}`);
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], resultTypes: ["violations"] }));
        assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.slice(0, 2).map((node) => `${id}: ${node.target} ${node.failureSummary}`)), [], tab);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px wider than the window`);
    },
    { width, height, theme },
  );
}

withPage(
  "a card on a phone has its numbers, and its foot says what is not in the sums; of what cannot be read nothing is counted",
  async (page) => {
    await drop(page, [file("甲.txt", sample("errors"), ""), file("会议通知.txt", "会议通知\n\n请各科室负责人参加例会。", "")]);
    await settled(page);
    const numbers = page.locator("[data-row][data-mark=faulty] [data-label]");
    const said = await numbers.evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => `${one.dataset.label} ${one.innerText}`));
    assert.deepEqual(said.map((one) => one.replace(/\d+$/, "n")), ["错误 n", "警告 n", "新收 n", "办结 n"]);
    assert.equal(await page.locator("[data-row][data-mark=unread] [data-label]").count(), 0);
    await page.getByText("其中1份不计入合计").waitFor();
  },
  { width: 390, height: 844 },
);

withPage("in English", async (page) => {
  await few(page);
  await page.getByTestId("lang").click();
  await page.getByRole("tab", { name: "Last year" }).waitFor();
  await page.locator(".chip[data-mark=faulty]", { hasText: "do not publish" }).waitFor();
});
