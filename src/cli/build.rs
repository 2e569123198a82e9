//! `krijt build` and `krijt check`.

use std::path::PathBuf;

use super::follow::Follower;
use super::only::Only;
use super::said::Said;
use super::{Common, Format, Report, exit, say, today};
use crate::build::{self, BuildRequest, Outcome};
use crate::config;
use crate::diag::json::Besides;
use crate::diag::{self, At, Finding, Lang, Level, github, json, sarif, terminal};
use crate::disk::{Root, StampPlace, facts};
use crate::site::Site;
use crate::world::World;

/// So many of the files that could not be made are named.
const NAMED: usize = 5;

/// A check that is made on request only.
pub type Extra<'a> = &'a dyn Fn(&Site<'_>, &Follower) -> Vec<Finding>;

/// What to do with what was found.
#[derive(Clone, Copy, Debug)]
pub enum BuildTask<'a> {
    Publish,
    /// Of these files.
    Check(&'a Only),
}

/// Builds or checks, unless nothing changed since that was done last; then it only says the same again.
pub fn run(common: &Common, task: BuildTask<'_>) -> u8 {
    let root = common.world();
    let place = stamp(common, task, &root);
    let kept = place.as_ref().and_then(|place| place.said(&out(common, &root)));
    if let Some(said) = kept.and_then(|kept| serde_json::from_slice::<Said>(&kept).ok()) {
        said.print();
        if common.report.verbose && common.report.format == Format::Text {
            complain!(
                "{}",
                say(
                    common.report.lang(),
                    "Niets veranderd sinds de vorige keer: niets gelezen, niets gemaakt.",
                    "Nothing changed since the last time: nothing read, nothing made.",
                )
            );
        }
        return exit::CLEAN;
    }
    run_anew(common, task, root, place.as_ref(), &|_, _| Vec::new())
}

/// The place of the stamp of a command, by all that it depends on. What decides how something is said is what was asked,
/// too. None where this machine cannot tell.
fn stamp(common: &Common, task: BuildTask<'_>, root: &Root) -> Option<StampPlace> {
    let program = std::env::current_exe().ok()?;
    let out = std::path::absolute(out(common, root)).ok()?;
    let asked = Common { report: Report { verbose: false, ..common.report }, ..common.clone() };
    let asked = format!("{:?}", (asked, task, common.report.lang(), common.style(), root.path(), out));
    let surroundings = format!("{:?}", (root.today(), today::is_told(), facts::user()));
    StampPlace::look(root, &program, &asked, &surroundings)
}

/// The folder that gets the editions.
fn out(common: &Common, root: &Root) -> PathBuf {
    common.out.clone().unwrap_or_else(|| root.path().to_path_buf())
}

/// Builds or checks, with one check more.
pub fn run_anew(common: &Common, task: BuildTask<'_>, root: Root, place: Option<&StampPlace>, extra: Extra<'_>) -> u8 {
    let check_only = matches!(task, BuildTask::Check(_));
    let request = BuildRequest {
        out: out(common, &root),
        root,
        editions: common.edition.chosen(),
        options: common.options(),
        check_only,
        may_shrink: common.fewer,
        stamped: place.is_some(),
        is_last: true,
    };
    let follower = Follower::new(common.report);
    let mut outcome = build::run(&request, &follower, &|site| extra(site, &follower));
    follower.finish();
    let elsewhere = match task {
        BuildTask::Publish => 0,
        BuildTask::Check(only) => leave_out(&mut outcome, only),
    };
    let found = findings(common, &outcome, check_only);
    let whole = |outcome: &Outcome| {
        let mut said = found.clone();
        if common.report.format == Format::Text {
            last_lines(common, outcome, check_only, elsewhere, &mut said);
        }
        said
    };
    whole(&outcome).print();
    if common.report.verbose && common.report.format == Format::Text {
        complain!("{}", follower.times(common.report.lang()));
    }
    let code = code(&outcome);
    if let (exit::CLEAN, Some(place), Some(written)) = (code, place, outcome.written.take()) {
        outcome.published.iter_mut().for_each(|(.., report)| report.settle());
        if let Ok(said) = serde_json::to_vec(&whole(&outcome)) {
            place.keep(&written, &said);
        }
    }
    code
}

/// Keeps what concerns some files, and gives the number of the others.
fn leave_out(outcome: &mut Outcome, only: &Only) -> usize {
    let sources = &outcome.input.sources;
    let count = |findings: &[Finding]| findings.iter().filter(|finding| finding.level != Level::Off).count();
    let before = count(&outcome.findings);
    outcome.findings.retain(|finding| only.concerns(finding, sources));
    if !only.is_all() {
        let is_one = |path: &&str| path.ends_with(".md") && only.has(path);
        outcome.documents = sources.ids().map(|id| sources.get(id).path.as_str()).filter(is_one).count();
    }
    before - count(&outcome.findings)
}

/// What was found.
fn findings(common: &Common, outcome: &Outcome, check_only: bool) -> Said {
    let lang = common.report.lang();
    let (findings, sources) = (&outcome.findings, &outcome.input.sources);
    let mut said = Said::default();
    let machine = match common.report.format {
        Format::Text => None,
        Format::Json => {
            let coverage = outcome.coverage.as_ref();
            let besides = Besides { left_out: &outcome.left_out, followers: outcome.followers, coverage };
            Some(json::render(findings, sources, lang, besides))
        }
        Format::Sarif => Some(sarif::render(findings, sources, lang)),
        Format::Github => Some(github::render(findings, sources, lang)),
    };
    if let Some(text) = machine {
        said.say(text.trim_end());
        return said;
    }
    let is_told = |finding: &&Finding| finding.is_error() || !common.report.quiet;
    let told: Vec<&Finding> = findings.iter().filter(is_told).collect();
    if told.iter().any(|finding| finding.level != Level::Off) {
        said.complain(terminal::render(told.iter().copied(), sources, lang, common.style()));
        said.complain(terminal::summary(findings, lang));
    }
    if !is_whole(outcome) && !check_only {
        said.complain(say(lang, "De site is niet veranderd.", "The site was not changed."));
    }
    said
}

/// All but what was left out could be made.
fn is_whole(outcome: &Outcome) -> bool {
    !outcome.findings.iter().any(Finding::is_error) || !outcome.left_out.is_empty()
}

/// What came of it, for people.
fn last_lines(common: &Common, outcome: &Outcome, check_only: bool, elsewhere: usize, said: &mut Said) {
    let lang = common.report.lang();
    if is_whole(outcome) && !common.report.quiet {
        tell(common, outcome, check_only, said);
    }
    if !outcome.left_out.is_empty() {
        said.complain(without(&outcome.left_out, check_only, lang));
    }
    if elsewhere > 0 && !common.report.quiet {
        said.complain(match lang {
            Lang::Nl => format!("In andere bestanden: {elsewhere}. Alles zien: krijt controleer"),
            Lang::En => format!("In other files: {elsewhere}. To see all: krijt check"),
        });
    }
}

/// The last line when files could not be made: which, and that the rest is there.
fn without(left_out: &[String], check_only: bool, lang: Lang) -> String {
    let mut names = left_out.iter().take(NAMED).map(|path| format!("`{path}`")).collect::<Vec<String>>().join(", ");
    if let Some(more @ 1..) = left_out.len().checked_sub(NAMED) {
        names.push_str(&match lang {
            Lang::Nl => format!(" en nog {more}"),
            Lang::En => format!(" and {more} more"),
        });
    }
    let count = left_out.len();
    match (lang, check_only) {
        (Lang::Nl, false) => {
            format!("De site is bijgewerkt zonder wat niet te maken was ({count}), en zonder links ernaartoe: {names}.")
        }
        (Lang::Nl, true) => format!("Niet te maken ({count}): {names}. De rest van de site wel."),
        (Lang::En, false) => format!(
            "The site is up to date without what could not be made ({count}), and without links to it: {names}."
        ),
        (Lang::En, true) => format!("Cannot be made ({count}): {names}. The rest of the site can."),
    }
}

/// What was published, and what was seen on the way.
fn tell(common: &Common, outcome: &Outcome, check_only: bool, said: &mut Said) {
    let lang = common.report.lang();
    let silenced = outcome.findings.iter().filter(|finding| finding.allowed.is_some()).count();
    for (edition, out, report) in &outcome.published {
        let counts = match lang {
            diag::Lang::Nl => format!(
                "{}: {} geschreven, {} onveranderd, {} weggehaald",
                out.display(),
                report.written,
                report.unchanged,
                report.removed
            ),
            diag::Lang::En => format!(
                "{}: {} written, {} unchanged, {} removed",
                out.display(),
                report.written,
                report.unchanged,
                report.removed
            ),
        };
        said.say(counts);
        if report.removed_pdfs > 0 && common.no_pdf {
            let text =
                say(lang, "Pdf's weggehaald, omdat je zonder pdf's bouwt", "PDFs removed, since you build without");
            said.say(format!("  {text}: {}", report.removed_pdfs));
        }
        let foreign: Vec<&String> = report.foreign.iter().filter(|name| !name.starts_with('.')).collect();
        if !foreign.is_empty() {
            let names = foreign.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
            said.say(format!("  {} {names}", say(lang, "Niet van krijt, met rust gelaten:", "Not ours, left alone:")));
        }
        let _ = edition;
    }
    if let Some(day) = today::words(outcome.today, lang).filter(|_| common.date.is_none()) {
        said.say(day);
    }
    if outcome.held_back > 0 {
        let text = match lang {
            Lang::Nl => {
                format!("Alleen in de team-editie, want `publiceren_vanaf` is nog niet geweest: {}.", outcome.held_back)
            }
            Lang::En => {
                format!("In the team edition only, since `publiceren_vanaf` is still to come: {}.", outcome.held_back)
            }
        };
        said.say(text);
    }
    match (outcome.followers, lang) {
        (0, _) => {}
        (1, Lang::Nl) => said.say("1 document is verborgen omdat zijn geheel dat is."),
        (count, Lang::Nl) => said.say(format!("{count} documenten zijn verborgen omdat hun geheel dat is.")),
        (1, Lang::En) => said.say("1 document is hidden because its whole is."),
        (count, Lang::En) => said.say(format!("{count} documents are hidden because their whole is.")),
    }
    if check_only && outcome.left_out.is_empty() {
        let text = match lang {
            Lang::Nl if outcome.documents == 1 => "1 document nagekeken: geen fouten.".to_string(),
            Lang::Nl => format!("{} documenten nagekeken: geen fouten.", outcome.documents),
            Lang::En if outcome.documents == 1 => "1 document checked: no errors.".to_string(),
            Lang::En => format!("{} documents checked: no errors.", outcome.documents),
        };
        said.say(text);
        match (lang, silenced) {
            (_, 0) => {}
            (Lang::Nl, 1) => said.say("1 melding is met een reden stilgezet."),
            (Lang::Nl, _) => said.say(format!("{silenced} meldingen zijn met een reden stilgezet.")),
            (Lang::En, 1) => said.say("1 finding is silenced with a reason."),
            (Lang::En, _) => said.say(format!("{silenced} findings are silenced with a reason.")),
        }
    }
}

/// The exit code: the gravest of what was found.
fn code(outcome: &Outcome) -> u8 {
    let is_config = |finding: &Finding| match &finding.at {
        At::Text(place) => outcome.input.sources.get(place.file).path == config::FILE,
        At::Path(path, _) => path == config::FILE,
    };
    let of_one = |finding: &Finding| match finding.code.id {
        "E0102" | "E1204" | "E1205" | "E1206" => exit::ENVIRONMENT,
        "E1001" if !outcome.left_out.is_empty() => exit::CONTENT,
        "E1001" | "E1003" | "E1201" | "E1202" => exit::USAGE,
        id if id.starts_with("E11") || is_config(finding) => exit::USAGE,
        _ => exit::CONTENT,
    };
    let codes: Vec<u8> = outcome.findings.iter().filter(|finding| finding.is_error()).map(of_one).collect();
    codes.into_iter().max().unwrap_or(exit::CLEAN)
}
