// What others do to the page, and what must never happen in it, leaves no answer of another report behind.
import assert from "node:assert/strict";
import { pasteText, sample, seed, verdict, withBrowser } from "./browser.js";

const withPage = withBrowser();

/** Everything that is said of a report, once its verdict is there. */
const said = async (page, verdict) => {
  await page.locator(`[data-verdict="${verdict}"]`).waitFor();
  return page.evaluate(() => ({
    verdict: document.querySelector('[data-testid="verdict"]').textContent,
    cells: [...document.querySelectorAll("[data-cell]")].map((one) => [one.dataset.cell, one.textContent, one.className]),
    findings: [...document.querySelectorAll('[data-testid="finding"]')].map((one) => one.textContent),
    words: document.querySelector(".paper").textContent,
  }));
};

/** Does to the page what translators do: every text stands in two elements of theirs. */
const translate = (page, replaces) =>
  page.evaluate((replaces) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      outer.append(inner);
      text.replaceWith(outer);
      inner.append(replaces && text.data.trim() ? `translated ${text.data}` : text);
    }
  }, replaces);

for (const [how, replaces] of [
  ["wraps every text", false],
  ["replaces every text", true],
]) {
  withPage(`after a translator that ${how} another report is shown as it is`, async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.translate), false, "the page asks not to be translated");
    const wrong = sample("errors").replace("2023", "2022");
    await pasteText(page, wrong);
    const errors = await said(page, "inconsistent");
    await pasteText(page, seed("000"));
    const known = await said(page, "consistent");
    await pasteText(page, wrong);
    await said(page, "inconsistent");
    await translate(page, replaces);
    await pasteText(page, seed("000"));
    assert.deepEqual(await said(page, "consistent"), known);
    await translate(page, replaces);
    await page.getByTestId("undo").click();
    assert.deepEqual(await said(page, "inconsistent"), errors);
    await translate(page, replaces);
    await page.getByTestId("view-text").click();
    await translate(page, replaces);
    await page.locator("#paste-box").fill(seed("000"));
    await page.locator('[data-verdict="consistent"]').waitFor();
    await translate(page, replaces);
    await page.locator("#paste-box").press("End");
    await page.keyboard.type(" ");
    await page.waitForFunction(() => {
      const foreign = [...document.querySelectorAll("font")].some((font) => font.textContent.trim());
      return !foreign && document.activeElement.id === "paste-box";
    });
    await page.keyboard.type("1");
    assert.match(await page.locator("#paste-box").inputValue(), / 1/, "who types goes on typing");
    await translate(page, replaces);
    await page.getByTestId("lang").click();
    await page.getByText("Statutory tables").waitFor();
    assert.equal(await page.locator("font").filter({ hasText: /\S/ }).count(), 0);
  });
}

/** What ends the program: each is done once, by the next action. */
const FAULTS = {
  "a call of the browser that fails": () => {
    const { insertBefore, appendChild } = Node.prototype;
    const fail = () => {
      Object.assign(Node.prototype, { insertBefore, appendChild });
      throw new Error("no room");
    };
    Object.assign(Node.prototype, { insertBefore: fail, appendChild: fail });
  },
  "an error that nobody catches": () => {
    const { createTextNode } = Document.prototype;
    Document.prototype.createTextNode = () => {
      Document.prototype.createTextNode = createTextNode;
      throw new RangeError("out of bounds");
    };
  },
};

for (const [fault, break_] of Object.entries(FAULTS)) {
  withPage(
    `${fault}: no answer stays, the text does, and a fresh start takes it`,
    async (page) => {
      await pasteText(page, sample("consistent"));
      assert.equal(await verdict(page), "consistent");
      await page.evaluate(break_);
      await pasteText(page, sample("errors"));
      await page.getByTestId("stopped").waitFor();
      assert.equal(await page.getByTestId("verdict").count(), 0, "the former answer has gone");
      assert.equal(await page.locator("[data-cell]").count(), 0);
      assert.match(await page.getByTestId("stopped").innerText(), /已停止/);
      assert.equal(await page.locator("#paste-box").inputValue(), sample("errors"));
      await page.getByTestId("restart").click();
      assert.equal(await verdict(page), "inconsistent");
      await pasteText(page, seed("000"));
      await page.waitForFunction(() => document.querySelector('[data-verdict="consistent"]'));
      await page.keyboard.press("F8");
      await page.getByTestId("clear").click();
      assert.equal(await page.getByTestId("verdict").count(), 0);
    },
    { mayReport: true },
  );
}
