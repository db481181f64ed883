// Between the page and the worker that reads files; and the files of folders that are dropped.

/** A file that takes longer, its part being loaded, is given up: in milliseconds. */
const LONGEST = 20_000;

const PARTS = { office: ["办公文档", "office file"], pdf: [" PDF ", "PDF"] };

const HANGS = {
  zh: "读取该文件超过20秒，已停止，未读取任何内容。请打开原文件，另存或全选复制后再核对。",
  en: "Reading the file took more than 20 seconds and was stopped; nothing was read from it. Open it and save it again, or copy its text.",
};
const CRASHED = {
  zh: "读取该文件时出错，未读取任何内容。请打开原文件，另存或全选复制后再核对。",
  en: "Reading the file failed; nothing was read from it. Open it and save it again, or copy its text.",
};
const NO_FILES = {
  zh: "文件夹中没有可以核对的文件。",
  en: "The folder holds no file that can be checked.",
};
const UNREADABLE = {
  zh: "浏览器无法读取该文件夹，请选择其中的文件。",
  en: "The browser could not read that folder. Please choose the files in it.",
};

/** Parts that are compiled already, by their names: another worker need not load them again. */
const modules = {};

/** Gives what reads the files of one instance: it has a worker of its own. `at` tells where a file of the page is. */
export function reader(at) {
  let worker;
  /** What the worker is at: whether it reads or still loads a part, and what to do when it is done or ends. */
  let job;
  /** The batch that is wanted. */
  let newest;
  let queue = Promise.resolve();

  const stop = () => {
    worker?.terminate();
    worker = undefined;
  };
  const end = () => {
    stop();
    job.end();
  };
  const start = () => {
    const script = at("later/worker.js");
    const { protocol, origin } = new URL(script);
    // A widget from elsewhere must not start a worker: its files are read here.
    const isForeign = protocol.startsWith("http") && origin !== location.origin;
    const worker = isForeign ? standIn(script) : new Worker(script, { type: "module" });
    worker.onmessage = ({ data }) => job?.hear(data);
    // The worker's own script could not be loaded, or it ended for want of memory.
    worker.onerror = (event) => {
      event.preventDefault();
      job?.hear(job.reading ? { crashed: event.message } : { failed: "the worker could not be loaded" });
    };
    return worker;
  };

  async function ask({ batch, part, bytes, say }) {
    if (batch !== newest) return CRASHED;
    return new Promise((resolve, reject) => {
      let timer;
      const finish = (settle, value) => {
        clearTimeout(timer);
        job = undefined;
        settle(value);
      };
      worker ??= start();
      job = {
        reading: false,
        end: () => finish(resolve, CRASHED),
        hear({ loading, size, reading, module, answer, crashed, failed }) {
          if (loading) {
            clearTimeout(timer);
            job.reading = false;
            say(loadingSaid(loading, size));
          } else if (reading) {
            modules[reading] = module;
            if (batch !== newest) return end();
            job.reading = true;
            clearTimeout(timer);
            timer = setTimeout(() => {
              stop();
              finish(resolve, HANGS);
            }, LONGEST);
            say({});
          } else if (answer) {
            if (answer.leftOut?.length) answer.beside = leftOutSaid(answer.leftOut, "压缩包", "the ZIP file");
            finish(resolve, answer);
          } else {
            stop();
            if (crashed) console.warn(crashed);
            finish(...(crashed ? [resolve, CRASHED] : [reject, failed]));
          }
        },
      };
      worker.postMessage({ part, bytes, modules, places: placesOfParts(at) }, [bytes.buffer]);
    });
  }

  /**
   * Reads a file in the worker, one after another.
   *
   * `batch` numbers what was dropped together: a file of an earlier batch is given up for one of a later. `say({zh, en})`
   * is called with what is going on beside reading, and `say({})` once it is over. Answers what the part's `read` answers,
   * or `{zh, en}`, why the file cannot be read; fails if the part cannot be loaded.
   */
  const read = (batch, part, bytes, say) => {
    if (batch !== newest && job?.reading) end();
    newest = batch;
    const answer = queue.then(() => ask({ batch, part, bytes, say }));
    queue = answer.catch(() => {});
    return answer;
  };

  /** Nothing is wanted any more. */
  const rest = () => {
    stop();
    job?.end();
  };

  return Object.assign(read, { rest });
}

