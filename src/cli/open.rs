//! Starting other programs of the user's: a browser, an editor. When that fails, the address or path is on the screen.

use std::path::Path;
use std::process::{Command, Stdio};

/// Shows an address, or the file at a path, with what the system has for it.
pub fn with_system(address: &str) {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "windows" => ("cmd", &["/C", "start", ""]),
        "macos" => ("open", &[]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(before).arg(address);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let _ = command.spawn();
}

/// Opens a text in the editor that `VISUAL` or `EDITOR` names, and waits for it, since it may need this terminal; else with
/// what the system has for such files.
pub fn in_editor(path: &Path) {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    let Some(editor) = named.into_iter().find(|value| !value.trim().is_empty()) else {
        return with_system(&path.to_string_lossy());
    };
    // `code --wait` is a program and an argument.
    let mut words = editor.split_whitespace();
    if let Some(program) = words.next() {
        let _ = Command::new(program).args(words).arg(path).status();
    }
}
