// The page under a server of the test's own: it can be closed, changed and broken, and knows what it was asked for.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { url } from "./browser.js";

/**
 * Serves the page at `site.url`, in folders if some are named. Browsers take its host for a safe one, as they do one under TLS.
 *
 * `site.answers` holds what is answered to a path in place of the page's own file: a status, or a body. `site.asked` lists the
 * paths asked for.
 */
export async function serve(...folders) {
  const answers = new Map();
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = request.url.slice(1);
    asked.push(path);
    const folder = folders.find((folder) => path.startsWith(folder)) ?? (folders.length ? undefined : "");
    const answer = answers.get(path) ?? answers.get(path.slice(folder?.length));
    if (folder === undefined || typeof answer === "number") return response.writeHead(answer ?? 404).end();
    const { status, headers, body } = await original(path.slice(folder.length));
    const kept = ["content-type", "content-security-policy"].map((name) => [name, headers.get(name)]);
    response.writeHead(status, Object.fromEntries(kept.filter(([, value]) => value)));
    response.end(answer ?? body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  const close = async () => {
    server.close();
    server.closeAllConnections();
    if (server.listening) await once(server, "close");
  };
  const open = () => once(server.listen(port, "127.0.0.1"), "listening");
  return { url: `http://gouji.localhost:${port}/`, answers, asked, close, open };
}

const originals = new Map();

/** A file of the built page, and the headers that it is meant to be served with. */
export async function original(path) {
  if (!originals.has(path)) {
    const answer = await fetch(new URL(path, url));
    originals.set(path, { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) });
  }
  return originals.get(path);
}

/** The files that the service worker keeps, each with its hash. */
export async function list() {
  const text = (await original("sw.js")).body.toString();
  return JSON.parse(text.match(/^const \[VERSION, LIST\] = (.*);$/m)[1])[1];
}

export const hash = (body) => `sha256-${createHash("sha256").update(body).digest("base64")}`;

/** Makes a newer version of the page of one changed file. */
export async function change(site, path, body) {
  const text = (await original("sw.js")).body.toString();
  const old = (await list()).find(([name]) => name === path)[1];
  const [, version] = text.match(/^const \[VERSION, LIST\] = \["([^"]+)"/m);
  site.answers.set(path, body);
  site.answers.set("sw.js", text.replace(old, hash(body)).replace(version, `newer ${hash(body)}`));
}
