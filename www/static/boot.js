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

try {
  const { default: init, mount } = await import("./gouji_www.js");
  await init({ module_or_path: new URL("./gouji_www_bg.wasm", import.meta.url) });
  mount();
} catch (error) {
  console.error(error);
  document.getElementById("boot").textContent =
    root.lang === "en"
      ? "The checker could not be loaded. Please reload the page, or use a current version of Edge, Chrome, Firefox or Safari."
      : "核对程序未能载入。请刷新页面，或改用新版 Edge、Chrome、Firefox、Safari 浏览器。";
}
