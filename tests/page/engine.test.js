// What checks is a part of its own: it comes at the first sign of use, and nothing is lost while it comes.
import assert from "node:assert/strict";
import { drop, file, pasteText, sample, verdict, withBrowser } from "./browser.js";

const withPage = withBrowser();
const cold = { cold: true };
const ENGINE = "**/engine.wasm";
const requests = (page) =>
  page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("engine.wasm")).length);

/** Holds it back until the function that this answers is called. */
async function held(page) {
  let go;
  const gate = new Promise((resolve) => (go = resolve));
  await page.route(ENGINE, async (route) => {
    await gate;
    await route.continue();
  });
  return go;
}

withPage("the empty page loads it at the first sign of use, and once", async (page) => {
  await page.waitForTimeout(300);
  assert.equal(await requests(page), 0);
  await page.mouse.move(10, 10);
  await page.mouse.move(20, 20);
  await page.waitForFunction(() => performance.getEntriesByName("gouji-warm").length === 1);
  assert.equal(await requests(page), 1);
  await pasteText(page, sample("errors"));
  assert.equal(await verdict(page), "inconsistent");
  assert.equal(await requests(page), 1);
}, cold);

withPage("what is pasted, typed or dropped before it is there is checked when it is", async (page) => {
  const go = await held(page);
  await pasteText(page, sample("errors"));
  await page.waitForTimeout(200);
  assert.equal(await page.getByTestId("verdict").count(), 0);
  go();
  assert.equal(await verdict(page), "inconsistent");
}, cold);

withPage("of several texts that wait for it the last one is shown", async (page) => {
  const go = await held(page);
  await pasteText(page, sample("errors"));
  await page.getByTestId("sample-consistent").click();
  go();
  assert.equal(await verdict(page), "consistent");
  assert.match(await page.locator("#marked-report").textContent(), /某某县示范局/);
}, cold);

for (const [fault, body] of [
  ["is no program", "a page of a proxy"],
  ["is the program of something else", Buffer.from([0, 97, 115, 109, 1, 0, 0, 0])],
]) {
  withPage(
    `where what comes ${fault} this is said, and the paste is not lost`,
    async (page) => {
      await page.route(ENGINE, (route) => route.fulfill({ body, contentType: "application/wasm" }));
      await pasteText(page, sample("errors"));
      await page.getByTestId("notice").or(page.getByTestId("stopped")).waitFor();
      assert.equal(await page.locator("#paste-box").inputValue(), sample("errors"));
      await page.unroute(ENGINE);
      const restart = page.getByTestId("restart");
      if (await restart.count()) await restart.click();
      else await pasteText(page, sample("errors"));
      assert.equal(await verdict(page), "inconsistent");
    },
    { ...cold, mayReport: true },
  );
}

withPage(
  "where it cannot be loaded this is said, and it is tried again",
  async (page) => {
    await page.route(ENGINE, (route) => route.abort());
    await pasteText(page, sample("errors"));
    await page.getByTestId("notice").waitFor();
    assert.match(await page.getByTestId("notice").innerText(), /^核对组件未能载入，尚未核对。/);
    assert.equal(await page.getByTestId("verdict").count(), 0);
    assert.equal(await page.locator("#paste-box").inputValue(), sample("errors"), "it need not be pasted again");
    await drop(page, [file("报告.txt", sample("errors"))]);
    await page.locator('[data-testid="notice"] .name').waitFor();
    await page.unroute(ENGINE);
    await pasteText(page, sample("consistent"));
    assert.equal(await verdict(page), "consistent");
    assert.equal(await page.getByTestId("notice").count(), 0);
  },
  { ...cold, mayReport: true },
);
