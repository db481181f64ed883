// 核对一个文件夹，每份报告一行：node folder.mjs 各部门报告/
// Checks a folder and prints a table, a row for each report.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { check } from "gouji";

const folder = process.argv[2];
const table = {};
for (const file of await readdir(folder, { withFileTypes: true })) {
  if (!file.isFile()) continue;
  const { report, summary } = await check(await readFile(join(folder, file.name)), { name: file.name });
  const { verdict, errors, warnings } = summary;
  table[file.name] = { agency: report.agency, year: report.year, verdict, errors, warnings };
}
console.table(table);
