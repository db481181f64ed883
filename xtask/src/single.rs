//! `cargo xtask single`: the page as one file that works by a double click, for machines without a network.

use std::fs;
use std::path::{Path, PathBuf};
use std::str;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::build;
use crate::offline::hash;
use crate::project::Project;

/// Files of the page that the single file has no use for: what stands in it otherwise, what installs the page, the widget.
const LEFT_OUT: [&str; 11] = [
    "boot.js",
    "embed.css",
    "embed.html",
    "embed.js",
    "favicon.svg",
    "gouji-checker.js",
    "index.html",
    "manifest.webmanifest",
    "style.css",
    "sw.js",
    "widget.css",
];

/// Said after the sentence on privacy.
const STYLE: &str = "
.privacy::after { content: \"单文件版，不自动更新。\"; }
:lang(en) .privacy::after { content: \" Single file: no automatic updates.\"; }
";

/// How the lines begin that stand for others.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\"";
const STYLE_SHEET: &str = "<link rel=\"stylesheet\"";

/// The best that DEFLATE does; more than this gains nothing.
const LEVEL: u8 = 10;

/// Builds the page, writes `gouji.html` from it and says how large it is.
pub fn run(project: &Project) -> Result<()> {
    build::run(project)?;
    let file = write(project)?;
    println!("{}", file.display());
    Ok(())
}

/// Writes `gouji.html` from the built page and gives its place.
pub fn write(project: &Project) -> Result<PathBuf> {
    let page = project.page();
    let style = text(&page, "style.css")? + STYLE;
    let files = files(&page, &style)?;
    let list: Vec<_> = files.iter().map(|(path, bytes)| (path, bytes.len())).collect();
    let bytes: Vec<u8> = files.iter().flat_map(|(_, bytes)| bytes).copied().collect();
    let packed = compress_to_vec_zlib(&bytes, LEVEL);
    // A block: its names are not those of the page's own script.
    let unpacking = fs::read_to_string(project.root.join("www/single.js"))?;
    let script = format!("{{\n{unpacking}}}\n\n{}", text(&page, "boot.js")?);
    let html = document(
        &text(&page, "index.html")?,
        &Parts {
            icon: &STANDARD.encode(text(&page, "favicon.svg")?),
            style: &style,
            script: &script,
            files: &format!("{}\n{}", serde_json::to_string(&list)?, STANDARD.encode(&packed)),
        },
    )?;
    let file = project.target.join("gouji.html");
    fs::write(&file, &html).with_context(|| format!("cannot write {}", file.display()))?;
    eprintln!(
        "{}: {} bytes; packed {} bytes in {} files, in Base64 {}, not packed they would be {}",
        file.display(),
        html.len(),
        bytes.len(),
        files.len(),
        packed.len().div_ceil(3) * 4,
        bytes.len().div_ceil(3) * 4,
    );
    Ok(file)
}

/// What the single file holds beside the text of the page.
struct Parts<'a> {
    icon: &'a str,
    style: &'a str,
    script: &'a str,
    files: &'a str,
}

/// The page's document, with everything in it that it would load.
fn document(index: &str, parts: &Parts) -> Result<String> {
    let Parts {
        icon,
        style,
        script,
        files,
    } = *parts;
    // Its own script and style by their hashes, its own files out of itself: nothing else, and nothing to ask for elsewhere.
    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval' blob:; style-src '{}'; img-src data:; connect-src blob:; base-uri 'none'; form-action 'none'",
        hash(script.as_bytes()),
        hash(style.as_bytes())
    );
    let mut lines = Vec::new();
    for line in index.lines() {
        let known = line.trim_start();
        let is = |start: &str| known.starts_with(start);
        if is("<link rel=\"modulepreload\"")
            || is("<link rel=\"preload\"")
            || is("<link rel=\"manifest\"")
            || is("<script type=\"module\" src=\"boot.js\">")
        {
            continue;
        }
        if is("</body>") {
            lines.push(format!("    <script type=\"text/plain\" id=\"files\">{files}</script>"));
            lines.push(format!("    <script type=\"module\">{script}</script>"));
            lines.push(line.to_owned());
        } else if is(POLICY) {
            lines.push(format!("    {POLICY} content=\"{policy}\">"));
        } else if is("<link rel=\"icon\"") {
            lines.push(format!(
                "    <link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">"
            ));
        } else if is(STYLE_SHEET) {
            lines.push(format!("    <style>{style}</style>"));
        } else if known.contains(" src=") || known.contains(" href=") {
            bail!("index.html loads what the single file does not know: {known}");
        } else {
            lines.push(line.to_owned());
        }
    }
    let html = lines.join("\n") + "\n";
    // A hash fits only what the browser reads back exactly.
    for (name, text) in [("the script", script), ("the style sheet", style)] {
        if text.contains("</s") || text.contains("<!--") || text.contains('\r') || !html.contains(text) {
            bail!("{name} cannot stand in a document as it is");
        }
    }
    Ok(html)
}

