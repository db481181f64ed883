//! The catalogue of rules as pages of the site, one a language.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use gouji::language::Lang;
use gouji::review::Severity;
use gouji::rules::{self, Rule};

/// Writes `rules/index.html` and `rules/en.html` into a folder of the page.
pub fn write(page: &Path) -> Result<()> {
    let folder = page.join("rules");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for (name, lang) in [("index.html", Lang::Zh), ("en.html", Lang::En)] {
        fs::write(folder.join(name), html(lang)).with_context(|| format!("cannot write {name}"))?;
    }
    Ok(())
}

fn html(lang: Lang) -> String {
    let (code, title, lead, home, other) = match lang {
        Lang::Zh => (
            "zh-CN",
            "核对规则",
            "每条规则核对什么、为何重要、如何改正，以及依据。",
            "返回核对",
            ("en.html", "en", "English"),
        ),
        Lang::En => (
            "en",
            "The rules",
            "What each rule checks, why it matters, how to correct it, and what it rests on.",
            "Back to the check",
            ("index.html", "zh-CN", "中文"),
        ),
    };
    let rules: String = rules::all().map(|rule| section(rule, lang)).collect();
    let (other_page, other_code, other_name) = other;
    format!(
        r#"<!doctype html>
<html lang="{code}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>{title} · 勾稽</title>
    <link rel="icon" href="../favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="../style.css">
  </head>
  <body>
    <main class="catalogue">
      <h1>{title}</h1>
      <p>{lead}</p>
      <p><a href="../">{home}</a> · <a href="{other_page}" lang="{other_code}" hreflang="{other_code}">{other_name}</a></p>
{rules}    </main>
  </body>
</html>
"#
    )
}

fn section(rule: &Rule, lang: Lang) -> String {
    let severity = match (rule.severity, lang) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Info, Lang::Zh) => "提示",
        (severity, Lang::En) => severity.name(),
    };
    let off = match (rule.on_request, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "，默认不启用",
        (true, Lang::En) => ", off unless asked for",
    };
    let part = |(heading, text): (&str, &str)| {
        let text = escape(text);
        format!("          <dt>{heading}</dt>\n          <dd>{text}</dd>\n")
    };
    let parts = rule.sections(lang).map(part).concat();
    format!(
        "      <section id=\"{code}\">\n        <h2>{code} {title}</h2>\n        <p class=\"weight\">{severity}{off}</p>\n        <dl>\n{parts}        </dl>\n      </section>\n",
        code = rule.code,
        title = escape(rule.title.get(lang)),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
