// Loads the program once, and mounts it where it is wanted: what the page and the widgets have in common.

let program;
/** How often it ended by an error; who is told when it does. */
let ends = 0;
let told = new Set();
const load = async (at) => {
  // Compiled while it comes, and while its script comes.
  const compiled = compile(at("gouji_www_bg.wasm"));
  compiled.catch(() => {}); // said when it is waited for
  // The script holds what the program knows: a fresh program needs a fresh script.
  const module = await import(at("gouji_www.js") + (ends ? "#" + ends : ""));
  module.prepare(() => compile(at("engine.wasm")), (error) => {
    const all = told;
    [program, told] = [undefined, new Set()];
    ends++;
    for (const tell of all) tell(error);
  });
  await module.default({ module_or_path: await compiled });
  return module;
};

const compile = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  // Some servers do not know what wasm is.
  return answer.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(answer)
    : WebAssembly.compile(await answer.arrayBuffer());
};

// What few visitors need is loaded when it is needed. Browsers remember a script that could not be loaded: the next try
// asks for it by another address.
let tries = "";
const later = (at, name) =>
  import(at(`later/${name}.js`) + tries).catch((error) => {
    tries += "?";
    throw error;
  });

// Cells are changed by a script that comes with what checks; or, if it did not, when a table is touched.
let tables;
const TOUCHES = ["focusin", "focusout", "pointerdown", "click", "dblclick", "keydown", "paste"];
const touched = (at, event) => {
  const [target] = event.composedPath();
  if (!target.closest?.(".tables")) return;
  if (tables) return tables.on(event, target);
  const first = (loaded) => {
    tables = loaded;
    if (/key|dbl/.test(event.type)) loaded.on(event, target);
  };
  // Without it the tables can be read all the same.
  later(at, "tables").then(first, console.warn);
};

// Signs of somebody about to use it: what checks is loaded a moment before it is wanted.
const SIGNS = ["pointermove", "pointerdown", "focusin", "keydown", "dragenter"];

/**
 * Mounts an instance in `root`, and answers what the program calls an `Instance`.
 *
 * `at` tells where a file of the page is; `around` says where the instance listens (`events`), what its settings are (`load`),
 * what to do when they are changed (`save`), and, for a `widget`, who is told the `answer`; it is given what the program asks of it.
 */
export async function start(at, root, around) {
  let read, works, kept, instance, set, here;
  // Who waits for an answer. One promise for all of them would keep every answer that came before it.
  const waiting = new Set();
  const begin = async () => {
    const { mount } = await (program ??= load(at));
    instance = mount(root, around);
    told.add(stop);
  };
  // What was drawn is worth nothing any more, and the text everything.
  const stop = (error) => {
    const text = kept ?? "";
    instance = undefined;
    root.replaceChildren();
    around.answer?.(text, null);
    for (const fail of waiting) fail(error);
    waiting.clear();
    const restart = async (text) => {
      await begin();
      if (text) instance.check(text);
    };
    later(at, "again").then(
      ({ again }) => again(root, around.load("lang"), text, restart),
      () => root.append(text),
    );
  };
  for (const type of TOUCHES) around.events.addEventListener(type, (event) => touched(at, event), true);
  Object.assign(around, {
    /** Lets go of what reads files, until the next one comes. */
    rest: () => read?.rest(),
    /** The text that must not get lost; and whether leaving would lose work. */
    keep(text, unsaved) {
      kept = text;
      around.unsaved = unsaved;
    },
    /** What is remembered of files; or the files of work that was saved, if one is that. */
    recall(files) {
      const all = [...files];
      const isWork = all.length === 1 && /\.json$/i.test(all[0].name);
      if (!isWork && !works) return files;
      const said = (loaded) => (isWork ? loaded.open(all[0]) : loaded.recall(all));
      // Without it files are read all the same.
      return (works ??= later(at, "work")).then(said).then((found) => (files.beside ? Object.assign(found, { beside: files.beside }) : found));
    },
    async work(...work) {
      const [{ keep }, { offer }] = await Promise.all([(works ??= later(at, "work")), later(at, "save")]);
      return keep(root, offer, await set?.decisions(), ...work);
    },
    folder(files, endings) {
      // The field that held them is emptied at once.
      const all = [...files];
      return later(at, "files").then(({ chosen }) => chosen(all, endings));
    },
    /** Many reports on one page: `set` is the desk when it is there, `here` where it stands. */
    async desk(files, anew) {
      // What draws many reports is loaded first: the style sheet shows that something is going on.
      root.setAttribute("aria-busy", true);
      try {
        const { take } = await later(at, "desk");
        set = await take(files, anew, set, here, at, around, () => instance);
      } finally {
        root.removeAttribute("aria-busy");
      }
    },
    /** Tells the desk something; where it stands also before it is there. */
    tell(what, about) {
      if (what === "stand") here = about;
      set?.[what](about);
    },
    offer: (...file) => later(at, "save").then(({ offer }) => offer(...file)),
    write: (...report) => later(at, "save").then(({ save }) => save(at, root, ...report)),
    read: (...file) => later(at, "files").then(({ reader }) => (read ??= reader(at))(...file)),
    files({ files, items }, endings) {
      if (!files.length) return;
      const entries = [...items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
      return entries.some((entry) => entry.isDirectory) ? later(at, "files").then(({ folders }) => folders(entries, endings)) : files;
    },
  });
  await begin();
  const warm = () => {
    for (const type of SIGNS) around.events.removeEventListener(type, warm, true);
    instance?.warm();
    later(at, "tables").then((loaded) => (tables = loaded), console.warn);
  };
  for (const type of SIGNS) around.events.addEventListener(type, warm, true);
  return {
    check: (input) =>
      new Promise((resolve, fail) => {
        waiting.add(fail);
        const done = () => waiting.delete(fail);
        instance.check(input).then(resolve, fail).then(done);
      }),
    set: () => instance?.set(),
    // After an error a fresh program takes its place.
    reset: () => (instance ? instance.reset() : begin()),
  };
}
