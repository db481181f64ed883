// Work that is saved as a file of the user's own, and opened again: `gouji/work/1`.

const SCHEMA = "gouji/work/1";

// What is told has a code; its words are the program's.
const OTHER = { code: "no-work" };
const wanted = (names) => ({ code: "files-wanted", names });

/** What is remembered of files whose texts were not saved, by their hashes. */
const remembered = new Map();

const hash = async (bytes) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Bytes as text that JSON holds, and back. */
const packed = (bytes) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.replace(/^[^,]*,/, ""));
    reader.readAsDataURL(new Blob([bytes]));
  });
const unpacked = (letters) => Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));

/** What one file's work is, as it is written; each of `work` is the file, or a text, its changes and the rules that are off. */
async function written([file, text, edits, off], withTexts) {
  const bytes = file ? await file.arrayBuffer() : new TextEncoder().encode(text);
  const one = {
    name: file?.name ?? "",
    path: file?.webkitRelativePath ?? "",
    sha256: await hash(bytes),
    bytes: bytes.byteLength,
    edits: Object.fromEntries(edits.split(" ").filter(Boolean).map((edit) => edit.split("="))),
    decisions: { off: off.split(" ").filter(Boolean) },
  };
  if (!withTexts) return one;
  return file ? { ...one, base64: await packed(bytes) } : { ...one, text };
}

/** Hands the work to the browser to be saved, by `offer`; the menu says whether the texts are in it. */
export async function keep(root, offer, decisions = [], name, current, work) {
  const menu = root.querySelector("details.save[open]");
  const withTexts = !menu?.querySelector("[data-without]")?.checked;
  const files = [];
  for (const one of work) files.push(await written(one, withTexts));
  const content = JSON.stringify({ schema: SCHEMA, saved: new Date().toISOString(), current, files, decisions }, null, 1);
  offer(`${name}.json`, "application/json", content);
  const said = menu?.querySelector("[data-saved]");
  if (said) said.textContent = said.dataset.done;
}

/** Remembers with a file what was done to it: the page finds it there. */
const withWork = (file, { edits, decisions }) =>
  Object.assign(file, {
    edits: Object.entries(edits ?? {}).map(([cell, number]) => `${cell}=${number}`).join(" "),
    off: (decisions?.off ?? []).join(" "),
  });

/** Opens what was saved: the files in it; or says which are wanted. */
export async function open(file) {
  let work;
  try {
    work = JSON.parse(await file.text());
  } catch {}
  if (work?.schema !== SCHEMA || !Array.isArray(work.files)) throw OTHER;
  const files = Object.assign([], { decisions: work.decisions });
  const missing = [];
  decided = work.decisions;
  for (const one of work.files) {
    const content = typeof one.text === "string" ? one.text : typeof one.base64 === "string" ? unpacked(one.base64) : undefined;
    if (content !== undefined) files.push(withWork(new File([content], String(one.name ?? "")), one));
    else {
      remembered.set(one.sha256, one);
      missing.push(one.name || "—");
    }
  }
  if (!files.length) throw missing.length ? wanted(missing) : OTHER;
  return files;
}

/** Decisions about the reports that were not in the work. */
let decided;

/** Finds among files those whose work is remembered. */
export async function recall(files) {
  if (!remembered.size) return files;
  for (const file of files) {
    const one = remembered.get(await hash(await file.arrayBuffer()));
    if (one) withWork(file, one);
  }
  return Object.assign([...files], { decisions: decided, beside: files.beside });
}
