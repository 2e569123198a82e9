//! PDFs at the author's desk: made when somebody asks, in nobody's way, and plain about what is wrong.

use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::desk::{Desk, WAIT, status};
use crate::support::School;

const LETTER: &str = "/public/nieuwsbrieven/2026-11-02-week/nieuwsbrief.pdf";

/// A newsletter of so many paragraphs; 100 make some 8 pages.
fn letter(day: u32, paragraphs: usize) -> (String, String) {
    let mut text = format!("---\ntitel: Week {day}\ndatum: 2026-11-{day:02}\n---\n");
    for nth in 0..paragraphs {
        write!(text, "{nth} De kinderen van dag {day} maken een poster over wat zij online leuk vinden.\n\n").unwrap();
    }
    (format!("content/nieuwsbrieven/2026-11-{day:02}-week.md"), text)
}

fn school(letters: &[(u32, usize)]) -> School {
    let school = School::new(&[("content/over.md", "---\ntitel: Over ons\n---\nWij zijn een school.\n")]);
    for (day, paragraphs) in letters {
        let (path, text) = letter(*day, *paragraphs);
        school.write(path, text);
    }
    school
}

fn address(day: u32) -> String {
    format!("/public/nieuwsbrieven/2026-11-{day:02}-week/nieuwsbrief.pdf")
}

