//! Every fix does what it says. Each, by itself: its finding is gone, there is no new one, and nothing that was hidden is
//! public. All that are sure, together: then there is nothing left to do.
//!
//! Tried on every golden case, on content of other programs, on the school with planted mistakes, and on random slips in
//! it (`KRIJT_FUZZ=20` makes twenty times as many, with a new seed). Walls with a fix are tried in `walls.rs`. What has a
//! fix, and how often there is none, is counted in `tests/fixes.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use krijt::body::{Body, Tag};
use krijt::diag::{self, At, Finding, Fix, Lang, Level};
use krijt::disk::Root;
use krijt::mend::{self, Consent};
use krijt::pipeline::{Memo, Pipeline, finish};
use krijt::site::Options;
use krijt::source::SourceId;
use krijt::world::{Input, Overlay, World};
use rayon::prelude::*;

use crate::support::{self, Dice, School};
use crate::{foreign, golden};

const OPTIONS: Options = Options { today: None, drafts: false, no_pdf: true };

/// What may be new once another is put right, and why.
const KNOWN: &[(&str, &str)] = &[
    // The head could not be read: now it is, and holds a list where a text belongs.
    ("E0203", " E0207 "),
    // The title that was proposed is the heading below, which can go now.
    ("E0206", " W1503 "),
    ("E0210", " W1503 "),
];

/// The one fix that shows what was hidden, for that is what it is for: an author is asked of it, text by text.
const PUBLISHES: &str = "W0114";

/// What a look at a school gives.
struct Look {
    input: Arc<Input>,
    findings: Vec<Finding>,
    /// By path: pieces of text that are for the team, and all text that everybody reads.
    hidden: BTreeMap<String, BTreeSet<String>>,
    open: BTreeMap<String, String>,
}

impl Look {
    fn at(world: &dyn World) -> Look {
        let mut memo = Memo::default();
        let pipeline = Pipeline::new(world, OPTIONS);
        let texts = pipeline.read(&mut memo);
        let school = pipeline.analyse(&texts, &mut memo);
        let mut findings = school.findings.clone();
        let (mut hidden, mut open) = (BTreeMap::new(), BTreeMap::new());
        for id in school.site.ids() {
            let (doc, path) = (school.site.doc(id), school.site.path(id).to_string());
            let hiding = school.site.hiding(id);
            let has_mark = hiding.draft.is_some() || hiding.above.is_some() || hiding.later.is_some();
            let is_unsure = |one: &Finding| {
                matches!(one.code.id, "E0223" | "E0224" | "E0225" | "E0226")
                    && matches!(one.at, At::Text(place) if place.file == doc.file)
            };
            let (secret, shown) = pieces(&doc.body, school.site.text(id));
            let is_hidden = has_mark || findings.iter().any(is_unsure);
            let secret = if is_hidden { secret.into_iter().chain(shown.iter().cloned()).collect() } else { secret };
            hidden.insert(path.clone(), secret);
            open.insert(path, if is_hidden { String::new() } else { shown.into_iter().collect::<Vec<_>>().join("\n") });
        }
        drop(school);
        finish(&mut findings, &texts.input.sources);
        Look { input: texts.input, findings, hidden, open }
    }

    fn path(&self, file: SourceId) -> &str {
        &self.input.sources.get(file).path
    }

    /// Findings as a stranger tells them apart, wherever on the page they stand.
    fn told(&self) -> BTreeMap<(String, &'static str, String), usize> {
        let mut told = BTreeMap::new();
        for finding in self.findings.iter().filter(|finding| finding.level != Level::Off) {
            *told.entry(self.key(finding)).or_default() += 1;
        }
        told
    }

    fn key(&self, finding: &Finding) -> (String, &'static str, String) {
        let path = match &finding.at {
            At::Text(place) => self.path(place.file).to_string(),
            At::Path(path, _) => path.clone(),
        };
        (path, finding.code.id, finding.message(Lang::En))
    }

    fn fixes(&self) -> Vec<(&Finding, SourceId, &Fix)> {
        let of = |finding: &'_ Finding| match &finding.at {
            At::Text(place) if finding.level != Level::Off => Some(place.file),
            _ => None,
        };
        self.findings.iter().filter_map(|one| Some((one, of(one)?, one.fix.as_deref()?))).collect()
    }
}

