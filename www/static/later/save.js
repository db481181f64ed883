// Saves and prints: what is written is written by a part of its own, loaded when it is wanted first.

const FORMS = {
  json: ["json", "application/json"],
  csv: ["csv", "text/csv"],
  xlsx: ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  markdown: ["md", "text/markdown"],
};

/** What the sheet looks like on paper. A style sheet made by a script: the page's policy allows no other way in every place. */
const STYLE = `
@media screen { .gouji-sheet { display: none } }
@media print {
  @page {
    size: A4;
    margin: 24mm 20mm 22mm 24mm;
    @bottom-center { content: "— " counter(page) " —"; font: 10.5pt "Times New Roman", serif; color: #000 }
  }
  :root, body { background: #fff !important; color-scheme: light !important; display: block; height: auto; overflow: visible; margin: 0; padding: 0 }
  body > :not(.gouji-sheet) { display: none !important }
  .gouji-sheet { color: #000; background: #fff; font: 12pt/1.6 FangSong, FangSong_GB2312, "仿宋_GB2312", STFangsong, "Noto Serif CJK SC", SimSun, STSong, serif }
  .gouji-sheet { padding: 0 1px }
  .gouji-sheet :is(*, .finding) { font: inherit; color: inherit; margin: 0; padding: 0; border: 0; border-radius: 0; background: none; box-shadow: none; box-sizing: border-box }
  .gouji-sheet.gouji-sheet h1 { font: 18pt/1.5 SimSun, STSong, "Noto Serif CJK SC", serif; font-weight: bold; text-align: center; margin-bottom: 6mm }
  .gouji-sheet.gouji-sheet h1:not(:first-child) { break-before: page }
  .gouji-sheet.gouji-sheet h2 { font-family: SimHei, STHeiti, "Noto Sans CJK SC", sans-serif; font-weight: bold; margin: 6mm 0 2mm; break-after: avoid }
  .gouji-sheet.gouji-sheet h3 { font-weight: bold; break-after: avoid }
  .gouji-sheet.gouji-sheet b { font-weight: bold }
  .gouji-sheet.gouji-sheet table { width: 100%; border-collapse: collapse; font-size: 11pt; line-height: 1.45 }
  .gouji-sheet.gouji-sheet :is(th, td) { border: .5pt solid #000; padding: 1mm 2mm; text-align: left; overflow-wrap: anywhere }
  .gouji-sheet.gouji-sheet th { font-weight: bold; white-space: nowrap }
  .gouji-sheet.gouji-sheet .about th { width: 22mm }
  .gouji-sheet.gouji-sheet :is(.sums th:not(:first-child), td.number) { text-align: center; width: 20mm }
  .gouji-sheet.gouji-sheet tr { break-inside: avoid }
  .gouji-sheet.gouji-sheet .finding { margin-bottom: 3mm; break-inside: avoid; overflow-wrap: anywhere }
  .gouji-sheet.gouji-sheet .message, .gouji-sheet .tried { text-align: justify }
  .gouji-sheet.gouji-sheet ol { padding-left: 6mm; list-style: decimal }
  .gouji-sheet p, .gouji-sheet li { orphans: 2; widows: 2 }
  @page lying { size: A4 landscape; margin: 15mm }
  .gouji-sheet.gouji-sheet .rows { page: lying; font-size: 9pt; line-height: 1.35 }
  .gouji-sheet.gouji-sheet .rows td:first-child { white-space: nowrap }
  .gouji-sheet.gouji-sheet .rows :is(th, td) { padding: .6mm 1mm }
  .gouji-sheet.gouji-sheet .rows td.number { width: auto; text-align: right; white-space: nowrap }
  .gouji-sheet.gouji-sheet .rows .sum td { font-weight: bold }
  .gouji-sheet .chart { break-inside: avoid-page; margin-bottom: 8mm }
  .gouji-sheet.gouji-sheet figcaption { font-weight: bold }
  .gouji-sheet .drawn { width: 100% }
  .gouji-sheet.gouji-sheet .signatures { display: flex; justify-content: space-between; gap: 4mm; margin-top: 12mm; break-inside: avoid }
  .gouji-sheet.gouji-sheet .signatures p { flex: 1; white-space: nowrap }
}`;

let program;
const load = async (at) => {
  const module = await import(at("later/outputs/gouji_writers.js"));
  await module.default({ module_or_path: at("later/outputs/gouji_writers_bg.wasm") });
  return module;
};

/**
 * Writes reports in one of the forms, and hands them to the browser to be saved under a name, or printed. `root` holds the menu; each of the
 * `documents` is what the part that writes takes: text, blocks, what is known of it, why it could not be read.
 */
export async function save(at, root, form, lang, name, documents) {
  const menu = root.querySelector("details.save[open]");
  const said = menu?.querySelector("[data-saved]");
  if (said) said.textContent = "";
  let bytes;
  try {
    program ??= load(at);
    const { Input, write } = await program;
    const inputs = documents.map((document) => new Input(...document));
    bytes = write(form, lang, inputs, today(lang));
  } catch (error) {
    program = undefined;
    console.warn(error);
  }
  if (!bytes) {
    if (said) said.textContent = said.dataset.failed;
    return;
  }
  if (menu?.open) {
    menu.open = false;
    menu.firstElementChild.focus();
  }
  // Whose report it is, and of which year, as the verdict has it.
  const about = documents.length === 1 ? root.querySelector(".about")?.textContent.replaceAll(" · ", lang === "en" ? " " : "") : "";
  if (form === "sheet") return print(new TextDecoder().decode(bytes), lang, about);
  const [ending, type] = FORMS[form];
  offer(`${name}.${ending}`, type, bytes);
}

function today(lang) {
  return new Date().toLocaleDateString(lang === "en" ? "en-GB" : "zh-CN", { year: "numeric", month: "long", day: "numeric" });
}

/** Hands a file to the browser to be saved. */
export function offer(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

let style;

/** The sheet stands in the document only while it is printed; everything else stays away from the paper meanwhile. */
export function print(html, lang, about) {
  document.querySelector("body > .gouji-sheet")?.remove();
  const sheet = document.createElement("div");
  sheet.className = "gouji-sheet";
  sheet.lang = lang === "en" ? "en" : "zh-CN";
  // Words of the report are escaped in it, and no script or style could run here: the policy forbids both.
  sheet.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  if (!style) {
    style = new CSSStyleSheet();
    style.replaceSync(STYLE);
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  const title = document.title;
  // What the browser proposes as the name of a PDF.
  document.title = [about, sheet.querySelector("h1").textContent].filter(Boolean).join(lang === "en" ? " " : "");
  document.body.append(sheet);
  addEventListener(
    "afterprint",
    () => {
      document.title = title;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== style);
      sheet.remove();
    },
    { once: true },
  );
  window.print();
}
