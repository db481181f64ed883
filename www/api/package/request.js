// What users give → a request: bytes or text, and how to check them.

/** The engine refuses larger files: more need not be read to learn that. */
const MOST = 40 * 1024 * 1024;

const SENTENCES = {
  unloaded: {
    zh: "核对程序未能载入，未作核对。请确认程序文件完整、网络正常后重试。",
    en: "The checker could not be loaded; nothing was checked. Make sure that its files are there and the network works, then try again.",
  },
  broken: {
    zh: "核对时程序出错，未得到结果。请将报告另存，或全选复制其文字后再核对。",
    en: "The checker broke down; there is no result. Save the report again, or copy its text, and check that.",
  },
  stopped: { zh: "核对已停止，未得到结果。", en: "The check was stopped; there is no result." },
  unreadable: {
    zh: "无法读取该文件，未作核对。请确认文件仍在原处且未被占用，再重新选择。",
    en: "The file could not be read; nothing was checked. Make sure that it is still there and not in use, then choose it again.",
  },
};

/** The engine could not answer; the message is a sentence for the user. An input that cannot be checked is no such error. */
export class GoujiError extends Error {
  name = "GoujiError";
}

/** That error, in the user's language. */
export const failure = (what, lang, cause) => new GoujiError(SENTENCES[what][lang], { cause });

/** `check` and `rules` for users; `perform` answers a request and may be given what can be moved to another thread. */
export const api = (perform) => ({
  check: async (input, options) => perform(...(await checkRequest(input, options))),
  rules: async (lang = "zh") => perform({ call: "rules", lang: known(lang) }, []),
});

async function checkRequest(input, { lang = "zh", name, rules = [], transfer = false } = {}) {
  known(lang);
  if (!Array.isArray(rules)) throw new TypeError("options.rules must be an array of codes");
  const request = { call: "check", lang, name, codes: rules.map(String) };
  if (typeof input === "string") return [{ ...request, text: input }, []];
  const file = kind(input) === "Blob" || kind(input) === "File";
  const size = file ? input.size : input?.byteLength;
  const buffer = file ? await read(input, lang) : (input?.buffer ?? input);
  if (kind(buffer) !== "ArrayBuffer" && kind(buffer) !== "SharedArrayBuffer") {
    throw new TypeError("the input must be a string, an ArrayBuffer, a Uint8Array, a Blob or a File");
  }
  const bytes = new Uint8Array(buffer, file ? 0 : (input.byteOffset ?? 0), Math.min(size, MOST + 1));
  const ours = file || (transfer && kind(buffer) === "ArrayBuffer");
  return [{ ...request, name: name ?? (file ? input.name : undefined), bytes, size }, ours ? [buffer] : []];
}

async function read(blob, lang) {
  try {
    return await (blob.size > MOST ? blob.slice(0, MOST + 1) : blob).arrayBuffer();
  } catch (cause) {
    throw failure("unreadable", lang, cause);
  }
}

/** The language, if it is one. */
function known(lang) {
  if (lang !== "zh" && lang !== "en") throw new TypeError('the language must be "zh" or "en"');
  return lang;
}

/** The name of an object's class, whichever window or thread it comes from. */
const kind = (object) => Object.prototype.toString.call(object).slice(8, -1);
