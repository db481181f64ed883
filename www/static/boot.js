import init, { mount } from "./gouji_www.js";

await init({ module_or_path: new URL("./gouji_www_bg.wasm", import.meta.url) });
mount();
