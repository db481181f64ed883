// Reads files away from the page: each part is loaded when its first file comes.

const parts = {};

/** Does what it is told: reads a file, or does something with a set. */
export const hear = (data, post) => (data.desk ? arrange : work)(data, post);

/** Reads a file; `post` tells what comes of it, and what is going on. */
async function work({ part, bytes, modules, places }, post) {
  try {
    parts[part] ??= await load(part, places[part], modules[part], post).catch((cause) => {
      throw new Unloaded(part, { cause });
    });
    post({ reading: part, module: parts[part].module });
    post({ answer: await parts[part].read(bytes) });
  } catch (error) {
    post(error instanceof Unloaded ? { failed: String(error.cause) } : { crashed: String(error) });
  }
}

// The page of another site reads here without a worker.
if (globalThis.WorkerGlobalScope) onmessage = ({ data }) => hear(data, postMessage);

class Unloaded extends Error {}

/** The set of reports, what it was begun with, and the reports in it: each with the number of its file, or with a file out of an archive. */
let set;

/** Does one thing after another with the set: `data.desk` says what, and `post` tells what came of it. */
let last = Promise.resolve();
function arrange(data, post) {
  last = last.then(async () => {
    try {
      await TASKS[data.desk](data, post);
    } catch (error) {
      post({ id: data.id, broken: String(error) });
    }
  });
  return last;
}

const TASKS = {
  /** Begins a set anew. */
  async begin({ root, lang, places, module, decisions }) {
    set?.read.rest();
    const at = Object.assign((path) => address(places[path]), { file: (path) => places[path] });
    // A worker may start another one in browsers since 2022; in the single file, whose scripts are files, it may not.
    const mayStart = globalThis.Worker && !(places["later/worker.js"] instanceof Blob);
    if (globalThis.WorkerGlobalScope && !mayStart) at.hear = hear;
    const { reader } = await import(at("later/files.js"));
    set = { decisions, root, lang, places, module, read: reader(at), begins: [], entries: [], files: [], lost: new Set(), leftOut: [], tries: 0 };
    await renew();
  },

  /** Reads more files into the set and compares all that is there: newer reports take the place of older ones. */
  async add({ files }, post) {
    set.begins.push(set.files.length);
    set.files.push(...files);
    await gather(files, set.files.length - files.length, post);
    set.desk.settle();
    // All that came later, if the program had to begin anew.
    for (const begin of set.begins) {
      const first = set.entries.findIndex(({ index }) => index >= begin);
      const gone = first > 0 ? JSON.parse(set.desk.correct(first)) : [];
      for (const report of gone.toReversed()) set.entries.splice(report, 1);
    }
    post({ entries: set.entries, leftOut: set.leftOut });
  },

  speak({ lang }) {
    set.lang = lang;
    set.desk.speak(lang);
  },

  async roster({ text, name }, post) {
    const { list } = text ? await part("office") : {};
    if (!takeRoster(text && { name, ...list(new TextEncoder().encode(text)) })) return post({ refused: "roster" });
    set.desk.settle();
    post({ entries: set.entries, leftOut: set.leftOut });
  },

  ask({ id, asked }, post) {
    post({ id, answer: set.desk.ask(asked) });
    // What was decided outlasts the program.
    set.decisions = JSON.parse(set.desk.decisions());
  },

  decisions({ id }, post) {
    post({ id, answer: set.desk.decisions() });
  },

  write({ id, form, name }, post) {
    post({ id, answer: set.desk.write(form, name) });
  },
};

/** The program that holds the set. After an error it begins anew with all files but those that it broke down with. */
async function renew() {
  const script = set.places["later/desk/gouji_desk.js"];
  const { default: init, Desk } = await import(address(script) + (set.tries ? `#${set.tries}` : ""));
  await init({ module_or_path: set.module });
  set.tries++;
  set.desk = new Desk(set.root);
  set.desk.speak(set.lang);
  set.desk.recall(JSON.stringify(set.decisions ?? []));
  set.entries = [];
  set.leftOut = [];
  takeRoster(set.roster);
}

/** Takes a roster, or none; whether it is one. What is none leaves the one before. */
function takeRoster(roster) {
  if (!roster) set.desk.forget_list();
  else if (!roster.text || !set.desk.list(roster.name, roster.text, roster.blocks)) return false;
  set.roster = roster;
  return true;
}

/** How often it tells how far it is, in milliseconds. */
const OFTEN = 100;

/** Files that are read before their turn comes. */
const AHEAD = 4;

async function gather(files, from, post) {
  let told = 0;
  const ahead = readAhead(files);
  for (let at = 0; at < files.length; at++) {
    if (performance.now() - told > OFTEN) {
      told = performance.now();
      post({ done: at, of: files.length });
      // Without a worker the page must be able to draw.
      if (!globalThis.WorkerGlobalScope) await new Promise((resolve) => setTimeout(resolve));
    }
    try {
      await take(await ahead(), from + at);
    } catch (error) {
      console.warn(error);
      if (set.lost.has(from + at)) throw error;
      set.lost.add(from + at);
      await renew();
      return gather(set.files, 0, post);
    }
  }
  post({ done: files.length, of: files.length });
}

