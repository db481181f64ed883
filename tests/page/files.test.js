// Files of every format: what they give, how several are checked, and what happens if reading them goes wrong.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { mkdtemp, mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { back, cell, drop, file, here, marks, pasteText, report, rules, sample, seed, url, verdict, withBrowser } from "./browser.js";

const withPage = withBrowser();

const folder = join(here, "../reports/formats");
const reports = JSON.parse(readFileSync(join(folder, "numbers.json"), "utf8"));
const fixtures = readdirSync(folder).filter((name) => /^\d{4}-/.test(name));
const fixture = (name, as = name) => file(as, readFileSync(join(folder, name)), "");

/** A text file; the type is what the system says, and says nothing. */
const text = (name, content) => file(name, content, "");

/** Waits until the page shows a file, or says why it does not. */
async function shown(page, name) {
  const said = page.locator(".origin", { hasText: name }).or(page.getByTestId("notice"));
  await said.first().waitFor();
  return (await page.getByTestId("notice").allInnerTexts()).join();
}

const notice = async (page) => {
  await page.getByTestId("notice").waitFor();
  return page.getByTestId("notice").innerText();
};

/** The requests for what is loaded later, by the end of their address. */
function later(page) {
  const requests = [];
  page.on("request", (request) => {
    assert.ok(request.url().startsWith(url), request.url());
    requests.push(request.url().slice(url.length));
  });
  return requests;
}

const PDF = "later/pdf/gouji_readers_bg.wasm";
const OFFICE = "later/office/gouji_readers_bg.wasm";