#[test]
fn a_served_pdf_is_the_built_one() {
    let school = school(&[(2, 3), (9, 30)]);
    let built = School::copy_of(school.root());
    let run = built.krijt(&["build", "--out", "out", "--lang", "en"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let desk = Desk::with_pdfs(&school, &[]).unwrap();
    let mut count = 0;
    for (path, bytes) in built.tree("out") {
        if !path.ends_with(".pdf") {
            continue;
        }
        count += 1;
        // Twice: made, and kept.
        for _ in 0..2 {
            let (head, served) = desk.file(&format!("/{path}"));
            assert!(status(&head) == 200 && head.contains("content-type: application/pdf"), "{path}: {head}");
            assert!(served == bytes, "{path} is not the built one: {} and {} bytes", served.len(), bytes.len());
        }
    }
    assert!(count >= 4, "{count} PDFs");
    assert!(!school.exists("public") && !school.exists("team"), "serving writes no site");
    drop(desk);
    let desk = Desk::start(&school, &[]);
    assert_eq!(status(&desk.get(LETTER, &[])), 404, "--no-pdf");
    assert!(!desk.get("/public/nieuwsbrieven/2026-11-02-week/", &[]).contains(".pdf"), "and no link to it");
}

/// Three PDFs of a second and more are asked for at once; meanwhile pages come and edits are shown.
#[test]
fn pages_do_not_wait_for_pdfs() {
    let school = school(&[(2, 900), (9, 900), (16, 900)]);
    let desk = Desk::with_pdfs(&school, &[]).unwrap();
    let waiting: Vec<_> = [2, 9, 16].map(|day| desk.ask(&address(day))).into_iter().collect();
    for stream in &waiting {
        stream.set_nonblocking(true).unwrap();
    }
    let none_is_there = || waiting.iter().all(|stream| stream.peek(&mut [0]).is_err());
    std::thread::sleep(Duration::from_millis(50));
    let (mut pages, mut edits) = (Vec::new(), 0);
    while none_is_there() {
        let start = Instant::now();
        assert_eq!(status(&desk.get("/public/over/", &[])), 200);
        pages.push(start.elapsed());
        if pages.len() % 10 == 0 {
            edits += 1;
            school.write("content/over.md", format!("---\ntitel: Over ons\n---\nBewerking {edits}.\n"));
            desk.wait_for("/public/over/", &format!("Bewerking {edits}."));
        }
    }
    pages.sort();
    let (count, worst) = (pages.len(), pages.last().copied().unwrap_or_default());
    println!("{count} pages and {edits} edits before the first PDF, worst page {worst:.0?}");
    assert!(count >= 10 && edits >= 1, "{count} pages and {edits} edits before the first PDF");
}

/// A reader who leaves while a PDF waits for its turn costs nothing.
#[test]
fn what_nobody_waits_for_is_not_made() {
    let days: Vec<(u32, usize)> = (1..=20).map(|day| (day, 300)).chain([(28, 1)]).collect();
    let school = school(&days);
    let desk = Desk::with_pdfs(&school, &[]).unwrap();
    let start = Instant::now();
    assert_eq!(status(&desk.get(&address(1), &[])), 200);
    let one = start.elapsed();
    let gone: Vec<_> = (2..=20).map(|day| desk.ask(&address(day))).collect();
    std::thread::sleep(Duration::from_millis(20));
    drop(gone);
    let start = Instant::now();
    assert_eq!(status(&desk.get(&address(28), &[])), 200);
    let all = start.elapsed();
    println!("one PDF took {one:.0?}; one behind 19 that nobody waits for any more {all:.0?}");
    assert!(all < one * 6, "one takes {one:?}, one behind 19 that nobody waits for takes {all:?}");
}

#[test]
fn a_pdf_that_cannot_be_made_says_why_and_harms_nothing_else() {
    let template = "themes/krijt/pdf/nieuwsbrief.typ";
    let school = school(&[(2, 3)]);
    school.write(template, "#let nieuwsbrief(feiten, inhoud) = kapot\n");
    school.write("krijt.yaml", format!("{}\nniveaus: {{W0903: uit}}\n", school.read("krijt.yaml")));
    let desk = Desk::with_pdfs(&school, &[]).unwrap();
    assert_eq!(status(&desk.get("/public/over/", &[])), 200);
    let page = desk.get(LETTER, &[]);
    assert!(status(&page) == 500 && page.contains("content-type: text/html"), "{page}");
    assert!(page.contains("data-token=") && page.contains("/_krijt/live.js"), "the overlay comes with it: {page}");
    let own = format!("Origin: http://localhost:{}", desk.port);
    let report = |desk: &Desk, path: &str| {
        let token = desk.token();
        desk.get(&format!("/_krijt/report?token={token}&path={path}"), &[&own])
    };
    assert!(!page.contains("Almost there"), "the site is there, only this is not: {page}");
    let told = report(&desk, LETTER);
    assert!(told.contains("\"code\":\"E1001\"") && told.contains("kapot"), "{told}");
    assert!(!report(&desk, "/public/over/").contains("E1001"), "other pages have nothing to do with it");
    let complaints = desk.complaints();
    assert_eq!(complaints.matches("E1001").count(), 1, "told once on the terminal: {complaints}");
    // Somebody who looks at it does not keep the rest of the site from being renewed.
    school.write("content/over.md", "---\ntitel: Over ons\n---\nIets nieuws.\n");
    desk.wait_for("/public/over/", "Iets nieuws.");
    std::fs::remove_file(school.at(template)).unwrap();
    let start = Instant::now();
    while !desk.file(LETTER).1.starts_with(b"%PDF") {
        assert!(start.elapsed() < WAIT, "it never comes: {}", desk.complaints());
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A warning does not keep a PDF back; nothing can lie over a PDF, so the terminal tells.
#[test]
fn what_is_doubtful_in_a_pdf_is_told_on_the_terminal() {
    let card = "---\ntitel: Echt of nep\nduur: 45\nvoorbereiding:\n".to_string()
        + &"  - Bekijk nog een filmpje over dit onderwerp en schrijf op wat je opvalt, ook als dat bijna niets is.\n"
            .repeat(100)
        + "---\n## Introductie {duur=45}\n\nKijk samen naar een foto.\n";
    let school = School::new(&[
        ("content/lessen/samen/module.md", "---\ntitel: Samen online\ngroepen: [5, 6]\n---\nEen module.\n"),
        ("content/lessen/samen/01-echt.md", &card),
    ]);
    let desk = Desk::with_pdfs(&school, &[]).unwrap();
    assert!(!desk.complaints().contains("W1402"), "not before somebody asks");
    let (head, bytes) = desk.file("/team/lessen/samen/echt/invalkaart.pdf");
    assert!(status(&head) == 200 && bytes.starts_with(b"%PDF"), "{head}");
    assert!(desk.complaints().contains("W1402"), "{}", desk.complaints());
}
