// The page without a network: kept at the first visit, exchanged between visits, never half of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browsers } from "./core/drivers.js";
import { drop, file, here, launch, pasteText, ready, sample, seed, verdict } from "./browser.js";
import { change, hash, list, original, serve } from "./site.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const report = (name) => file(name, readFileSync(join(here, "../reports/formats", name)), "");

/** Declares a test with a server and a profile of its own. */
const visits = (name, act, ...folders) =>
  test(name, { timeout: 120_000 }, async () => {
    const site = await serve(...folders);
    const context = await browser.newContext({ reducedMotion: "reduce" });
    const errors = [];
    context.on("weberror", (error) => errors.push(String(error.error())));
    try {
      await act(site, context);
      assert.deepEqual(errors, []);
    } finally {
      await context.close();
      await site.close();
    }
  });

/** Opens the page in a new tab. */
async function visit(site, context, folder = "") {
  const page = await context.newPage();
  await page.goto(site.url + folder);
  await ready(page);
  return page;
}

/** Waits until everything is kept. */
const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

/** Waits until a newer version is there beside the one in use. */
const waits = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 50));
  });

/** What became of a version that was being fetched: waits until it is. */
const fails = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update().catch(() => {});
    while ((await navigator.serviceWorker.getRegistration())?.installing) await new Promise((resolve) => setTimeout(resolve, 50));
    return Boolean(registration?.waiting);
  });

const caches = (page) => page.evaluate(() => globalThis.caches.keys());

async function checks(page, name) {
  await drop(page, [report(name)]);
  await page.locator(".origin", { hasText: name }).waitFor();
  return verdict(page);
}

/** Everything that a visitor can do. */
async function everythingWorks(page) {
  await pasteText(page, seed("000"));
  assert.equal(await verdict(page), "consistent");
  assert.equal(await checks(page, "2021-python-docx.docx"), "inconsistent");
  assert.equal(await checks(page, "2021-reportlab.pdf"), "inconsistent");
  await page.getByTestId("lang").click();
  await page.getByText("Everything is checked on this device").waitFor();
  await page.getByTestId("lang").click();
  await pasteText(page, sample("errors"));
  const rule = await page.locator('a[href^="rules/"]').first().evaluate((link) => link.href);
  await page.goto(rule);
  assert.ok((await page.locator("section").count()) > 50, "the catalogue of rules");
  const colour = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--ground"));
  assert.notEqual(colour, "", "with its style");
  await page.goBack();
  await ready(page);
}

visits("after one visit everything works with the server gone", async (site, context) => {
  const page = await visit(site, context);
  await kept(page);
  await site.close();
  assert.equal(await checks(page, "2021-reportlab.pdf"), "inconsistent", "in the first visit, before any reload");
  await page.reload();
  await ready(page);
  await everythingWorks(page);
  await page.close();
  const again = await visit(site, context);
  await everythingWorks(again);
  await again.goto(`${site.url}index.html?from=a-bookmark`);
  await ready(again);
});

visits("a visit asks for each file once more at most, the next for nothing but a newer version", async (site, context) => {
  const page = await visit(site, context);
  await kept(page);
  // What the page needs comes first; then each file is asked for to be kept.
  const before = site.asked.slice(0, site.asked.indexOf("sw.js"));
  assert.ok(before.includes("gouji_www_bg.wasm") && !before.some((path) => /^(later|rules)/.test(path)), before.join());
  const files = (await list()).map(([path]) => path);
  const after = site.asked.slice(before.length + 1);
  // The browser itself asks for these when it likes to.
  const once = after.filter((path, index) => !/icon|manifest/.test(path) || after.indexOf(path) === index);
  assert.deepEqual(once.sort(), files.sort());
  await page.close();
  site.asked.length = 0;
  const next = await visit(site, context);
  await everythingWorks(next);
  // The browser takes a second or more to think of it.
  while (!site.asked.length) await next.waitForTimeout(100);
  assert.deepEqual([...new Set(site.asked)], ["sw.js"]);
  assert.deepEqual(await context.cookies(), []);
});

