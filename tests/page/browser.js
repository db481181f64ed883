// What the tests of the page share: a browser, a fresh page, and the ways a report gets into it.
import { readFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const { GOUJI_URL, CHROMIUM, GOUJI_SCREENSHOTS } = process.env;
if (!GOUJI_URL || !CHROMIUM) throw new Error("run these tests by `cargo xtask test --page`");

export const url = GOUJI_URL;
export const here = import.meta.dirname;

/** The text of a seed report. */
export const seed = (number) => readFileSync(join(here, "../reports/seeds", `${number}.txt`), "utf8");

/** The text of a sample of the page. */
export const sample = (name) => readFileSync(join(here, "../../www/samples", `${name}.txt`), "utf8");

/** One Chromium for a test file. */
export const launch = () =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

/** A new page in a new profile, loaded and ready, what checks too; `cold` leaves that to its user. Errors of the page fail the test that calls `close`. */
export async function open(browser, { width = 1440, height = 900, theme = "light", lang = "zh", cold = false, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: "reduce", ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(url).origin });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(url);
  await ready(page);
  if (!cold) await warm(page);
  if (lang === "en") await page.getByTestId("lang").click();
  const close = async () => {
    await context.close();
    if (errors.length) throw new Error(`the page reported: ${errors.join("; ")}`);
  };
  return { page, context, errors, close };
}

/** Gives what declares a test with a fresh page, in one browser for the test file. */
export function withBrowser() {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());
  // What is tested takes seconds; the limit is for a machine that has much else to do.
  return (name, act, { mayReport = false, ...options } = {}) =>
    test(name, { timeout: 120_000 }, async () => {
      const { page, context, close } = await open(browser, options);
      try {
        await act(page, context);
        if (!mayReport) await close();
      } finally {
        await context.close();
      }
    });
}

/** Waits until the page has drawn itself. */
export const ready = (page) =>
  page.waitForFunction(() => performance.getEntriesByName("gouji-ready").length === 1, undefined, { timeout: 60_000 });

/** Does what anybody does first, and waits until the page is ready to check. */
export async function warm(page) {
  await page.mouse.move(1, 1);
  await page.mouse.move(2, 2);
  const warmed = () => performance.getEntriesByName("gouji-warm").length === 1;
  await page.waitForFunction(warmed, undefined, { timeout: 60_000 });
}

/** Pastes by an event that carries the data, as a browser makes it. */
export const paste = (page, data) =>
  page.evaluate((data) => {
    const transfer = new DataTransfer();
    for (const [type, text] of Object.entries(data)) transfer.setData(type, text);
    (document.activeElement ?? document.body).dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }),
    );
  }, data);

export const pasteText = (page, text) => paste(page, { "text/plain": text });

/** Drops files anywhere on the page. */
export const drop = (page, files) =>
  page.evaluate((files) => {
    const transfer = new DataTransfer();
    for (const { name, type, base64 } of files) {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type }));
    }
    for (const event of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(event, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
  }, files);

/** A file to drop. */
export const file = (name, content, type = "text/plain") => ({
  name,
  type,
  base64: Buffer.from(content).toString("base64"),
});

/** Rows of a set of reports: each with the number of its report, as the files came. */
export const report = (page, index) => page.locator(`[data-testid="desk-row"][data-report="${index}"]`);

/** Waits until all files of a set are compared, and shows every year; gives what each report is marked with, as the files came. */
export async function marks(page, count) {
  await page.getByTestId("desk-year").waitFor();
  await page.getByTestId("desk-year").selectOption("0");
  await page.waitForFunction((count) => document.querySelectorAll("[data-row][data-report]").length === count, count);
  const rows = page.locator("[data-row][data-report]");
  const all = await rows.evaluateAll((all) => all.map(({ dataset }) => [Number(dataset.report), dataset.mark]));
  return all.toSorted(([a], [b]) => a - b).map(([, mark]) => mark);
}

/** From a report of a set back to the set. */
export async function back(page) {
  await page.getByTestId("desk-back").click();
  await page.getByTestId("desk-save").waitFor();
}

/** The verdict in the page, once there is one. */
export async function verdict(page) {
  await page.getByTestId("verdict").waitFor();
  return page.getByTestId("verdict").getAttribute("data-verdict");
}

/** What moves among the cells comes when one of them gets focus: here before, so that a key right after that finds it. */
export const withKeys = (page) => page.evaluate((script) => import(script), new URL("later/tables.js", url).href);

