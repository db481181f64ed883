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

for (const state of ["empty", "inconsistent", "tried", "files"]) {
  for (const { width, height } of WIDTHS) {
    inState(`Tab goes through everything in its order, seen at every stop: ${state}, ${width} px`, state, { width, height }, async (page) => {
      await page.locator(".skip").focus();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Shift+Tab");
      const stops = [];
      for (let stop; (stop = await page.evaluate(focused)) && stops.length < 150; await page.keyboard.press("Tab")) {
        assert.ok(stop.outline, `no outline: ${stop.html}`);
        assert.ok(stop.seen, `hidden: ${stop.html}`);
        stops.push(stop);
      }
      assert.ok(stops.length > 8 && stops.length < 150, `${stops.length} stops`);
      await page.keyboard.press("Tab");
      assert.match((await page.evaluate(focused)).html, /class="skip"/, "and round again");
      const order = stops.map((stop) => stop.index);
      assert.deepEqual(order, [...order].sort((a, b) => a - b), "as in the document");
      const missed = await page.evaluate(
        (seen) =>
          [...document.querySelectorAll("a, button, select, textarea, input, summary")]
            .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0)
            .map((one) => one.outerHTML.slice(0, 120))
            .filter((html) => !seen.includes(html)),
        stops.map((stop) => stop.html),
      );
      assert.deepEqual(missed, []);
    });
  }
}

/** Where focus is, whether that is outlined, and whether nothing lies on it. */
function focused() {
  const element = document.activeElement;
  if (element === document.body) return null;
  const shown = element.matches('input[type="file"]') ? element.nextElementSibling : element;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
  const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  // Much of a large element may lie outside of the pane that it scrolls in.
  const tenths = [...Array(11).keys()].map((tenth) => tenth / 10);
  const hits = tenths.flatMap((x) => tenths.map((y) => document.elementFromPoint(left + 1 + x * (right - left - 2), top + 1 + y * (bottom - top - 2))));
  return {
    html: element.outerHTML.slice(0, 120),
    index: [...document.querySelectorAll("*")].indexOf(element),
    outline: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    seen: hits.some((hit) => shown.contains(hit) || element.contains(hit)),
  };
}

test("a screen reader meets head, verdict, findings, tables and report in this order, and hears the verdict", async () => {
  const { page, close } = await open(browser);
  const status = page.locator(".result");
  assert.equal(await status.getAttribute("role"), "status");
  assert.equal(await status.innerText(), "", "the region is there before there is anything to say");
  await status.evaluate((region) => (region.known = true));
  await page.getByTestId("sample-errors").click();
  await page.getByTestId("verdict").waitFor();
  assert.ok(await status.evaluate((region) => region.known), "it is the same region: what comes into it is said");
  const tree = await page.locator("body").ariaSnapshot();
  const places = ["banner:", "main:", "status:", "勾稽不一致", 'region "核对意见"', 'heading "错误', 'region "法定表格"', 'region "三、收到和处理', 'region "报告原文"'].map(
    (words) => tree.indexOf(words),
  );
  assert.ok(places.every((place) => place >= 0), `${places}\n${tree.slice(0, 3000)}`);
  assert.deepEqual(places, [...places].sort((a, b) => a - b), tree.slice(0, 3000));
  assert.match(tree, /button "[^"]*，疑点：多条关系在此不成立，相差相同"/, "a cell says what is wrong with it");
  await close();
});

test("what is said is a region of its own: findings found, what is copied, a file that is read, a refusal", async () => {
  const { page, close } = await open(browser);
  await page.getByTestId("sample-errors").click();
  for (const [region, role] of [["found", "status"], ["copied", "status"]]) {
    assert.equal(await page.getByTestId(region).getAttribute("role"), role);
  }
  assert.equal(await page.locator('.source [role="status"]').count(), 2);
  await close();
});

