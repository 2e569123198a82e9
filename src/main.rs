//! The `krijt` program. All of it is in the library; here a panic becomes a message and an exit code of its own.

use std::process::ExitCode;

fn main() -> ExitCode {
    let result = std::panic::catch_unwind(krijt::cli::run);
    match result {
        Ok(code) => ExitCode::from(code),
        Err(_) => {
            eprintln!(
                "krijt: dit is een fout van krijt zelf; de site is niet veranderd. / This is a bug in krijt; the site was not changed."
            );
            ExitCode::from(krijt::cli::exit::BUG)
        }
    }
}
