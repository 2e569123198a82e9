//! `krijt serve`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use jiff::civil::Date;

use super::today::unlike_clock;
use super::{Editions, Language, exit, find_root, lang_of, say};
use crate::config;
use crate::diag::{Finding, Lang, catalogue, terminal};
use crate::disk::Root;
use crate::serve::{self, LanAccess, OnScreen, ServeEvent, ServeFailure};
use crate::site::Options;
use crate::source::Sources;
use crate::world::World;

/// The first port that is tried.
const PORT: u16 = 4400;
/// How often the disk is asked with `--poll`.
const POLL: Duration = Duration::from_millis(400);

#[derive(Args)]
pub struct Serve {
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = Editions::All)]
    edition: Editions,
    #[arg(long)]
    drafts: bool,
    #[arg(long)]
    no_pdf: bool,
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    #[arg(long, default_value_t = PORT)]
    port: u16,
    #[arg(long)]
    open: bool,
    #[arg(long)]
    lan: bool,
    #[arg(long)]
    poll: bool,
    #[arg(long, value_name = "EDITOR", default_value = "vscode")]
    editor: String,
    #[arg(long, value_enum)]
    lang: Option<Language>,
    #[arg(short, long)]
    quiet: bool,
}

/// Addresses that editors listen to on every system.
const EDITORS: &[(&str, &str)] = &[
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
];

impl Serve {
    pub fn run(&self) -> u8 {
        let lang = lang_of(self.lang);
        let root = self.root.clone().unwrap_or_else(find_root);
        let style = super::style(terminal::Extent::Readable);
        if !root.join(config::FILE).is_file() {
            let finding = Finding::about(&catalogue::CONFIG_MISSING, config::FILE);
            let finding = [finding.with("path", Root::new(root).name())];
            complain!("{}", terminal::render(&finding, &Sources::default(), lang, style));
            return exit::USAGE;
        }
        let Some(editor) = editor_of(&self.editor) else {
            complain!("{}", unknown_editor(&self.editor, lang));
            return exit::USAGE;
        };
        let request = serve::ServeRequest {
            root: Root::new(root).on(super::today::today()).by(super::program()),
            editions: self.edition.chosen(),
            options: Options { today: self.date, drafts: self.drafts, no_pdf: self.no_pdf },
            lang,
            style,
            port: self.port,
            lan: self.lan,
            poll: self.poll.then_some(POLL),
            editor,
        };
        let telling = Telling { lang, has_colours: style.colour, open: self.open, quiet: self.quiet, date: self.date };
        match serve::run(request, move |event| tell(&event, &telling)) {
            Ok(()) => exit::CLEAN,
            Err(failure) => {
                complain!("{}", words(&failure, lang));
                exit::ENVIRONMENT
            }
        }
    }
}

/// `Some(None)`: no links. Addresses of scripts are no editors.
fn editor_of(name: &str) -> Option<Option<String>> {
    if name == "none" {
        return Some(None);
    }
    if let Some((_, address)) = EDITORS.iter().find(|(known, _)| *known == name) {
        return Some(Some(address.to_string()));
    }
    let scheme = name.split_once(':')?.0;
    let is_scheme = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let is_safe = !["javascript", "data", "vbscript", "http", "https"].contains(&scheme.to_ascii_lowercase().as_str());
    (is_scheme && is_safe && name.contains("{path}")).then(|| Some(name.to_string()))
}

fn unknown_editor(name: &str, lang: Lang) -> String {
    let known = EDITORS.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match lang {
        Lang::Nl => format!(
            "Krijt kent de editor `{name}` niet. Kies {known}, `none` (geen links), of een adres waarin `{{path}}` staat."
        ),
        Lang::En => format!(
            "krijt does not know the editor `{name}`. Choose {known}, `none` (no links), or an address with `{{path}}` in it."
        ),
    }
}

/// How what happens is told.
struct Telling {
    lang: Lang,
    has_colours: bool,
    open: bool,
    quiet: bool,
    /// The day that was asked for.
    date: Option<Date>,
}

