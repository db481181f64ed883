// The cells of the statutory tables: going from one to the next, changing what stands there, copying and saving them.

const SAID = {
  zh: {
    count: "请填非负整数，或留空",
    change: "请填整数（减少的前加“-”），或留空",
    amount: "请填数字（可有小数），或留空",
    left: (text) => `“${text}”未填入：`,
    copied: "已复制",
    saved: "已保存",
    changed: (count) => `，含改动 ${count} 格`,
    failed: "浏览器未允许复制，请选中表格后复制",
    note: (count, all) => `注：与报告原文不同的有${count}格：${all.join("；")}。`,
    name: "三张法定表格",
  },
  en: {
    count: "A whole number from 0 up, or nothing",
    change: "A whole number, with “-” for less, or nothing",
    amount: "A number from 0 up, or nothing",
    left: (text) => `“${text}” was not taken: `,
    copied: "Copied",
    saved: "Saved",
    changed: (count) => `, ${count} changed`,
    failed: "The browser did not copy it. Select the table and copy it by hand",
    note: (count, all) => `Note: not as in the report (${count}): ${all.join("; ")}.`,
    name: "Statutory tables",
  },
};

const said = (element) => SAID[element.closest("[lang]")?.lang === "en" ? "en" : "zh"];

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The cell that was pressed: what is kept by leaving another one may move it from under the pointer. */
let pressed;
/** That cell, if it had focus before and was pressed by a finger. */
let touched;
/** Where a number is being typed. */
let editor;

/** What happens among the tables, before the page hears of it; `target` is the innermost element. */
export function on(event, target) {
  const cell = target.closest("td[data-cell]");
  const hear = {
    keydown: () => (target === editor ? typing(event) : cell && key(event, cell, target)),
    pointerdown() {
      pressed = target.closest(".propose") ? null : cell;
      touched = event.pointerType !== "mouse" && pressed?.contains(focused(pressed));
    },
    click() {
      const act = target.closest("[data-act]");
      if (act) return ACTS[act.dataset.act]?.(act);
      const begins = event.detail > 0 && pressed?.isConnected && (touched || isEditing(pressed));
      if (target === editor || begins) event.stopImmediatePropagation();
      if (target !== editor && begins) begin(pressed);
    },
    dblclick: () => cell && target !== editor && !target.closest(".propose") && begin(cell),
    focusout() {
      if (target !== editor || keep()) return;
      const text = editor.value;
      giveUp();
      say(cell, said(cell).left(text) + said(cell)[kind(cell)]);
    },
    paste: () => cell && paste(event, cell, target),
  };
  hear[event.type]?.();
}

const focused = (element) => element.getRootNode().activeElement;

/** Whether a click on a cell begins to change it. */
const isEditing = (cell) => cell.closest(".tables").querySelector('[data-act="edit"]').getAttribute("aria-pressed") === "true";

/** What stands in a cell as it is now: nothing where the document has no such cell. */
const standing = (cell) => cell.dataset.to ?? (cell.matches(".missing") ? "" : cell.textContent.trim());

function key(event, cell, target) {
  const { key, altKey, ctrlKey, metaKey } = event;
  if (altKey || ctrlKey || metaKey) return;
  if (STEPS[key]) step(cell, ...STEPS[key]);
  else if (target.closest(".propose")) return;
  else if (key === "Enter" || key === "F2") begin(cell);
  else if (key === "Backspace" || key === "Delete") begin(cell, "");
  else if (/^[\d０-９.．+＋−－-]$/.test(key)) begin(cell, key);
  else if (key === " ") cell.querySelector(".v")?.click();
  else return;
  event.preventDefault();
}

/** A number copied elsewhere is for the cell, whatever is longer is another report. */
function paste(event, cell, target) {
  const text = event.clipboardData.getData("text/plain").trim();
  if (target !== editor) {
    if (!text || text.length > 20 || /\s/.test(text)) return;
    event.preventDefault();
    begin(cell, text);
  }
  event.stopImmediatePropagation();
}

