// Reads files away from the page: each part is loaded when its first file comes.

const parts = {};

onmessage = async ({ data: { part, bytes, modules, places } }) => {
  const read = async (part, bytes) => {
    parts[part] ??= await load(part, places[part], modules[part]).catch((cause) => {
      throw new Unloaded(part, { cause });
    });
    postMessage({ reading: part, module: parts[part].module });
    return parts[part].read(bytes);
  };
  try {
    let answer = await read(part, bytes);
    // A ZIP file may hold a PDF: the other part's.
    if (answer.packed) answer = await read("pdf", answer.packed);
    postMessage({ answer });
  } catch (error) {
    postMessage(error instanceof Unloaded ? { failed: String(error.cause) } : { crashed: String(error) });
  }
};

class Unloaded extends Error {}

async function load(part, place, known) {
  const script = import(place.script);
  script.catch(() => {}); // said when it is waited for
  const module = known ?? (await compile(part, place.wasm));
  const { default: init, read } = await script;
  await init({ module_or_path: module });
  return { module, read };
}

async function compile(part, wasm) {
  postMessage({ loading: part });
  const answer = await fetch(wasm);
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  postMessage({ loading: part, size: Number(answer.headers.get("content-length")) });
  // Some servers do not know what wasm is.
  return answer.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(answer)
    : WebAssembly.compile(await answer.arrayBuffer());
}
