import { Worker } from "node:worker_threads";

/** Starts a worker in Node. While it has nothing to do it does not keep the program from ending. */
export function start(hear, broken) {
  const worker = new Worker(new URL("./thread.js", import.meta.url));
  let stopped = false;
  worker.on("message", hear);
  worker.on("error", (error) => !stopped && broken("broken", error));
  worker.on("exit", (code) => !stopped && broken("broken", `exit ${code}`));
  worker.unref();
  return {
    send: (message, moved) => worker.postMessage(message, moved),
    stop() {
      stopped = true;
      worker.terminate();
    },
    busy: (whether) => (whether ? worker.ref() : worker.unref()),
  };
}
