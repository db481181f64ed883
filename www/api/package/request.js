// What users give → a request: bytes or text, and how to check them.

/** The engine refuses larger files: more need not be read to learn that. */
const MOST = 40 * 1024 * 1024;

/** How long a worker may take for a request unless said otherwise, in milliseconds: far more than any report needs. */
const LONGEST = 60_000;

/** Timers count no further. */
const MOST_TIME = 2 ** 31 - 1;

const SENTENCES = {
  unloaded: {
    zh: "核对程序未能载入，未作核对。请确认程序文件完整、网络正常后重试。",
    en: "The checker could not be loaded; nothing was checked. Make sure that its files are there and the network works, then try again.",
  },
  broken: {
    zh: "核对时程序出错，未得到结果。请将报告另存，或全选复制其文字后再核对。",
    en: "The checker broke down; there is no result. Save the report again, or copy its text, and check that.",
  },
  timeout: {
    zh: "核对用时过长，已停止，未得到结果。请只选择一份报告，或将报告另存后再核对。",
    en: "The check took too long and was stopped; there is no result. Choose one report, or save it again, and check that.",
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

/** `check`, `checkAll` and `rules` for users; `perform` answers a request and may be given what can be moved to another thread. */
export const api = (perform) => ({
  check: async (input, options) => perform(...(await checkRequest(input, options, false))),
  checkAll: async (input, options) => perform(...(await checkRequest(input, options, true))),
  rules: async (lang = "zh") => perform({ call: "rules", lang: known(lang), timeout: LONGEST }, []),
});

/** What options may be. Whatever else is given is a mistake, and no guess is made what it means. */
const OPTIONS = {
  lang: { is: (lang) => lang === "zh" || lang === "en", must: 'must be "zh" or "en"' },
  name: { is: (name) => typeof name === "string", must: "must be a string" },
  rules: {
    is: (rules) => Array.isArray(rules) && rules.every((code) => typeof code === "string"),
    must: "must be an array of codes",
  },
  transfer: { is: (transfer) => typeof transfer === "boolean", must: "must be true or false" },
  timeout: { is: (time) => typeof time === "number" && time > 0 && time <= MOST_TIME, must: "must be a number of milliseconds" },
};

function checked(options) {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError("the options must be an object");
  }
  for (const [name, { is, must }] of Object.entries(OPTIONS)) {
    if (options[name] !== undefined && !is(options[name])) throw new TypeError(`options.${name} ${must}`);
  }
  return options;
}

async function checkRequest(input, options = {}, all) {
  const { lang = "zh", name, rules = [], transfer = false, timeout = LONGEST } = checked(options);
  const request = { call: "check", all, lang, name, codes: [...rules], timeout };
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
  if (!OPTIONS.lang.is(lang)) throw new TypeError(`the language ${OPTIONS.lang.must}`);
  return lang;
}

/** The name of an object's class, whichever window or thread it comes from. */
const kind = (object) => Object.prototype.toString.call(object).slice(8, -1);