/** A cell of the official tables. */
export const cell = (page, name) => page.locator(`[data-cell="${name}"]`);

/** The rules of the findings shown, in their order. */
export const rules = (page) => page.getByTestId("finding").evaluateAll((all) => all.map((one) => one.dataset.rule));

/** A picture for people to look at; the tests do not compare it. */
export async function shoot(page, name, options = {}) {
  if (!GOUJI_SCREENSHOTS) return;
  mkdirSync(GOUJI_SCREENSHOTS, { recursive: true });
  if (options.fullPage) {
    await page.evaluate(() => {
      scrollTo(0, 0);
      // What is out of sight is not drawn before it is scrolled to.
      for (const part of document.querySelectorAll(".statutory, .paper > *")) part.style.contentVisibility = "visible";
    });
  }
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.screenshot({ path: join(GOUJI_SCREENSHOTS, `${name}.png`), animations: "disabled", ...options });
}

/** The cells of a seed as [name, value], from expected.json. */
export function expectedCells(number) {
  const all = JSON.parse(readFileSync(join(here, "../reports/seeds/expected.json"), "utf8"));
  const one = Array.isArray(all) ? all.find((one) => JSON.stringify(one).includes(`${number}.txt`)) : all[number] ?? all[`${number}.txt`];
  return Object.entries(one.cells);
}

const GROUPS = { "三、本年度办理结果": 0, "（三）不予公开": 8, "（四）无法提供": 3, "（五）不予处理": 5, "（六）其他处理": 3 };

/** A report in tab rows as a web page has it: real tables, merged heads. */
export function reportHtml(text) {
  const blocks = [];
  for (const line of text.split("\n")) {
    const table = line.includes("\t") || /^第二十条第/.test(line);
    if (table && Array.isArray(blocks.at(-1))) blocks.at(-1).push(line.split("\t"));
    else if (table) blocks.push([line.split("\t")]);
    else if (line) blocks.push(line);
  }
  return blocks.map((block) => (Array.isArray(block) ? htmlTable(block) : `<p>${block}</p>`)).join("\n");
}

const td = (text, attributes = "") => `<td ${attributes}>${text || "&nbsp;"}</td>`;
const tr = (cells) => `<tr>${cells.join("")}</tr>`;

function htmlTable(rows) {
  const body = rows.some((row) => row[0].startsWith("（本列数据"))
    ? requestRows(rows)
    : rows.some((row) => row[0] === "行政复议")
      ? reviewRows(rows)
      : rows.map((row) => tr(row.map((text, index) => td(text, index === row.length - 1 ? `colspan="${5 - row.length}"` : ""))));
  return `<table border="1">${body.join("\n")}</table>`;
}

function requestRows([top, middle, bottom, ...rows]) {
  const outcomes = rows.length - 3;
  const head = [
    tr([td(top[0], 'colspan="3" rowspan="3"'), td(top[1], 'colspan="7"')]),
    tr([td(middle[0], 'rowspan="2"'), td(middle[1], 'colspan="5"'), td(middle[2], 'rowspan="2"')]),
    tr(bottom.map((text) => td(text))),
  ];
  let inGroup = 0;
  const body = rows.map((row, index) => {
    const labels = row.slice(0, -7);
    const cells = [];
    const outcome = index >= 2 && index < rows.length - 1;
    if (labels[0] === "三、本年度办理结果") cells.push(td(labels.shift(), `rowspan="${outcomes}"`));
    if (labels.length === 2) {
      inGroup = GROUPS[labels[0]];
      cells.push(td(labels.shift(), `rowspan="${inGroup}"`));
    }
    cells.push(td(labels[0], inGroup > 0 ? "" : `colspan="${outcome ? 2 : 3}"`));
    inGroup = Math.max(0, inGroup - 1);
    return tr([...cells, ...row.slice(-7).map((text) => td(text))]);
  });
  return [...head, ...body];
}

function reviewRows([top, middle, bottom, ...rows]) {
  return [
    tr([td(top[0], 'colspan="5"'), td(top[1], 'colspan="10"')]),
    tr(middle.map((text, index) => td(text, index < 5 ? 'rowspan="2"' : 'colspan="5"'))),
    tr(bottom.map((text) => td(text))),
    ...rows.map((row) => tr(row.map((text) => td(text)))),
  ];
}
