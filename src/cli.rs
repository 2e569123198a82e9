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

mod ask;
mod build;
mod completions;
mod explain;
mod external;
mod fix;
mod follow;
mod init;
mod new;
mod schema;
mod serve;
mod usage;

use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::audience::Audience;
use crate::config;
use crate::diag::Lang;
use crate::diag::catalogue::vocabulary;
use crate::disk::{Root, create};
use crate::scaffold;

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
    after_help = "Examples:\n  krijt init mijn-school          make a small school to begin with\n  \
                  krijt new les \"Echt of nep\"     make a lesson that is right at once\n  \
                  krijt serve --open              see the site while you write\n  \
                  krijt build                     build public/, mr/ and team/ of the school in this folder\n  \
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
    #[command(after_help = "Examples:\n  krijt check\n  krijt check --format json\n  krijt check --lang en\n  \
                            krijt check --fix      put right what is beyond doubt, after showing it\n  \
                            krijt check --external look up links to other sites, too: this asks those sites")]
    Check(Check),
    /// Show the site in a browser, and follow what you change
    #[command(after_help = "Examples:\n  krijt serve --open\n  krijt serve --drafts --date 2026-11-06\n  \
                            krijt serve --lan      look on a tablet or the digibord, too")]
    Serve(serve::Serve),
    /// Make a small school to begin with
    #[command(after_help = "Examples:\n  krijt init mijn-school\n  \
                            krijt init mijn-school --name \"Basisschool De Brug\" --place Utrecht --year 2026-2027\n  \
                            krijt init . --yes --name \"De Brug\" --week-from 2026-11-06 --week-to 2026-11-13")]
    Init(init::Init),
    /// Make a new text: krijt new les "Echt of nep"
    #[command(after_help = "Examples:\n  krijt new les \"Echt of nep\"\n  \
                            krijt new lesson \"Wat is AI?\" --module samen-online\n  \
                            krijt new nieuwsbrief \"De Week van de Mediawijsheid\" --date 2026-10-30\n  \
                            krijt new hoofdstuk \"Foto's en films\"")]
    New(new::New),
    /// Explain a message, a block or a key: krijt explain E0204
    #[command(after_help = "Examples:\n  krijt explain E0204\n  krijt explain unknown-key --lang en\n  \
                            krijt explain --all\n  krijt explain opdracht   a block\n  \
                            krijt explain les        the keys of a lesson")]
    Explain(explain::Explain),
    /// Print the JSON Schema of a head or a YAML file, for editors
    #[command(after_help = "Examples:\n  krijt schema             what there is\n  krijt schema les > les.json\n  \
                            krijt schema --all       renew .krijt/schema/ after an update")]
    Schema(schema::Schema),
    /// Print a script that completes commands in a shell
    #[command(
        after_help = "Examples:\n  krijt completions bash > ~/.local/share/bash-completion/completions/krijt\n  \
                            krijt completions fish > ~/.config/fish/completions/krijt.fish\n  \
                            krijt completions zsh > ~/.zfunc/_krijt"
    )]
    Completions(completions::Completions),
    /// Print the manual page, for packagers
    #[command(hide = true, after_help = "Examples:\n  krijt man > krijt.1\n  krijt man build > krijt-build.1")]
    Man(completions::Man),
}

/// Options of build and check.
#[derive(Args)]
struct Common {
    /// The school's folder: the one with krijt.yaml [default: this folder, or the nearest one around it]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The folder that gets public/, mr/ and team/ [default: the school's folder]
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

impl Common {
    fn options(&self) -> crate::site::Options {
        crate::site::Options { today: self.date, drafts: self.drafts, no_pdf: self.no_pdf }
    }
}

/// Options of check alone.
#[derive(Args)]
struct Check {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    fix: fix::Mending,
    #[command(flatten)]
    external: external::External,
}

impl Check {
    fn run(&self) -> u8 {
        let root = Root::new(self.common.root.clone().unwrap_or_else(find_root));
        self.fix
            .run(&root, self.common.options(), self.common.report.lang())
            .unwrap_or_else(|| self.external.check(&self.common))
    }
}

/// In which language krijt speaks.
#[derive(Args, Clone, Copy)]
struct Say {
    /// The language of messages [default: that of the system]
    #[arg(long, value_enum)]
    lang: Option<Language>,
}

/// How findings are shown.
#[derive(Args, Clone, Copy)]
struct Report {
    #[command(flatten)]
    say: Say,
    /// For people, for programs, SARIF 2.1.0, or annotations of a GitHub workflow
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Say nothing when all is well
    #[arg(short, long)]
    quiet: bool,
    /// Say how long each stage took, and what took longest
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Editions {
    Public,
    Mr,
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
    Sarif,
    Github,
}

impl Editions {
    /// `None`: those that the school's configuration names.
    fn chosen(self) -> Option<Vec<Audience>> {
        match self {
            Editions::Public => Some(vec![Audience::Public]),
            Editions::Mr => Some(vec![Audience::Mr]),
            Editions::Team => Some(vec![Audience::Team]),
            Editions::All => None,
        }
    }
}

impl Report {
    fn lang(self) -> Lang {
        self.say.lang()
    }
}

impl Say {
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

fn say(lang: Lang, nl: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
    }
}

/// This folder, or the nearest one around it that holds `krijt.yaml`.
fn find_root() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let is_root = |folder: &&Path| folder.join(config::FILE).is_file();
    match here.ancestors().find(is_root) {
        // The usual case keeps messages short.
        Some(folder) if folder == here => PathBuf::from("."),
        Some(folder) => folder.to_path_buf(),
        None => PathBuf::from("."),
    }
}

/// Creates new files below a root; says what stands in the way and gives the exit code.
fn create_all(root: &Path, files: &[scaffold::NewFile], lang: Lang) -> Result<(), u8> {
    for file in files {
        if let Err(failure) = create::new(&root.join(&file.path), &file.text) {
            complain!("{}", not_written(&failure, lang));
            return Err(exit::ENVIRONMENT);
        }
    }
    Ok(())
}

fn not_written(failure: &create::WriteFailure, lang: Lang) -> String {
    let (path, error) = (failure.path.display(), &failure.error);
    let reason = error.to_string();
    let reason = vocabulary::say("reason", &reason, lang).unwrap_or(reason);
    match lang {
        Lang::Nl => format!("Krijt kan `{path}` niet schrijven: {reason}."),
        Lang::En => format!("krijt cannot write `{path}`: {reason}."),
    }
}

/// The language of a command that could not be read.
fn wanted_lang() -> Lang {
    let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let after = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].as_str());
    let chosen = after.or_else(|| words.iter().find_map(|word| word.strip_prefix("--lang=")));
    match chosen {
        Some("en") => Lang::En,
        Some("nl") => Lang::Nl,
        _ => lang_of_system(),
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
            match usage::in_dutch(&error).filter(|_| wanted_lang() == Lang::Nl) {
                Some(words) => complain!("{words}"),
                None => drop(error.print()),
            }
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
        Command::Build(common) => build::run(&common, false, &|_, _| Vec::new()),
        Command::Check(check) => check.run(),
        Command::Serve(serve) => serve.run(),
        Command::Init(init) => init.run(),
        Command::New(new) => new.run(),
        Command::Explain(explain) => explain.run(),
        Command::Schema(schema) => schema.run(),
        Command::Completions(completions) => completions.run(Cli::command()),
        Command::Man(man) => man.run(Cli::command()),
    }
}
