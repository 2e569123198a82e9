//! `krijt new`.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::ask::{ask, can_ask};
use super::today::today;
use super::{Say, create_all, exit, say};
use crate::config;
use crate::diag::Lang;
use crate::disk::{self, Root};
use crate::kind::{DocKind, KINDS};
use crate::pipeline::{Memo, parse};
use crate::scaffold::{self, LessonFolder, NewFile, NewRequest, Present, Refusal};
use crate::schema;
use crate::world::Input;

#[derive(Args)]
pub struct New {
    kind: Option<String>,
    title: Vec<String>,
    #[arg(long, value_name = "FOLDER")]
    module: Option<String>,
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    #[arg(long)]
    open: bool,
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    #[command(flatten)]
    say: Say,
}

impl New {
    pub fn run(&self) -> u8 {
        let lang = self.say.lang();
        let kind = self.kind.as_deref().unwrap_or_default();
        let Some(row) = scaffold::find(kind) else { return unknown_kind(kind, lang) };
        let root = self.root.clone().unwrap_or_else(super::find_root);
        let (input, _) = disk::read(&Root::new(&root));
        if input.sources.find(config::FILE).is_none() {
            complain!("{}", no_school(&root, lang));
            return exit::USAGE;
        }
        let present = present(&input);
        let title = self.title.join(" ");
        let today = self.date.unwrap_or_else(today);
        let mut module = self.module.clone().or_else(|| module_here(&root, &present));
        loop {
            let wish = NewRequest { kind: row, title: &title, today, module: module.as_deref() };
            match scaffold::plan(&wish, &present) {
                Ok(files) => {
                    let code = write(&root, &files, row, lang);
                    if let Some(made) = files.last().filter(|_| self.open && code == exit::CLEAN) {
                        super::open::in_editor(&root.join(&made.path));
                    }
                    return code;
                }
                Err(Refusal::WhichModule(modules)) if !modules.is_empty() && can_ask() => {
                    match choose(&modules, lang) {
                        Some(folder) => module = Some(folder),
                        None => return exit::USAGE,
                    }
                }
                Err(refusal) => {
                    complain!("{}", refused(&refusal, lang));
                    return exit::USAGE;
                }
            }
        }
    }
}

/// What is in the school, as far as a new text depends on it.
fn present(input: &Input) -> Present {
    let texts = input.sources.ids().map(|id| input.sources.get(id).path.as_str());
    let below = texts.chain(input.assets.keys().map(String::as_str)).filter_map(|path| path.strip_prefix("content/"));
    let files = below.map(str::to_string).collect();
    let (parsed, _) = parse(input, &mut Memo::default());
    let module = |doc: &std::sync::Arc<crate::doc::Doc>| {
        let facet = doc.facets.module.as_ref()?;
        let path = &input.sources.get(doc.file).path;
        let folder = path.strip_prefix("content/lessen/")?.rsplit_once('/')?.0.to_string();
        Some(LessonFolder { folder, title: doc.head.title.clone(), groups: facet.groups.clone() })
    };
    Present { files, modules: parsed.docs.iter().filter_map(module).collect() }
}

/// The module whose folder this is.
fn module_here(root: &Path, present: &Present) -> Option<String> {
    let here = std::env::current_dir().ok()?;
    let is_here = |module: &&LessonFolder| {
        let folder = root.join("content/lessen").join(&module.folder);
        folder.canonicalize().is_ok_and(|folder| here.starts_with(folder))
    };
    present.modules.iter().find(is_here).map(|module| module.folder.clone())
}

fn write(root: &Path, files: &[NewFile], kind: &DocKind, lang: Lang) -> u8 {
    if let Err(code) = create_all(root, files, lang) {
        return code;
    }
    for file in files {
        let shown = if root == Path::new(".") { PathBuf::from(&file.path) } else { root.join(&file.path) };
        say_line!("{} {}", say(lang, "Gemaakt:", "Created:"), shown.display());
    }
    let word = kind.word;
    let read = if schema::find(word).is_some() { word } else { "les" };
    match lang {
        Lang::Nl => {
            say_line!();
            say_line!("Zo gaat het verder:");
            say_line!("  1. Open het bestand in je editor. De uitleg staat erin.");
            say_line!("  2. krijt kijk --drafts --open   bekijk de pagina terwijl je schrijft");
            say_line!("  3. krijt controleer             kijk na of alles klopt");
            say_line!("  4. Is het af? Haal `concept: ja` uit de kop. Dan komt het op de site.");
            say_line!();
            say_line!("Meer over de kop: krijt leg-uit {read}. Over een blok: krijt leg-uit opdracht.");
        }
        Lang::En => {
            say_line!();
            say_line!("What to do next:");
            say_line!("  1. Open the file in your editor. It explains itself, in Dutch.");
            say_line!("  2. krijt serve --drafts --open   see the page while you write");
            say_line!("  3. krijt check                   check that all is well");
            say_line!("  4. Is it finished? Take `concept: ja` out of its front matter. Then it goes on the site.");
            say_line!();
            say_line!("More about the head: krijt explain {read}. About a block: krijt explain opdracht.");
        }
    }
    exit::CLEAN
}