/// Words that make a block one for the team.
const TEAM: &[&str] = &["antwoord", "leerkracht", "solution", "instructor", "notes", "docent", "teacher", "answer"];

/// The pieces of a text that hide, and those that everybody reads. A block that nobody knows hides until it is known: with
/// no word of the team on its line it is no secret, only a slip.
fn pieces(body: &Body, text: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut secret, mut shown) = (BTreeSet::new(), BTreeSet::new());
    let mut end = 0;
    for id in body.all() {
        let line = text[body.span(id).range()].lines().next().unwrap_or_default().to_lowercase();
        let is_slip = body.div(id).is_some() && !TEAM.iter().any(|word| line.contains(word));
        if body.hides(id) && !is_slip {
            end = end.max(body.subtree(id).end);
        }
        let words = text[body.span(id).range()].trim();
        if matches!(body.tag(id), Tag::Text | Tag::CodeSpan | Tag::Comment | Tag::Hidden) && words.len() > 3 {
            if id < end { &mut secret } else { &mut shown }.insert(words.to_string());
        }
    }
    (secret, shown)
}

/// What is wrong with the fixes of a school, each tried by itself, and the counts by code.
fn tried(name: &str, school: &School, is_strict: bool, counts: &mut BTreeMap<&'static str, [usize; 2]>) -> Vec<String> {
    let root = Root::new(school.root());
    let before = Look::at(&root);
    for finding in before.findings.iter().filter(|finding| finding.level != Level::Off) {
        counts.entry(finding.code.id).or_default()[usize::from(finding.fix.is_none())] += 1;
    }
    let mut wrong = Vec::new();
    let told = before.told();
    for (finding, file, fix) in before.fixes() {
        let source = before.input.sources.get(file);
        let text = diag::apply(&source.text, [fix]);
        let place = |what: String| {
            let key = before.key(finding);
            format!("{name} {}: {what}\n  {} {}\n  {fix:?}\n", source.path, key.1, key.2)
        };
        if text == source.text {
            wrong.push(place("does nothing".to_string()));
            continue;
        }
        let texts = BTreeMap::from([(source.path.clone(), text)]);
        let after = Look::at(&Overlay { below: &root, texts });
        let key = before.key(finding);
        let now = after.told();
        // Another like it may come to light further on.
        let is_same = |one: &&Finding| {
            let place = |one: &Finding| if let At::Text(place) = one.at { place.span.start } else { 0 };
            one.code.id == key.1 && place(one) == place(finding) && after.key(one) == key
        };
        if now.get(&key).copied().unwrap_or(0) >= told[&key] && after.findings.iter().any(|one| is_same(&one)) {
            wrong.push(place("its finding is still there".to_string()));
        }
        let new: Vec<String> = now
            .iter()
            .filter(|(key, many)| told.get(*key).is_none_or(|before| before < *many))
            .map(|((path, code, message), _)| format!("{path} {code} {message}"))
            .collect();
        let is_known = |what: &String| KNOWN.iter().any(|(of, new)| key.1 == *of && what.contains(new));
        if is_strict && !new.iter().all(is_known) {
            wrong.push(place(format!("is new: {new:#?}")));
        }
        let is_to_publish = finding.code.id == PUBLISHES && !fix.sure;
        for (path, pieces) in before.hidden.iter().filter(|_| !is_to_publish) {
            let (was, is) = (before.open.get(path), after.open.get(path));
            let shows = |piece: &&String| {
                is.is_some_and(|open| open.contains(piece.as_str()))
                    && was.is_none_or(|open| !open.contains(piece.as_str()))
            };
            if let Some(piece) = pieces.iter().find(shows) {
                wrong.push(place(format!("shows {piece:?}")));
            }
        }
    }
    wrong.extend(mended(name, &root));
    wrong
}

