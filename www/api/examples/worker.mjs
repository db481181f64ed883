// 一边输入一边核对，核对在另一线程中进行，不影响输入。Checks while one writes, in a worker.
import { check } from "gouji/worker";

const text = document.querySelector("textarea");
const status = document.querySelector("[role=status]");
let newest = 0;

text.addEventListener("input", async () => {
  const mine = ++newest;
  try {
    const { summary } = await check(text.value);
    // 较早的结果不再显示。An older answer is not shown any more.
    if (mine !== newest) return;
    status.textContent = summary.reason ?? `${summary.verdict}：${summary.errors}处错误，${summary.warnings}处警告`;
  } catch (error) {
    status.textContent = error.message;
  }
});