/** Lets a part's wasm through when the test says so. */
async function hold(page, part = "**/*_bg.wasm") {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(part, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

for (const name of fixtures) {
  withPage(`${name} gives the known cells and the broken identity`, async (page) => {
    const report = reports[name.slice(0, 4)];
    await drop(page, [fixture(name)]);
    assert.equal(await shown(page, name), "");
    const cells = await page.locator("[data-cell]").evaluateAll((cells) =>
      Object.fromEntries(
        cells.map((one) => {
          // What is hidden in a cell is no number, and the cell is not simply blank: that is told, and an error.
          const hidden = one.matches(".unreadable") && one.title === "内容被隐藏" && one.dataset.f;
          return [one.dataset.cell, [one.textContent.trim().replace("+", ""), one.matches(".blank") || Boolean(hidden), hidden || ""]];
        }),
      ),
    );
    const hidden = Object.values(cells).flatMap(([, , findings]) => findings.split(" "));
    for (const [id, value] of Object.entries(report.cells)) {
      const [said, blank] = cells[id] ?? assert.fail(`${id} is not drawn`);
      if (value === null) assert.ok(blank && said === "", `${id}: ${said}`);
      else assert.ok(!blank && Number(said.replace(/,|万元|元/g, "")) === Number(value), `${id}: ${said}, not ${value}`);
    }
    assert.equal(await verdict(page), "inconsistent");
    const errors = await page
      .locator(".finding.error")
      .evaluateAll((all, hidden) => all.filter((one) => !hidden.includes(one.dataset.finding)).map((one) => one.dataset.rule), hidden);
    assert.deepEqual(errors, report.broken.map((one) => one.rule));
    const broken = await page.locator("[data-cell]:is(.broken, .suspect)").evaluateAll((all) => all.map((one) => one.dataset.cell));
    assert.deepEqual(broken.sort(), [...new Set(report.broken.flatMap((one) => one.cells))].sort());
  });
}

for (const name of readdirSync(join(folder, "refused"))) {
  withPage(`refused/${name} is told in a sentence, and the next file is read`, async (page) => {
    await page.getByTestId("sample-errors").click();
    await drop(page, [fixture(`refused/${name}`)]);
    const sentence = page.getByTestId("notice").or(page.locator('[data-verdict="unsupported"] .subline'));
    await sentence.waitFor();
    assert.match(await sentence.innerText(), /\p{Script=Han}.+。$/u);
    assert.ok((await page.getByTestId("notice").or(page.locator(".origin")).innerText()).startsWith(`refused/${name}`), "the file is named");
    assert.equal(await page.locator("[data-cell]").count(), 0);
    await page.getByTestId("lang").click();
    await page.waitForFunction(() => document.documentElement.lang === "en");
    // The name before it is the file's own, and that of what it holds.
    const words = (await sentence.innerText()).replace(/^refused\/.*\n/, "");
    assert.match(words, /^[^\p{Script=Han}]+\.$/u, "the sentence changes with the language");
    await drop(page, [fixture("2021-hand.ofd")]);
    assert.equal(await shown(page, "2021-hand.ofd"), "");
    assert.equal(await cell(page, "requests.new.total").textContent(), "305");
  });
}

withPage("what reads a kind of file is loaded once, with the first such file, from the page's own address", async (page) => {
  const requests = later(page);
  await drop(page, [text("一.txt", seed("000")), text("二.html", `<table><tr><td>${seed("000")}</td></tr></table>`)]);
  await marks(page, 2);
  assert.deepEqual(requests.filter((one) => /office|pdf/.test(one)), [], "text is read without it");
  await page.getByTestId("clear").click();
  for (const name of ["2021-hand.ofd", "2021-python-docx.docx", "2019-gbk.rtf", "2021-openpyxl.xlsx"]) {
    await drop(page, [fixture(name)]);
    assert.equal(await shown(page, name), "");
  }
  assert.deepEqual(requests.filter((one) => one.endsWith("readers_bg.wasm")), [OFFICE]);
  for (const name of ["2021-chromium.pdf", "2019-chromium.pdf"]) {
    await drop(page, [fixture(name)]);
    assert.equal(await shown(page, name), "");
  }
  assert.deepEqual(requests.filter((one) => one.endsWith("readers_bg.wasm")), [OFFICE, PDF]);
  // A set has a worker of its own: its program, and what reads files, are in both places.
  const once = requests.filter((one) => !/worker\.js$|files\.js$|gouji_desk\.js$/.test(one));
  assert.equal(once.length, new Set(once).size, once.join());
});

withPage("several files are checked one after another; any of them is shown by mouse or keyboard", async (page) => {
  await drop(page, [
    text("甲.txt", sample("consistent")),
    fixture("2021-python-docx.docx", "乙.docx"),
    file("丙.png", Buffer.from("\x89PNG\r\n", "latin1")),
    fixture("2019-chromium.pdf", "丁.pdf"),
    text("戊.txt", "会议通知\n\n请各科室负责人参加例会。"),
  ]);
  assert.deepEqual(await marks(page, 5), ["consistent", "faulty", "unread", "faulty", "unread"]);
  const problems = await page.locator("[data-mark=unread] .problem").allInnerTexts();
  assert.ok(problems.some((one) => /PNG文件只有图像/.test(one)), problems.join());

  await report(page, 0).click();
  assert.equal(await verdict(page), "consistent");
  assert.match(await page.locator(".origin").innerText(), /^甲\.txt/);
  await back(page);
  await report(page, 1).click();
  assert.equal(await shown(page, "乙.docx"), "");
  assert.equal(await verdict(page), "inconsistent");
  assert.equal(await cell(page, "requests.new.total").textContent(), "305");
  assert.deepEqual((await rules(page)).slice(0, 2), ["A01", "A02"]);
  await back(page);
  await report(page, 3).click();
  assert.equal(await shown(page, "丁.pdf"), "");
  assert.equal(await cell(page, "requests.new.total").textContent(), String(Number(reports["2019"].cells["requests.new.total"])));
  await back(page);
  await report(page, 2).click();
  assert.match(await notice(page), /PNG/);
  assert.equal(await page.locator("[data-cell]").count(), 0);
  await back(page);
  await report(page, 4).click();
  assert.equal(await verdict(page), "unsupported");

  await page.getByTestId("clear").click();
  assert.equal(await page.getByTestId("desk-bar").count(), 0);
  assert.equal(await page.getByTestId("verdict").count(), 0);
});

withPage("a set goes when something else comes", async (page) => {
  const files = () => [text("一.txt", sample("errors")), text("二.txt", sample("consistent")), file("三.gif", "GIF8")];
  await drop(page, files());
  await marks(page, 3);
  await pasteText(page, seed("001"));
  await verdict(page);
  assert.equal(await page.getByTestId("desk").count(), 0);
  await drop(page, files());
  await marks(page, 3);
  await page.getByTestId("clear").click();
  await drop(page, [text("四.txt", sample("consistent"))]);
  assert.equal(await shown(page, "四.txt"), "");
  assert.equal(await page.getByTestId("desk").count(), 0, "one file needs no set");
});

withPage("a text that is edited belongs to no file of the set any more", async (page) => {
  await drop(page, [text("一.txt", sample("consistent")), text("二.txt", sample("errors"))]);
  await marks(page, 2);
  await report(page, 1).click();
  assert.equal(await shown(page, "二.txt"), "");
  await page.getByTestId("view-text").click();
  await page.locator("#paste-box").press("End");
  await page.keyboard.type("1");
  await back(page);
  await report(page, 0).click();
  assert.equal(await shown(page, "一.txt"), "");
  assert.equal(await verdict(page), "consistent");
});

withPage("the file button takes several", async (page) => {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.locator("label.file").click()]);
  assert.ok(chooser.isMultiple());
  await chooser.setFiles([join(folder, "2021-python-docx.docx"), join(folder, "2021-hand.ofd")]);
  assert.deepEqual(await marks(page, 2), ["faulty", "faulty"]);
  assert.match(await page.locator("#file").getAttribute("accept"), /\.docx,\.wps,\.pdf/);
});