/// All that is sure, together: a second time there is nothing to do.
fn mended(name: &str, root: &Root) -> Option<String> {
    let once = mend::mend(root, OPTIONS);
    let mended = Overlay { below: root, texts: once.clone() };
    let (_, findings) = mend::look(&mended, OPTIONS, &mut Memo::default());
    let left = findings.iter().filter(|one| one.level != Level::Off && one.fix.as_ref().is_some_and(|fix| fix.sure));
    let left: Vec<&str> = left.map(|finding| finding.code.id).collect();
    let again = mend::mend(&mended, OPTIONS);
    (!again.is_empty() || !left.is_empty()).then(|| format!("{name}: --fix never ends: {left:?}"))
}

/// A draft is published when somebody says so of that one: never with all that is sure.
#[test]
fn no_draft_is_published_in_bulk() {
    let school = School::new(&[]);
    for kind in ["pagina", "nieuwsbrief"] {
        let run = school.krijt(&["new", kind, "Klaar"]);
        assert_eq!(run.exit, 0, "{}", run.text);
    }
    let drafts: BTreeMap<String, String> = school
        .tree("content")
        .into_iter()
        .map(|(path, bytes)| {
            (format!("content/{path}"), String::from_utf8(bytes).unwrap().replace("Schrijf hier", "Zie"))
        })
        .collect();
    drafts.iter().for_each(|(path, text)| school.write(path, text));
    let root = Root::new(school.root());
    let found = Look::at(&root);
    let offers: Vec<_> = found.fixes().into_iter().filter(|(finding, ..)| finding.code.id == PUBLISHES).collect();
    assert_eq!(offers.len(), drafts.len());
    assert!(offers.iter().all(|(_, _, fix)| !fix.sure));
    assert_eq!(mend::mend(&root, OPTIONS), BTreeMap::new());
    school.krijt(&["check", "--fix", "--yes"]);
    drafts.iter().for_each(|(path, text)| assert_eq!(&school.read(path), text));
    // Asked of each, one is agreed to.
    let mut asked = 0;
    let mended = mend::with_consent(&root, OPTIONS, |_, _, _| {
        asked += 1;
        if asked == 1 { Consent::Yes } else { Consent::No }
    });
    assert_eq!((asked, mended.len()), (drafts.len(), 1));
    let (path, text) = mended.iter().next().unwrap();
    assert!(
        drafts[path].contains("\nconcept: ja\n") && text.contains("\nconcept: nee\n") && !text.contains("Klaar?"),
        "{text}"
    );
}

/// Each is asked of once, what is declined stays as it is, and after a stop nothing is asked.
#[test]
fn a_fix_is_done_when_somebody_agrees() {
    let page = "---\ntitel: Over\nsamenvattign: Een tikfout\nvolgrode: 3\n---\nHallo.\n";
    let school = School::new(&[("content/over.md", page)]);
    let root = Root::new(school.root());
    let with = |answers: &[Consent]| {
        let (mut asked, mut answers) = (0, answers.iter());
        let mended = mend::with_consent(&root, OPTIONS, |_, _, _| {
            asked += 1;
            *answers.next().expect("asked once more")
        });
        (asked, mended.get("content/over.md").cloned())
    };
    assert_eq!(with(&[Consent::No, Consent::No]), (2, None));
    let first = page.replace("samenvattign", "samenvatting");
    assert_eq!(with(&[Consent::Yes, Consent::No]), (2, Some(first.clone())));
    assert_eq!(with(&[Consent::Yes, Consent::Stop]), (2, Some(first)));
    assert_eq!(with(&[Consent::Stop]), (1, None));
}

/// What a school's fixes make worse, each done by itself: something hidden that is shown, or a finding that stays.
pub fn harms(name: &str, school: &School) -> Vec<String> {
    tried(name, school, false, &mut BTreeMap::new())
}

/// How many findings are left once all fixes are done at once; `None` where there are no fixes.
pub fn left(school: &School) -> Option<usize> {
    let root = Root::new(school.root());
    let before = Look::at(&root);
    let mut of_file: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
    before.fixes().iter().for_each(|(_, file, fix)| of_file.entry(before.path(*file)).or_default().push(fix));
    let texts: BTreeMap<String, String> = of_file
        .into_iter()
        .map(|(path, fixes)| {
            let id = before.input.sources.find(path).unwrap();
            (path.to_string(), diag::apply(&before.input.sources.get(id).text, fixes))
        })
        .collect();
    (!texts.is_empty()).then(|| Look::at(&Overlay { below: &root, texts }).told().values().sum())
}

