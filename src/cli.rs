//! The command line.
#![expect(clippy::disallowed_methods, reason = "reads the locale and the working folder")]

use std::io::IsTerminal;

/// Prints a line; a reader that went away (`| head`) is no mistake.
macro_rules! say_line {
    ($($words:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}

/// The same for what is wrong.
macro_rules! complain {
    ($($words:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), $($words)*);
    }};
}

mod build;
mod explain;
mod serve;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::config::Edition;
use crate::diag::Lang;

/// Exit codes: what went wrong, for scripts.
pub mod exit {
    pub const CLEAN: u8 = 0;
    /// Something is wrong with the content.
    pub const CONTENT: u8 = 1;
    /// Wrong command or configuration.
    pub const USAGE: u8 = 2;
    /// The environment: disk, rights, lock.
    pub const ENVIRONMENT: u8 = 3;
    /// A bug of ours.
    pub const BUG: u8 = 4;
}

#[derive(Parser)]
#[command(
    name = "krijt",
    version,
    about = "Turns a folder of Markdown into a school's site: lessons, newsletters, theme evening, protocol",
    arg_required_else_help = true,
    after_help = "Examples:\n  krijt build                     build public/ and team/ of the school in this folder\n  \
                  krijt check --lang en           list everything that is wrong, in English\n  \
                  krijt build --date 2026-11-06   publish what is due on that day\n  \
                  krijt explain E0204             what a message means, with an example"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site: public/ for the web, team/ for staff
    #[command(after_help = "Examples:\n  krijt build\n  krijt build --root mijn-school --out /media/usb/site\n  \
                            krijt build --edition public --date 2026-11-06")]
    Build(Common),
    /// Check everything and write nothing
    #[command(after_help = "Examples:\n  krijt check\n  krijt check --format json\n  krijt check --lang en")]
    Check(Common),
    /// Show the site in a browser, and follow what you change
    #[command(after_help = "Examples:\n  krijt serve --open\n  krijt serve --drafts --date 2026-11-06\n  \
                            krijt serve --lan      look on a tablet or the digibord, too")]
    Serve(serve::Serve),
    /// Explain a message: krijt explain E0204
    #[command(
        after_help = "Examples:\n  krijt explain E0204\n  krijt explain unknown-key --lang en\n  krijt explain --all"
    )]
    Explain(explain::Explain),
}

/// Options of build and check.
#[derive(Args)]
struct Common {
    /// The school's folder: the one with krijt.yaml [default: this folder, or the nearest one around it]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The folder that gets public/ and team/ [default: the school's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Which edition to build
    #[arg(long, value_enum, default_value_t = Editions::All)]
    edition: Editions,
    /// Include drafts (concept: ja)
    #[arg(long)]
    drafts: bool,
    /// What day it is, as 2026-11-06: decides what is published by publiceren_vanaf
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    /// Leave the PDFs out, and the links to them
    #[arg(long)]
    no_pdf: bool,
    #[command(flatten)]
    report: Report,
}

/// How findings are shown.
#[derive(Args, Clone, Copy)]
struct Report {
    /// The language of messages [default: that of the system]
    #[arg(long, value_enum)]
    lang: Option<Language>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Say nothing when all is well
    #[arg(short, long)]
    quiet: bool,
    /// Say more
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Editions {
    Public,
    Team,
    All,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    Nl,
    En,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Editions {
    /// `None`: those that the school's configuration names.
    fn chosen(self) -> Option<Vec<Edition>> {
        match self {
            Editions::Public => Some(vec![Edition::Public]),
            Editions::Team => Some(vec![Edition::Team]),
            Editions::All => None,
        }
    }
}

impl Report {
    fn lang(self) -> Lang {
        lang_of(self.lang)
    }
}

fn lang_of(chosen: Option<Language>) -> Lang {
    match chosen {
        Some(Language::Nl) => Lang::Nl,
        Some(Language::En) => Lang::En,
        None => lang_of_system(),
    }
}

/// The first of the variables that POSIX gives for messages decides; Dutch where it says nothing.
fn lang_of_system() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    match set.into_iter().find(|value| !value.is_empty()) {
        Some(locale) if locale.starts_with("en") => Lang::En,
        _ => Lang::Nl,
    }
}

fn has_colour() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Runs the program and gives its exit code.
pub fn run() -> u8 {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no mistakes; a bare `krijt` shows help.
            let _ = error.print();
            let is_help = matches!(
                error.kind(),
                clap::error::ErrorKind::DisplayHelp
                    | clap::error::ErrorKind::DisplayVersion
                    | clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
            );
            return if is_help { exit::CLEAN } else { exit::USAGE };
        }
    };
    match cli.command {
        Command::Build(common) => build::run(&common, false),
        Command::Check(common) => build::run(&common, true),
        Command::Serve(serve) => serve.run(),
        Command::Explain(explain) => explain.run(),
    }
}
