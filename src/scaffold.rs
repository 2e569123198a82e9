//! First texts: what `krijt new` and `krijt init` write. Pure: from a title, a day and what a school has already, to a
//! path and a text. The texts themselves stand in `src/scaffold/`, one readable file each; a kind's row says which is its own.
//! What a school can take over of the sample school is in `sample`.

pub mod sample;

use include_dir::{Dir, include_dir};
use jiff::civil::{Date, Weekday};

use crate::date::{self, DateStyle};
use crate::kind::collection::{self, LESSONS};
use crate::kind::{DocKind, KINDS, Location};
use crate::schema;
use crate::slug;

/// Names at the top of the site that krijt fills itself, besides those of collections.
const TAKEN: &[&str] = &["404", "assets", "data", "dekking", "index", "over", "week", "zoeken"];

fn is_taken(name: &str) -> bool {
    TAKEN.contains(&name) || collection::all().any(|row| row.folder.trim_end_matches('/') == name)
}

pub fn find(word: &str) -> Option<&'static DocKind> {
    KINDS.iter().find(|kind| kind.words().any(|known| known.eq_ignore_ascii_case(word)))
}

/// The word nearest to a mistyped one, a Dutch one before others.
pub fn closest(word: &str) -> Option<&'static str> {
    let typed = word.to_lowercase();
    // `lessen` is far from `les` as letters go, but not as words go.
    let begun = KINDS.iter().map(|kind| kind.word).find(|known| typed.starts_with(known));
    let dutch = || crate::suggest::closest(word, KINDS.iter().map(|kind| kind.word));
    begun.or_else(dutch).or_else(|| crate::suggest::closest(word, KINDS.iter().flat_map(DocKind::words)))
}

/// What a school has already, as far as a new text depends on it.
#[derive(Debug, Default)]
pub struct Present {
    /// Paths of files below `content/`, in any order.
    pub files: Vec<String>,
    pub modules: Vec<LessonFolder>,
}

/// A folder with lessons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonFolder {
    /// Below `content/lessen/`.
    pub folder: String,
    pub title: String,
    pub groups: Vec<u8>,
}

/// What somebody asked for.
pub struct NewRequest<'a> {
    pub kind: &'static DocKind,
    pub title: &'a str,
    pub today: Date,
    /// The folder of the module, for a lesson.
    pub module: Option<&'a str>,
}

/// A file to write: its path below the root of the school, and what is in it.
#[derive(Debug, PartialEq, Eq)]
pub struct NewFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

impl NewFile {
    pub fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        NewFile { path: path.into(), bytes: text.into().into_bytes() }
    }
}

/// Why there is no file.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The title holds no letter or digit.
    NoTitle,
    /// A lesson could go into several modules, or into none; these are there.
    WhichModule(Vec<LessonFolder>),
    /// No module of this name; these are there.
    UnknownModule(Vec<LessonFolder>),
    /// This file has the name already, or one that gives the same address.
    Taken(String),
}

/// The files for a wish: those that must be there first, then the one that was asked for.
pub fn plan(wish: &NewRequest<'_>, present: &Present) -> Result<Vec<NewFile>, Refusal> {
    let title = wish.title.trim();
    if !title.chars().any(char::is_alphanumeric) {
        return Err(Refusal::NoTitle);
    }
    let mut files = Vec::new();
    if let Some((word, title)) = wish.kind.new.first
        && let Some(kind) = find(word)
        && let Location::Only(path) = kind.new.spot
        && !present.files.iter().any(|file| file == path)
    {
        files.extend(plan(&NewRequest { kind, title, ..*wish }, present)?);
    }
    let module = match wish.kind.new.spot {
        Location::Lesson => Some(module(wish, present)?),
        _ => None,
    };
    let path = path(wish, title, module, present)?;
    let groups = module.map_or(&[][..], |module| &module.groups);
    files.push(NewFile::text(format!("content/{path}"), fill(wish.kind.new.text, title, wish.today, groups)));
    Ok(files)
}

fn module<'p>(wish: &NewRequest<'_>, present: &'p Present) -> Result<&'p LessonFolder, Refusal> {
    match (wish.module, &present.modules[..]) {
        (Some(name), all) => {
            let name = name.trim_end_matches('/').trim_start_matches("content/").trim_start_matches(LESSONS.folder);
            let is_it =
                |module: &&LessonFolder| module.folder == name || slug::of_text(&module.title) == slug::of_text(name);
            all.iter().find(is_it).ok_or_else(|| Refusal::UnknownModule(all.to_vec()))
        }
        (None, [only]) => Ok(only),
        (None, all) => Err(Refusal::WhichModule(all.to_vec())),
    }
}

