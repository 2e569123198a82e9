//! `krijt completions`, `krijt man` and `krijt help`: generated from the commands themselves.

use std::io::Write;

use clap::{Args, Command};
use clap_complete::Shell;

use super::words::CommandWords;
use super::{Say, exit};
use crate::diag::Lang;

#[derive(Args)]
pub struct Completions {
    shell: Shell,
}

impl Completions {
    pub fn run(&self, mut command: Command) -> u8 {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut command, "krijt", &mut text);
        print(&text)
    }
}

#[derive(Args)]
pub struct Man {
    command: Option<String>,
    #[command(flatten)]
    say: Say,
}

impl Man {
    pub fn run(&self, mut command: Command) -> u8 {
        let lang = self.say.lang();
        // Gives every command its full name, `krijt-build`.
        command.build();
        let page = match &self.command {
            None => Some(&command),
            Some(name) => command.find_subcommand(name),
        };
        let Some(page) = page.cloned() else { return unknown(self.command.as_deref(), lang) };
        let mut text = Vec::new();
        match clap_mangen::Man::new(page).render(&mut text) {
            Ok(()) => print(CommandWords::of(lang).headings(&String::from_utf8_lossy(&text)).as_bytes()),
            Err(_) => exit::BUG,
        }
    }
}

#[derive(Args)]
pub struct Help {
    command: Option<String>,
    #[command(flatten)]
    say: Say,
}

impl Help {
    pub fn run(&self, mut command: Command) -> u8 {
        let lang = self.say.lang();
        let page = match &self.command {
            None => Some(&mut command),
            Some(name) => command.find_subcommand_mut(name),
        };
        match page {
            Some(page) => print(page.render_help().to_string().as_bytes()),
            None => unknown(self.command.as_deref(), lang),
        }
    }
}

fn unknown(command: Option<&str>, lang: Lang) -> u8 {
    let words = CommandWords::of(lang);
    let what = words.mistake("unknown_command", &[("word", command.unwrap_or_default())]);
    complain!("{what} {}", words.mistake("commands", &[]));
    exit::USAGE
}

/// A reader that went away (`| head`) is no mistake.
fn print(text: &[u8]) -> u8 {
    let _ = std::io::stdout().write_all(text);
    exit::CLEAN
}
