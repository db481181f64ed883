// What the page that embeds the widget does by itself: it says what came of the last check.
const VERDICTS = {
  consistent: "勾稽一致，可以报送。",
  inconsistent: "存在错误，请改正后再报送。",
  unchecked: "未能全部核对，请补齐数据后再报送。",
  unsupported: "无法核对，请检查所选文件。",
};

// The sentence stands below the large widget and speaks of that one alone.
document.getElementById("full").addEventListener("gouji-review", ({ detail }) => {
  document.getElementById("state").textContent = detail ? `最近一次核对：${VERDICTS[detail.summary.verdict]}` : "尚未核对。";
});
document.getElementById("print").addEventListener("click", () => print());