visits("a newer version is taken at the next visit, not in the middle of one", async (site, context) => {
  const colour = (page) => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--newer"));
  const page = await visit(site, context);
  await kept(page);
  const css = (await original("style.css")).body.toString();
  await change(site, "style.css", `${css}\n:root { --newer: yes; }`);
  await page.reload();
  await ready(page);
  await waits(page);
  assert.equal(await colour(page), "");
  assert.equal((await caches(page)).length, 2);
  const beside = await visit(site, context);
  assert.equal(await colour(beside), "", "another tab is of the same version");
  assert.equal(await checks(beside, "2021-reportlab.pdf"), "inconsistent");
  await beside.close();
  await page.close();
  const next = await visit(site, context);
  assert.equal(await colour(next), "yes");
  assert.equal((await caches(next)).length, 1, "the old version is gone");
  await site.close();
  await next.reload();
  await ready(next);
  assert.equal(await colour(next), "yes");
  await everythingWorks(next);
});

for (const [fault, answer] of [
  ["fails", 500],
  ["comes to an end too early", "half a file"],
]) {
  visits(`if a file of the first visit ${fault}, the page works and tries again`, async (site, context) => {
    const broken = "later/pdf/gouji_readers_bg.wasm";
    site.answers.set(broken, answer);
    const page = await visit(site, context);
    while (!site.asked.includes(broken)) await page.waitForTimeout(50);
    assert.equal(await fails(page), false);
    assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
    await pasteText(page, seed("000"));
    assert.equal(await verdict(page), "consistent");
    await page.close();
    site.answers.clear();
    site.asked.length = 0;
    const next = await visit(site, context);
    await kept(next);
    assert.ok(site.asked.includes(broken));
    await site.close();
    assert.equal(await checks(next, "2021-reportlab.pdf"), "inconsistent");
  });

  visits(`if a file of a newer version ${fault}, the old one stays`, async (site, context) => {
    const page = await visit(site, context);
    await kept(page);
    const css = (await original("style.css")).body.toString();
    await change(site, "style.css", `${css}\n:root { --newer: yes; }`);
    site.answers.set("style.css", answer);
    site.asked.length = 0;
    assert.equal(await fails(page), false);
    assert.ok(site.asked.includes("style.css"), "the newer version was looked at");
    await page.close();
    await site.close();
    assert.equal(await checks(await visit(site, context), "2021-python-docx.docx"), "inconsistent");
  });
}

visits(
  "in folders: each copy of the page keeps to its own",
  async (site, context) => {
    const one = await visit(site, context, "one/");
    await kept(one);
    const two = await visit(site, context, "departments/two/");
    await kept(two);
    assert.equal((await caches(two)).length, 2);
    const css = (await original("style.css")).body.toString();
    await change(site, "style.css", `${css}\n:root { --newer: yes; }`);
    await two.reload();
    await waits(two);
    await two.close();
    await (await visit(site, context, "departments/two/")).close();
    // What was before is taken away some time after the newer version has taken over.
    while ((await caches(one)).length !== 2) await one.waitForTimeout(50);
    assert.equal(await one.evaluate(() => fetch("/elsewhere/").then(({ status }) => status)), 404, "what is not its own passes");
    await site.close();
    await everythingWorks(await visit(site, context, "one/"));
    assert.equal(await checks(await visit(site, context, "departments/two/"), "2021-reportlab.pdf"), "inconsistent");
  },
  "one/",
  "departments/two/",
);