/** Gives one file after another as it was read: the next ones are read in another worker while this one checks. */
function readAhead(files) {
  const ahead = [];
  let next = 0;
  return () => {
    while (next < files.length && ahead.length < AHEAD) ahead.push(open(files[next++]));
    return ahead.shift();
  };
}

/** Opens a file: what is known of it, and either its bytes, where it is a text, or what a part has read; or why it is not read. */
async function open({ file, path, refused }) {
  if (refused) return { about: ["", "", path].join("\n"), size: 0, refused: refused[set.lang] };
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    // It was moved or changed since it was chosen.
    console.warn(error);
    return { about: ["", "", path].join("\n"), size: 0, refused: set.desk.gone() };
  }
  const about = [Math.floor(file.lastModified / 1000), await hash(bytes), path].join("\n");
  const opened = { file, path, about, size: bytes.length };
  let kind;
  try {
    kind = set.desk.sniff(bytes);
  } catch (sentence) {
    if (typeof sentence === "string") return { ...opened, refused: sentence };
  }
  const mayBeList = /名单|roster/i.test(path) && /\.(csv|xlsx|xls|et|ods)$/i.test(path);
  if (!kind || mayBeList) return { ...opened, bytes, kind, mayBeList };
  return { ...opened, ...(await read(kind, bytes)) };
}

/** What a part has read, in a worker beside this one; or that it could not be loaded. */
const read = (kind, bytes) =>
  set.read(0, kind, bytes, () => {}).then(
    (answer) => ({ answer }),
    (error) => (console.warn(error), { unloaded: true }),
  );

/** Keeps what came of each report in a file that was opened, or of each file in an archive. */
async function take(opened, index, packed) {
  const { file, path, about, size, bytes, kind, mayBeList, refused } = opened;
  const keep = (outcomes) => {
    for (const outcome of JSON.parse(outcomes)) set.entries.push({ ...outcome, index, packed });
  };
  if (set.lost.has(index)) return keep(set.desk.broke(about, size));
  if (refused !== undefined) return keep(set.desk.refuse(about, size, refused));
  let { answer, unloaded } = opened;
  if (mayBeList) {
    try {
      if (takeRoster({ name: path, ...(await part("office")).list(bytes) })) return;
    } catch (error) {
      if (!(error instanceof Unloaded)) throw error;
      unloaded = true;
    }
    if (kind) ({ answer, unloaded } = await read(kind, bytes));
  }
  if (unloaded) return keep(set.desk.unloaded(about, size));
  if (!kind && bytes) return keep(set.desk.read(about, bytes));
  if (answer.files && packed) return keep(set.desk.refuse(about, size, set.desk.nested()));
  if (answer.files) {
    set.leftOut.push(...answer.leftOut.map((name) => `${path}!/${name}`));
    return unpack(answer.files, opened, index);
  }
  // What reads it broke down, or never ended.
  if (answer.code) return keep(set.desk.broke(about, size));
  if (!answer.text) return keep(set.desk.refuse(about, size, answer[set.lang] ?? answer.zh));
  keep(set.desk.take(about, answer.text, answer.blocks, answer.format, answer.encoding, size));
}

/** Takes the files of an archive. */
async function unpack(members, { path, file: { lastModified } }, index) {
  const files = members.map((member) => {
    const name = `${path}!/${member.path}`;
    return { file: new File([member.bytes ?? ""], name, { lastModified }), path: name, refused: member.refused };
  });
  const ahead = readAhead(files);
  for (const { file } of files) await take(await ahead(), index, file);
}

const hash = async (bytes) => {
  // Only pages that are served safely have it.
  const digest = await globalThis.crypto?.subtle?.digest("SHA-256", bytes);
  return digest ? [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("") : "";
};

/** A part that reads lists of agencies, in this worker. */
async function part(name) {
  const place = (ending) => set.places[`later/${name}/gouji_readers${ending}`];
  parts[name] ??= await load(name, { script: place(".js"), wasm: place("_bg.wasm") }, undefined, () => {}).catch((cause) => {
    throw new Unloaded(name, { cause });
  });
  return parts[name];
}

/** The address of what has one, or is a file. */
const address = (place) => (place instanceof Blob ? URL.createObjectURL(place) : place);

async function load(part, place, known, post) {
  const script = import(address(place.script));
  script.catch(() => {}); // said when it is waited for
  const module = known ?? (await compile(part, place.wasm, post));
  const { default: init, read, list } = await script;
  await init({ module_or_path: module });
  return { module, read, list };
}

async function compile(part, wasm, post) {
  post({ loading: part });
  const answer = await fetch(address(wasm));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  post({ loading: part, size: Number(answer.headers.get("content-length")) });
  // Some servers do not know what wasm is.
  return answer.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(answer)
    : WebAssembly.compile(await answer.arrayBuffer());
}
