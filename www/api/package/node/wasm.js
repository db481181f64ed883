import { readFile } from "node:fs/promises";

/** The engine's code. */
export const wasm = () => readFile(new URL("../gouji_api_bg.wasm", import.meta.url));
