//! What a command says: lines for two streams, which can be kept and said again.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum Stream {
    Out,
    Err,
}

/// Lines in the order in which they are said.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Said(Vec<(Stream, String)>);

impl Said {
    pub fn say(&mut self, line: impl Into<String>) {
        self.0.push((Stream::Out, line.into()));
    }

    /// The same for what is wrong.
    pub fn complain(&mut self, line: impl Into<String>) {
        self.0.push((Stream::Err, line.into()));
    }

    pub fn print(&self) {
        for (stream, line) in &self.0 {
            match stream {
                Stream::Out => say_line!("{line}"),
                Stream::Err => complain!("{line}"),
            }
        }
    }
}
