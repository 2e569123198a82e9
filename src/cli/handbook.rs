//! `krijt handbook`: the handbook that is in the program, as pages in a browser.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Say, exit, open, say};
use crate::build;
use crate::diag::terminal;
use crate::handbook;
use crate::source::Sources;

#[derive(Args)]
pub struct Handbook {
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[arg(long)]
    no_open: bool,
    #[command(flatten)]
    say: Say,
}

impl Handbook {
    pub fn run(&self) -> u8 {
        let lang = self.say.lang();
        // Another version of krijt has another handbook.
        let of_system = || std::env::temp_dir().join(format!("krijt-handboek-{}", env!("CARGO_PKG_VERSION")));
        let out = self.out.clone().unwrap_or_else(of_system);
        if let Err(finding) = build::handbook(&out) {
            let style = super::style(terminal::Extent::Readable);
            complain!("{}", terminal::render(&[*finding], &Sources::default(), lang, style));
            return exit::ENVIRONMENT;
        }
        let page = out.join(Path::new(handbook::START));
        let page = page.canonicalize().unwrap_or(page);
        say_line!("{} {}", say(lang, "Het handboek staat in", "The handbook is in"), page.display());
        if !self.no_open {
            open::with_system(&page.to_string_lossy());
        }
        exit::CLEAN
    }
}
