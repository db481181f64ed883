// 网页中选择一份文件即核对。Checks the file that is chosen on a page.
import { check } from "gouji";

const input = document.querySelector("input");
const status = document.querySelector("[role=status]");
const list = document.querySelector("ol");

input.addEventListener("change", async () => {
  list.replaceChildren();
  status.textContent = "正在核对……";
  try {
    const { findings, summary } = await check(input.files[0]);
    status.textContent = summary.reason ?? `${summary.verdict}：${summary.errors}处错误，${summary.warnings}处警告`;
    for (const { rule, message } of findings) {
      const item = document.createElement("li");
      item.textContent = `${rule} ${message}`;
      list.append(item);
    }
  } catch (error) {
    status.textContent = error.message;
  }
});
