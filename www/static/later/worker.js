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
  async begin({ root, lang, places, modules, decisions }) {
    set = { decisions, root, lang, places, modules, begins: [], entries: [], files: [], lost: new Set(), leftOut: [], tries: 0 };
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
  const { script } = set.places.desk;
  const { default: init, Desk } = await import(address(script) + (set.tries ? `#${set.tries}` : ""));
  await init({ module_or_path: set.modules.desk });
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

async function gather(files, from, post) {
  let told = 0;
  for (let at = 0; at < files.length; at++) {
    if (performance.now() - told > OFTEN) {
      told = performance.now();
      post({ done: at, of: files.length });
      // Without a worker the page must be able to draw.
      if (!globalThis.WorkerGlobalScope) await new Promise((resolve) => setTimeout(resolve));
    }
    try {
      await take(files[at], from + at);
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

/** Reads a file, or one in an archive, and keeps what came of each report in it. */
async function take({ file, path }, index, packed) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const about = [Math.floor(file.lastModified / 1000), await hash(bytes), path].join("\n");
  const keep = (outcomes) => {
    for (const outcome of JSON.parse(outcomes)) set.entries.push({ ...outcome, index, packed });
  };
  if (set.lost.has(index)) return keep(set.desk.broke(about, bytes.length));
  let kind;
  try {
    kind = set.desk.sniff(bytes);
  } catch (sentence) {
    if (typeof sentence !== "string") throw sentence;
    return keep(set.desk.refuse(about, bytes.length, sentence));
  }
  const mayBeList = /名单|roster/i.test(path) && /\.(csv|xlsx|xls|et|ods)$/i.test(path);
  let answer;
  try {
    if (mayBeList && takeRoster({ name: path, ...(await part("office")).list(bytes) })) return;
    if (!kind) return keep(set.desk.read(about, bytes));
    answer = (await part(kind)).read(bytes);
  } catch (error) {
    if (error instanceof Unloaded) return keep(set.desk.unloaded(about, bytes.length));
    // The program that holds the set begins anew.
    if (!kind) throw error;
    // What has read it is broken as well: the next file gets a fresh one.
    console.warn(error);
    delete parts[kind];
    fresh++;
    return keep(set.desk.broke(about, bytes.length));
  }
  if (answer.files && packed) return keep(set.desk.refuse(about, bytes.length, set.desk.nested()));
  if (answer.files) {
    set.leftOut.push(...answer.leftOut.map((name) => `${path}!/${name}`));
    for (const member of answer.files) await unpack(member, path, file, index, keep);
    return;
  }
  if (!answer.text) return keep(set.desk.refuse(about, bytes.length, answer[set.lang] ?? answer.zh));
  keep(set.desk.take(about, answer.text, answer.blocks, answer.format, answer.encoding, bytes.length));
}

function unpack({ path, bytes, refused }, archive, { lastModified }, index, keep) {
  const name = `${archive}!/${path}`;
  if (refused) return keep(set.desk.refuse(["", "", name].join("\n"), 0, refused[set.lang]));
  const file = new File([bytes], name, { lastModified });
  return take({ file, path: name }, index, file);
}

const hash = async (bytes) => {
  // Only pages that are served safely have it.
  const digest = await globalThis.crypto?.subtle?.digest("SHA-256", bytes);
  return digest ? [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("") : "";
};

/** A part that reads; after an error a fresh one. */
let fresh = 0;
async function part(name) {
  const { places, modules } = set;
  const place = { ...places[name] };
  if (fresh) place.script = address(place.script) + `#${fresh}`;
  parts[name] ??= await load(name, place, modules[name], () => {}).catch((cause) => {
    throw new Unloaded(name, { cause });
  });
  modules[name] = parts[name].module;
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