visits("a file that is not as it was built never runs, whether it is kept or comes from the server", async (site, context) => {
  const page = await visit(site, context);
  await kept(page);
  const path = "later/tables.js";
  const foreign = "globalThis.foreign = true; export const on = () => {};";
  const keep = () =>
    page.evaluate(
      async ([path, text]) => {
        const [name] = await globalThis.caches.keys();
        const answer = new Response(text, { headers: { "content-type": "text/javascript" } });
        await (await globalThis.caches.open(name)).put(new URL(path, location.href).href, answer);
      },
      [path, foreign],
    );
  const runs = (page) =>
    page.evaluate(async (path) => {
      const came = await import(new URL(path, location.href).href).then(
        () => true,
        () => false,
      );
      return [came, globalThis.foreign ?? null];
    }, path);
  await keep();
  const next = await visit(site, context);
  assert.deepEqual(await runs(next), [true, null], "what was kept is fetched again");
  await next.close();
  await keep();
  site.answers.set(path, foreign);
  const last = await visit(site, context);
  assert.deepEqual(await runs(last), [false, null], "neither is as it was built");
  await pasteText(last, seed("000"));
  assert.equal(await verdict(last), "consistent");
});

visits("a part of a file is left to the server", async (site, context) => {
  const page = await visit(site, context);
  await kept(page);
  site.asked.length = 0;
  await page.evaluate(() => fetch("style.css", { headers: { range: "bytes=0-9" } }));
  await page.evaluate(() => fetch("style.css", { method: "HEAD" }));
  await page.evaluate(() => fetch("style.css"));
  assert.deepEqual(site.asked.filter((path) => path === "style.css").length, 2);
});

test("all files of the page are listed, each by its hash", async () => {
  const files = await list();
  for (const [path, expected] of files) {
    const { status, body } = await original(path);
    assert.equal(status, 200, path);
    assert.equal(hash(body), expected, path);
  }
  const paths = files.map(([path]) => path);
  for (const path of ["", "style.css", "boot.js", "favicon.svg", "manifest.webmanifest", "later/files.js", "rules/", "rules/en.html"]) {
    assert.ok(paths.includes(path), path);
  }
});

visits("the page can be installed", async (site, context) => {
  const page = await visit(site, context);
  await kept(page);
  const session = await context.newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).short_name, "勾稽");
  // A profile of a test counts as a private one, and says so.
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"), []);
});

test("on the machine that serves it the page is not kept", async () => {
  const site = await serve();
  const page = await browser.newPage();
  await page.goto(site.url.replace("gouji.localhost", "127.0.0.1"));
  await ready(page);
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length)), 0);
  assert.ok(!site.asked.includes("sw.js"));
  await page.close();
  await site.close();
});

const firefox = browsers.find(({ name }) => name === "Firefox");
test("in Firefox too everything works with the server gone", { timeout: 120_000, skip: firefox.skip }, async () => {
  const site = await serve();
  const other = await firefox.start();
  try {
    const page = await other.open(site.url);
    await page.run(() => navigator.serviceWorker.ready.then(() => true));
    await site.close();
    await page.reload();
    for (const name of ["2021-python-docx.docx", "2021-reportlab.pdf"]) {
      await page.choose("#file", join(here, "../reports/formats", name));
      await page.until((name) => document.querySelector(".origin")?.textContent.includes(name), name);
    }
    await page.click('[data-testid="lang"]');
    await page.until(() => document.documentElement.lang === "en");
    assert.deepEqual(await page.close(), []);
  } finally {
    await other.close();
    await site.close();
  }
});

visits("installed, it is opened with a report from where files are", async (site, context) => {
  await context.addInitScript(() => {
    Object.defineProperty(window, "launchQueue", { value: { setConsumer: (consumer) => (window.consumer = consumer) } });
  });
  const page = await visit(site, context);
  await page.waitForFunction(() => window.consumer);
  await page.evaluate((text) => {
    const handle = { getFile: async () => new File([text], "年报.txt", { type: "text/plain" }) };
    return window.consumer({ files: [handle] });
  }, sample("errors"));
  await page.locator(".origin", { hasText: "年报.txt" }).waitFor();
  assert.equal(await verdict(page), "inconsistent");
  const manifest = JSON.parse((await original("manifest.webmanifest")).body);
  const [{ accept }] = manifest.file_handlers;
  assert.ok(Object.values(accept).flat().includes(".docx"));
});