/** Does what the worker does, without one. */
function standIn(script) {
  const one = {
    postMessage: (data) =>
      import(script).then(
        ({ work }) => work(data, (data) => one.onmessage?.({ data })),
        () => one.onerror?.(new Event("error")),
      ),
    terminate() {
      one.onmessage = one.onerror = undefined;
    },
  };
  return one;
}

/** The script and the wasm of each part: where they are, or the files themselves where a worker cannot ask for them. */
function placesOfParts(at) {
  const place = at.file ?? at;
  return Object.fromEntries(
    Object.keys(PARTS).map((part) => [
      part,
      { script: place(`later/${part}/gouji_readers.js`), wasm: place(`later/${part}/gouji_readers_bg.wasm`) },
    ]),
  );
}

function loadingSaid(part, size) {
  const [zh, en] = PARTS[part];
  const about = `${Math.ceil(size / 1024)} KB`;
  return {
    zh: `正在载入${zh}读取组件${size ? `（约 ${about}）` : ""}…`,
    en: `Loading the ${en} reader${size ? ` (about ${about})` : ""}…`,
  };
}

/**
 * The files in what was dropped, folders looked into: of those only the files that may be reports, by their `endings` (`.doc,.pdf`).
 * What is said of the others is their `beside`.
 */
export async function folders(entries, endings) {
  const found = { files: [], leftOut: [], endings: endings.split(",") };
  try {
    for (const entry of entries) await walk(entry, found, 0);
  } catch {
    throw UNREADABLE;
  }
  return told(found);
}

/** The same of a folder that was chosen: the browser gives all its files at once, each with its path. */
export async function chosen(all, endings) {
  const found = { files: [], leftOut: [], endings: endings.split(",") };
  const path = (file) => file.webkitRelativePath || file.name;
  all.sort((a, b) => path(a).localeCompare(path(b), "zh"));
  for (const file of all) {
    const names = path(file).split("/").slice(1);
    const isHidden = names.some((name) => /^[.~]/.test(name));
    const isLeftOut = isHidden || isUnwanted(file.name, found.endings) || names.length > DEEPEST || found.files.length >= MOST;
    if (isLeftOut) found.leftOut.push(path(file));
    else found.files.push(file);
  }
  return told(found);
}

function told({ files, leftOut }) {
  if (!files.length) throw NO_FILES;
  return leftOut.length ? Object.assign(files, { beside: leftOutSaid(leftOut, "文件夹", "folders") }) : files;
}

/** Whether a file's name says that it is no report. */
function isUnwanted(name, endings) {
  const [ending] = name.match(/(?<=.)\.[a-z0-9]{1,8}$/i) ?? [];
  return Boolean(ending) && !endings.includes(ending.toLowerCase());
}

function leftOutSaid(names, zh, en) {
  const NAMED = 20;
  const [count, more] = [names.length, names.length > NAMED];
  const some = names.slice(0, NAMED);
  return {
    zh: `${zh}中另有${count}项不是可以读取的报告文件，未作核对：${some.join("、")}${more ? "等" : ""}`,
    en: `${count === 1 ? "1 item" : `${count} items`} in ${en} left out, not files that may be reports: ${some.join(", ")}${more ? " …" : ""}`,
  };
}

/** Files looked at in folders at most, and how deep: a folder full of pictures shall not keep the page busy. */
const MOST = 5000;
const DEEPEST = 8;

async function walk(entry, found, depth) {
  const { files, leftOut, endings } = found;
  const unwanted = /^[.~]/.test(entry.name) || (entry.isFile && isUnwanted(entry.name, endings));
  if (files.length >= MOST || depth > DEEPEST || (depth > 0 && unwanted)) {
    leftOut.push(entry.fullPath.slice(1));
    return;
  }
  if (entry.isFile) {
    files.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    return;
  }
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    // A reader gives a hundred at a time.
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) break;
    inside.push(...some);
  }
  inside.sort((a, b) => a.name.localeCompare(b.name, "zh"));
  for (const one of inside) await walk(one, found, depth + 1);
}