/// The files that the page loads at its start and later, and the pages of the rules as documents without links to others.
fn files(page: &Path, style: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = build::files(page)?;
    files.retain(|(path, _)| !LEFT_OUT.contains(&path.as_str()) && !path.starts_with("icons/"));
    for (path, bytes) in &mut files {
        match path.rsplit_once('.') {
            Some((_, "html")) => {
                *bytes = alone(str::from_utf8(bytes)?, style)
                    .with_context(|| format!("{path} has changed"))?
                    .into();
            }
            // wasm-bindgen's own scripts are told where their wasm is.
            Some((_, "js")) if !path.contains("gouji_") => {
                let script = str::from_utf8(bytes)?;
                for relative in ["import.meta", "from \"./", "from \"../", "import(\"."] {
                    if script.contains(relative) {
                        bail!("{path} finds files by itself ({relative}): let it ask `at`, as the others do");
                    }
                }
            }
            _ => {}
        }
    }
    Ok(files)
}

/// A page of the site as a document with its style in it, the lines that link to other files left out.
fn alone(html: &str, style: &str) -> Result<String> {
    let own_policy = format!(
        "    {POLICY} content=\"default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'\">",
        hash(style.as_bytes())
    );
    let own_style = format!("    <style>{style}</style>");
    let lines: Vec<_> = html
        .lines()
        .filter_map(|line| match line.trim_start() {
            known if known.starts_with(POLICY) => Some(own_policy.as_str()),
            known if known.starts_with(STYLE_SHEET) => Some(own_style.as_str()),
            known if known.contains(" href=\"") => None,
            _ => Some(line),
        })
        .collect();
    if !lines.contains(&own_policy.as_str()) || !lines.contains(&own_style.as_str()) {
        bail!("no policy or no style sheet where they are looked for");
    }
    Ok(lines.join("\n"))
}

fn text(page: &Path, name: &str) -> Result<String> {
    let file = page.join(name);
    fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"x\">\n<link rel=\"icon\" href=\"i\">\n<link rel=\"preload\" href=\"p\">\n<link rel=\"stylesheet\" href=\"s\">\n<script type=\"module\" src=\"boot.js\"></script>\n</head>\n<body>\n</body>\n";

    fn parts(script: &str) -> Parts<'_> {
        Parts {
            icon: "",
            style: "p { color: red }",
            script,
            files: "",
        }
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        let html = document(INDEX, &parts("start()")).expect("the page is whole");
        assert!(!html.contains("src="), "{html}");
        assert_eq!(html.matches("href=").count(), html.matches("href=\"data:").count());
        assert!(html.contains(&hash(b"start()")) && html.contains(&hash(b"p { color: red }")));
    }

    #[test]
    fn what_would_not_work_is_refused() {
        let more = INDEX.replace("<body>", "<body>\n<img src=\"logo.png\">");
        assert!(document(&more, &parts("start()")).is_err());
        assert!(document(INDEX, &parts("'</script>'")).is_err());
    }

    #[test]
    fn pages_of_the_rules_stand_alone() {
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"x\">\n  <link rel=\"stylesheet\" href=\"../style.css\">\n<p><a href=\"../\">home</a></p>\n<p>rule</p>";
        let html = alone(page, "p { color: red }").expect("the page is whole");
        assert!(!html.contains("href=") && html.contains("rule") && html.contains("<style>p { color: red }</style>"));
        assert!(alone("<p>rule</p>", "").is_err());
    }
}