fn choose(modules: &[LessonFolder], lang: Lang) -> Option<String> {
    say_line!("{}", say(lang, "In welke module komt de les?", "Which module does the lesson go into?"));
    for (number, module) in modules.iter().enumerate() {
        say_line!("  {}. {} ({})", number + 1, module.title, module.folder);
    }
    let answer = ask(say(lang, "Nummer", "Number"), "1")?;
    let number: usize = answer.parse().ok()?;
    modules.get(number.checked_sub(1)?).map(|module| module.folder.clone())
}

fn unknown_kind(word: &str, lang: Lang) -> u8 {
    let kinds = KINDS.iter().map(|kind| match lang {
        Lang::Nl => format!("  {:13} {}", kind.word, kind.new.about[0]),
        Lang::En => format!("  {:24} {}", kind.words().collect::<Vec<_>>().join(", "), kind.new.about[1]),
    });
    let kinds = kinds.collect::<Vec<_>>().join("\n");
    match (lang, scaffold::closest(word)) {
        (Lang::Nl, _) if word.is_empty() => {
            complain!("Wat wil je maken? Bijvoorbeeld: krijt nieuw les \"Echt of nep\"\n{kinds}")
        }
        (Lang::En, _) if word.is_empty() => {
            complain!("What do you want to make? Such as: krijt new lesson \"Echt of nep\"\n{kinds}")
        }
        (Lang::Nl, Some(near)) => complain!("Krijt kan geen `{word}` maken. Bedoelde je `{near}`?"),
        (Lang::Nl, None) => complain!("Krijt kan geen `{word}` maken. Kies een van deze woorden:\n{kinds}"),
        (Lang::En, Some(near)) => complain!("krijt cannot make a `{word}`. Did you mean `{near}`?"),
        (Lang::En, None) => complain!("krijt cannot make a `{word}`. Choose one of these:\n{kinds}"),
    }
    exit::USAGE
}

fn no_school(root: &Path, lang: Lang) -> String {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let root = root.display();
    match lang {
        Lang::Nl => format!(
            "In `{root}` staat geen `krijt.yaml`. Ga eerst naar de map van je school, of maak een nieuwe: \
             krijt begin mijn-school"
        ),
        Lang::En => format!(
            "There is no `krijt.yaml` in `{root}`. Go to your school's folder first, or make a new one: \
             krijt init my-school"
        ),
    }
}

fn refused(refusal: &Refusal, lang: Lang) -> String {
    let list = |modules: &[LessonFolder]| {
        modules.iter().map(|module| format!("  --module {}", module.folder)).collect::<Vec<_>>().join("\n")
    };
    match (refusal, lang) {
        (Refusal::NoTitle, Lang::Nl) => {
            "Geef een titel met letters of cijfers, zoals: krijt nieuw les \"Echt of nep\"".to_string()
        }
        (Refusal::NoTitle, Lang::En) => {
            "Give a title of letters or digits, such as: krijt new lesson \"Echt of nep\"".to_string()
        }
        (Refusal::WhichModule(all) | Refusal::UnknownModule(all), Lang::Nl) if all.is_empty() => {
            "Er is nog geen module om de les in te zetten. Maak er eerst een: krijt nieuw module \"Mediawijs\""
                .to_string()
        }
        (Refusal::WhichModule(all) | Refusal::UnknownModule(all), Lang::En) if all.is_empty() => {
            "There is no module yet to put the lesson in. Make one first: krijt new module \"Mediawijs\"".to_string()
        }
        (Refusal::WhichModule(all), Lang::Nl) => {
            format!("Er is meer dan één module. Zet erachter in welke de les komt:\n{}", list(all))
        }
        (Refusal::WhichModule(all), Lang::En) => {
            format!("There are several modules. Add the one that the lesson goes into:\n{}", list(all))
        }
        (Refusal::UnknownModule(all), Lang::Nl) => format!("Die module is er niet. Wel:\n{}", list(all)),
        (Refusal::UnknownModule(all), Lang::En) => format!("There is no such module. There is:\n{}", list(all)),
        (Refusal::Taken(path), Lang::Nl) => {
            format!("Dit is er al: `{path}`. Er is niets veranderd. Kies een andere titel, of pas dat bestand aan.")
        }
        (Refusal::Taken(path), Lang::En) => {
            format!("This is there already: `{path}`. Nothing was changed. Choose another title, or edit that file.")
        }
    }
}
