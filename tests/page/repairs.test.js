// Proposals that are tried and taken back, and a list of findings that is made shorter and copied.
import assert from "node:assert/strict";
import { cell, pasteText, rules, sample, seed, shoot, url, verdict, withBrowser } from "./browser.js";

const withPage = withBrowser();

/** Seed 000 with one number of the row 予以公开 changed. */
const wrong = () => seed("000").replace(/(\t（一）予以公开[^\n]*\n\t\s*)1/, "$12");

const groups = (page) => page.getByTestId("repairs").locator(".repair-group");
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

withPage("the wrong cell shows what it should say; tried, all sums hold; taken back, all is as before", async (page) => {
  await pasteText(page, wrong());
  assert.equal(await verdict(page), "inconsistent");
  const suspect = cell(page, "requests.granted.natural");
  assert.equal(await suspect.textContent(), "2", "what is proposed is no text of the table");
  const propose = suspect.getByTestId("propose");
  assert.equal(await propose.getAttribute("data-to"), "1");
  assert.equal(await page.getByTestId("repair").count(), 1);
  assert.match(await page.getByTestId("repair").innerText(), /“（一）予以公开”行“自然人”列 2→1[^]*改为1后/);
  await shoot(page, "repair-1440");

  await propose.click();
  assert.equal(await verdict(page), "consistent");
  assert.match(await page.getByTestId("trial").innerText(), /按改动 1 格后的数字核对，报告原文未变/);
  assert.equal(await suspect.locator("del").innerText(), "2");
  assert.equal(await suspect.locator("ins").innerText(), "1");
  assert.match(await page.getByTestId("changed").innerText(), /“（一）予以公开”行“自然人”列 2→1/);
  await page.getByTestId("finding").first().locator(".open").click();
  await page.getByTestId("finding").first().locator('[data-act="copy"]').click();
  assert.match(await clipboard(page), /^按改动 1 格后的数字核对，报告原文未变\n\[/);
  await page.getByTestId("copy-all").click();
  assert.match(await clipboard(page), /不成立2条/, "what is sent is about the report as it is");
  await page.getByTestId("view-text").click();
  assert.equal(await page.locator("#paste-box").inputValue(), wrong(), "the report itself is as it was");
  await page.getByTestId("view-marked").click();
  await shoot(page, "tried-1440");

  await page.getByTestId("lang").click();
  assert.match(await page.getByTestId("trial").innerText(), /With 1 cell changed/);
  await page.getByTestId("take-back").click();
  assert.equal(await verdict(page), "inconsistent");
  assert.equal(await suspect.textContent(), "2");
  assert.equal(await page.getByTestId("trial").count(), 0);
});

withPage("on a phone a proposal is tried as well", async (page) => {
  await pasteText(page, wrong());
  await page.getByTestId("try").first().click();
  assert.equal(await verdict(page), "consistent");
  await shoot(page, "tried-390", { fullPage: true });
}, { width: 390, height: 844 });

withPage("errors that have nothing to do with each other are mended apart", async (page) => {
  await pasteText(page, sample("errors"));
  assert.equal(await verdict(page), "inconsistent");
  const before = await groups(page).count();
  assert.ok(before > 1, `${before} groups`);
  const errors = (await rules(page)).filter((rule) => rule.startsWith("A")).length;
  await groups(page).first().getByTestId("try").first().click();
  await page.getByTestId("changed").waitFor();
  assert.ok((await groups(page).count()) > 0, "the others are still proposed");
  assert.ok((await rules(page)).filter((rule) => rule.startsWith("A")).length < errors);
  while (await groups(page).count()) await groups(page).first().getByTestId("try").first().click();
  assert.deepEqual((await rules(page)).filter((rule) => rule.startsWith("A")), []);
  await page.getByTestId("take-back").click();
  assert.equal(await groups(page).count(), before);
  await shoot(page, "repairs-1440");
});

withPage("repairs that are equally likely are all shown, as many as are told", async (page) => {
  // 结果维持 and 结果纠正 may be the wrong one alike.
  const row = ["10", "10", "0", "0", "31"].concat(Array(10).fill("0")).join("\t");
  await pasteText(page, sample("consistent").replace(/^\d+(\t\d+){14}$/m, row));
  assert.equal(await groups(page).locator(":scope > ul > li").count(), 2);
  assert.match(await groups(page).locator(".ties").innerText(), /2 种/);
  assert.match(await groups(page).locator("summary").innerText(), /3 种/);
});

withPage("a consistent report has no proposals", async (page) => {
  await pasteText(page, sample("consistent"));
  assert.equal(await verdict(page), "consistent");
  assert.equal(await page.getByTestId("repairs").count(), 0);
});

withPage("findings are folded by weight and chosen by kind; F8 goes through those that are shown", async (page) => {
  await pasteText(page, sample("errors"));
  const all = await rules(page);
  const fold = page.locator(".count.error").getByTestId("fold");
  assert.equal(await fold.getAttribute("aria-expanded"), "true");
  await fold.click();
  assert.equal(await fold.getAttribute("aria-expanded"), "false");
  assert.equal(await page.locator(".finding.error:visible").count(), 0);
  await page.keyboard.press("F8");
  assert.ok(await page.locator(".finding.selected:not(.error)").isVisible());
  await fold.click();
  assert.ok((await page.locator(".finding.error:visible").count()) > 0);
  await page.getByTestId("group").selectOption("B");
  assert.ok((await rules(page)).every((rule) => rule.startsWith("B")));
  await page.getByTestId("group").selectOption("");
  assert.deepEqual(await rules(page), all);
});

withPage("a rule is switched off for this report, and on again; the verdict stays", async (page) => {
  await pasteText(page, sample("errors"));
  const all = await rules(page);
  const rule = all[0];
  const first = page.getByTestId("finding").first();
  await first.locator(".open").click();
  await first.locator('[data-act="off"]').click();
  assert.deepEqual(await rules(page), all.filter((one) => one !== rule));
  assert.equal(await verdict(page), "inconsistent");
  assert.match(await page.getByTestId("off").innerText(), new RegExp(rule));
  await page.getByTestId("off").getByRole("button").click();
  assert.deepEqual(await rules(page), all);
  await first.locator(".open").click();
  await first.locator('[data-act="off"]').click();
  await pasteText(page, wrong());
  assert.equal(await page.getByTestId("off").count(), 0, "another report begins with all rules");
});

withPage("a finding is copied, all are copied as a letter to the agency", async (page) => {
  await pasteText(page, wrong());
  const first = page.getByTestId("finding").first();
  await first.locator(".open").click();
  await first.locator('[data-act="copy"]').click();
  assert.equal(await page.getByTestId("copied").innerText(), "已复制");
  const one = await clipboard(page);
  assert.match(one, /^\[A01\]/);
  assert.ok(one.includes(await first.locator(".message").innerText()));
  await page.getByTestId("copy-all").click();
  const letter = await clipboard(page);
  assert.match(letter, /^关于2021年政府信息公开工作年度报告核对意见的函\n\n嘉兴市经济和信息化局：/);
  for (const message of await page.locator(".finding .message").allInnerTexts()) assert.ok(letter.includes(message), message);
  await page.getByTestId("group").selectOption("A");
  await page.getByTestId("copy-all").click();
  assert.ok(!(await clipboard(page)).includes("统计期限"), "what is not shown is not sent");
});

withPage("every rule has its place on the page of rules, in both languages", async (page) => {
  await pasteText(page, wrong());
  const link = page.getByTestId("finding").first().locator('[data-act="rule"]');
  assert.equal(await link.getAttribute("href"), "rules/#A01");
  await page.goto(new URL("rules/#A01", url).href);
  assert.match(await page.locator("#A01").innerText(), /核对什么[^]*为何重要[^]*如何改正[^]*示例[^]*依据/);
  const codes = await page.locator("section").evaluateAll((all) => all.map((one) => one.id));
  assert.ok(codes.length > 50 && codes.includes("D20"), codes.join());
  await shoot(page, "rules-1440");
  await page.getByRole("link", { name: "English" }).click();
  assert.deepEqual(await page.locator("section").evaluateAll((all) => all.map((one) => one.id)), codes);
  assert.match(await page.locator("#A01").innerText(), /Checks[^]*Why[^]*Mend[^]*Example[^]*Basis/);
});
