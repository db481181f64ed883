//! Scripts and style sheets go out without their comments: who reads them reads the sources.

/// A script without the lines that are comments and nothing else. What begins a line inside a text of several lines must not look
/// like one.
pub fn without(text: &str) -> String {
    let mut inside = false;
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if inside || bare.starts_with("/*") {
            inside = !bare.ends_with("*/");
        } else if !bare.starts_with("//") {
            kept.push_str(line);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_nothing_else_does() {
        let text = "// a\nlet a = 1; // stays\n/** b */\n/**\n * c\n */\n  // d\nconst b = \"https://x\";\n";
        assert_eq!(without(text), "let a = 1; // stays\nconst b = \"https://x\";\n");
    }
}