/** Left and right in reading order, up and down within a column. */
function step(cell, right, down) {
  const rows = [...cell.closest("table").rows].map((row) => [...row.querySelectorAll("[data-cell]")]).filter((row) => row.length);
  const all = rows.flat();
  const row = rows.findIndex((row) => row.includes(cell));
  const below = rows[row + down];
  const next = right ? all[all.indexOf(cell) + right] : below?.[Math.min(rows[row].indexOf(cell), below.length - 1)];
  (next ?? cell).focus();
}

const kind = (cell) => cell.dataset.cell.match(/change$|amount$/)?.[0] ?? "count";

function begin(cell, text) {
  if (editor && !keep()) giveUp();
  editor = document.createElement("input");
  editor.className = "editor";
  editor.inputMode = { count: "numeric", amount: "decimal" }[kind(cell)] ?? "text";
  editor.autocomplete = "off";
  editor.enterKeyHint = "next";
  editor.maxLength = 24;
  editor.setAttribute("aria-label", name(cell));
  editor.value = text ?? standing(cell);
  cell.append(editor);
  editor.focus();
  if (text === undefined) editor.select();
}

function typing(event) {
  const { key, isComposing, shiftKey } = event;
  if (isComposing) return;
  // The page's own keys are for the report; in the editor the browser takes back what was typed.
  if (key !== "F8") event.stopImmediatePropagation();
  const cell = editor.parentElement;
  const back = shiftKey ? -1 : 1;
  const [right, down] = { Enter: [0, back], Tab: [back, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [];
  if (key === "Escape") {
    giveUp();
    cell.focus();
  } else if (right !== undefined) {
    event.preventDefault();
    if (keep()) step(cell, right, down);
  }
}

/** Keeps what was typed, if it can stand in the cell; the page says so by preventing the event's default. */
function keep() {
  const cell = editor.parentElement;
  const same = editor.value.trim() === standing(cell);
  if (same || !editor.dispatchEvent(new Event("change", { bubbles: true, cancelable: true }))) {
    giveUp();
    return true;
  }
  if (!cell.querySelector(".refused")) {
    const refused = document.createElement("span");
    refused.className = "refused";
    refused.id = "refused";
    refused.setAttribute("role", "alert");
    const [box, table] = [cell, cell.closest(".wide")].map((element) => element.getBoundingClientRect());
    refused.classList.toggle("above", box.top + box.bottom > table.top + table.bottom);
    refused.classList.toggle("before", box.left + box.right > table.left + table.right);
    refused.textContent = said(cell)[kind(cell)];
    editor.setAttribute("aria-invalid", "true");
    editor.setAttribute("aria-describedby", refused.id);
    cell.append(refused);
  }
  editor.select();
  return false;
}

/** The cell is as it was before. */
function giveUp() {
  const [cell, gone] = [editor?.parentElement, editor];
  editor = undefined;
  cell?.querySelector(".refused")?.remove();
  gone?.remove();
}

/** What a cell is called, from the heads of its row and its column. */
function name(cell) {
  const { left, right, top } = cell.getBoundingClientRect();
  const middle = (left + right) / 2;
  const above = [...cell.closest("table").querySelectorAll('th[scope^="col"]')].filter((head) => {
    const box = head.getBoundingClientRect();
    return box.left < middle && middle < box.right && box.bottom <= top + 1;
  });
  const row = cell.closest("tr").querySelector('th[scope="row"]') ?? above.findLast((head) => head.scope === "colgroup");
  const column = above.findLast((head) => head.scope === "col");
  return [row, column].map((head) => head?.textContent.trim()).join(" ");
}

const ACTS = {
  edit(button) {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  },
  copy(button) {
    const table = button.closest(".statutory").querySelector("table");
    const done = copy(table, written(table), plain(table));
    say(button, done ? said(button).copied + count(button, [table]) : said(button).failed);
  },
  "save-tables"(button) {
    const pane = button.closest(".tables");
    const tables = [...pane.querySelectorAll("table")];
    const title = (table) => table.closest(".statutory").querySelector("h3").firstChild.textContent;
    const about = pane.getRootNode().querySelector(".about")?.textContent.replaceAll(/[\s·\\/:*?"<>|]/g, "") ?? "";
    const name = escaped(about + said(button).name);
    const body = tables.map((table) => `<h2>${escaped(title(table))}</h2>\n${written(table)}`).join("\n");
    const page = `<!doctype html>\n<html><head><meta charset="utf-8"><title>${name}</title></head>\n<body>\n<h1>${name}</h1>\n${body}\n</body></html>\n`;
    const link = document.createElement("a");
    // Word and WPS open HTML by this name, a browser would show it.
    link.download = `${about}${said(button).name}.doc`;
    link.href = URL.createObjectURL(new Blob([page], { type: "application/msword" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say(button, said(button).saved + count(button, tables));
  },
};

function say(element, words) {
  element.closest(".tables").querySelector(".bar .copied").textContent = words;
}

function count(element, tables) {
  const all = tables.flatMap(changed).length;
  return all ? said(element).changed(all) : "";
}

/** The cells of a table that are not as in the document, each in words. */
const changed = (table) => [...table.querySelectorAll("td[data-to]")].map((cell) => cell.title);

/** What is to be said of them below the table: nobody shall take a number for the document's that is not. */
const note = (table) => {
  const all = changed(table);
  return all.length ? said(table).note(all.length, all) : "";
};

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The rows and cells of the form, without the page's own signs. */
const rows = (table) =>
  [...table.rows].filter((row) => !row.closest("tfoot")).map((row) => [...row.cells].filter((cell) => !cell.matches(".signs")));

const text = (cell) => (cell.dataset.cell ? standing(cell) : cell.textContent.trim());

/** A table as Word takes it: lines, merged cells, plain type. */
function written(table) {
  const cell = (cell) => {
    const name = cell.localName;
    const start = name === "th" && cell.scope !== "col" && !cell.closest("thead, .item");
    const style = `border:1px solid #000;padding:2pt 4pt;font-weight:normal;text-align:${start ? "left" : "center"}`;
    const width = cell.matches(".upright") ? ";width:20pt" : "";
    const spans = ["colspan", "rowspan"].filter((span) => cell.hasAttribute(span)).map((span) => ` ${span}="${cell.getAttribute(span)}"`);
    return `<${name}${spans.join("")} style="${style}${width}">${escaped(text(cell)) || "&nbsp;"}</${name}>`;
  };
  const lines = rows(table).map((row) => `<tr>${row.map(cell).join("")}</tr>`);
  const look = "border-collapse:collapse;font-family:宋体;font-size:10.5pt;color:#000";
  const below = note(table);
  return (
    `<table border="1" cellspacing="0" style="${look}">\n${lines.join("\n")}\n</table>` + (below && `\n<p>${escaped(below)}</p>`)
  );
}

/** A table in lines with tabs, every column in its place. */
function plain(table) {
  const grid = [];
  rows(table).forEach((row, y) => {
    let x = 0;
    grid[y] ??= [];
    for (const cell of row) {
      while (grid[y][x] !== undefined) x++;
      for (let down = 0; down < cell.rowSpan; down++) {
        for (let right = 0; right < cell.colSpan; right++) (grid[y + down] ??= [])[x + right] = "";
      }
      grid[y][x] = text(cell);
    }
  });
  const lines = grid.map((row) => row.join("\t"));
  return [...lines, ...[note(table)].filter(Boolean)].join("\n") + "\n";
}

/** Copies by the browser's own command, as the page does: the asynchronous clipboard is not there without TLS. */
function copy(table, html, plain) {
  const before = focused(table);
  const area = document.createElement("textarea");
  area.className = "sr";
  area.value = plain;
  table.after(area);
  area.select();
  const put = (event) => {
    event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", plain);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  area.addEventListener("copy", put);
  const done = document.execCommand("copy");
  area.remove();
  before?.focus();
  return done;
}
