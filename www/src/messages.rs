//! What the scripts around the program tell, by a code; the words come with the engine, since nothing is told before it is wanted.

use gouji::language::{Lang, Text};

const HANGS: Text = Text::new(
    "读取该文件超过20秒，已停止，未读取任何内容。请打开原文件，另存或全选复制后再核对。",
    "Reading the file took more than 20 seconds and was stopped; nothing was read from it. Open it and save it again, or copy its text.",
);
const CRASHED: Text = Text::new(
    "读取该文件时出错，未读取任何内容。请打开原文件，另存或全选复制后再核对。",
    "Reading the file failed; nothing was read from it. Open it and save it again, or copy its text.",
);
const NO_FILES: Text = Text::new(
    "文件夹中没有可以核对的文件。",
    "The folder holds no file that can be checked.",
);
const UNREADABLE_FOLDER: Text = Text::new(
    "浏览器无法读取该文件夹，请选择其中的文件。",
    "The browser could not read that folder. Please choose the files in it.",
);
const NO_WORK: Text = Text::new(
    "这不是本页保存的工作文件，未打开任何内容。请选择由“保存工作”生成的JSON文件。",
    "This is no work file of this page; nothing was opened. Choose the JSON file that “Save work” wrote.",
);

/// What a script tells: a code, the names of what it concerns, and a number. None if the code is not known.
pub fn message(code: &str, names: &[String], count: u32, lang: Lang) -> Option<String> {
    let text = match code {
        "hangs" => HANGS,
        "crashed" => CRASHED,
        "no-files" => NO_FILES,
        "unreadable-folder" => UNREADABLE_FOLDER,
        "no-work" => NO_WORK,
        "loading" => return Some(loading(names.first().map_or("", String::as_str), count, lang)),
        "left-out-of-folder" => return Some(left_out(Text::new("文件夹", "folders"), names, count, lang)),
        "left-out-of-zip" => return Some(left_out(Text::new("压缩包", "the ZIP file"), names, count, lang)),
        "files-wanted" => return Some(files_wanted(names, lang)),
        _ => return None,
    };
    Some(text.get(lang).to_owned())
}

/// The part that is being loaded, and its size in bytes, 0 if that is not known.
fn loading(part: &str, size: u32, lang: Lang) -> String {
    let name = match part {
        "pdf" => Text::new(" PDF ", "PDF"),
        _ => Text::new("办公文档", "office file"),
    };
    let (name, size) = (name.get(lang), size.div_ceil(1024));
    match (lang, size) {
        (Lang::Zh, 0) => format!("正在载入{name}读取组件…"),
        (Lang::Zh, _) => format!("正在载入{name}读取组件（约 {size} KB）…"),
        (Lang::En, 0) => format!("Loading the {name} reader…"),
        (Lang::En, _) => format!("Loading the {name} reader (about {size} KB)…"),
    }
}

/// Files that are no reports: the names of the first, and how many there are.
fn left_out(place: Text, names: &[String], count: u32, lang: Lang) -> String {
    let place = place.get(lang);
    let more = count as usize > names.len();
    match lang {
        Lang::Zh => {
            let (names, more) = (names.join("、"), if more { "等" } else { "" });
            format!("{place}中另有{count}项不是可以读取的报告文件，未作核对：{names}{more}")
        }
        Lang::En => {
            let items = gouji::language::counted(count as usize, "item");
            let (names, more) = (names.join(", "), if more { " …" } else { "" });
            format!("{items} in {place} left out, not files that may be reports: {names}{more}")
        }
    }
}

fn files_wanted(names: &[String], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "工作文件未含报告全文。请选择或拖入以下文件，已作的改动将按文件内容自动对应：{}。",
            names.join("、")
        ),
        Lang::En => format!(
            "The work file holds no texts. Choose or drop these files, and what was changed in them comes back: {}.",
            names.join(", ")
        ),
    }
}
