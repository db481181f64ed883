/** The engine's code, to be fetched. */
export const wasm = () => new URL("../gouji_api_bg.wasm", import.meta.url);
