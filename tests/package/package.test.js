// The npm package as a stranger meets it: packed, installed into an empty folder without a network, then used.
import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const { GOUJI_PACKAGE, GOUJI_COMMAND, CHROMIUM } = process.env;
if (!GOUJI_PACKAGE || !GOUJI_COMMAND || !CHROMIUM) throw new Error("run these tests by `cargo xtask test --package`");
// The libraries are those of the page's tests.
const page = createRequire(new URL("../page/browser.js", import.meta.url));
const { chromium } = page("playwright-core");

const reports = join(import.meta.dirname, "../reports");
const seeds = ["000", "001", "002", "003", "004"].map((number) => join(reports, "seeds", `${number}.txt`));
const format = (name) => join(reports, "formats", name);
const clean = join(import.meta.dirname, "../../www/samples/consistent.txt");
const faulty = join(import.meta.dirname, "../../www/samples/errors.txt");
const nameOf = (path) => path.split("/").at(-1);

const home = mkdtempSync(join(tmpdir(), "gouji-package-"));
let gouji, files;

const npm = (args, cwd) => {
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout;
};
/** Runs a program in the folder that the package is installed into. */
const node = (...args) =>
  promisify(execFile)(process.execPath, args, { cwd: home, timeout: 60_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
const program = (name, text) => writeFileSync(join(home, name), text);
/** What the command answers for a file. */
const command = (path, ...options) => {
  const cwd = join(path, "..");
  const { stdout } = spawnSync(GOUJI_COMMAND, ["check", nameOf(path), "--format", "json", "--with-text", ...options], { cwd, encoding: "utf8" });
  return JSON.parse(stdout);
};
/** The command's answer with its places in UTF-16. */
const inUtf16 = (review) => {
  const bytes = Buffer.from(review.source.text);
  const places = (span) => span?.map((byte) => bytes.subarray(0, byte).toString().length) ?? null;
  for (const cell of Object.values(review.report.cells)) cell.span = places(cell.span);
  for (const { evidence } of review.findings) for (const one of evidence) one.span = places(one.span);
  for (const check of review.checks) check.span = places(check.span);
  for (const section of review.report.sections) {
    section.heading = places(section.heading);
    section.span = places(section.span);
  }
  return review;
};

before(async () => {
  const [packed] = JSON.parse(npm(["pack", "--json", "--pack-destination", home], GOUJI_PACKAGE));
  writeFileSync(join(home, "package.json"), JSON.stringify({ private: true, type: "module" }));
  npm(["install", "--offline", "--no-audit", "--no-fund", `./${packed.filename}`], home);
  cpSync(join(home, "node_modules/gouji/examples"), home, { recursive: true });
  program("entry.mjs", 'export * from "gouji"; export * as worker from "gouji/worker";');
  gouji = await import(pathToFileURL(join(home, "entry.mjs")));
  files = packed.files.map(({ path }) => path);
});
after(() => {
  gouji.worker.terminate();
  rmSync(home, { recursive: true, force: true });
});

test("the package says what it is", () => {
  const manifest = JSON.parse(readFileSync(join(home, "node_modules/gouji/package.json"), "utf8"));
  const version = spawnSync(GOUJI_COMMAND, ["--version"], { encoding: "utf8" }).stdout.trim();
  assert.equal(`gouji ${manifest.version}`, version);
  for (const file of ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "index.d.ts", "worker.d.ts", "review.d.ts"]) {
    assert.ok(files.includes(file), file);
  }
});

describe("one answer", () => {
  const files = [...seeds, format("2021-libreoffice.docx"), format("2021-chromium.pdf"), format("2021-gb18030.txt"), format("2021-utf16le.txt"), format("2019-excel-utf8.csv"), format("refused/scan.pdf")];
  for (const path of files) {
    test(`${nameOf(path)} as the command has it, places in UTF-16`, async () => {
      const review = await gouji.check(readFileSync(path), { name: nameOf(path) });
      assert.deepEqual(review, inUtf16(command(path)));
      for (const { text, span } of Object.values(review.report.cells)) {
        if (span) assert.equal(review.source.text.slice(...span), text);
      }
    });
  }

  test("in English, and with a rule that is off by default", async () => {
    const path = seeds[0];
    const review = await gouji.check(readFileSync(path), { name: nameOf(path), lang: "en", rules: ["B06"] });
    assert.deepEqual(review, inUtf16(command(path, "--lang", "en", "--rules", "B06")));
  });

  test("characters outside the basic plane count two", async () => {
    const text = `😀𠮷\n${readFileSync(faulty, "utf8")}`;
    const review = await gouji.check(text);
    const { span } = review.report.cells["requests.new.natural"];
    const before = await gouji.check(text.slice(5));
    assert.equal(span[0], before.report.cells["requests.new.natural"].span[0] + 5);
    for (const { evidence } of review.findings) {
      for (const one of evidence) assert.equal(review.source.text.slice(...one.span), one.text);
    }
  });

  test("whatever holds the report", async () => {
    const bytes = new Uint8Array(readFileSync(seeds[1]));
    const within = new Uint8Array(bytes.length + 20);
    within.set(bytes, 10);
    const expected = await gouji.check(bytes, { name: "001.txt" });
    const inputs = [
      bytes.buffer,
      Buffer.from(bytes),
      within.subarray(10, 10 + bytes.length),
      new DataView(within.buffer, 10, bytes.length),
      new Blob([bytes]),
      new File([bytes], "001.txt"),
      new TextDecoder().decode(bytes),
    ];
    for (const { check } of [gouji, gouji.worker]) {
      for (const input of inputs) assert.deepEqual(await check(input, { name: "001.txt" }), expected);
    }
    assert.equal((await gouji.check(new File([bytes], "报告.txt"))).source.name, "报告.txt");
    assert.equal((await gouji.check(bytes)).source.name, null);
  });

  test("several reports: the first and how many more, or all", async () => {
    const name = "12a_two_reports_one_paste.txt";
    const text = readFileSync(join(import.meta.dirname, "../cases/report", name), "utf8");
    for (const { check, checkAll } of [gouji, gouji.worker]) {
      const all = await checkAll(text, { name });
      assert.deepEqual(all.map(({ source }) => source.name), [`${name}#1`, `${name}#2`]);
      assert.deepEqual(await check(text, { name }), { ...all[0], more: 1 });
      for (const { source, report } of all) {
        assert.equal(source.text, text);
        for (const { text: written, span } of Object.values(report.cells)) {
          if (span) assert.equal(text.slice(...span), written);
        }
      }
      const packed = await checkAll(readFileSync(format("several/two-reports.zip")), { name: "two.zip" });
      assert.deepEqual(packed.map(({ source }) => source.name), ["two.zip!/2023年年报.docx", "two.zip!/2020年年报.docx"]);
      assert.equal((await checkAll(readFileSync(seeds[0]))).length, 1);
      assert.equal((await check(readFileSync(seeds[0]))).more, undefined);
    }
  });

  test("the catalogue is that of the command", async () => {
    const lines = spawnSync(GOUJI_COMMAND, ["rules"], { encoding: "utf8" }).stdout;
    const rules = await gouji.rules();
    const codes = rules.map(({ code }) => code);
    assert.deepEqual(codes, [...new Set(lines.match(/^\s*[A-J]\d\d/gm).map((code) => code.trim()))]);
    for (const { code, title, basis } of rules) assert.ok(lines.includes(title) && basis, code);
    assert.deepEqual(await gouji.worker.rules("en"), await gouji.rules("en"));
    assert.match((await gouji.rules("en"))[0].title, /^[\x20-\x7e]+$/);
  });
});

describe("what cannot be checked is an answer", () => {
  test("no report, an empty input, a file that is not read", async () => {
    for (const input of ["今天天气很好。", "", new Uint8Array(0), readFileSync(format("refused/password.docx"))]) {
      for (const { check } of [gouji, gouji.worker]) {
        const { summary } = await check(input);
        assert.equal(summary.verdict, "unsupported");
        assert.match(summary.reason, /。$/);
        assert.match((await check(input, { lang: "en" })).summary.reason, /\.$/);
      }
    }
  });

  test("a file that is too large, its size as it is", async () => {
    const bytes = 41 * 1024 * 1024;
    const { source, summary } = await gouji.check(new Blob([new Uint8Array(bytes)]));
    assert.equal(source.bytes, bytes);
    assert.match(summary.reason, /40 MB/);
  });
});

describe("what means nothing is an error", () => {
  for (const where of ["gouji", "gouji/worker"]) {
    test(where, async () => {
      const { check, rules } = where === "gouji" ? gouji : gouji.worker;
      for (const input of [undefined, null, 3, {}, ["text"]]) await assert.rejects(check(input), TypeError);
      await assert.rejects(check("", { lang: "fr" }), TypeError);
      await assert.rejects(rules("fr"), TypeError);
      await assert.rejects(check("", { rules: "B06" }), TypeError);
      for (const options of [null, "en", [], { name: {} }, { name: 3 }, { rules: [{}] }, { transfer: 1 }, { timeout: "9" }, { timeout: NaN }]) {
        await assert.rejects(check("", options), TypeError, JSON.stringify(options));
      }
      await assert.rejects(check("", { rules: ["Z99"] }), { name: "RangeError", message: "没有规则 Z99。" });
      await assert.rejects(check("", { rules: ["Z99"], lang: "en" }), { message: "There is no rule Z99." });
      const gone = new Blob([""]);
      gone.arrayBuffer = () => Promise.reject(new Error("moved"));
      await assert.rejects(check(gone), { name: "GoujiError", message: /。$/ });
    });
  }
});

describe("the engine breaks down", () => {
  for (const where of ["gouji", "gouji/worker"]) {
    test(`${where}: the call is rejected, the next one is answered`, async () => {
      // The engine asks JavaScript to read a number: in each thread the third one ends it, in its midst and for good, as a
      // trap does. Only a fresh instance works again.
      program(
        "break.mjs",
        `const read = parseFloat;
         const Instance = WebAssembly.Instance;
         let count = 0;
         globalThis.parseFloat = (text) => {
           if (++count > 2) throw new WebAssembly.RuntimeError("unreachable");
           return read(text);
         };
         WebAssembly.Instance = function (...given) {
           count = -Infinity;
           return new Instance(...given);
         };`,
      );
      program(
        "broken.mjs",
        `import { readFileSync } from "node:fs";
         import { GoujiError, check } from "${where}";
         const text = readFileSync(process.argv[2], "utf8");
         const first = await check(text).catch((error) => error);
         const second = await check(text);
         console.log(JSON.stringify([first instanceof GoujiError, first.message, String(first.cause), second.summary.verdict]));`,
      );
      const { stdout, stderr } = await node("--import", "./break.mjs", "broken.mjs", seeds[0]);
      const [is, message, cause, verdict] = JSON.parse(stdout || JSON.stringify([stderr]));
      assert.equal(is, true);
      assert.match(message, /^核对时程序出错.*。$/);
      assert.match(cause, /unreachable/);
      assert.equal(verdict, command(seeds[0]).summary.verdict);
    });
  }

  test("its code is not there: a sentence says so, and a later call finds it", async () => {
    program(
      "lost.mjs",
      `import { renameSync } from "node:fs";
       import { check } from "gouji";
       const file = "copy/node_modules/gouji/gouji_api_bg.wasm";
       renameSync(file, file + "-");
       const first = await check("").catch((error) => error);
       renameSync(file + "-", file);
       console.log(JSON.stringify([first.name, first.message, (await check("")).summary.verdict]));`.replaceAll("copy/", ""),
    );
    const { stdout, stderr } = await node("lost.mjs");
    const [name, message, verdict] = JSON.parse(stdout || JSON.stringify([stderr]));
    assert.deepEqual([name, verdict], ["GoujiError", "unsupported"]);
    assert.match(message, /^核对程序未能载入.*。$/);
  });
});

describe("a worker", () => {
  const text = readFileSync(seeds[2], "utf8");

  test("many calls at once, each with its own answer", async () => {
    const inputs = seeds.flatMap((path) => [readFileSync(path), readFileSync(path, "utf8")]);
    const answers = await Promise.all(inputs.map((input, index) => gouji.worker.check(input, { name: String(index) })));
    for (const [index, input] of inputs.entries()) {
      assert.deepEqual(answers[index], await gouji.check(input, { name: String(index) }));
    }
  });

  test("the caller's bytes stay the caller's, unless moved", async () => {
    const bytes = new TextEncoder().encode(text);
    const { summary } = await gouji.worker.check(bytes);
    assert.ok(bytes.length > 0);
    assert.deepEqual((await gouji.worker.check(bytes, { transfer: true })).summary, summary);
    assert.equal(bytes.length, 0);
  });

  test("ended: what waits is rejected, the next call starts it again", async () => {
    const worker = gouji.worker.createWorker();
    const calls = [worker.check(text), worker.check(text, { lang: "en" })];
    await new Promise((resolve) => setImmediate(resolve));
    worker.terminate();
    worker.terminate();
    await assert.rejects(calls[0], { name: "GoujiError", message: /^核对已停止.*。$/ });
    await assert.rejects(calls[1], { name: "GoujiError", message: /stopped.*\.$/ });
    assert.deepEqual(await worker.check(text), await gouji.check(text));
    worker.terminate();
  });

  test("a check that takes too long is given up, those that wait go on", async () => {
    const worker = gouji.worker.createWorker();
    const calls = [worker.check(text, { timeout: 1 }), worker.check(text), worker.check(text, { timeout: 1, lang: "en" }), worker.rules()];
    await assert.rejects(calls[0], { name: "GoujiError", message: /用时过长.*。$/ });
    assert.deepEqual(await calls[1], await gouji.check(text));
    await Promise.allSettled([calls[2]]);
    assert.deepEqual(await calls[3], await gouji.rules());
    worker.terminate();
  });

  test("a program that has its answer ends by itself", async () => {
    program("ends.mjs", 'import { check } from "gouji/worker"; console.log((await check("")).summary.verdict);');
    assert.deepEqual(await node("ends.mjs"), { code: 0, stdout: "unsupported\n", stderr: "" });
  });
});

test("the types are exact", async () => {
  const reviews = [];
  for (const path of [...seeds, faulty, format("2019-utf8.txt"), format("refused/scan.pdf")]) reviews.push(await gouji.check(readFileSync(path), { name: nameOf(path) }));
  writeFileSync(join(home, "answers.ts"), `import type { Review, Rule } from "gouji";\nexport const reviews: Review[] = ${JSON.stringify(reviews)};\nexport const rules: Rule[] = ${JSON.stringify(await gouji.rules())};\n`);
  cpSync(join(import.meta.dirname, "types.ts"), join(home, "types.ts"));
  const tsc = join(import.meta.dirname, "../page/node_modules/typescript/bin/tsc");
  const options = ["--strict", "--exactOptionalPropertyTypes", "--noEmit", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom"];
  const { code, stdout } = await node(tsc, "--ignoreConfig", ...options, "types.ts", "answers.ts");
  assert.deepEqual([code, stdout], [0, ""]);
});

describe("examples", () => {
  test("there are five, and each is run here", () => {
    const programs = readdirSync(join(home, "node_modules/gouji/examples")).filter((name) => extname(name) === ".mjs");
    assert.deepEqual(programs.sort(), ["folder.mjs", "gate.mjs", "one-file.mjs", "page.mjs", "worker.mjs"]);
  });

  test("one file", async () => {
    const { code, stdout } = await node("one-file.mjs", format("2021-libreoffice.docx"));
    assert.equal(code, 0);
    assert.match(stdout, /^2021-libreoffice\.docx：/);
    assert.match((await node("one-file.mjs", faulty)).stdout, /^error A0\d /m);
  });

  test("a folder", async () => {
    const { code, stdout } = await node("folder.mjs", join(reports, "seeds"));
    assert.equal(code, 0);
    for (const path of seeds) {
      const { summary } = command(path);
      assert.match(stdout, new RegExp(`${nameOf(path)}.*${summary.verdict}.*\\b${summary.errors}\\b.*\\b${summary.warnings}\\b`));
    }
  });

  test("a gate", async () => {
    const passed = await node("gate.mjs", clean);
    assert.deepEqual([passed.code, passed.stderr], [0, ""]);
    const failed = await node("gate.mjs", clean, faulty);
    assert.equal(failed.code, 1);
    assert.match(failed.stdout, /^::error file=\S+errors\.txt,line=\d+,title=A0\d .*::.+$/m);
    const unread = await node("gate.mjs", faulty, format("refused/scan.pdf"));
    assert.equal(unread.code, 2);
    assert.match(unread.stdout, /^::error file=\S+scan\.pdf::.+。$/m);
  });

  describe("in Chromium", () => {
    const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };
    let browser, server, url;

    before(async () => {
      server = createServer((request, response) => {
        const path = new URL(request.url, "http://x").pathname;
        try {
          const body = readFileSync(join(home, path));
          response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(body);
        } catch {
          response.writeHead(404).end();
        }
      });
      await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
      url = `http://127.0.0.1:${server.address().port}`;
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
    });
    after(async () => {
      await browser?.close();
      server.close();
    });

    const open = async (name) => {
      const page = await browser.newPage();
      const errors = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      await page.goto(`${url}/${name}`);
      const says = (text) => page.getByRole("status").filter({ hasText: text }).waitFor({ timeout: 30_000 });
      return { page, errors, says };
    };

    test("a page that a file is chosen on", async () => {
      const { page, errors, says } = await open("page.html");
      await page.locator("input").setInputFiles(faulty);
      await says("inconsistent");
      assert.match(await page.locator("li").first().textContent(), /^[A-J]\d\d /);
      await page.locator("input").setInputFiles(format("2021-chromium.pdf"));
      const { summary } = command(format("2021-chromium.pdf"));
      await says(`${summary.verdict}：${summary.errors}处错误，${summary.warnings}处警告`);
      await page.locator("input").setInputFiles(format("refused/scan.pdf"));
      await says("扫描件");
      assert.deepEqual(errors, []);
    });

    test("a page that checks while one writes", async () => {
      const { page, errors, says } = await open("worker.html");
      await page.locator("textarea").fill(readFileSync(faulty, "utf8"));
      await says("inconsistent");
      await page.locator("textarea").fill(readFileSync(clean, "utf8"));
      await says(/^consistent/);
      assert.deepEqual(errors, []);
    });

    test("a worker that cannot be loaded", async () => {
      const { page } = await open("worker.html");
      await page.route("**/thread.js", (route) => route.abort());
      await page.locator("textarea").fill("一");
      await page.getByRole("status").filter({ hasText: "核对程序未能载入" }).waitFor({ timeout: 30_000 });
      await page.unroute("**/thread.js");
      await page.locator("textarea").fill(readFileSync(clean, "utf8"));
      await page.getByRole("status").filter({ hasText: /^consistent/ }).waitFor({ timeout: 30_000 });
    });
  });
});
