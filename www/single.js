// The beginning of the single file's script: unpacks the files of the page that the document holds, and says where each is.

const TYPES = { js: "text/javascript", wasm: "application/wasm", html: "text/html", css: "text/css" };

const files = new Map();
const addresses = new Map();

/** A file by its path in the page's folder. */
const file = (path) => new Blob([files.get(path)], { type: TYPES[path.split(".").pop()] });

/** Where it is. */
const at = (path) => {
  if (!addresses.has(path)) addresses.set(path, URL.createObjectURL(file(path)));
  return addresses.get(path);
};
globalThis.goujiAt = Object.assign(at, { file });

// In Chromium a worker of a local page is no module and can ask for nothing that has an address in the page. It gets its
// script as the first message, and whatever else it needs as files.
const BEGIN = `onmessage = async ({ data }) => {
  const early = [];
  onmessage = (event) => early.push(event);
  try {
    await import(URL.createObjectURL(data));
  } catch (error) {
    // Only what is thrown outside of promises is told to the page.
    setTimeout(() => { throw error; });
  }
  early.forEach((event) => onmessage(event));
};`;
globalThis.Worker = class extends Worker {
  constructor(address) {
    super(URL.createObjectURL(new Blob([BEGIN], { type: TYPES.js })));
    const [path] = [...addresses].find(([, one]) => one === address);
    this.postMessage(file(path));
  }
};

try {
  const packed = document.getElementById("files");
  const [list, letters] = packed.text.trim().split("\n");
  packed.remove();
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const all = await new Response(unpacked).arrayBuffer();
  let start = 0;
  for (const [path, size] of JSON.parse(list)) {
    files.set(path, new Uint8Array(all, start, size));
    start += size;
  }
} catch (error) {
  // Said below, as for any page that could not be loaded.
  console.error(error);
}

// The rules are pages of their own: each is opened where the document holds it.
for (const kind of ["click", "auxclick"]) {
  addEventListener(
    kind,
    ({ target }) => {
      const link = target.closest?.('a[href^="rules/"]');
      const [folder, rule] = link?.getAttribute("href").split("#") ?? [];
      if (link) link.href = `${at(folder.endsWith("/") ? folder + "index.html" : folder)}#${rule}`;
    },
    true,
  );
}
