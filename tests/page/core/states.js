// Every state that the page can be in, by name: what brings a fresh page there.
import { cell, drop, file, pasteText, sample, seed, verdict, withKeys } from "../browser.js";

export const states = {
  empty: async () => {},
  consistent: async (page) => page.getByTestId("sample-consistent").click(),
  inconsistent: async (page) => {
    await page.getByTestId("sample-errors").click();
    await page.getByTestId("finding").first().locator(".open").click();
  },
  tried: async (page) => {
    await page.getByTestId("sample-errors").click();
    await page.getByTestId("try").first().click();
    await page.getByTestId("changed").waitFor();
  },
  // One cell is changed, another is being changed to what cannot stand there.
  editing: async (page) => {
    await withKeys(page);
    await page.getByTestId("sample-errors").click();
    for (const [name, text] of [["requests.granted.natural", "3"], ["requests.new.total", "3.5"]]) {
      await cell(page, name).press("F2");
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
    }
    await page.locator(".refused").waitFor();
  },
  text: async (page) => {
    await page.getByTestId("sample-errors").click();
    // On a phone the report is folded below its tables.
    await page.locator('[data-verdict="inconsistent"]').waitFor();
    const fold = page.getByTestId("unfold");
    if (await fold.isVisible()) await fold.click();
    await page.getByTestId("view-text").click();
  },
  "2019": async (page) => page.getByTestId("sample-2019").click(),
  blanks: async (page) => pasteText(page, seed("003")),
  unsupported: async (page) => pasteText(page, "会议通知\n\n请各科室负责人于周五下午参加例会。"),
  refused: async (page) => {
    await drop(page, [file("报告.docx", "PK\x03\x04")]);
    await page.getByTestId("notice").waitFor();
  },
  files: async (page) => {
    const long = "青禾县自然资源局2023年政府信息公开工作年度报告（定稿）.txt";
    const files = [[long, sample("errors")], ["乙.txt", sample("consistent")], ["丙.txt", seed("003")], ["丁.txt", "会议通知"]];
    const picture = file("照片.png", Buffer.from("\x89PNG\r\n", "latin1"), "image/png");
    await drop(page, [...files.map(([name, text]) => file(name, text)), picture]);
    await page.locator("[data-mark=unread]").first().waitFor();
  },
  replaced: async (page) => {
    await pasteText(page, seed("000"));
    await verdict(page);
    await pasteText(page, sample("errors"));
    await page.getByTestId("undo").waitFor();
  },
  // What is looked at in the tables, and what was compared.
  evidence: async (page) => {
    await pasteText(page, seed("000"));
    await page.getByTestId("evidence").locator("button").first().click();
    await page.getByTestId("sums").waitFor();
  },
  waiting: async (page) => {
    await page.route("**/*_bg.wasm", () => {}); // never answered
    await page.getByTestId("sample-errors").click();
    await drop(page, [file("报告.docx", "PK\x03\x04")]);
    await page.getByText(/正在载入|Loading/).waitFor();
    await page.locator("#tables-list").waitFor({ state: "hidden" });
  },
};