#[test]
fn each_fix_puts_its_own_finding_right() {
    let mut schools: Vec<(String, School, bool)> = golden::schools()
        .into_iter()
        .map(|(name, school)| {
            let is_one = name.starts_with("codes/");
            (name, school, is_one)
        })
        .collect();
    schools.extend(foreign::schools().into_iter().map(|(name, school)| (name.to_string(), school, false)));
    schools.extend(planted().into_iter().map(|(name, school)| (name, school, true)));
    let tried: Vec<(Vec<String>, BTreeMap<_, _>)> = schools
        .par_iter()
        .map(|(name, school, is_strict)| {
            let mut counts = BTreeMap::new();
            (tried(name, school, *is_strict, &mut counts), counts)
        })
        .collect();
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (code, [with, without]) in tried.iter().flat_map(|(_, counts)| counts) {
        let row = counts.entry(code).or_default();
        *row = [row[0] + with, row[1] + without];
    }
    let wrong: Vec<&String> = tried.iter().flat_map(|(wrong, _)| wrong).collect();
    let shown = wrong.iter().take(60).map(|one| one.as_str()).collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} wrong:\n{shown}", wrong.len());
    count(&counts);
}

/// The counts as a file to read: where a code has a fix as a rule and not always, there may be a gap.
fn count(counts: &BTreeMap<&str, [usize; 2]>) {
    let mut told = String::from("Findings in the tests that have a fix, and that have none, by code.\n\n");
    told.push_str("code   with  none\n");
    for (code, [with, without]) in counts.iter().filter(|(_, [with, _])| *with > 0) {
        let name = diag::catalogue::find(code).map_or("", |code| code.name);
        told.push_str(&format!("{code} {with:5} {without:5}  {name}\n"));
    }
    let never: Vec<&str> = counts.iter().filter(|(_, [with, _])| *with == 0).map(|(code, _)| *code).collect();
    shown_without(&never);
    told.push_str(&format!("\nNever a fix: {}.\n", never.join(" ")));
    let golden = support::tests().join("fixes.txt");
    if support::updating() {
        std::fs::write(&golden, &told).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    assert!(told == expected, "{}", support::difference(&expected, &told));
}

/// Codes that show what to write, and never have a fix in these tests, with the reason.
const NOT_TYPED_OVER: &[(&str, &str)] = &[
    ("E0112", "the name of a file, which no text holds"),
    ("W0617", "a file to make, beside the film"),
    ("W0618", "a picture to make, beside the film"),
    ("W1005", "a key in parts, of which one stands on each line"),
];

/// A message that shows what to write carries it as a fix.
fn shown_without(never: &[&str]) {
    let shows = |id: &str| {
        let words = diag::catalogue::find(id).map(|code| code.words(Lang::Nl));
        let names = ["{line}", "{right}", "{suggestion}", "{to}"];
        words.is_some_and(|words| words.help.iter().any(|help| names.iter().any(|name| help.contains(name))))
    };
    let shown: Vec<&str> = never.iter().copied().filter(|id| shows(id)).collect();
    let known: Vec<&str> = NOT_TYPED_OVER.iter().map(|(id, _)| *id).collect();
    assert_eq!(shown, known, "each that shows a line has a fix, or a reason here");
}

/// The golden school, with one mistake.
const PLANTED: &[(&str, &str)] = &[
    ("::: planb", "::: plamb"),
    ("::: antwoord", "::: antwoordt"),
    ("::: antwoord", "::: {antwoord}"),
    ("::: antwoord", ":: antwoord"),
    ("::: {.opdracht lijnen=4 titel=\"Wees een speurder\"}", "::: opdracht lijnen=4 titel=\"Wees een speurder\""),
    ("samenvatting:", "samenvattign:"),
    ("duur:", "duur ="),
    (".md)", "x.md)"),
    (".md)", ".MD)"),
];

fn planted() -> Vec<(String, School)> {
    let folder = support::tests().join("school/in");
    let files = support::tree(&folder);
    let mut schools = Vec::new();
    for (right, wrong) in PLANTED {
        let mut texts = files.iter().filter(|(path, _)| path.ends_with(".md"));
        let found = texts.find_map(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            text.contains(right).then(|| (path, text.replacen(right, wrong, 1)))
        });
        let Some((path, text)) = found else { panic!("nothing to spoil: {right}") };
        let school = School::of(&files);
        school.write(path, text);
        schools.push((format!("{right} became {wrong}"), school));
    }
    schools
}

