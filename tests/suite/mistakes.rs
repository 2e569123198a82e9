//! Some 330 mistakes that a teacher makes by nature (`tests/mistakes.txt`), each in a school that has none: nothing passes
//! without a word unless it is read as it was meant, nothing is worse after doing what is said, and most are right after
//! one step. `tests/mistakes.table` says how each of them goes.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::fixes;
use crate::golden;
use crate::newcomer::{self, LESSON};
use crate::support::{self, School};

const PARAGRAPH: &str = "Schrijf hier in twee zinnen wat kinderen in deze les doen.\n";

/// Of a hundred mistakes so many are right after one step, and of those that can be without asking the author more.
const CLEAN: usize = 93;
const CLEAN_WITHOUT_ASKING: usize = 98;

#[derive(Debug, Default)]
struct Mistake {
    what: String,
    path: Option<String>,
    accepted: Option<String>,
    /// What only the author knows.
    author: Option<String>,
    right: String,
    wrong: String,
}

fn mistakes() -> Vec<Mistake> {
    let text = std::fs::read_to_string(support::tests().join("mistakes.txt")).unwrap();
    let mut all: Vec<Mistake> = Vec::new();
    for line in text.lines() {
        if let Some(what) = line.strip_prefix("== ") {
            all.push(Mistake { what: what.to_string(), ..Mistake::default() });
            continue;
        }
        let Some(last) = all.last_mut() else { continue };
        let sign = line.split(' ').next().unwrap_or_default();
        let rest = line.get(sign.len() + 1..).unwrap_or_default();
        match sign {
            "===" => last.path = Some(rest.to_string()),
            "accepted:" => last.accepted = Some(rest.to_string()),
            "author:" => last.author = Some(rest.to_string()),
            "-" => last.right.push_str(&format!("{rest}\n")),
            "+" => last.wrong.push_str(&format!("{rest}\n")),
            _ => assert!(line.is_empty(), "{line}"),
        }
    }
    all
}

/// The school with one mistake in it. What is replaced is a piece of a line, or whole lines.
fn made(files: &BTreeMap<String, Vec<u8>>, mistake: &Mistake) -> School {
    let school = School::of(files);
    let path = mistake.path.as_deref().unwrap_or(LESSON);
    let text = match (mistake.right.is_empty(), &mistake.path) {
        (true, Some(_)) => mistake.wrong.clone(),
        (true, None) => school.read(path).replacen(PARAGRAPH, &format!("{PARAGRAPH}\n{}\n", mistake.wrong), 1),
        (false, _) => {
            let (good, right) = (school.read(path), mistake.right.trim_end_matches('\n'));
            assert!(good.contains(right), "{}: {right}", mistake.what);
            good.replacen(right, mistake.wrong.trim_end_matches('\n'), 1)
        }
    };
    school.write(path, text);
    if mistake.wrong.contains("foto.jpg") {
        school.write("content/lessen/mediawijs/foto.jpg", golden::sample(Path::new("foto.jpg")));
    }
    school
}

/// How it goes: the row of the table, whether it is clean in one step, and what is wrong with what krijt does.
fn tried(files: &BTreeMap<String, Vec<u8>>, mistake: &Mistake) -> (String, bool, Vec<String>) {
    let school = made(files, mistake);
    let found = newcomer::findings(&school);
    let mut codes: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
    codes.dedup();
    let codes = codes.join(" ");
    if found.is_empty() {
        let wrong = match &mistake.accepted {
            None => vec![format!("{}: nothing is said", mistake.what)],
            Some(piece) => {
                assert_eq!(school.krijt(&["build", "--drafts", "--no-pdf"]).exit, 0, "{}", mistake.what);
                let pages = support::tree(&school.root().join("team"));
                let is_there = pages.values().any(|bytes| String::from_utf8_lossy(bytes).contains(piece.as_str()));
                if is_there { Vec::new() } else { vec![format!("{}: no {piece:?}", mistake.what)] }
            }
        };
        return (format!("accepted            {}", mistake.what), true, wrong);
    }
    let mut wrong = fixes::harms(&mistake.what, &school);
    let left = newcomer::renamed(&school, &found).or_else(|| fixes::left(&school));
    if left.is_some_and(|left| left > found.len()) {
        wrong.push(format!("{}: more is wrong after doing what is said", mistake.what));
    }
    let word = match left {
        Some(0) => "one step",
        Some(_) => "more than one",
        None => "by hand",
    };
    if mistake.author.is_some() && left.is_some() {
        wrong.push(format!("{}: what only its author knows is put right", mistake.what));
    }
    (format!("{word:13} {codes:5} {}", mistake.what), left == Some(0), wrong)
}

#[test]
fn mistakes_by_nature_are_told_and_put_right() {
    let good = newcomer::newcomer();
    let files = support::tree(good.root());
    let all = mistakes();
    assert!(all.len() >= 169, "{}", all.len());
    let mut names: Vec<&str> = all.iter().map(|mistake| mistake.what.as_str()).collect();
    names.sort_unstable();
    names.windows(2).for_each(|pair| assert_ne!(pair[0], pair[1]));
    let rows: Vec<(String, bool, Vec<String>)> = all.par_iter().map(|mistake| tried(&files, mistake)).collect();
    let clean = rows.iter().filter(|(_, is_clean, _)| *is_clean).count();
    let wrong: Vec<&String> = rows.iter().flat_map(|(_, _, wrong)| wrong).collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.iter().map(|one| one.as_str()).collect::<Vec<_>>().join("\n")
    );
    let mut table = format!(
        "{} mistakes: {clean} are read as they were meant or right after one step, of {} that need no word of their author.\n\n",
        all.len(),
        all.iter().filter(|mistake| mistake.author.is_none()).count()
    );
    rows.iter().for_each(|(row, _, _)| table.push_str(&format!("{}\n", row.trim_end())));
    let golden = support::tests().join("mistakes.table");
    if support::updating() {
        std::fs::write(&golden, &table).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    assert!(table == expected, "{}", support::difference(&expected, &table));
    assert!(clean * 100 >= CLEAN * all.len(), "{clean} of {}", all.len());
    let can_be = all.iter().filter(|mistake| mistake.author.is_none()).count();
    assert!(clean * 100 >= CLEAN_WITHOUT_ASKING * can_be, "{clean} of {can_be}");
}
