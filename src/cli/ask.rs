//! Questions on a terminal.

use std::io::{BufRead, IsTerminal, Write};

/// Can somebody answer?
pub fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// The answer without spaces around it, or what stands between brackets when it is empty. `None` at the end of input.
pub fn ask(question: &str, default: &str) -> Option<String> {
    let shown = match default {
        "" if question.ends_with('?') => String::new(),
        "" => ":".to_string(),
        default => format!(" [{default}]:"),
    };
    print_now(&format!("{question}{shown} "));
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line).ok()?;
    let answer = line.trim();
    (read > 0).then(|| if answer.is_empty() { default.to_string() } else { answer.to_string() })
}

fn print_now(text: &str) {
    let mut out = std::io::stdout();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}
