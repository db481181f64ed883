// Times the page in headless Chromium: from paste to the painted result, and from navigation to ready.
// Run by `cargo xtask bench`, which builds and serves the page.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const ROUNDS = 21;

const { GOUJI_URL, GOUJI_BLANK_URL, CHROMIUM } = process.env;
const report = readFileSync(process.argv[2], "utf8");

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const times = { blank: [], ready: [], floor: [], document: [], painted: [], coldDocument: [], coldPainted: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    const blank = await measure(GOUJI_BLANK_URL, blankLoaded, [fakePage]);
    const page = await measure(GOUJI_URL, pageReady, [firstSign]);
    const cold = await measure(GOUJI_URL, pageReady, []);
    if (round === 0) continue; // warms the browser up
    times.blank.push(blank.time);
    times.ready.push(page.time);
    times.floor.push(blank.paste.painted);
    times.document.push(page.paste.document);
    times.painted.push(page.paste.painted);
    times.coldDocument.push(cold.paste.document);
    times.coldPainted.push(cold.paste.painted);
  }
  const [blank, ready, floor, document, painted, coldDocument, coldPainted] = Object.values(times).map(median);
  console.log(`\nthe page in Chromium ${browser.version()}, milliseconds, median of ${ROUNDS}, each in a new profile`);
  console.log(`from navigation to ready  ${ready.toFixed(1)}; a blank page ${blank.toFixed(1)}: ${(ready - blank).toFixed(1)} more (aim: at most 150), ratio ${(ready / blank).toFixed(1)}`);
  console.log(`from paste to result      ${document.toFixed(1)} in the document, ${painted.toFixed(1)} painted; one word on a blank page ${floor.toFixed(1)}: ${(painted - floor).toFixed(1)} more (aim: at most 16)`);
  console.log(`  as the first thing done ${coldDocument.toFixed(1)} in the document, ${coldPainted.toFixed(1)} painted: the engine comes with the paste`);
} catch (error) {
  console.log(`\nthe page was not timed: ${error.message}`);
} finally {
  await browser.close();
}

// A new profile each time: nothing is in a cache.
async function measure(url, loaded, prepare) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  const time = await page.evaluate(loaded);
  for (const step of prepare) await page.evaluate(step);
  // Nobody pastes within half a second of the first picture.
  await page.waitForTimeout(600);
  const paste = await page.evaluate(pasted, report);
  await context.close();
  return { time, paste };
}

// The least that can follow a paste: one word. What it takes is what the browser takes until its next frame is there.
function fakePage() {
  const box = document.createElement("div");
  box.id = "paste-box";
  box.addEventListener("paste", () => {
    box.dataset.testid = "verdict";
    box.textContent = "一致";
  });
  document.body.append(box);
}

// Whoever pastes has moved the pointer or pressed a key before.
function firstSign() {
  document.body.dispatchEvent(new PointerEvent("pointermove", { bubbles: true }));
}

async function blankLoaded() {
  const [navigation] = performance.getEntriesByType("navigation");
  while (!navigation.loadEventEnd) await new Promise((resolve) => setTimeout(resolve));
  return navigation.loadEventEnd;
}

async function pageReady() {
  while (performance.now() < 10_000) {
    const [mark] = performance.getEntriesByName("gouji-ready", "mark");
    if (mark) return mark.startTime;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("the page did not set the mark gouji-ready within 10 s");
}

async function pasted(text) {
  const verdict = () => document.querySelector('[data-testid="verdict"]');
  const box = document.getElementById("paste-box");
  if (!box) throw new Error("there is no element with the id paste-box");
  if (verdict()) throw new Error("there is a verdict before anything was pasted");
  // A paste comes at any moment between two frames.
  await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 50));
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("there was no verdict within 10 s")), 10_000);
    const start = performance.now();
    let seen = false;
    const look = () => {
      if (seen || !verdict()) return;
      seen = true;
      const document = performance.now() - start;
      requestAnimationFrame(() => {
        // The message comes after the frame is painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve({ document, painted: performance.now() - start });
        port2.postMessage(null);
      });
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    look();
  });
}

function median(times) {
  return times.sort((a, b) => a - b)[times.length >> 1];
}
