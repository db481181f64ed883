// Times the desk in headless Chromium: a folder of files until all is compared, then sorting, choosing and scrolling 5,000 rows.
// Run by `cargo xtask bench`, which builds and serves the page and lays out the made-up county.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const { GOUJI_URL, GOUJI_COUNTY, CHROMIUM } = process.env;
const sample = readFileSync(join(import.meta.dirname, "../../www/samples/consistent.txt"), "utf8");
const agency = sample.match(/^\s*(\S+?)2\d{3}年/m)[1];

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** A page with somebody about to use it, that keeps its longest task from now on. */
async function open() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(GOUJI_URL);
  await page.waitForFunction(() => performance.getEntriesByName("gouji-ready").length);
  await page.mouse.move(5, 5);
  await page.mouse.move(9, 9);
  await page.waitForFunction(() => performance.getEntriesByName("gouji-warm").length);
  await page.evaluate(() => {
    globalThis.longest = 0;
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (globalThis.longest = Math.max(globalThis.longest, duration))));
    observer.observe({ type: "longtask" });
    /** What was done to prepare is no task of the page. */
    globalThis.prepared = async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      observer.takeRecords();
      globalThis.longest = 0;
    };
    globalThis.until = (done) =>
      new Promise((resolve) => {
        const look = () => (done() ? resolve(performance.now()) : setTimeout(look, 5));
        look();
      });
    globalThis.settled = () => document.querySelector("[data-testid=desk-total]") && !document.querySelector("[data-testid=desk-progress]");
    document.addEventListener("change", () => (globalThis.began = performance.now()), true);
  });
  return page;
}

const whole = (time) => time.toFixed(0).padStart(6);

try {
  const page = await open();
  await page.locator("#folder").setInputFiles(join(GOUJI_COUNTY, "云岭县"));
  const first = await page.evaluate(() => until(() => document.querySelector("[aria-busy], [data-testid=desk-progress]") || settled()).then((time) => time - began));
  const all = await page.evaluate(() => until(settled).then((time) => time - began));
  console.log(`\nthe desk in Chromium ${browser.version()}, milliseconds, once`);
  console.log(`160 files of the made-up county ${whole(all)} until all is compared (aim: 1000); progress after ${whole(first)} (aim: 100)`);
  await page.close();
  for (const count of [1200, 5000]) await many(count);
} catch (error) {
  console.log(`\nthe desk was not timed: ${error.message}`);
} finally {
  await browser.close();
}

async function many(count) {
  const page = await open();
  const time = await page.evaluate(
    async ({ sample, agency, count }) => {
      const transfer = new DataTransfer();
      for (let at = 0; at < count; at++) {
        const name = `云岭县第${at}服务中心`;
        transfer.items.add(new File([sample.replaceAll(agency, name)], `${name}.txt`));
      }
      await prepared();
      const from = performance.now();
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
      return (await until(settled)) - from;
    },
    { sample, agency, count },
  );
  const longest = await page.evaluate(() => longest);
  console.log(`${count} texts ${whole(time)} until all is compared${count === 1200 ? " (aim: 8000)" : ""}; longest task of the page ${whole(longest)} (aim: 50)`);
  if (count === 5000) await use(page);
  await page.close();
}

/** Sorting, seeking and scrolling. */
async function use(page) {
  const { sort, seek, frames } = await page.evaluate(async () => {
    const clicked = async (act, done) => {
      const from = performance.now();
      act();
      return (await until(done)) - from;
    };
    const sort = await clicked(
      () => document.querySelector("[data-sort='12']").click(),
      () => document.querySelector("th[aria-sort=ascending]"),
    );
    const field = document.querySelector("[data-testid=desk-search]");
    const seek = await clicked(
      () => {
        field.value = "第77";
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      },
      () => document.querySelector("[data-testid=desk-total]")?.innerText !== "5000份",
    );
    field.value = "";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await until(() => document.querySelector("[data-testid=desk-total]")?.innerText === "5000份");
    const pane = document.querySelector(".desk-scroll");
    let frames = 0;
    const from = performance.now();
    while (performance.now() - from < 2000) {
      pane.scrollTop += 60;
      await new Promise(requestAnimationFrame);
      frames++;
    }
    return { sort, seek, frames: frames / 2 };
  });
  console.log(`5000 rows: sorted in ${whole(sort)}, sought in ${whole(seek)} (aim: 50 each); ${frames.toFixed(0)} frames a second while scrolling (aim: 60)`);
}
