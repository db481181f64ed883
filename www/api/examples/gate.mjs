// 发布前的关口，可用于 GitHub Actions：有错误的退出码为1，有未能核对的为2：node gate.mjs 报告…
// A gate before publication, as for GitHub Actions: exits with 1 if there are errors, with 2 if something could not be checked.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { createWorker } from "gouji/worker";

const COMMANDS = { error: "error", warning: "warning", info: "notice" };
const escaped = (text) => text.replace(/[%\r\n]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
const lineOf = (text, place) => text.slice(0, place).split("\n").length;

// 两份同时核对。Two are checked at a time.
const workers = [createWorker(), createWorker()];
const paths = process.argv.slice(2);
const reviews = await Promise.all(
  paths.map(async (path, index) => workers[index % workers.length].check(await readFile(path), { name: basename(path) })),
);

for (const [index, { source, findings, summary }] of reviews.entries()) {
  const file = `file=${paths[index]}`;
  if (summary.reason) console.log(`::error ${file}::${escaped(summary.reason)}`);
  for (const { rule, severity, title, message, evidence } of findings) {
    const line = evidence.length ? `,line=${lineOf(source.text, evidence[0].span[0])}` : "";
    console.log(`::${COMMANDS[severity]} ${file}${line},title=${rule} ${title}::${escaped(message)}`);
  }
}
const verdicts = reviews.map(({ summary }) => summary.verdict);
process.exitCode = verdicts.includes("unsupported") ? 2 : verdicts.includes("inconsistent") ? 1 : 0;
