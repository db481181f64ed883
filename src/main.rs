//! The `gouji` command: the engine over files.

mod command;

fn main() -> std::process::ExitCode {
    command::run()
}
