//! `krijt init`.

mod to_fill;

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use super::ask::{ask, can_ask};
use super::today::today;
use super::{Say, create_all, exit, say};
use crate::diag::Lang;
use crate::disk::create;
use crate::editor;
use crate::scaffold::sample::{Part, Parts};
use crate::scaffold::{self, NewSchool};

#[derive(Args)]
pub struct Init {
    #[arg(default_value = ".")]
    dir: PathBuf,
    #[arg(long)]
    name: Option<String>,
    #[arg(long)]
    place: Option<String>,
    #[arg(long)]
    year: Option<String>,
    #[arg(long, value_name = "DAY", requires = "week_to")]
    week_from: Option<Date>,
    #[arg(long, value_name = "DAY", requires = "week_from")]
    week_to: Option<Date>,
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    #[arg(long, visible_alias = "with", value_name = "PARTS", value_delimiter = ',', value_parser = part_by_name())]
    met: Vec<Part>,
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    say: Say,
}

/// A part by its name, in either language.
fn part_by_name() -> impl TypedValueParser<Value = Part> {
    let value = |part: Part| PossibleValue::new(part.word(Lang::Nl)).alias(part.word(Lang::En));
    PossibleValuesParser::new(Part::ALL.map(value)).try_map(|word| Part::of(&word).ok_or(word))
}

/// `None` at the end of input.
fn asked_parts(lang: Lang) -> Option<Parts> {
    loop {
        let answer = ask(
            say(
                lang,
                "Met welke teksten begin je? lessen, protocol, brieven, avond (Enter: een kleine school)",
                "Which texts do you begin with? lessons, protocol, letters, evening (empty: a small school)",
            ),
            "",
        )?;
        let words = answer.split([',', ' ']).filter(|word| !word.is_empty());
        if let Some(parts) = words.map(Part::of).collect::<Option<Vec<Part>>>() {
            return Some(Parts::new(parts));
        }
    }
}

impl Init {
    pub fn run(&self) -> u8 {
        let lang = self.say.lang();
        if let Some(code) = self.refuse(lang) {
            return code;
        }
        let Some(school) = self.answers(lang) else {
            complain!(
                "{}",
                say(
                    lang,
                    "Hoe heet de school? Zet de naam erbij, zoals: krijt begin mijn-school --name \"Basisschool De Brug\"",
                    "What is the school called? Give its name, such as: krijt init my-school --name \"Basisschool De Brug\""
                )
            );
            return exit::USAGE;
        };
        let mut files = scaffold::school(&school);
        files.extend(editor::files());
        files.sort_by(|a, b| a.path.cmp(&b.path));
        if let Err(code) = create_all(&self.dir, &files, lang) {
            return code;
        }
        self.tell(&school, lang);
        to_fill::tell(&school, &files, lang);
        exit::CLEAN
    }

    /// Only an empty folder; what git keeps is no content.
    fn refuse(&self, lang: Lang) -> Option<u8> {
        let shown = self.dir.display();
        let names = match create::names(&self.dir) {
            Ok(names) => names,
            Err(failure) => {
                complain!("{}", super::not_written(&failure, lang));
                return Some(exit::ENVIRONMENT);
            }
        };
        let there: Vec<String> = names.into_iter().filter(|name| name != ".git").collect();
        let first: Vec<&str> = there.iter().take(3).map(String::as_str).collect();
        if there.iter().any(|name| name == crate::config::FILE) {
            match lang {
                Lang::Nl => complain!(
                    "In `{shown}` staat al een school. Een nieuwe les maak je met: krijt nieuw les \"De titel\""
                ),
                Lang::En => complain!(
                    "There is a school in `{shown}` already. Make a new lesson with: krijt new lesson \"The title\""
                ),
            }
            return Some(exit::USAGE);
        }
        let dots = if there.len() > first.len() { ", …" } else { "" };
        match (there.is_empty(), lang) {
            (true, _) => return None,
            (false, Lang::Nl) => complain!(
                "De map `{shown}` is niet leeg ({}{dots}). Er is niets veranderd. Kies een nieuwe map, zoals: \
                 krijt begin mijn-school",
                first.join(", ")
            ),
            (false, Lang::En) => complain!(
                "The folder `{shown}` is not empty ({}{dots}). Nothing was changed. Choose a new folder, such as: \
                 krijt init my-school",
                first.join(", ")
            ),
        }
        Some(exit::USAGE)
    }

