//! `krijt photo withdraw`: consent for a photo was taken back. Lists every file that has the photo, and writes that into the
//! list of photos when somebody agrees.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{ask, exit, say, today::today};
use crate::data;
use crate::diag::Lang;
use crate::disk::{Root, create};
use crate::mend::photo::{NotWithdrawn, Withdrawal, withdraw};
use crate::site::Options;

#[derive(Args)]
pub struct Photo {
    #[arg(value_enum, value_name = "ACTION")]
    action: PhotoAction,
    #[arg(value_name = "FILES")]
    photo: PathBuf,
    #[arg(long, alias = "ja")]
    yes: bool,
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    #[command(flatten)]
    say: super::Say,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PhotoAction {
    #[value(alias = "intrekken")]
    Withdraw,
}

impl Photo {
    pub fn run(&self) -> u8 {
        let PhotoAction::Withdraw = self.action;
        let lang = self.say.lang();
        let root = Root::new(self.root.clone().unwrap_or_else(super::find_root)).on(today());
        let given = self.photo.strip_prefix(root.path()).unwrap_or(&self.photo);
        let given = given.to_string_lossy().replace('\\', "/");
        let day = self.date.unwrap_or_else(today);
        let options = Options { today: self.date, ..Options::default() };
        match withdraw(&root, options, &given, day) {
            Ok(found) => {
                show(&found, lang);
                self.settle(&root, &found, lang)
            }
            Err(refusal) => refused(&refusal, &given, day, lang),
        }
    }

    fn settle(&self, root: &Root, found: &Withdrawal, lang: Lang) -> u8 {
        let question = say(lang, "Zo in de lijst zetten? (j/n)", "Put it into the list like this? (y/n)");
        let agrees = |answer: String| answer.to_lowercase().starts_with(['j', 'y']);
        let agreed = || ask::can_ask() && ask::ask(question, "n").is_some_and(agrees);
        if !self.yes && !agreed() {
            let text = say(
                lang,
                "Niets veranderd. Met `--yes` erbij zet krijt dit in de lijst.",
                "Nothing was changed. With `--yes` krijt puts this into the list.",
            );
            say_line!("{text}");
            return exit::CLEAN;
        }
        let written = match &found.before {
            Some(before) => create::exchange(root, data::PHOTOS, before.as_bytes(), &found.after),
            None => create::new(&root.path().join(data::PHOTOS), found.after.as_bytes()),
        };
        if let Err(failure) = written {
            complain!("{}", super::not_written(&failure, lang));
            return exit::ENVIRONMENT;
        }
        let text = say(
            lang,
            "Bewaard. Maak nu de site opnieuw met `krijt bouw` en zet die online.\n\
             Wat al is gemaild of afgedrukt, haalt krijt niet terug: vraag of mensen dat weggooien.",
            "Saved. Now make the site again with `krijt build` and put it online.\n\
             krijt cannot take back what was mailed or printed: ask people to throw that away.",
        );
        say_line!("{text}");
        exit::CLEAN
    }
}

fn show(found: &Withdrawal, lang: Lang) {
    if found.holders.is_empty() {
        say_line!("{}", say(lang, "Deze foto staat nergens.", "This photo is nowhere."));
    } else {
        say_line!("{}", say(lang, "Deze foto staat nu in:", "This photo is now in:"));
    }
    for (audience, paths) in &found.holders {
        say_line!("\n  {}/", audience.word());
        paths.iter().for_each(|path| say_line!("    {path}"));
    }
    match lang {
        Lang::Nl => say_line!("\nIn {} komt:\n", data::PHOTOS),
        Lang::En => say_line!("\nThis goes into {}:\n", data::PHOTOS),
    }
    found.lines.lines().for_each(|line| say_line!("  {line}"));
    say_line!();
}

fn refused(refusal: &NotWithdrawn, given: &str, day: Date, lang: Lang) -> u8 {
    let text = match (refusal, lang) {
        (NotWithdrawn::NoFile(Some(near)), Lang::Nl) => format!("`{given}` is er niet. Bedoelde je `{near}`?"),
        (NotWithdrawn::NoFile(Some(near)), Lang::En) => format!("There is no `{given}`. Did you mean `{near}`?"),
        (NotWithdrawn::NoFile(None), Lang::Nl) => {
            format!("`{given}` is er niet. Geef het pad vanaf de map van de school, zoals `content/beeld/plein.jpg`.")
        }
        (NotWithdrawn::NoFile(None), Lang::En) => {
            format!("There is no `{given}`. Give its path from the folder of the school, as `content/beeld/plein.jpg`.")
        }
        (NotWithdrawn::Already, Lang::Nl) => {
            say_line!("De toestemming voor `{given}` was al ingetrokken. De foto staat nergens.");
            return exit::CLEAN;
        }
        (NotWithdrawn::Already, Lang::En) => {
            say_line!("The consent for `{given}` was withdrawn already. The photo is nowhere.");
            return exit::CLEAN;
        }
        (NotWithdrawn::ByHand, Lang::Nl) => format!(
            "Krijt kan {} niet zelf aanpassen. Zet bij `{given}` de regel `ingetrokken: {day}`, en kijk na met `krijt controleer`.",
            data::PHOTOS
        ),
        (NotWithdrawn::ByHand, Lang::En) => format!(
            "krijt cannot change {} by itself. Put the line `ingetrokken: {day}` at `{given}`, and check with `krijt check`.",
            data::PHOTOS
        ),
    };
    complain!("{text}");
    if matches!(refusal, NotWithdrawn::NoFile(_)) { exit::USAGE } else { exit::CONTENT }
}
