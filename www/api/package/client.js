// This side of a worker: requests go to it by number, answers come back.
import { GoujiError, api, failure } from "./request.js";

/**
 * Gives `check`, `rules` and `terminate`. `start(hear, broken)` starts a worker with `send(message, moved)`, `stop()` and
 * `busy(whether)`; it calls `hear` with each answer and `broken` with why the worker ended.
 */
export function client(start) {
  let worker;
  let last = 0;
  const waiting = new Map();

  const hear = ({ id, value, error }) => {
    const call = waiting.get(id);
    // Its worker was stopped meanwhile.
    if (!call) return;
    waiting.delete(id);
    if (!waiting.size) worker.busy(false);
    if (error) call.reject(revived(error));
    else call.resolve(value);
  };
  const end = (what, cause) => {
    worker?.stop();
    worker = undefined;
    const left = [...waiting.values()];
    waiting.clear();
    for (const { reject, lang } of left) reject(failure(what, lang, cause));
  };
  const perform = (request, moved) =>
    new Promise((resolve, reject) => {
      worker ??= start(hear, (what, cause) => end(what, cause));
      const id = ++last;
      // The caller's bytes stay the caller's: what is sent is a copy that nobody else has.
      const copied = request.bytes && !moved.length;
      const bytes = copied ? request.bytes.slice() : request.bytes;
      worker.send({ id, request: { ...request, bytes } }, copied ? [bytes.buffer] : moved);
      waiting.set(id, { resolve, reject, lang: request.lang });
      worker.busy(true);
    });
  return { ...api(perform), terminate: () => end("stopped") };
}

function revived({ name, message, cause }) {
  const Kind = name === "GoujiError" ? GoujiError : RangeError;
  return new Kind(message, { cause });
}

/** The worker's side: answers one request after another. */
export async function serve(perform, { id, request }, send) {
  try {
    send({ id, value: await perform(request) });
  } catch ({ name, message, cause }) {
    send({ id, error: { name, message, cause: cause && String(cause) } });
  }
}
