/** Starts a worker in the browser. */
export function start(hear, broken) {
  const worker = new Worker(new URL("./thread.js", import.meta.url), { type: "module" });
  let heard = false;
  worker.onmessage = ({ data }) => {
    heard = true;
    hear(data);
  };
  // Its script could not be loaded, or it ended for want of memory.
  worker.onerror = (event) => {
    event.preventDefault();
    broken(heard ? "broken" : "unloaded", event.message);
  };
  return {
    send: (message, moved) => worker.postMessage(message, moved),
    stop: () => worker.terminate(),
    busy() {},
  };
}
