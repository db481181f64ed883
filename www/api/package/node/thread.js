import { parentPort } from "node:worker_threads";
import { serve } from "../client.js";
import { engine } from "../engine.js";
import { wasm } from "./wasm.js";

const perform = engine(wasm);
parentPort.on("message", (message) => serve(perform, message, (answer) => parentPort.postMessage(answer)));
