// Many reports on one page: between the worker that holds the set and the program that draws it.

/** Files of a set at most: the reports of a province's counties in two years. */
const MOST = 5000;

/** How it looks. */
const CSS = "later/desk.css";

/**
 * Takes files on the desk of one instance and answers it: the one that is `there`, or a new one that stands `here`. `at` tells where a
 * file of the page is, `settings` what is set, `program` gives the instance: it is told of the reports (`listed`), shows one
 * (`choose`), or lets the set be seen again (`shown`).
 */
export async function take(files, anew, there, here, ...around) {
  const set = there ?? (await desk(...around));
  set.stand(here);
  await set.take(files, anew);
  return set;
}

async function desk(at, settings, program) {
  const place = document.createElement("div");
  place.className = "desk-place";
  const [wasm, script, css, { begin: start }] = await Promise.all([
    compile(at("later/desk/gouji_desk_bg.wasm")),
    import(at("later/desk/gouji_desk.js")),
    fetch(at(CSS)).then((answer) => answer.text()),
    import(at("later/files.js")),
  ]);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  await script.default({ module_or_path: wasm });

  const last = lastYear(place);
  let worker = start(at);
  /** All files of the set, those that wait for a decision, and who waits for an answer. */
  let all = [];
  let coming;
  /** Files of folders that are no reports. */
  let beside = { names: [], count: 0 };
  const asked = new Map();
  let count = 0;
  const lang = () => settings.load("lang") ?? "zh";

  const ask = (message) =>
    new Promise((resolve, reject) => {
      asked.set(++count, { resolve, reject });
      worker.postMessage({ ...message, id: count });
    });
  const hear = ({ data: { id, answer, broken, refused, done, of, entries, leftOut } }) => {
    if (id) {
      const waiting = asked.get(id);
      asked.delete(id);
      return broken ? waiting.reject(broken) : waiting.resolve(answer);
    }
    if (broken || refused) return handle.failed(refused ?? "set");
    if (of) return handle.progress(done, of);
    if (!entries) return;
    program()?.listed(
      entries.map(({ index, packed, path, part }) => ({ file: packed ?? all[index].file, path, part, packed: Boolean(packed) })),
    );
    handle.settled([...beside.names, ...leftOut].join("\n"), beside.count + leftOut.length);
  };
  const listen = () => {
    worker.onmessage = hear;
    worker.onerror = (event) => {
      event.preventDefault();
      handle.failed("set");
    };
  };

  const begin = (files) => {
    all = [];
    beside = { names: [], count: 0 };
    program()?.listed([]);
    handle.begun();
    worker.postMessage({ desk: "begin", root: rootOf(files), lang: lang(), places: placesOf(at), module: wasm, decisions: files.decisions });
    add(files);
  };
  const add = (files) => {
    const told = files.map((file) => ({ file, path: pathOf(file, rootOf(files)) }));
    all.push(...told);
    const { names = [], count = names.length } = files.beside ?? {};
    beside = { names: [...beside.names, ...names], count: beside.count + count };
    handle.progress(0, told.length);
    worker.postMessage({ desk: "add", files: told });
  };

  const handle = script.mount(
    place,
    {
      ask: (text) => ask({ desk: "ask", asked: text }),
      open: (report) => program()?.choose(report),
      close: () => program()?.shown(),
      changed: () => program()?.changed(),
      add: (files) => add([...files]),
      decide(replace) {
        const files = coming;
        coming = undefined;
        if (files) (replace ? begin : add)(files);
      },
      async save(form, name) {
        try {
          const bytes = await ask({ desk: "write", form, name });
          if (!bytes) return handle.failed(form === "sheets" ? "sheets" : "saving");
          const { offer, print } = await import(at("later/save.js"));
          if (PRINTED.includes(form)) return print(new TextDecoder().decode(bytes), lang(), "");
          const [ending, type, title] = FORMS[form];
          offer(`${title[lang() === "en" ? 1 : 0]}.${ending}`, type, bytes);
        } catch (error) {
          console.warn(error);
          handle.failed("saving");
        }
      },
      last: (report, numbers) => last(report, numbers && JSON.parse(numbers)),
      roster(text) {
        worker.postMessage({ desk: "roster", text, name: "单位名单.csv" });
      },
    },
    lang(),
  );
  listen();

  return {
    /** Files were dropped or chosen: the first ones, or more. */
    async take(files, anew) {
      // No files are the sample's.
      if (!files.length) files = await sample(at);
      if (files.length > MOST) files = Object.assign(files.slice(0, MOST), { beside: { names: files.slice(MOST).map(whole) } });
      if (anew || !all.length) return begin(files);
      // What came before and waits for the same answer is asked about as well.
      coming = coming ? joined(coming, files) : files;
      handle.came(coming.length);
    },
    /** Puts the desk where the page has room for it. */
    stand(here) {
      if (!here || place.parentElement === here) return;
      here.append(place);
      const root = place.getRootNode();
      if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    },
    speak(lang) {
      worker.postMessage({ desk: "speak", lang });
      handle.speak(lang);
    },
    /** What was decided, to be saved with the work. */
    decisions: async () => (all.length ? JSON.parse(await ask({ desk: "decisions" })) : []),
    /** The next report of the order by a key, or the one before; by an arrow only one with an error. */
    step: (key) => handle.step(key.endsWith("Up"), key.startsWith("Arrow")),
    /** Nothing of the set is kept. */
    forget() {
      last();
      worker.terminate();
      worker = start(at);
      listen();
      asked.clear();
      all = [];
      coming = undefined;
      place.remove();
    },
  };
}