    /// From flags, else from questions. `None` when there is no name and nobody to ask.
    fn answers(&self, lang: Lang) -> Option<NewSchool> {
        let today = self.date.unwrap_or_else(today);
        let asks = can_ask() && !self.yes;
        let answer = |flag: &Option<String>, nl: &'static str, en: &'static str, default: &str| match flag {
            Some(value) => Some(value.trim().to_string()),
            None if asks => ask(say(lang, nl, en), default),
            None => Some(default.to_string()),
        };
        let mut name = answer(&self.name, "Hoe heet de school?", "What is the school called?", "")?;
        while name.is_empty() && asks {
            name = ask(say(lang, "Hoe heet de school?", "What is the school called?"), "")?;
        }
        let place = answer(&self.place, "In welke plaats staat de school?", "In which town is the school?", "")?;
        let year = answer(&self.year, "Welk schooljaar?", "Which school year?", &scaffold::school_year(today))?;
        let mut week = self.week_from.zip(self.week_to);
        if week.is_none() && asks {
            let day = |nl, en| loop {
                let answer = ask(say(lang, nl, en), "").filter(|answer| !answer.is_empty())?;
                match answer.parse::<Date>() {
                    Ok(day) => return Some(day),
                    Err(_) => say_line!("{}", say(lang, "Schrijf de dag als jaar-maand-dag.", "Write year-month-day.")),
                }
            };
            let from = day(
                "Eerste dag van de Week van de Mediawijsheid, zoals 2026-11-06 (Enter: later invullen)",
                "First day of the Week van de Mediawijsheid, such as 2026-11-06 (empty: later)",
            );
            week = from.and_then(|from| Some((from, day("Laatste dag", "Last day")?)));
        }
        let place = (!place.is_empty()).then_some(place);
        let parts = match &self.met[..] {
            [] if asks => asked_parts(lang)?,
            met => Parts::new(met.iter().copied()),
        };
        (!name.is_empty()).then_some(NewSchool { name, place, year, week, today, parts })
    }

    fn tell(&self, school: &NewSchool, lang: Lang) {
        let name = &school.name;
        match lang {
            Lang::Nl => {
                say_line!("De site van {name} staat klaar in `{}`.", self.dir.display());
                say_line!();
                say_line!("Zo gaat het verder:");
            }
            Lang::En => {
                say_line!("The site of {name} is ready in `{}`.", self.dir.display());
                say_line!();
                say_line!("What to do next:");
            }
        }
        let dir = self.dir.display().to_string();
        let mut rows = Vec::new();
        if self.dir.as_os_str() != "." {
            let quoted = if dir.contains(' ') { format!("cd \"{dir}\"") } else { format!("cd {dir}") };
            rows.push((quoted, say(lang, "ga naar de map", "go to the folder")));
        }
        let nl = [
            ("krijt kijk --open", "bekijk de site"),
            ("krijt nieuw les \"De titel\"", "maak een nieuwe les"),
            ("krijt controleer", "kijk na of alles klopt"),
            ("krijt bouw", "maak public/, mr/ en team/"),
            ("krijt handboek", "lees hoe alles werkt"),
        ];
        let en = [
            ("krijt serve --open", "look at the site"),
            ("krijt new lesson \"The title\"", "make a new lesson"),
            ("krijt check", "check that all is well"),
            ("krijt build", "make public/, mr/ and team/"),
            ("krijt handbook", "read how everything works, in Dutch"),
        ];
        rows.extend(lang.of([nl, en]).map(|(command, what)| (command.to_string(), what)));
        let width = rows.iter().map(|(command, _)| command.chars().count()).max().unwrap_or(0);
        for (number, (command, what)) in rows.iter().enumerate() {
            say_line!("  {}. {command:width$}   {what}", number + 1);
        }
    }
}
