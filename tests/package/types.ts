// What the package's types must allow, and what they must refuse. Compiled, never run.
import { GoujiError, check, checkAll, rules, type Cell, type CellName, type Input, type Review, type Rule } from "gouji";
import { check as checkInWorker, createWorker, terminate, type Checker } from "gouji/worker";

export async function allowed(file: File, blob: Blob, buffer: ArrayBuffer, bytes: Uint8Array): Promise<void> {
  const inputs: Input[] = ["text", file, blob, buffer, bytes];
  const review: Review = await check(inputs[0]!, { lang: "en", name: "report.txt", rules: ["B06"] });
  const verdict: "consistent" | "inconsistent" | "unchecked" | "unsupported" = review.summary.verdict;
  const cell: Cell | undefined = review.report.cells["requests.denied.internal.natural"];
  if (cell?.state === "value" && cell.span) review.source.text.slice(...cell.span).trimEnd();
  const names: CellName[] = review.findings.flatMap((finding) => finding.cells);
  const year: number | null = review.report.year;
  const all: Review[] = await checkAll(inputs[1]!, { lang: "zh" });
  const more: number | undefined = review.more;
  const headings: ([number, number] | null)[] = all.flatMap(({ report }) => report.sections.map(({ heading }) => heading));
  const catalogue: Rule[] = await rules("zh");
  const checker: Checker = createWorker();
  await checker.check(buffer, { transfer: true });
  checker.terminate();
  const same: Promise<Review> = checkInWorker(bytes);
  terminate();
  try {
    await same;
  } catch (error) {
    if (error instanceof GoujiError) console.error(error.message);
  }
  console.log(verdict, names, year, more, headings, catalogue);
}

export async function refused(review: Review): Promise<void> {
  // @ts-expect-error a number is no input
  await check(3);
  // @ts-expect-error no such language
  await check("", { lang: "fr" });
  // @ts-expect-error no such rule
  await check("", { rules: ["Z99"] });
  // @ts-expect-error nothing is moved within a thread
  await check("", { transfer: true });
  // @ts-expect-error no such cell
  review.report.cells["requests.new.nobody"];
  // @ts-expect-error no such verdict
  if (review.summary.verdict === "correct") console.log();
  // @ts-expect-error a cell need not hold a number
  const value: number = review.report.cells["requests.new.total"]!.value;
  // @ts-expect-error no such field
  console.log(value, review.source.size);
}