/**
 * Shows last year's numbers in the tables of a report, as long as that is the one that is shown; or none. The style sheet draws them, so
 * that nobody copies them for this year's.
 */
function lastYear(place) {
  let watching;
  return (report, numbers) => {
    watching?.disconnect();
    watching = drawLast(place.getRootNode(), report, numbers);
  };
}

function drawLast(root, report, numbers) {
  const draw = () => {
    const shown = numbers && root.querySelector(`.panes[data-shown="${report}"]`);
    const told = new Map(shown && numbers.map(({ cell, shown, broken }) => [cell, { shown, broken }]));
    for (const cell of root.querySelectorAll(".panes [data-cell]")) {
      const { shown, broken } = told.get(cell.dataset.cell) ?? {};
      set(cell, "data-last", shown);
      set(cell, "data-off", broken ? "" : undefined);
    }
  };
  draw();
  if (!numbers) return;
  const watching = new MutationObserver(draw);
  watching.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-cell", "data-shown"] });
  return watching;
}

function set(element, name, value) {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** The sample of a set. */
async function sample(at) {
  const answer = await fetch(at("later/set.zip"));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return [new File([await answer.blob()], "云岭县.zip")];
}

const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const LETTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const PRINTED = ["summary", "sheets", "charts"];

const FORMS = {
  xlsx: ["xlsx", SHEET, ["成批核对", "Set"]],
  draft: ["xlsx", SHEET, ["汇总表", "Sums"]],
  csv: ["csv", "text/csv", ["汇总表", "Summary"]],
  json: ["json", "application/json", ["成批核对", "Set"]],
  letters: ["zip", "application/zip", ["核对意见函", "Letters"]],
  "letters-in-one": ["docx", LETTER, ["核对意见函", "Letters"]],
  notice: ["docx", LETTER, ["通报", "Notice"]],
  roster: ["csv", "text/csv", ["单位名单", "Roster"]],
};

async function compile(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return WebAssembly.compile(await answer.arrayBuffer());
}

/** What the worker loads: where it is, or the files themselves where a worker cannot ask for them. */
const LOADED = [
  "later/worker.js",
  "later/files.js",
  "later/desk/gouji_desk.js",
  ...["office", "pdf"].flatMap((part) => [".js", "_bg.wasm"].map((ending) => `later/${part}/gouji_readers${ending}`)),
];
const placesOf = (at) => Object.fromEntries(LOADED.map((path) => [path, (at.file ?? at)(path)]));

/** Files that came one after another, with what is told of them. */
function joined(first, more) {
  const beside = [first, more].map(({ beside }) => beside ?? { names: [] });
  const count = beside.reduce((sum, { names, count = names.length }) => sum + count, 0);
  return Object.assign([...first, ...more], {
    beside: { names: beside.flatMap(({ names }) => names), count },
    decisions: more.decisions ?? first.decisions,
  });
}

/** The path of a file in the folder that it came from. */
const whole = (file) => file.path ?? (file.webkitRelativePath || file.name);

/** The folder that all files lie in, if there is one. */
const rootOf = (files) => {
  const [first] = whole(files[0]).split("/");
  return files.every((file) => whole(file).startsWith(`${first}/`)) ? first : "";
};
const pathOf = (file, root) => (root ? whole(file).slice(root.length + 1) : whole(file));
