import { serve } from "../client.js";
import { engine } from "../engine.js";
import { wasm } from "./wasm.js";

const perform = engine(wasm);
self.onmessage = ({ data }) => serve(perform, data, (answer) => self.postMessage(answer));
