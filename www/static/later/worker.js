// Reads files away from the page: each part is loaded when its first file comes.

const parts = {};

onmessage = async ({ data: { part, bytes, modules } }) => {
  try {
    let answer = await read(part, bytes, modules);
    // A ZIP file may hold a PDF: the other part's.
    if (answer.packed) answer = await read("pdf", answer.packed, modules);
    postMessage({ answer });
  } catch (error) {
    postMessage(error instanceof Unloaded ? { failed: String(error.cause) } : { crashed: String(error) });
  }
};

class Unloaded extends Error {}

async function read(part, bytes, modules) {
  parts[part] ??= await load(part, modules[part]).catch((cause) => {
    throw new Unloaded(part, { cause });
  });
  postMessage({ reading: part, module: parts[part].module });
  return parts[part].read(bytes);
}

async function load(part, known) {
  const script = import(`./${part}/gouji_readers.js`);
  script.catch(() => {}); // said when it is waited for
  const module = known ?? (await compile(part));
  const { default: init, read } = await script;
  await init({ module_or_path: module });
  return { module, read };
}

async function compile(part) {
  postMessage({ loading: part });
  const answer = await fetch(new URL(`./${part}/gouji_readers_bg.wasm`, import.meta.url));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  postMessage({ loading: part, size: Number(answer.headers.get("content-length")) });
  // Some servers do not know what wasm is.
  return answer.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(answer)
    : WebAssembly.compile(await answer.arrayBuffer());
}