fn path(
    wish: &NewRequest<'_>,
    title: &str,
    module: Option<&LessonFolder>,
    present: &Present,
) -> Result<String, Refusal> {
    let name = slug::of_text(title);
    let (folder, file) = match wish.kind.new.spot {
        Location::Lesson => {
            (format!("{}{}/", LESSONS.folder, module.map_or("", |module| &module.folder)), format!("{name}.md"))
        }
        Location::Module => (LESSONS.folder.to_string(), format!("{name}/module.md")),
        Location::Numbered(folder) => (folder.to_string(), format!("{name}.md")),
        Location::Dated(folder) => (folder.to_string(), format!("{}-{name}.md", wish.today)),
        Location::Named("") if is_taken(&name) => (String::new(), format!("{name}-pagina.md")),
        Location::Named("") => (String::new(), format!("{name}.md")),
        Location::Named(folder) => (folder.to_string(), format!("{name}.md")),
        Location::Only(path) => (String::new(), path.to_string()),
    };
    // `01-echt-of-nep.md` and `echt-of-nep/index.md` give the same address as `echt-of-nep.md`.
    let own = address(&file);
    let beside = || present.files.iter().filter_map(|path| Some((path, path.strip_prefix(&folder)?)));
    if let Some((path, _)) = beside().find(|(_, rest)| address(rest) == own) {
        return Err(Refusal::Taken(format!("content/{path}")));
    }
    let numbered = matches!(wish.kind.new.spot, Location::Lesson | Location::Numbered(_));
    let highest =
        beside().filter(|(_, rest)| !rest.contains('/')).filter_map(|(_, rest)| slug::split_order(rest).0).max();
    Ok(match numbered {
        true => format!("{folder}{:02}-{file}", highest.unwrap_or(0) + 1),
        false => format!("{folder}{file}"),
    })
}

/// What a path gives as an address, without its number and in small letters.
fn address(path: &str) -> String {
    let path = path.to_lowercase();
    let path = path.strip_suffix("/index.md").or(path.strip_suffix(".md")).unwrap_or(&path);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    format!("{}/{}", slug::split_order(folder).1, slug::split_order(name).1)
}

/// Puts the given values into a first text.
fn fill(text: &str, title: &str, today: Date, groups: &[u8]) -> String {
    let evening = evening(today);
    let signup = evening.saturating_sub(jiff::Span::new().days(7));
    let groups: Vec<String> = groups.iter().map(u8::to_string).collect();
    let groups = if groups.is_empty() { "5, 6".to_string() } else { groups.join(", ") };
    replace(
        text,
        &[
            ("«titel»", &quoted(title)),
            ("«naam»", &slug::of_text(title)),
            ("«groepen»", &format!("[{groups}]")),
            ("«datum»", &today.to_string()),
            ("«avond»", &evening.to_string()),
            ("«aanmelden»", &date::words(signup, "nl", DateStyle::Weekday)),
        ],
    )
}

/// A Thursday, eight weeks ahead or a bit more: time for the tasks of an evening.
fn evening(today: Date) -> Date {
    let from = today.saturating_add(jiff::Span::new().days(56));
    from.series(jiff::Span::new().days(1)).take(7).find(|day| day.weekday() == Weekday::Thursday).unwrap_or(from)
}

/// A text on one line between double quotes, as YAML has them.
fn quoted(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(char::is_control, "");
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn replace(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    // One pass: what is put in is never looked at again.
    while let Some(at) = rest.find('«') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match values.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, value)) => {
                out.push_str(value);
                rest = &rest[name.len()..];
            }
            None => {
                out.push('«');
                rest = &rest['«'.len_utf8()..];
            }
        }
    }
    out.push_str(rest);
    out
}

static SCHOOL: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/school");

/// What `krijt init` was told.
#[derive(Debug)]
pub struct NewSchool {
    pub name: String,
    pub place: Option<String>,
    /// `2026-2027`
    pub year: String,
    /// The first and the last day of the week.
    pub week: Option<(Date, Date)>,
    pub today: Date,
    /// What it takes over of the sample school.
    pub parts: sample::Parts,
}

/// `2026-2027`: the school year that a day is in.
pub fn school_year(today: Date) -> String {
    let first = date::school_year_start(today).year();
    format!("{first}-{}", first + 1)
}

