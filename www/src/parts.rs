//! What comes when somebody is about to use the page: what checks, and what draws its answers. The empty page needs neither, so
//! they are cut out of the program into a part of its own.

use gouji::document::Document;
use gouji::input::{self, Error};
use gouji::output;
use gouji::report::Report;
use gouji::review::Finding;
use gouji::rules::{self, reasons};
use gouji::wording::Sentence;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::components::AnswerViews;
use crate::engine::{self, Engine, Loading, Words};
use crate::marks::Marks;
use crate::messages;
use crate::notice::Notice;
use crate::samples::Sample;

/// Loads them, and hands them over.
pub fn load() -> Loading {
    Box::pin(async {
        let (engine, views) = parts().await.map_err(|_| Notice::NoEngine)?;
        views.install();
        engine::install(engine);
        Ok(())
    })
}

/// Everything that only this function names is loaded when it is first called.
#[wasm_split(engine, fallible)]
#[allow(
    clippy::unnecessary_wraps,
    reason = "loading may fail, this does not; not `expect`: the macro copies it to functions that do not need it"
)]
fn parts() -> Result<(&'static Engine, &'static AnswerViews), SplitLoaderError> {
    static ENGINE: Engine = Engine {
        sniff: input::sniff,
        parse: input::parse,
        reports: gouji::reports,
        read: gouji::reading::read,
        check: gouji::check_report,
        entered: gouji::reading::entered,
        to_js: gouji_values::review_to_js,
        unpack: |text, blocks| Document::unpack(text, blocks),
        with: Report::with,
        marks: Marks::new,
        sample: Sample::text,
        words: Words {
            say: Sentence::get,
            advice: Finding::advice,
            title: |code, lang| rules::rule(code).map_or("", |rule| rule.title.get(lang)),
            code: |code| Some(rules::rule(code)?.code),
            error: Error::message,
            why: |state, lang| Some(reasons::reason_words(state.reason()?).get(lang)),
            equation: output::equation,
            changes: output::changes,
            finding: output::finding,
            letter: output::letter,
            cell: output::cell_name,
            sums: output::sums,
            evidence: output::evidence,
            message: messages::message,
            table_copy: output::table_copy,
            tables_document: output::tables_document,
        },
    };
    Ok((&ENGINE, &AnswerViews::ALL))
}
