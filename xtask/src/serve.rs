//! `cargo xtask serve`: the page on this machine, under the headers that it is meant to be served with.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, bail};
use percent_encoding::percent_decode_str;
use socket2::SockRef;
use tiny_http::{Method, Request};

use crate::build;
use crate::project::Project;

/// What goes out with every answer.
const HEADERS: [(&str, &str); 6] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    ),
    // The widget may be embedded in pages of other sites.
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-cache"),
];

/// Answers are written by several threads, so that one slow reader does not hold the others up.
const THREADS: usize = 4;

#[derive(clap::Args)]
pub struct Arguments {
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// Builds the page and serves it until the process is ended.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let listener = listen(arguments.port)?;
    build::run(project)?;
    let server = Server::start(listener, project.page())?;
    println!("{}", server.url);
    for thread in server.threads {
        thread.join().ok();
    }
    Ok(())
}

/// A running server: it ends with the process.
pub struct Server {
    /// Where the folder's `index.html` is.
    pub url: String,
    threads: Vec<JoinHandle<()>>,
}

impl Server {
    /// Serves a folder on a free port.
    pub fn on_free_port(folder: PathBuf) -> Result<Self> {
        Self::start(listen(0)?, folder)
    }

    fn start(listener: TcpListener, folder: PathBuf) -> Result<Self> {
        let url = format!("http://{}/", listener.local_addr()?);
        let server = tiny_http::Server::from_listener(listener, None)
            .map_err(|error| anyhow::anyhow!(error))
            .context("the server cannot be started")?;
        let shared = Arc::new((server, folder));
        let threads = (0..THREADS)
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || {
                    let (server, folder) = &*shared;
                    for request in server.incoming_requests() {
                        answer(request, folder);
                    }
                })
            })
            .collect();
        Ok(Self { url, threads })
    }
}

fn listen(port: u16) -> Result<TcpListener> {
    match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
        Ok(listener) => {
            // Connections inherit it. Without it every second answer on a connection waits 40 ms for an acknowledgement.
            SockRef::from(&listener).set_tcp_nodelay(true).ok();
            Ok(listener)
        }
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("port {port} is taken: end the program that uses it, or choose another with --port")
        }
        Err(error) => Err(error).with_context(|| format!("port {port} cannot be used")),
    }
}

fn answer(request: Request, folder: &Path) {
    let method = request.method().clone();
    let takes_brotli = request.headers().iter().any(|header| {
        header.field.equiv("Accept-Encoding") && header.value.as_str().split([',', ' ', ';']).any(|name| name == "br")
    });
    let mut encoding = None;
    let (status, mime, body) = if !matches!(method, Method::Get | Method::Head) {
        (
            "405 Method Not Allowed",
            "text/plain; charset=utf-8",
            b"method not allowed\n".to_vec(),
        )
    } else if let Some((path, body)) = takes_brotli.then(|| read(folder, request.url(), ".br")).flatten() {
        encoding = Some(("Content-Encoding", "br"));
        ("200 OK", mime(&path), body)
    } else if let Some((path, body)) = read(folder, request.url(), "") {
        ("200 OK", mime(&path), body)
    } else {
        ("404 Not Found", "text/plain; charset=utf-8", b"not found\n".to_vec())
    };
    // With a length the browser streams the wasm just as well, and shows its progress.
    let mut answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {}\r\n",
        body.len()
    );
    // A connection is closed after its answer. tiny_http may leave a new one waiting until another ends, if several come at
    // once, and would not let an answer say this: hence written by hand.
    for (name, value) in HEADERS.into_iter().chain([("Connection", "close")]).chain(encoding) {
        answer.extend([name, ": ", value, "\r\n"]);
    }
    answer.push_str("\r\n");
    let mut answer = answer.into_bytes();
    if method != Method::Head {
        answer.extend(body);
    }
    let mut writer = request.into_writer();
    // The other side may have gone: nothing to do about it.
    writer.write_all(&answer).and_then(|()| writer.flush()).ok();
}

/// The file that a URL asks for, or what stands beside it under its name and `suffix`.
fn read(folder: &Path, url: &str, suffix: &str) -> Option<(PathBuf, Vec<u8>)> {
    let path = path(url)?;
    let mut file = folder.join(&path).into_os_string();
    file.push(suffix);
    Some((path, fs::read(file).ok()?))
}

/// The file that a URL asks for, relative to the served folder and never outside it.
fn path(url: &str) -> Option<PathBuf> {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let decoded = percent_decode_str(url[..end].strip_prefix('/')?).decode_utf8().ok()?;
    let mut path = PathBuf::new();
    let mut names = decoded.split('/').peekable();
    while let Some(name) = names.next() {
        match name {
            "" if names.peek().is_none() => path.push("index.html"),
            "" | "." | ".." => return None,
            _ if name.contains(['\\', ':', '\0']) => return None,
            _ => path.push(name),
        }
    }
    Some(path)
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "webmanifest") => "application/json; charset=utf-8",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml; charset=utf-8",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_stay_in_the_folder() {
        for (url, expected) in [
            ("/", Some("index.html")),
            ("/?lang=en", Some("index.html")),
            ("/a.js?v=1", Some("a.js")),
            ("/samples/", Some("samples/index.html")),
            ("/samples/%E6%A0%B7%E4%BE%8B.txt", Some("samples/样例.txt")),
            ("/../Cargo.toml", None),
            ("/samples/../../Cargo.toml", None),
            ("/%2e%2e/Cargo.toml", None),
            ("/..%2fCargo.toml", None),
            ("/..%5cCargo.toml", None),
            ("//etc/passwd", None),
            ("/%2fetc/passwd", None),
            ("/c:/windows", None),
            ("/%00", None),
            ("/%ff", None),
            ("*", None),
            ("http://other/", None),
        ] {
            assert_eq!(path(url).as_deref(), expected.map(Path::new), "{url}");
        }
    }

    #[test]
    fn a_taken_port_is_said() {
        let taken = listen(0).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(
            listen(port)
                .unwrap_err()
                .to_string()
                .starts_with(&format!("port {port} is taken"))
        );
    }
}