/// All files of a new school but those for editors, by path.
pub fn school(new: &NewSchool) -> Vec<NewFile> {
    let place = new.place.as_ref().map_or("\n".to_string(), |place| format!("  plaats: {}\n\n", quoted(place)));
    let week = match &new.week {
        Some((from, to)) => format!("week_van_de_mediawijsheid:\n  van: {from}\n  tot: {to}\n\n"),
        // Texts of the sample school name its days.
        None if !new.parts.is_empty() => {
            let (from, to) = sample::week(&new.year, new.today);
            format!(
                "# Nog nakijken: zo staan ze nu in de teksten.\nweek_van_de_mediawijsheid:\n  van: {from}\n  tot: {to}\n\n"
            )
        }
        None => {
            let year = new.year.get(..4).unwrap_or("2026");
            format!("# week_van_de_mediawijsheid:\n#   van: {year}-11-06\n#   tot: {year}-11-13\n\n")
        }
    };
    let is_year = !new.year.is_empty() && new.year.chars().all(|c| c.is_ascii_digit() || c == '-');
    let values = [
        ("«school»", quoted(&new.name)),
        ("«site»", quoted(&format!("Mediawijs op {}", new.name))),
        ("«plaats»\n", place),
        ("«jaar»", if is_year { new.year.clone() } else { quoted(&new.year) }),
        ("«week»\n", week),
        ("«datum»", new.today.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut files = Vec::new();
    walk(&SCHOOL, &mut |path, bytes| {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        // Content of its own is for a school that begins small.
        if new.parts.is_empty() || !path.starts_with("content/") {
            files.push(NewFile::text(path, replace(text, &values)));
        }
    });
    if !new.parts.is_empty() {
        files.extend(sample::files(new));
    }
    files.push(NewFile::text(".gitignore", GITIGNORE));
    files.extend(schemas());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn walk(dir: &'static Dir<'static>, each: &mut impl FnMut(String, &'static [u8])) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        each(path, file.contents());
    }
    for dir in dir.dirs() {
        walk(dir, each);
    }
}

const GITIGNORE: &str = "# Krijt maakt deze mappen zelf; ze hoeven niet in git.
/public/
/mr/
/team/
# Wat editors nodig hebben om te helpen bij het invullen, mag er wel in.
/.krijt/*
!/.krijt/schema/
";

/// The folder of the schemas in a school.
pub const SCHEMAS: &str = ".krijt/schema";

/// The schemas of everything, as files of a school.
pub fn schemas() -> Vec<NewFile> {
    let path = |subject: &schema::SchemaSubject| format!("{SCHEMAS}/{}.json", subject.words[0]);
    let file = |subject: &schema::SchemaSubject| NewFile::text(path(subject), schema::render(subject));
    schema::subjects().iter().map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 6);

    fn made(word: &str, title: &str, files: &[&str]) -> Result<String, Refusal> {
        let module = |folder: &str| LessonFolder { folder: folder.into(), title: folder.into(), groups: vec![7, 8] };
        let folders = files.iter().filter_map(|file| file.strip_prefix("lessen/")?.strip_suffix("/module.md"));
        let present = Present {
            modules: folders.map(module).collect(),
            files: files.iter().map(|file| file.to_string()).collect(),
        };
        let wish = NewRequest { kind: find(word).unwrap(), title, today: TODAY, module: None };
        plan(&wish, &present).map(|files| files.into_iter().map(|file| file.path).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn paths_follow_what_is_there() {
        let module = "lessen/online/module.md";
        assert_eq!(made("les", "Wat is AI?", &[module]).unwrap(), "content/lessen/online/01-wat-is-ai.md");
        let nine = [module, "lessen/online/03-a.md", "lessen/online/09-b.md", "lessen/online/10-beeld.svg"];
        assert_eq!(made("lesson", "C", &nine).unwrap(), "content/lessen/online/11-c.md");
        assert_eq!(made("nieuwsbrief", "Hoi", &[]).unwrap(), "content/nieuwsbrieven/2026-11-06-hoi.md");
        assert_eq!(
            made("hoofdstuk", "Foto's", &[]).unwrap(),
            "content/protocol/protocol.md content/protocol/01-fotos.md"
        );
        assert_eq!(made("hoofdstuk", "Foto's", &["protocol/protocol.md"]).unwrap(), "content/protocol/01-fotos.md");
        assert_eq!(made("pagina", "Lessen", &[]).unwrap(), "content/lessen-pagina.md");
    }

    #[test]
    fn nothing_takes_the_place_of_something_else() {
        let files = ["lessen/online/module.md", "lessen/online/02-echt-of-nep.md", "over-ons/index.md"];
        let taken = |path: &str| Err(Refusal::Taken(path.into()));
        assert_eq!(made("les", "Echt of nep!", &files), taken("content/lessen/online/02-echt-of-nep.md"));
        assert_eq!(made("module", "Online", &files), taken("content/lessen/online/module.md"));
        assert_eq!(made("pagina", "Over ons", &files), taken("content/over-ons/index.md"));
        assert_eq!(made("les", "?!", &files), Err(Refusal::NoTitle));
        let two = ["lessen/a/module.md", "lessen/b/module.md"];
        assert!(matches!(made("les", "X", &two), Err(Refusal::WhichModule(modules)) if modules.len() == 2));
    }

    #[test]
    fn titles_are_safe_in_yaml_and_never_read_again() {
        let text = fill("titel: «titel»\n«onbekend»", "Zeg \"«datum»\" \\ niet", TODAY, &[]);
        assert_eq!(text, "titel: \"Zeg \\\"«datum»\\\" \\\\ niet\"\n«onbekend»");
    }

    #[test]
    fn an_evening_is_a_thursday_and_a_year_begins_in_august() {
        assert_eq!(evening(TODAY), Date::constant(2027, 1, 7));
        assert_eq!(evening(Date::MAX), Date::MAX);
        assert_eq!(school_year(Date::constant(2026, 7, 31)), "2025-2026");
        assert_eq!(school_year(Date::constant(2026, 8, 1)), "2026-2027");
    }
}
