// What a stranger meets: what this is and what to do, said on the first screen; findings found as one types.
import assert from "node:assert/strict";
import { pasteText, ready, rules, sample, seed, shoot, verdict, withBrowser } from "./browser.js";

const withPage = withBrowser();

for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const lang of ["zh", "en"]) {
    withPage(`the first screen says what this is, what becomes of the data and what to do: ${width} px, ${lang}`, async (page) => {
      const parts = {
        "what this is": page.locator(".tagline"),
        "what becomes of the data": page.locator(".privacy"),
        "where to paste": page.locator('label[for="paste-box"]'),
        "how to paste": page.locator("#paste-box"),
        "the file button": page.locator("label.file"),
        "the samples": page.getByTestId("sample-errors"),
      };
      for (const [what, part] of Object.entries(parts)) {
        const { y, height: tall } = await part.boundingBox();
        assert.ok(y >= 0 && y + tall <= height, `${what} ends at ${y + tall} px of ${height}`);
      }
      await shoot(page, `first-${lang}-${width}`);
    }, { width, height, lang });
  }
}

const field = (page) => page.getByTestId("find");
const found = (page) => page.getByTestId("found").innerText();

withPage("findings are found as one types: by rule, by row, by words; Escape shows all again", async (page) => {
  await pasteText(page, sample("errors"));
  assert.equal(await verdict(page), "inconsistent");
  const all = await rules(page);
  assert.equal(await found(page), "");
  await field(page).pressSequentially("a0");
  assert.deepEqual(await rules(page), all.filter((rule) => rule.startsWith("A0")));
  assert.equal(await found(page), `${(await rules(page)).length} 条符合，共 ${all.length} 条`);
  assert.equal(await page.getByTestId("repairs").count(), 0, "what is found is in sight");
  await shoot(page, "find-1440");
  await field(page).fill("总计");
  const said = await page.getByTestId("finding").allInnerTexts();
  assert.ok(said.length > 0 && said.length < all.length && said.every((one) => one.includes("总计")));
  await page.keyboard.press("F8");
  const current = await page.locator('[aria-current="true"]').count();
  assert.equal(current, 1, "F8 goes to one that is shown");
  await field(page).fill("无此内容");
  assert.deepEqual(await rules(page), []);
  assert.equal(await found(page), "没有符合的意见");
  await field(page).press("Escape");
  assert.deepEqual(await rules(page), all);
  assert.equal(await field(page).inputValue(), "");
  assert.equal(await found(page), "");
  assert.ok((await page.getByTestId("repairs").count()) > 0);
  assert.equal(await page.getByTestId("found").getAttribute("role"), "status");
});

withPage("what is sought is forgotten with the report, and few findings need no search", async (page) => {
  await pasteText(page, sample("errors"));
  await field(page).fill("总计");
  await pasteText(page, sample("errors").replace("2023", "2022"));
  assert.equal(await field(page).inputValue(), "");
  await pasteText(page, seed("000"));
  await page.locator('[data-verdict="consistent"]').waitFor();
  assert.ok((await rules(page)).length < 4);
  assert.equal(await field(page).count(), 0);
});

withPage("the size of type follows the menu and is remembered", async (page) => {
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("#paste-box")).fontSize));
  const standard = await size();
  for (const [name, times] of [["large", 1.25], ["largest", 1.5], ["standard", 1]]) {
    await page.getByTestId("size").selectOption(name);
    assert.equal(await size(), standard * times, name);
    await page.reload();
    await ready(page);
    assert.equal(await size(), standard * times, `${name}, remembered`);
    assert.equal(await page.getByTestId("size").inputValue(), name);
  }
});

withPage("nothing moves while the page comes up", async (page) => {
  const moved = await page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries()) sum += shift.value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 500);
      }),
  );
  assert.ok(moved < 0.01, `layout shift ${moved}`);
}, { width: 390, height: 844 });
