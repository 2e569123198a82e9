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
mod handbook;
mod init;
mod new;
mod only;
mod open;
mod photo;
mod said;
mod schema;
mod serve;
mod today;
mod usage;
mod words;

use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::audience::Audience;
use crate::config;
use crate::diag::catalogue::vocabulary;
use crate::diag::{Lang, terminal};
use crate::disk::{Root, create, facts};
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
#[command(name = "krijt", version, arg_required_else_help = true, disable_help_subcommand = true)]
struct Cli {
    #[arg(long, value_enum, hide = true)]
    lang: Option<Language>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(alias = "bouw")]
    Build(Common),
    #[command(alias = "controleer")]
    Check(Check),
    #[command(alias = "kijk")]
    Serve(serve::Serve),
    #[command(alias = "begin")]
    Init(init::Init),
    #[command(alias = "nieuw")]
    New(new::New),
    #[command(alias = "foto")]
    Photo(photo::Photo),
    #[command(alias = "leg-uit")]
    Explain(explain::Explain),
    #[command(alias = "handboek")]
    Handbook(handbook::Handbook),
    Schema(schema::Schema),
    Completions(completions::Completions),
    #[command(hide = true)]
    Man(completions::Man),
    #[command(alias = "hulp")]
    Help(completions::Help),
}

/// Options of build and check.
#[derive(Args, Clone, Debug)]
struct Common {
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = Editions::All)]
    edition: Editions,
    #[arg(long)]
    drafts: bool,
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    #[arg(long)]
    no_pdf: bool,
    #[arg(long)]
    all: bool,
    #[arg(long)]
    fewer: bool,
    #[command(flatten)]
    report: Report,
}

impl Common {
    /// The school's folder, on the day that it is here.
    fn world(&self) -> Root {
        Root::new(self.root.clone().unwrap_or_else(find_root)).on(today::today()).by(program())
    }

    fn style(&self) -> terminal::Style {
        style(if self.all { terminal::Extent::All } else { terminal::Extent::Readable })
    }

    fn options(&self) -> crate::site::Options {
        crate::site::Options { today: self.date, drafts: self.drafts, no_pdf: self.no_pdf }
    }
}

/// Options of check alone.
#[derive(Args)]
struct Check {
    files: Vec<PathBuf>,
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    fix: fix::Mending,
    #[command(flatten)]
    external: external::External,
}

impl Check {
    fn run(&self) -> u8 {
        let root = self.common.world();
        let lang = self.common.report.lang();
        let only = match only::Only::new(root.path(), &self.files) {
            Ok(only) => only,
            Err(missing) => {
                complain!("{}", only::absent(&missing, lang));
                return exit::USAGE;
            }
        };
        let mended = self.fix.run(&root, self.common.options(), lang, &only);
        mended.unwrap_or_else(|| self.external.check(&self.common, &only))
    }
}

/// In which language krijt speaks.
#[derive(Args, Clone, Copy, Debug)]
struct Say {
    #[arg(long, value_enum)]
    lang: Option<Language>,
}

/// How findings are shown.
#[derive(Args, Clone, Copy, Debug)]
struct Report {
    #[command(flatten)]
    say: Say,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[arg(short, long)]
    quiet: bool,
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Editions {
    Public,
    Mr,
    Team,
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Language {
    Nl,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
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
        None => wanted_lang(),
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

/// This program, told apart from every other one by what the disk says of it. `None` where a change of it could go unseen.
fn program() -> Option<u128> {
    let path = std::env::current_exe().ok().filter(|_| facts::TELL_CHANGES)?;
    facts::of_file(&path).map(|facts| facts.digest)
}

/// Creates new files below a root; says what stands in the way and gives the exit code.
fn create_all(root: &Path, files: &[scaffold::NewFile], lang: Lang) -> Result<(), u8> {
    for file in files {
        if let Err(failure) = create::new(&root.join(&file.path), &file.bytes) {
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

/// The language that was asked for anywhere in the command, also in one that cannot be read, else that of the system.
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

/// How findings look on standard error.
fn style(extent: terminal::Extent) -> terminal::Style {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let width = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(100);
    terminal::Style { colour, width, extent }
}

/// Runs the program and gives its exit code.
pub fn run() -> u8 {
    match Cli::try_parse() {
        Ok(cli) => cli.command.run(),
        Err(_) => refuse(),
    }
}

/// The same command once more, read with the words of a language: so they cost nothing where nobody asks for them.
fn refuse() -> u8 {
    use clap::error::ErrorKind::{
        DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand as Alone, DisplayVersion, MissingSubcommand,
    };
    let lang = wanted_lang();
    let words = words::CommandWords::of(lang);
    let mut command = words.dress(Cli::command());
    let Err(error) = command.try_get_matches_from_mut(std::env::args_os()) else { return exit::BUG };
    // Help and version are no mistakes; a bare `krijt` shows help.
    match error.kind() {
        MissingSubcommand => complain!("{}", command.render_help().to_string().trim_end()),
        DisplayHelp | DisplayVersion | Alone => drop(error.print()),
        _ => {
            match usage::told(&error, words) {
                Some(told) => complain!("{told}"),
                None => drop(error.print()),
            }
            return exit::USAGE;
        }
    }
    exit::CLEAN
}

impl Command {
    fn run(self) -> u8 {
        let dressed = || words::CommandWords::of(wanted_lang()).dress(Cli::command());
        match self {
            Command::Build(common) => build::run(&common, build::BuildTask::Publish),
            Command::Check(check) => check.run(),
            Command::Serve(serve) => serve.run(),
            Command::Init(init) => init.run(),
            Command::New(new) => new.run(),
            Command::Photo(photo) => photo.run(),
            Command::Explain(explain) => explain.run(),
            Command::Handbook(handbook) => handbook.run(),
            Command::Schema(schema) => schema.run(),
            Command::Completions(completions) => completions.run(dressed()),
            Command::Man(man) => man.run(dressed()),
            Command::Help(help) => help.run(dressed()),
        }
    }
}
