// Usable by everyone: every state of the page under axe, in all colours, widths, sizes of type and both languages; by
// keyboard, by ear, without colours and without motion.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, open, shoot } from "./browser.js";
import { states } from "./core/states.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A test with a page in a state. */
const inState = (name, state, options, act) =>
  test(name, { timeout: 120_000 }, async () => {
    const { page, context, close } = await open(browser, options);
    try {
      await states[state](page);
      await act(page);
      await close();
    } finally {
      await context.close();
    }
  });

/** What axe has against the page. */
async function violations(page) {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate((tags) => axe.run({ runOnly: tags, resultTypes: ["violations"] }), TAGS);
  assert.ok(passes.length > 15, "axe has looked at something");
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}

/** What is smaller than a fingertip, among all that can be clicked. Words in a line are as high as the line. */
const small = (page) =>
  page.locator("button, select, textarea, input, .file, summary, .acts a, .skip").evaluateAll((all) =>
    all
      .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0 && (box.height < 24 || box.width < 24))
      .map(([html, box]) => `${box.width} × ${box.height}: ${html}`),
  );

/** What lies outside the page sideways, and text that is cut off where nothing else says it. */
const lost = (page) =>
  page.evaluate(() => {
    const lost = [];
    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth) lost.push(`the page is ${wide} px wide on ${innerWidth}`);
    for (const element of document.querySelectorAll("#app *")) {
      if (!element.checkVisibility() || element.closest(".sr, svg, option")) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      const cut =
        (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
      if (cut && element.textContent.trim() && !element.title) lost.push(`cut: ${element.className}: ${element.textContent.slice(0, 40)}`);
      // A menu cuts its words without a word.
      if (element.matches("select, button, .file span") && element.scrollWidth > element.clientWidth + 1 && overflowX !== "visible") {
        lost.push(`cut: ${element.outerHTML.slice(0, 90)}`);
      }
    }
    return lost;
  });

/** What can be clicked, and cannot be reached because something else lies on it. */
const covered = (page) =>
  page.locator("button, select, textarea, .file, summary, a").evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility() && !one.matches(".skip"))
      .filter((one) => {
        one.scrollIntoView({ block: "center", inline: "center" });
        const { left, top, width, height } = one.getBoundingClientRect();
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        return !hit || !(one.contains(hit) || hit.contains(one));
      })
      .map((one) => one.outerHTML.slice(0, 120)),
  );

// Each state four times, so that every colour, width and language meets every other.
const WAYS = [
  { theme: "light", lang: "zh", ...WIDTHS[0] },
  { theme: "dark", lang: "en", ...WIDTHS[0] },
  { theme: "light", lang: "en", ...WIDTHS[1] },
  { theme: "dark", lang: "zh", ...WIDTHS[1] },
];

for (const state of Object.keys(states)) {
  for (const { theme, lang, width, height } of WAYS) {
    inState(`${state}, ${theme}, ${lang}, ${width} px: axe finds nothing, nothing is cut or small`, state, { theme, width, height }, async (page) => {
      await shoot(page, `${state}-${theme}-${width}`, { fullPage: width < 600 });
      if (lang === "en") await english(page);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(await lost(page), []);
      assert.deepEqual(await small(page), []);
    });
  }
}

for (const { width, height } of WIDTHS) {
  for (const size of ["largest", "twice"]) {
    for (const state of ["empty", "inconsistent", "tried", "text", "files", "refused", "replaced"]) {
      inState(`${state} in ${size} type, ${width} px: nothing is cut, covered or sticks out`, state, { width, height }, async (page) => {
        if (size === "twice") await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
        else await page.getByTestId("size").selectOption(size);
        await shoot(page, `${state}-${size}-${width}`, { fullPage: true });
        assert.deepEqual(await lost(page), []);
        assert.deepEqual(await covered(page), []);
        await english(page);
        assert.deepEqual(await lost(page), []);
      });
    }
  }
}

async function english(page) {
  await page.getByTestId("lang").click();
  await page.waitForFunction(() => document.documentElement.lang === "en");
}
