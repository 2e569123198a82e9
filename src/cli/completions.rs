//! `krijt completions` and `krijt man`: generated from the commands themselves.

use std::io::Write;

use clap::{Args, Command};
use clap_complete::Shell;

use super::exit;

#[derive(Args)]
pub struct Completions {
    /// bash, zsh, fish, elvish or powershell
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
    /// The page of one command, such as build [default: that of krijt itself]
    command: Option<String>,
}

impl Man {
    pub fn run(&self, command: Command) -> u8 {
        let mut command = command.disable_help_subcommand(true);
        // Gives every command its full name, `krijt-build`.
        command.build();
        let page = match &self.command {
            None => Some(&command),
            Some(name) => command.find_subcommand(name),
        };
        let Some(page) = page.cloned() else {
            complain!("There is no command `{}`.", self.command.as_deref().unwrap_or_default());
            return exit::USAGE;
        };
        let mut text = Vec::new();
        match clap_mangen::Man::new(page).render(&mut text) {
            Ok(()) => print(&text),
            Err(_) => exit::BUG,
        }
    }
}

/// A reader that went away (`| head`) is no mistake.
fn print(text: &[u8]) -> u8 {
    let _ = std::io::stdout().write_all(text);
    exit::CLEAN
}
