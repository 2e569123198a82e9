//! Following a build: a bar on a terminal when it takes long, and the times of its stages with `-v`.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Format, Report, say};
use crate::audience::Audience;
use crate::diag::Lang;
use crate::pipeline::{Step, Watch};

/// A build that takes longer than this shows a bar.
const PROGRESS_AFTER: Duration = Duration::from_secs(1);
/// How many of the slowest files `-v` names.
const SLOWEST: usize = 5;

pub struct Follower {
    start: Instant,
    /// Somebody looks at a terminal.
    is_seen: bool,
    /// Files are timed one by one.
    is_timed: bool,
    bar: ProgressBar,
    lang: Lang,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    steps: Vec<(Step, Instant)>,
    end: Option<Instant>,
    /// The slowest files, slowest first.
    slow: Vec<(Duration, String)>,
    is_shown: bool,
}

impl Follower {
    pub fn new(report: Report) -> Self {
        let is_seen = std::io::stderr().is_terminal() && report.format == Format::Text && !report.quiet;
        Follower {
            start: Instant::now(),
            is_seen,
            is_timed: report.verbose,
            bar: ProgressBar::hidden(),
            lang: report.lang(),
            seen: Mutex::default(),
        }
    }

    /// The build is over.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
        if let Ok(mut seen) = self.seen.lock() {
            seen.end = Some(Instant::now());
        }
    }

    /// The time of every stage, and the files that took longest.
    pub fn times(&self, lang: Lang) -> String {
        let Ok(seen) = self.seen.lock() else { return String::new() };
        let end = seen.end.unwrap_or(self.start);
        let ends = seen.steps.iter().skip(1).map(|(_, at)| *at).chain([end]);
        let mut lines = vec![say(lang, "Tijden:", "Times:").to_string()];
        for ((step, at), end) in seen.steps.iter().zip(ends) {
            lines.push(format!("  {:>7} ms  {}", end.duration_since(*at).as_millis(), name(*step, lang)));
        }
        let whole = say(lang, "samen", "in all");
        lines.push(format!("  {:>7} ms  {whole}", end.duration_since(self.start).as_millis()));
        if !seen.slow.is_empty() {
            lines.push(say(lang, "Het langst:", "Slowest:").to_string());
            lines.extend(seen.slow.iter().map(|(took, path)| format!("  {:>7} ms  {path}", took.as_millis())));
        }
        lines.join("\n")
    }

    fn show_bar(&self) {
        let Ok(mut seen) = self.seen.lock() else { return };
        if !std::mem::replace(&mut seen.is_shown, true) {
            show(&self.bar, say(self.lang, "Bestanden maken", "Making files"));
        }
    }

    /// A bar for other work, hidden where nobody looks.
    #[cfg(feature = "external")]
    pub fn bar(&self, message: &'static str) -> ProgressBar {
        let bar = ProgressBar::hidden();
        if self.is_seen {
            show(&bar, message);
        }
        bar
    }
}

/// One line, no colours, no clock: readable on any terminal.
fn show(bar: &ProgressBar, message: &'static str) {
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_message(message);
    bar.set_draw_target(ProgressDrawTarget::stderr());
}

fn name(step: Step, lang: Lang) -> &'static str {
    match step {
        Step::Read => say(lang, "lezen", "reading"),
        Step::Parse => say(lang, "begrijpen", "understanding"),
        Step::Check => say(lang, "nakijken", "checking"),
        Step::LookUp => say(lang, "webadressen opzoeken", "looking up web addresses"),
        Step::Render => say(lang, "bestanden maken", "making files"),
        Step::Publish => say(lang, "op hun plek zetten", "putting them in place"),
    }
}

impl Watch for Follower {
    fn step(&self, step: Step) {
        if let Ok(mut seen) = self.seen.lock() {
            seen.steps.push((step, Instant::now()));
        }
    }

    fn files(&self, count: usize) {
        self.bar.set_length(count as u64);
    }

    fn file(&self, edition: Audience, path: &str, make: &mut dyn FnMut()) {
        let start = self.is_timed.then(Instant::now);
        make();
        if let Some(took) = start.map(|start| start.elapsed())
            && let Ok(mut seen) = self.seen.lock()
        {
            let at = seen.slow.partition_point(|(other, _)| *other >= took);
            if at < SLOWEST {
                seen.slow.insert(at, (took, format!("{}/{path}", edition.word())));
                seen.slow.truncate(SLOWEST);
            }
        }
        if self.is_seen {
            self.bar.inc(1);
            if self.start.elapsed() > PROGRESS_AFTER {
                self.show_bar();
            }
        }
    }
}
