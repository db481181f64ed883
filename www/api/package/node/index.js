import { engine } from "../engine.js";
import { api } from "../request.js";
import { wasm } from "./wasm.js";

export { GoujiError } from "../request.js";
export const { check, checkAll, rules } = api(engine(wasm));
