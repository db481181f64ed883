// Loads the page. Language and colours are set first, so that nothing flashes in the wrong ones.
const remembered = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const root = document.documentElement;
root.dataset.theme = remembered("gouji-theme") ?? "auto";
root.lang = remembered("gouji-lang") === "en" ? "en" : "zh-CN";

// What few visitors need is loaded when it is needed. Browsers remember a script that could not be loaded: the next try
// asks for it by another address.
let tries = "";
const later = () =>
  import("./later/files.js" + tries).catch((error) => {
    tries += "?";
    throw error;
  });
const host = {
  read: (...file) => later().then(({ read }) => read(...file)),
  files({ files, items }) {
    if (!files.length) return;
    const entries = [...items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    return entries.some((entry) => entry.isDirectory) ? later().then(({ folders }) => folders(entries)) : files;
  },
};

try {
  const { default: init, mount } = await import("./gouji_www.js");
  await init({ module_or_path: new URL("./gouji_www_bg.wasm", import.meta.url) });
  mount(host);
} catch (error) {
  console.error(error);
  document.getElementById("boot").textContent =
    root.lang === "en"
      ? "The checker could not be loaded. Please reload the page, or use a current version of Edge, Chrome, Firefox or Safari."
      : "核对程序未能载入。请刷新页面，或改用新版 Edge、Chrome、Firefox、Safari 浏览器。";
}