withPage("a dropped folder is looked into: the files that may be reports", async (page, context) => {
  const place = await mkdtemp(join(tmpdir(), "gouji-"));
  await mkdir(join(place, "年报", "2022"), { recursive: true });
  await writeFile(join(place, "年报", "甲.txt"), sample("consistent"));
  await writeFile(join(place, "年报", "照片.jpg"), "\xff\xd8\xff");
  await writeFile(join(place, "年报", "~$乙.docx"), "");
  await writeFile(join(place, "年报", "2022", "乙.txt"), sample("errors"));
  await mkdir(join(place, "空"));
  await dropFromDisk(page, context, [join(place, "年报")]);
  assert.deepEqual((await marks(page, 2)).sort(), ["consistent", "faulty"]);
  const beside = await page.getByTestId("beside").innerText();
  for (const part of ["年报/照片.jpg", "年报/~$乙.docx"]) assert.ok(beside.includes(part), beside);
  await dropFromDisk(page, context, [join(place, "空")]);
  assert.equal(await notice(page), "文件夹中没有可以核对的文件。");
});

/** Drops files and folders of the disk, as the system does it. */
async function dropFromDisk(page, context, files) {
  const session = await context.newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  }
}

withPage("what takes longer says so, what is fast does not", async (page) => {
  const sign = page.getByRole("status").getByTestId("wait");
  // Time stands still, so that a busy machine is no slow file.
  await stopTime(page);
  await drop(page, [text("快.txt", sample("consistent"))]);
  await verdict(page);
  await page.clock.runFor(1000);
  assert.equal(await sign.count(), 0);

  const release = await hold(page);
  await drop(page, [fixture("2021-chromium.pdf")]);
  await page.clock.runFor(150);
  assert.equal(await sign.count(), 0);
  await page.clock.runFor(100);
  await sign.waitFor();
  assert.match(await sign.innerText(), /^正在(读取“2021-chromium.pdf”|载入 PDF 读取组件)…$/);
  await page.getByText("正在载入 PDF 读取组件…").waitFor();
  await page.clock.resume();
  // An earlier answer is not shown beside it.
  await page.locator("#tables-list").waitFor({ state: "hidden" });
  release();
  assert.equal(await shown(page, "2021-chromium.pdf"), "");
  assert.equal(await sign.count(), 0);
  assert.ok(await page.locator("#tables-list").isVisible());
});

withPage("the size of what is loaded is told", async (page, context) => {
  // Through the browser's own brake: an answer held back by the test has no size before it is there.
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 20, downloadThroughput: 100_000, uploadThroughput: -1 });
  await page.waitForTimeout(50);
  await drop(page, [fixture("2021-hand.ofd")]);
  await page.getByText(/^正在载入办公文档读取组件（约 \d+ KB）…$/).waitFor();
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  assert.equal(await shown(page, "2021-hand.ofd"), "");
});

withPage("a late answer does not take the place of a newer one", async (page) => {
  const release = await hold(page);
  await drop(page, [fixture("2021-chromium.pdf")]);
  await page.getByTestId("wait").waitFor();
  await drop(page, [text("新.txt", sample("consistent"))]);
  assert.equal(await verdict(page), "consistent");
  release();
  await page.waitForTimeout(500);
  assert.match(await page.locator(".origin").innerText(), /^新\.txt/);
  assert.equal(await verdict(page), "consistent");
  assert.equal(await page.getByTestId("wait").count(), 0);
});

withPage("a paste, typing or clearing ends the wait as well", async (page) => {
  const release = await hold(page);
  for (const act of [
    () => pasteText(page, seed("000")),
    () => page.getByTestId("sample-2019").click(),
    () => page.getByTestId("clear").click(),
  ]) {
    await drop(page, [fixture("2021-chromium.pdf")]);
    await page.getByTestId("wait").waitFor();
    await act();
    await page.getByTestId("wait").waitFor({ state: "detached" });
  }
  await drop(page, [fixture("2021-chromium.pdf")]);
  await page.getByTestId("wait").waitFor();
  await page.locator("#paste-box").focus();
  await page.keyboard.type("会");
  await page.getByTestId("wait").waitFor({ state: "detached" });
  release();
  await page.waitForTimeout(500);
  assert.equal(await page.locator("#paste-box").inputValue(), "会");
  assert.equal(await page.locator(".origin").count(), 0);
});

// What is missing is reported on the console by the browser: the page's own errors are none.
const mayReport = true;

