// The cells of the statutory tables: going from one to the next, and typing into them. What a number does there, and every word
// that is said, is the program's: a cell's `dataset` and what stands around it come from there.

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** What is being done in each instance, by its document or its shadow tree. */
const desks = new WeakMap();

/** What happens among the tables, before the page hears of it; `target` is the innermost element. */
export function on(event, target) {
  const root = target.getRootNode();
  if (!desks.has(root)) desks.set(root, new Desk());
  desks.get(root).on(event, target);
}

const focused = (element) => element.getRootNode().activeElement;

/** Whether a click on a cell begins to change it. */
const isEditing = (cell) => cell.closest(".tables").querySelector('[data-act="edit"]').getAttribute("aria-pressed") === "true";

/** What stands in a cell as it is now: nothing where the document has no such cell. */
const standing = (cell) => cell.dataset.to ?? (cell.matches(".missing") ? "" : cell.textContent.trim());

const kind = (cell) => cell.dataset.cell.match(/change$|amount$/)?.[0] ?? "count";

/** What can stand in a cell, in words. */
const taken = (cell) => cell.closest("[data-count]").dataset[kind(cell)];

/** Left and right in reading order, up and down within a column. */
function step(cell, right, down) {
  const rows = [...cell.closest("table").rows].map((row) => [...row.querySelectorAll("[data-cell]")]).filter((row) => row.length);
  const all = rows.flat();
  const row = rows.findIndex((row) => row.includes(cell));
  const below = rows[row + down];
  const next = right ? all[all.indexOf(cell) + right] : below?.[Math.min(rows[row].indexOf(cell), below.length - 1)];
  (next ?? cell).focus();
}

class Desk {
  /** The cell that was pressed: what is kept by leaving another one may move it from under the pointer. */
  #pressed;
  /** Whether that cell had focus before and was pressed by a finger. */
  #touched = false;
  /** Where a number is being typed. */
  #editor;

  on(event, target) {
    const cell = target.closest("td[data-cell]");
    const isEditor = target === this.#editor;
    const hear = {
      keydown: () => (isEditor ? this.#typing(event) : cell && this.#key(event, cell, target)),
      pointerdown: () => {
        this.#pressed = target.closest(".propose") ? undefined : cell;
        this.#touched = event.pointerType !== "mouse" && Boolean(this.#pressed?.contains(focused(this.#pressed)));
      },
      click: () => {
        const pressed = this.#pressed;
        const begins = !target.closest("[data-act]") && event.detail > 0 && pressed?.isConnected && (this.#touched || isEditing(pressed));
        if (isEditor || begins) event.stopImmediatePropagation();
        if (!isEditor && begins) this.#begin(pressed);
      },
      dblclick: () => cell && !isEditor && !target.closest(".propose") && this.#begin(cell),
      focusout: () => isEditor && this.#leave(),
      paste: () => cell && this.#paste(event, cell, isEditor),
    };
    hear[event.type]?.();
  }

  #key(event, cell, target) {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey) return;
    if (STEPS[key]) step(cell, ...STEPS[key]);
    else if (target.closest(".propose")) return;
    else if (key === "Enter" || key === "F2") this.#begin(cell);
    else if (key === "Backspace" || key === "Delete") this.#begin(cell, "");
    else if (/^[\d０-９.．+＋−－-]$/.test(key)) this.#begin(cell, key);
    else if (key === " ") cell.querySelector(".v")?.click();
    else return;
    event.preventDefault();
  }

  /** A number copied elsewhere is for the cell, whatever is longer is another report. */
  #paste(event, cell, isEditor) {
    const text = event.clipboardData.getData("text/plain").trim();
    if (!isEditor) {
      if (!text || text.length > 20 || /\s/.test(text)) return;
      event.preventDefault();
      this.#begin(cell, text);
    }
    event.stopImmediatePropagation();
  }

  #begin(cell, text) {
    if (this.#editor && !this.#keep()) this.#giveUp();
    const editor = document.createElement("input");
    this.#editor = editor;
    editor.className = "editor";
    editor.inputMode = { count: "numeric", amount: "decimal" }[kind(cell)] ?? "text";
    editor.autocomplete = "off";
    editor.enterKeyHint = "next";
    editor.maxLength = 24;
    editor.value = text ?? standing(cell);
    cell.append(editor);
    editor.focus();
    if (text === undefined) editor.select();
  }

  #typing(event) {
    const { key, isComposing, shiftKey } = event;
    if (isComposing) return;
    // The page's own keys are for the report; in the editor the browser takes back what was typed.
    if (key !== "F8") event.stopImmediatePropagation();
    const cell = this.#editor.parentElement;
    const back = shiftKey ? -1 : 1;
    const [right, down] = { Enter: [0, back], Tab: [back, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [];
    if (key === "Escape") {
      this.#giveUp();
      cell.focus();
    } else if (right !== undefined) {
      event.preventDefault();
      if (this.#keep()) step(cell, right, down);
    }
  }

  /** What cannot stand in the cell is gone, and the page says so. */
  #leave() {
    const editor = this.#editor;
    if (this.#keep()) return;
    editor.title = taken(editor.parentElement);
    editor.dispatchEvent(new InputEvent("input", { bubbles: true }));
    this.#giveUp();
  }

  /** Keeps what was typed, if it can stand in the cell; the page says so by preventing the event's default. */
  #keep() {
    const editor = this.#editor;
    const cell = editor.parentElement;
    const same = editor.value.trim() === standing(cell);
    if (same || !editor.dispatchEvent(new Event("change", { bubbles: true, cancelable: true }))) {
      this.#giveUp();
      return true;
    }
    if (!cell.querySelector(".refused")) this.#refuse(cell);
    editor.select();
    return false;
  }

  #refuse(cell) {
    const refused = document.createElement("span");
    refused.className = "refused";
    refused.id = "refused";
    refused.setAttribute("role", "alert");
    const [box, table] = [cell, cell.closest(".wide")].map((element) => element.getBoundingClientRect());
    refused.classList.toggle("above", box.top + box.bottom > table.top + table.bottom);
    refused.classList.toggle("before", box.left + box.right > table.left + table.right);
    refused.textContent = taken(cell);
    this.#editor.setAttribute("aria-invalid", "true");
    this.#editor.setAttribute("aria-describedby", refused.id);
    cell.append(refused);
  }

  /** The cell is as it was before. */
  #giveUp() {
    const [cell, gone] = [this.#editor?.parentElement, this.#editor];
    this.#editor = undefined;
    cell?.querySelector(".refused")?.remove();
    gone?.remove();
  }
}
