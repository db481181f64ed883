// 核对一份文件：node one-file.mjs 报告.docx
// Checks one file and prints what was found.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { check } from "gouji";

const path = process.argv[2];
const review = await check(await readFile(path), { name: basename(path) });

console.log(`${review.source.name}：${review.summary.verdict}`);
if (review.summary.reason) console.log(review.summary.reason);
for (const { rule, severity, message, hint } of review.findings) {
  console.log(`${severity} ${rule} ${message}\n    ${hint}`);
}
