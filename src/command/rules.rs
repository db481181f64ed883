//! `gouji rules`: the catalogue of rules.

use std::io;
use std::process::ExitCode;

use clap::Args;

use super::{Language, say};
use gouji::language::Lang;
use gouji::{output, rules};

/// What `gouji rules` is asked.
#[derive(Args)]
pub struct RulesArgs {
    /// 规则代码，如 A02 / a rule's code
    code: Option<String>,
    /// 语言 / language
    #[arg(long, value_enum, default_value_t)]
    pub lang: Language,
}

/// Lists all rules, or explains one.
pub fn run(args: &RulesArgs) -> io::Result<ExitCode> {
    let lang = args.lang.into();
    let mut out = anstream::stdout().lock();
    let Some(code) = &args.code else {
        output::write_rules(&mut out, rules::all(), lang)?;
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(rule) = rules::rule(code) {
        output::write_rule(&mut out, rule, lang)?;
        return Ok(ExitCode::SUCCESS);
    }
    match lang {
        Lang::Zh => say!("gouji: 没有规则 {code}，可用 gouji rules 查看全部规则。"),
        Lang::En => say!("gouji: there is no rule {code}; gouji rules lists them all."),
    }
    Ok(ExitCode::from(2))
}