for (const missing of ["later/files.js*", "later/worker.js", "later/office/gouji_readers.js", OFFICE]) {
  const act = async (page) => {
    await page.route(`**/${missing}`, (route) => route.fulfill({ status: 404, body: "" }));
    await drop(page, [fixture("2021-hand.ofd")]);
    assert.match(await notice(page), /未能载入.*网络/);
    assert.equal(await page.locator("[data-cell]").count(), 0);
    await page.getByTestId("lang").click();
    assert.match(await notice(page), /could not be loaded/);
    await page.unroute(`**/${missing}`);
    await drop(page, [fixture("2021-hand.ofd")]);
    assert.equal(await shown(page, "2021-hand.ofd"), "");
    assert.equal(await verdict(page), "inconsistent");
  };
  withPage(`without ${missing} a sentence is said, and the next try finds it`, act, { mayReport });
}

const withoutNetwork = async (page, context) => {
  await context.setOffline(true);
  await drop(page, [fixture("2021-chromium.pdf"), text("甲.txt", sample("consistent"))]);
  // Without the desk several files are a list.
  await page.locator('[data-entry="1"][data-state="consistent"]').waitFor();
  await page.locator('[data-entry="0"][data-state="failed"]').waitFor();
  assert.match(await notice(page), /未能载入.*网络/);
  await context.setOffline(false);
  await page.locator('[data-entry="0"]').click();
  assert.equal(await shown(page, "2021-chromium.pdf"), "");
  await page.locator('[data-entry="0"][data-state="inconsistent"]').waitFor();
};
withPage("without a network a text is checked all the same, a PDF is told, and later it is read", withoutNetwork, { mayReport });

/** From now on the page's time goes on only by `page.clock.runFor`. */
async function stopTime(page) {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

/** A part that does something else in place of reading, the first time. */
const instead = (page, body) =>
  page.route("**/later/office/gouji_readers.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: `export default async () => {}; export const read = () => { ${body} };` }),
    { times: 1 },
  );

/** Stops time, drops a file whose reading does not come to an end, and waits until it is being read. */
async function readForever(page) {
  await stopTime(page);
  await instead(page, 'return fetch("/endless").then(() => { for (;;); });');
  await page.route("**/endless", (route) => route.fulfill({ body: "" }));
  const begun = page.waitForRequest("**/endless");
  await drop(page, [fixture("2021-hand.ofd")]);
  await begun;
}

withPage("a part that breaks down is told, and the next file is read by another worker, loaded once", async (page) => {
  // Counted where the request waits to be answered: one of a worker that has ended since is sometimes not told.
  let loaded = 0;
  await page.route(`**/${OFFICE}`, (route) => {
    loaded++;
    return route.continue();
  });
  await instead(page, "throw new WebAssembly.RuntimeError('unreachable')");
  await drop(page, [fixture("2021-hand.ofd")]);
  assert.match(await notice(page), /读取该文件时出错/);
  await drop(page, [fixture("2021-hand.ofd")]);
  assert.equal(await shown(page, "2021-hand.ofd"), "");
  assert.equal(loaded, 1);
});

withPage("a part that does not come to an end is ended, and that is said", async (page) => {
  await readForever(page);
  await page.clock.runFor(19_000);
  await page.getByText("正在读取“2021-hand.ofd”…").waitFor();
  assert.equal(await page.getByTestId("notice").count(), 0);
  await page.clock.runFor(1500);
  assert.match(await notice(page), /超过20秒/);
  await page.clock.resume();
  await drop(page, [fixture("2021-hand.ofd")]);
  assert.equal(await shown(page, "2021-hand.ofd"), "");
});

withPage("a file that does not come to an end gives way to a newer one at once", async (page) => {
  await readForever(page);
  // Time stands still: it is not given up because it took too long.
  await drop(page, [fixture("2021-python-docx.docx")]);
  assert.equal(await shown(page, "2021-python-docx.docx"), "");
});

withPage("two reports in one text are two of a set, each with its own text", async (page) => {
  const pasted = readFileSync(join(here, "../cases/report/12a_two_reports_one_paste.txt"), "utf8");
  await pasteText(page, pasted);
  assert.equal((await marks(page, 2)).length, 2);
  assert.match(await report(page, 1).innerText(), /#2/);
  await report(page, 1).click();
  await page.locator(".origin", { hasText: "#2" }).waitFor();
  assert.match(await page.locator(".about").innerText(), /2024/);
});

withPage("the files of an archive are a set, and what is left out is told", async (page) => {
  await drop(page, [fixture("several/two-reports.zip", "two.zip")]);
  assert.equal((await marks(page, 2)).length, 2);
  assert.match(await report(page, 0).innerText(), /two\.zip!\/2023年年报\.docx/);
  assert.match(await report(page, 1).innerText(), /two\.zip!\/2020年年报\.docx/);
});
