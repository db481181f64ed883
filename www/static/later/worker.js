// Reads files away from the page: each part is loaded when its first file comes.

const parts = {};

/** Reads a file; `post` tells what comes of it, and what is going on. */
export async function work({ part, bytes, modules, places }, post) {
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
if (globalThis.WorkerGlobalScope) onmessage = ({ data }) => work(data, postMessage);

class Unloaded extends Error {}

/** The address of what has one, or is a file. */
const address = (place) => (place instanceof Blob ? URL.createObjectURL(place) : place);

async function load(part, place, known, post) {
  const script = import(address(place.script));
  script.catch(() => {}); // said when it is waited for
  const module = known ?? (await compile(part, place.wasm, post));
  const { default: init, read } = await script;
  await init({ module_or_path: module });
  return { module, read };
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