/// Whatever signs come before it, a fix is at its place: the bytes count from the beginning of the file.
#[test]
fn a_fix_is_at_its_place_behind_any_signs() {
    let text = "---\n# é 学 👩\u{200d}🏫\ttab\ntitl: Één\n---\n\tx é\n\nTekst 学 met [een link](contcat.md).\n\n> ::: antwoordt\n> é\n> :::\n";
    for ending in ["\n", "\r\n", "\r"] {
        for bom in ["", "\u{feff}"] {
            let contact = "---\ntitel: Contact\n---\nBel ons.\n";
            let school = School::new(&[("content/contact.md", contact)]);
            school.write("content/over.md", format!("{bom}{text}").replace('\n', ending));
            let look = Look::at(&Root::new(school.root()));
            let fixes = look.fixes();
            let (_, file, _) = fixes[0];
            let read = &look.input.sources.get(file).text;
            let said: Vec<(&str, &str)> =
                fixes.iter().map(|(_, _, fix)| (&read[fix.span.range()], &*fix.text)).collect();
            for wanted in [("titl", "titel"), ("contcat.md", "contact.md"), ("antwoordt", "antwoord")] {
                assert!(said.contains(&wanted), "{ending:?} {bom:?}: {said:?}");
            }
        }
    }
}

/// Ten thousand findings with a fix are found and told in no more than a few seconds, and cost little.
#[test]
fn many_fixes_take_little() {
    let line = "Zie [de bladzijde over ons](contcat.md) en ook [nog een](contcat.md).\n\n";
    let text = format!("---\ntitel: A\n---\n{}", line.repeat(5000));
    let long = format!("---\ntitel: B\n---\n{}\n", "[x](contcat.md) ".repeat(5000));
    let school = School::new(&[("content/contact.md", "---\ntitel: Contact\n---\nBel ons.\n")]);
    school.write("content/a.md", text);
    school.write("content/b.md", long);
    let run = school.krijt(&["check", "--format", "json"]);
    assert_eq!(run.out.matches("\"fix\": {").count(), 15_000);
    assert!(run.took.as_secs() < 20, "{:?}", run.took);
}

#[test]
fn random_slips_are_put_right_without_showing_anything() {
    let factor: usize = std::env::var("KRIJT_FUZZ").ok().and_then(|many| many.parse().ok()).unwrap_or(0);
    let seed = if factor == 0 { 20_261_127 } else { u64::from(std::process::id()) };
    let files = support::tree(&support::tests().join("school/in"));
    let texts: Vec<&String> = files.keys().filter(|path| path.ends_with(".md") || path.ends_with(".yaml")).collect();
    let count = 24 * factor.max(1);
    let wrong: Vec<String> = (0..count as u64)
        .into_par_iter()
        .flat_map_iter(|number| {
            let mut dice = Dice((seed + number).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
            (0..9).for_each(|_| _ = dice.roll(2));
            let path = *dice.pick(&texts);
            let mut text = String::from_utf8_lossy(&files[path]).into_owned();
            for _ in 0..3 {
                let at = text.floor_char_boundary(dice.roll(text.len()));
                let end = text.ceil_char_boundary((at + dice.roll(3)).min(text.len()));
                let with =
                    *dice.pick(&["", "", ":", "\n", "\t", " ", "\"", "{", "}", "]", "#", "-", "x", "é", "\u{ad}"]);
                text.replace_range(at..end.max(at), with);
            }
            let school = School::of(&files);
            school.write(path, &text);
            tried(&format!("{path} of slip {number} from {seed}"), &school, false, &mut BTreeMap::new())
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
