// The engine: a module of its own on the program's memory, loaded when the program asks for it.
let compileEngine, engine, exported, onDeath, dead;
/**
 * Says how the engine is loaded and compiled: a function that answers a promise of its module; and what is done when the
 * program has ended by an error.
 */
export const prepare = (compile, end) => ([compileEngine, onDeath] = [compile, end]);
const shared = () => {
    const { SHARED } = exported;
    return { __wasm_split: { SHARED } };
};
// An error that leaves the program leaves its memory in the middle of something: it is told once, and nothing is called any more.
const guard = (call) => (...values) => {
    if (dead) return;
    try {
        return call(...values);
    } catch (error) {
        dead = true;
        onDeath?.(error);
        throw error;
    }
};
const guarded = (exports) => {
    exported = exports;
    // What only hands out memory is called too often, and by what is guarded.
    const isOpen = (name) => /^__(externref|wbindgen_(malloc|realloc|free))/.test(name);
    const guards = Object.entries(exports).map(([name, one]) => [name, typeof one !== "function" || isOpen(name) ? one : guard(one)]);
    return Object.fromEntries(guards);
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
        guard(exported.__indirect_function_table.get(answer))(data, loaded);
    },
};
