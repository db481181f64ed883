// This side of a worker: requests go to it by number, answers come back.
import { GoujiError, api, failure } from "./request.js";

/**
 * Gives `check`, `checkAll`, `rules` and `terminate`. `start(hear, broken)` starts a worker with `send(message, moved)`, `stop()` and
 * `busy(whether)`; it calls `hear` with each answer and `broken` with why the worker ended.
 *
 * The worker has one request at a time: where one breaks it or takes too long, a fresh one goes on with the next.
 */
export function client(start) {
  let worker;
  let last = 0;
  let current;
  let timer;
  const waiting = [];

  const next = () => {
    clearTimeout(timer);
    current = waiting.shift();
    if (!current) {
      worker?.busy(false);
      return;
    }
    const { id, request, transfer } = current;
    worker ??= start(hear, (what, cause) => fail(what, cause));
    worker.busy(true);
    timer = setTimeout(() => fail("timeout"), request.timeout);
    worker.send({ id, request }, transfer);
  };
  const hear = ({ id, value, error }) => {
    // Its worker was stopped meanwhile.
    if (id !== current?.id) return;
    const { resolve, reject } = current;
    next();
    if (error) reject(revived(error));
    else resolve(value);
  };
  /** The request that the worker has gets no answer; those that wait go on. */
  const fail = (what, cause) => {
    worker?.stop();
    worker = undefined;
    const failed = current;
    next();
    failed?.reject(failure(what, failed.request.lang, cause));
  };
  const perform = (request, moved) =>
    new Promise((resolve, reject) => {
      const bytes = request.bytes && own(request.bytes, moved);
      const transfer = bytes ? [bytes.buffer] : [];
      waiting.push({ id: ++last, request: { ...request, bytes }, transfer, resolve, reject });
      if (!current) next();
    });
  const terminate = () => {
    const left = [current, ...waiting.splice(0)].filter(Boolean);
    worker?.stop();
    worker = undefined;
    next();
    for (const { request, reject } of left) reject(failure("stopped", request.lang));
  };
  return { ...api(perform), terminate };
}

/** Bytes that nobody else has: moved, or a copy, since the caller's bytes stay the caller's. */
const own = (bytes, moved) => (moved.length ? structuredClone(bytes, { transfer: moved }) : bytes.slice());

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