fn tell(event: &ServeEvent<'_>, telling: &Telling) {
    let &Telling { lang, has_colours, open, quiet, date } = telling;
    match event {
        ServeEvent::Ready { address, taken, door } => {
            if let Some(taken) = taken {
                let note = match lang {
                    Lang::Nl => format!("Poort {taken} is al in gebruik, dus krijt neemt een andere:"),
                    Lang::En => format!("Port {taken} is taken, so it is another one:"),
                };
                say_line!("{note}");
            }
            say_line!("{} {address}", say(lang, "Je site staat op", "Your site is at"));
            if let Some(door) = door {
                tell_others(door, lang, has_colours);
            }
            if !quiet {
                say_line!(
                    "{} {address}_krijt/handboek/",
                    say(lang, "Hoe alles werkt:", "How everything works, in Dutch:")
                );
                say_line!("{}", say(lang, "Stoppen: Ctrl+C", "To stop: Ctrl+C"));
            }
            if open {
                super::open::with_system(address);
            }
        }
        ServeEvent::Built { findings, seen, today } => {
            if let Some(words) = today.filter(|_| !quiet).and_then(|day| unlike_clock(day, date, lang)) {
                say_line!("{words}");
            }
            if !findings.is_empty() {
                complain!("{findings}");
            }
            match seen {
                OnScreen::Last => complain!(
                    "{}",
                    say(lang, "Je ziet de laatste versie die klopte.", "You see the last version that was right.")
                ),
                OnScreen::Nothing => complain!(
                    "{}",
                    say(
                        lang,
                        "Er is nog geen site. Herstel dit en bewaar, dan komt hij vanzelf.",
                        "There is no site yet. Fix this and save: then it comes by itself."
                    )
                ),
                OnScreen::New if !quiet && findings.is_empty() => {
                    say_line!("{}", say(lang, "Bijgewerkt.", "Up to date."))
                }
                OnScreen::New | OnScreen::First => {}
            }
        }
        ServeEvent::Made { findings } => {
            if !findings.is_empty() {
                complain!("{findings}");
            }
        }
        ServeEvent::Polling(reason) => {
            let note = match lang {
                Lang::Nl => format!(
                    "Het systeem meldt geen wijzigingen ({reason}); krijt kijkt nu zelf, twee keer per seconde."
                ),
                Lang::En => {
                    format!("The system tells of no changes ({reason}); krijt now looks by itself, twice a second.")
                }
            };
            complain!("{note}");
        }
    }
}

/// How other devices come in.
fn tell_others(door: &LanAccess, lang: Lang, has_colours: bool) {
    say_line!(
        "\n{}\n\n{}\n",
        say(
            lang,
            "LET OP: iedereen op dit netwerk met de code ziet alles, ook de team-editie. Laat de code niet op het digibord zien.\n\
             Stop krijt als je klaar bent.\n\nScan de QR-code met je telefoon: dan is die je afstandsbediening voor de dia's.",
            "NOTE: whoever has the code on this network sees everything, the team edition as well. Keep it off the board.\n\
             Stop krijt when you are done.\n\nScan the QR code with your phone: it is then the clicker of your slides."
        ),
        door.picture(has_colours).unwrap_or_default()
    );
    say_line!("{}\nCode: {}\n", door.address, door.code);
}

fn words(failure: &ServeFailure, lang: Lang) -> String {
    match (failure, lang) {
        (ServeFailure::Port(port, error), Lang::Nl) => {
            format!("Poort {port} is niet vrij ({error}). Kies een andere met `--port`, of laat `--port` weg.")
        }
        (ServeFailure::Port(port, error), Lang::En) => {
            format!("Port {port} is not free ({error}). Choose another one with `--port`, or leave `--port` out.")
        }
        (ServeFailure::NoNetwork, Lang::Nl) => {
            "Dit apparaat is niet met een netwerk verbonden: `--lan` kan nu niet.".into()
        }
        (ServeFailure::NoNetwork, Lang::En) => "This machine is not on a network: `--lan` is not possible now.".into(),
        (ServeFailure::System(error), Lang::Nl) => format!("De server start niet: {error}"),
        (ServeFailure::System(error), Lang::En) => format!("The server does not start: {error}"),
    }
}
