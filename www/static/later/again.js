// What stands in the program's place when it has ended by an error: the report is not lost, and a fresh program can take it.

const SAID = {
  zh: {
    title: "核对程序出错，已停止",
    why: "先前的核对结果已撤下，请勿采用。报告文字仍在下方；点“重新开始”再核对一次。如再次出错，请改用文档原文件，或删去部分内容后再试。",
    box: "报告文字",
    again: "重新开始",
    failed: "核对程序未能重新载入。请复制报告文字，刷新页面后再试。",
  },
  en: {
    title: "The checker has stopped after an error",
    why: "The former result has been taken away; do not rely on it. Your text is below: start again to check it once more. If that fails too, use the original file, or leave out part of the text.",
    box: "The report's text",
    again: "Start again",
    failed: "The checker could not be loaded again. Copy your text, and reload the page.",
  },
};

/** Says in `root` that the program has ended, keeps the `text`, and calls `restart` with it when that is wanted. */
export function again(root, lang, text, restart) {
  const said = SAID[lang === "en" ? "en" : "zh"];
  const make = (name, content = "", more = {}) => Object.assign(document.createElement(name), { textContent: content }, more);
  const failed = make("p");
  const box = make("textarea", "", { value: text, id: "paste-box" });
  const button = make("button", said.again, { type: "button", className: "quiet" });
  button.dataset.testid = "restart";
  button.onclick = async () => {
    button.disabled = true;
    try {
      await restart(box.value);
    } catch (error) {
      console.error(error);
      failed.textContent = said.failed;
      button.disabled = false;
    }
  };
  const alert = make("div", "", { className: "alert", role: "alert" });
  alert.dataset.testid = "stopped";
  alert.append(make("strong", said.title), make("p", said.why), button, failed);
  const label = make("label", said.box, { htmlFor: box.id });
  const hold = make("div", "", { className: "box" });
  hold.append(label, box);
  const pane = make("section", "", { className: "source stopped" });
  pane.append(alert, hold);
  root.replaceChildren(pane);
  button.focus();
}
