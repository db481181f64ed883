// Between the page and the worker that reads files; and the files of folders that are dropped.

/** A file that takes longer, its part being loaded, is given up: in milliseconds. */
const LONGEST = 20_000;

/** The parts that read. */
const PARTS = ["office", "pdf"];

// What is told has a code; its words are the program's.
const HANGS = { code: "hangs" };
const CRASHED = { code: "crashed" };
const NO_FILES = { code: "no-files" };
const UNREADABLE = { code: "unreadable-folder" };

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
    const worker = begin(at);
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
            say({ code: "loading", names: [loading], count: size });
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
            if (answer.leftOut?.length) answer.beside = leftOutOf("zip", answer.leftOut);
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
   * `batch` numbers what was dropped together: a file of an earlier batch is given up for one of a later. `say({code, …})`
   * is called with what is going on beside reading, and `say({})` once it is over. Answers what the part's `read` answers,
   * or `{code}`, why the file cannot be read; fails if the part cannot be loaded.
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

/**
 * A worker that reads, and holds a set. A widget from elsewhere must not start one: what it does is done here. So it is where `at.hear` does
 * what a worker would.
 */
export function begin(at) {
  if (at.hear) return standIn(async () => at);
  const script = at("later/worker.js");
  const { protocol, origin } = new URL(script);
  const isForeign = protocol.startsWith("http") && origin !== location.origin;
  return isForeign ? standIn(() => import(script)) : new Worker(script, { type: "module" });
}

/** Does what the worker does, without one. */
function standIn(load) {
  const one = {
    postMessage: (data) =>
      load().then(
        ({ hear }) => hear(data, (data) => one.onmessage?.({ data })),
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
    PARTS.map((part) => [
      part,
      { script: place(`later/${part}/gouji_readers.js`), wasm: place(`later/${part}/gouji_readers_bg.wasm`) },
    ]),
  );
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
  return leftOut.length ? Object.assign(files, { beside: leftOutOf("folder", leftOut) }) : files;
}

/** Whether a file's name says that it is no report. */
function isUnwanted(name, endings) {
  const [ending] = name.match(/(?<=.)\.[a-z0-9]{1,8}$/i) ?? [];
  return Boolean(ending) && !endings.includes(ending.toLowerCase());
}

/** What is told of files that are left out: the names of the first, and how many there are. */
const leftOutOf = (place, names) => ({ code: `left-out-of-${place}`, names: names.slice(0, 20), count: names.length });

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
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    files.push(Object.assign(file, { path: entry.fullPath.slice(1) }));
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
