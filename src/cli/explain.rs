//! `krijt explain`.

use clap::Args;

use super::{Report, exit};
use crate::diag::{Code, Lang, Level, catalogue};

#[derive(Args)]
pub struct Explain {
    /// The code or its name: E0204 or unknown-key
    #[arg(required_unless_present = "all")]
    code: Option<String>,
    /// List all codes
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    report: Report,
}

impl Explain {
    pub fn run(&self) -> u8 {
        let lang = self.report.lang();
        if self.all {
            for code in catalogue::ALL {
                say_line!("{} {} ({})", code.id, code.name, level(code.level, lang));
            }
            return exit::CLEAN;
        }
        let wanted = self.code.as_deref().unwrap_or_default();
        let Some(code) = catalogue::find(wanted) else {
            let nearest = catalogue::closest(wanted).map(|code| code.id);
            match (lang, nearest) {
                (Lang::Nl, Some(id)) => complain!("De code `{wanted}` bestaat niet. Bedoelde je `{id}`?"),
                (Lang::Nl, None) => complain!("De code `{wanted}` bestaat niet. Alle codes: krijt explain --all"),
                (Lang::En, Some(id)) => complain!("There is no code `{wanted}`. Did you mean `{id}`?"),
                (Lang::En, None) => complain!("There is no code `{wanted}`. All codes: krijt explain --all"),
            }
            return exit::USAGE;
        };
        print(code, lang);
        exit::CLEAN
    }
}

fn print(code: &Code, lang: Lang) {
    say_line!("{} {} ({})", code.id, code.name, level(code.level, lang));
    say_line!();
    say_line!("{}", code.words(lang).explain.trim());
    say_line!();
    match (lang, code.fixed) {
        (Lang::Nl, false) => {
            say_line!("Ander niveau: zet `{}: waarschuwing` (of `uit`) onder `niveaus` in krijt.yaml.", code.id)
        }
        (Lang::En, false) => {
            say_line!("Another level: put `{}: waarschuwing` (or `uit`) under `niveaus` in krijt.yaml.", code.id)
        }
        (Lang::Nl, true) => say_line!("Het niveau van deze melding ligt vast."),
        (Lang::En, true) => say_line!("The level of this message is fixed."),
    }
}

fn level(level: Level, lang: Lang) -> &'static str {
    match (level, lang) {
        (Level::Error, Lang::Nl) => "fout",
        (Level::Error, Lang::En) => "error",
        (Level::Warning, Lang::Nl) => "waarschuwing",
        (Level::Warning, Lang::En) => "warning",
        (Level::Off, Lang::Nl) => "uit",
        (Level::Off, Lang::En) => "off",
    }
}
