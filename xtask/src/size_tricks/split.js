// The engine: a module of its own on the program's memory, loaded when the program asks for it.
let compileEngine, engine;
/** Says how the engine is loaded and compiled: a function that answers a promise of its module. */
export const setEngine = (compile) => (compileEngine = compile);
const shared = () => {
    const { SHARED } = wasm;
    return { __wasm_split: { SHARED } };
};
const import1 = {
    async __wasm_split_load_engine(answer, data) {
        let loaded = true;
        try {
            await (engine ??= compileEngine().then((module) => WebAssembly.instantiate(module, shared())));
        } catch (error) {
            // Tried anew when it is asked for again.
            engine = undefined;
            loaded = false;
            console.error(error);
        }
        wasm.__indirect_function_table.get(answer)(data, loaded);
    },
};