for (const reducedMotion of ["reduce", "no-preference"]) {
  inState(`motion: ${reducedMotion}`, "waiting", { reducedMotion }, async (page) => {
    const [turning, moving] = await page.evaluate(() => [
      document.getAnimations().filter((one) => one.animationName).length,
      [...document.querySelectorAll("button")].filter((one) => parseFloat(getComputedStyle(one).transitionDuration) > 0).length,
    ]);
    if (reducedMotion === "reduce") assert.deepEqual([turning, moving], [0, 0]);
    else assert.ok(turning === 1 && moving > 0);
  });
}

/** How a sign looks without its colours. */
const looks = (page, selectors) =>
  page.evaluate((selectors) => {
    const look = (selector) => {
      const element = document.querySelector(selector);
      if (!element) return `${selector} is not there`;
      const words = element.querySelector(".v") ?? element;
      const own = getComputedStyle(element);
      const [before, after] = [getComputedStyle(element, "::before"), getComputedStyle(words, "::after")];
      const { textDecorationLine: line, textDecorationStyle: style } = getComputedStyle(words);
      return JSON.stringify([
        line === "none" ? "" : `${line} ${style}`,
        own.boxShadow === "none" ? "" : own.boxShadow.replace(/(rgba?|color|oklab)\([^)]*\)/, ""),
        own.outlineStyle === "none" ? "" : `${own.outlineStyle} ${own.outlineWidth}`,
        own.backgroundImage === "none" ? "" : "hatched",
        own.fontWeight,
        before.content === "none" ? "" : `${before.content} ${before.borderTopWidth}`,
        after.content === "none" ? "" : `${after.content} ${after.borderBottomWidth}`,
        words.textContent.trim() === "" ? "empty" : "",
      ]);
    };
    return Object.fromEntries(selectors.map((selector) => [selector, look(selector)]));
  }, selectors);

const differ = (looks) => {
  const all = Object.entries(looks);
  for (const [index, [one, look]] of all.entries()) {
    assert.doesNotMatch(look, /is not there/);
    for (const [other, same] of all.slice(index + 1)) assert.notEqual(look, same, `${one} and ${other}`);
  }
};

test("never colour alone: cells, words, verdicts and weights differ without their colours", async () => {
  const { page, close } = await open(browser);
  differ(await looks(page, ["broken", "suspect", "blank", "missing", "unreadable"].map((sign) => `.legend .cell.${sign}`)));
  await page.getByTestId("sample-errors").click();
  await page.getByTestId("verdict").waitFor();
  const cells = ["[data-cell]:not(:has(button)):not(.blank)", ".broken:not(.suspect)", ".suspect", ".warning"];
  differ(await looks(page, cells.map((cell) => (cell.startsWith("[") ? `#tables-list ${cell}` : `#tables-list [data-cell]${cell}`))));
  differ(await looks(page, ["#marked-report mark.broken:not(.suspect)", "#marked-report mark.suspect", "#marked-report mark.warning", "#marked-report p"]));
  const signs = new Set();
  for (const sample of ["sample-errors", "sample-consistent"]) {
    await page.getByTestId(sample).click();
    signs.add(await page.locator(".verdict .sign").innerText());
  }
  assert.equal(signs.size, 2);
  await page.getByTestId("sample-errors").click();
  for (const finding of await page.getByTestId("finding").all()) assert.match(await finding.locator(".severity").innerText(), /^(错误|警告|提示)$/);
  await close();
});

inState("forced colours: what backgrounds and shadows say is said by outlines", "inconsistent", { forcedColors: "active" }, async (page) => {
  await shoot(page, "inconsistent-forced-1440");
  differ(await looks(page, ["#tables-list [data-cell]:not(:has(button)):not(.blank)", "#tables-list [data-cell].broken:not(.suspect):not(.selected)", "#tables-list [data-cell].suspect:not(.selected)"]));
  differ(await looks(page, ["mark.broken:not(.suspect):not(.selected)", "mark.suspect:not(.selected)", "mark.selected:not(.suspect)"]));
  for (const part of [".finding.selected", ".switch [aria-pressed=true]"]) {
    assert.notEqual(await page.locator(part).first().evaluate((one) => getComputedStyle(one).outlineStyle), "none", part);
  }
});
