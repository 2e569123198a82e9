//! Eight times as much takes about eight times as long, whatever it is much of. Compared are two runs beside each other, by
//! the time that the processor spent on them: a step with the square of its input would take 64 times as long.

use std::collections::BTreeMap;

use crate::support::{self, School};

const TIMES: usize = 8;
/// A run may take so many times as long as it should: caches and noise, but no square.
const SLACK: f64 = 2.5;
/// Shorter runs are mostly the start of the program, in seconds.
const START: f64 = 0.04;

type Files = BTreeMap<String, String>;

const HEAD: &str = "---\ntitel: Pagina\n---\n";

fn page(text: String) -> Files {
    Files::from([("content/p.md".to_string(), format!("{HEAD}{text}"))])
}

fn file(path: &str, text: String) -> Files {
    Files::from([(path.to_string(), text)])
}

fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

fn folder(count: usize, text: impl Fn(usize) -> String) -> Files {
    (0..count).map(|at| (format!("content/map/p{at:05}.md"), format!("{HEAD}{}", text(at)))).collect()
}

fn lesson(head: &str, text: &str) -> Files {
    let lesson = format!("---\ntitel: Les\nduur: 10\ngroepen: [7]\n{head}---\n\n## Begin {{duur=10}}\n\n{text}");
    Files::from([
        ("content/lessen/m/module.md".to_string(), HEAD.to_string()),
        ("content/lessen/m/01-les.md".to_string(), lesson),
    ])
}

fn glossary(count: usize) -> Files {
    file("content/data/begrippen.yaml", many(count, |at| format!("woord{at}:\n  uitleg: Een recept.\n")))
}

/// What there is much of, with one as the measure.
type Case = (&'static str, fn(usize) -> Files);

const CASES: &[Case] = &[
    ("forms of a word, all the same", |n| {
        let forms = vec!["a"; 15_000 * n].join(",");
        file("content/data/begrippen.yaml", format!("algoritme:\n  uitleg: Een recept.\n  vormen: [{forms}]\n"))
    }),
    ("forms of a word", |n| {
        let forms = many(3000 * n, |at| format!("    - a{at}\n"));
        file("content/data/begrippen.yaml", format!("algoritme:\n  uitleg: Een recept.\n  vormen:\n{forms}"))
    }),
    ("words of the glossary", |n| glossary(700 * n)),
    ("words of the glossary, used", |n| {
        let mut files = glossary(700 * n);
        files.extend(page(many(700 * n, |at| format!("woord{at} "))));
        files
    }),
    ("unknown words in a lesson", |n| {
        let mut files = glossary(400 * n);
        let words = many(80 * n, |at| format!("woord{at}x, "));
        files.extend(lesson(&format!("begrippen: [{words}]\n"), "Tekst.\n"));
        files
    }),
    ("keys of a file", |n| {
        let keys = many(2000 * n, |at| format!("b{at}: c, "));
        file("content/data/begrippen.yaml", format!("a: {{{keys}}}\n"))
    }),
    ("notes that nothing refers to", |n| page(many(500 * n, |at| format!("Tekst.\n\n[^n{at}]: Noot.\n\n")))),
    ("braces that never close", |n| page("{{ a ".repeat(4000 * n))),
    ("braces in a row", |n| page("{".repeat(20_000 * n))),
    ("unknown help lines", |n| {
        let lines = many(150 * n, |at| format!("lijn{at}:\n  naam: Lijn\n  telefoon: \"0800-0432\"\n"));
        let mut files = file("content/data/hulplijnen.yaml", lines);
        files.extend(page(many(150 * n, |at| format!("{{{{ hulplijn.lijn{at}x.telefoon }}}} "))));
        files
    }),
    ("pages with a broken link each, in one folder", |n| folder(400 * n, |at| format!("Zie [dit](p{at:05}x.md).\n"))),
    ("pages with a missing image each", |n| folder(400 * n, |at| format!("![Een kat](p{at:05}.png)\n"))),
    ("broken anchors", |n| page(many(400 * n, |at| format!("## Kop {at}\n\n[x{at}](#kopp-{at}x)\n\n")))),
    ("good anchors", |n| page(many(1000 * n, |at| format!("## Kop {at}\n\n[x{at}](#kop-{at})\n\n")))),
    ("equal headings", |n| page("## Kop\n\nTekst.\n\n".repeat(1500 * n))),
    ("notes", |n| page(many(800 * n, |at| format!("Tekst[^{at}].\n\n[^{at}]: Noot.\n\n")))),
    ("phone numbers", |n| page(many(1500 * n, |at| format!("Bel 06-123{at:05}.\n\n")))),
    ("abbreviations", |n| {
        let letter = |at: usize| char::from(b'A' + (at % 26) as u8);
        page(many(700 * n, |at| format!("Het {}{}{}Q is er.\n\n", letter(at), letter(at / 26), letter(at / 676))))
    }),
    ("findings kept on purpose", |n| {
        page(many(800 * n, |at| format!("<!-- allow: W1702 reden -->\n\nBel 06-123{at:05}.\n\n")))
    }),
    ("comments in a row", |n| page("<!-- allow: W1702 reden -->\n\n".repeat(1500 * n))),
    ("files with something kept", |n| {
        folder(250 * n, |at| format!("<!-- allow: W1702 reden -->\n\nBel 06-123{at:05}.\n"))
    }),
    ("fences in HTML", |n| page("<pre>\n:::\n</pre>\n\n".repeat(800 * n))),
    ("fences that close nothing", |n| page(":::\n\n".repeat(3000 * n))),
    ("brackets", |n| page("[".repeat(20_000 * n))),
    ("attributes", |n| page(format!("::: {{.weetje {}}}\ntekst\n:::\n", many(1500 * n, |at| format!("a{at}=b "))))),
    ("rules, and links to them", |n| {
        let rule = |at: usize| format!("::: {{.regel #r{at} wie=leerkracht wanneer=direct}}\nDoe {at}.\n:::\n\n");
        let chapter = format!("---\ntitel: Deel\n---\n{}", many(200 * n, rule));
        let mut files = page(many(200 * n, |at| format!("[](protocol/01-deel.md#r{at}x)\n\n")));
        files.insert("content/protocol/protocol.md".to_string(), format!("{HEAD}{}", "Tekst.\n".repeat(2000 * n)));
        files.insert("content/protocol/01-deel.md".to_string(), chapter);
        files
    }),
    ("roles with a card each", |n| {
        let rule = |at: usize| format!("::: {{.regel #r{at} wie=rol{at} wanneer=direct}}\nDoe {at}.\n:::\n\n");
        let roles = many(80 * n, |at| format!("  rol{at}: Rol {at}\n"));
        let mut files = file("krijt.yaml", format!("school: {{naam: School}}\nrollen:\n{roles}"));
        files.insert("content/protocol/protocol.md".to_string(), format!("{HEAD}Tekst.\n"));
        let chapter = format!("---\ntitel: Deel\n---\n{}", many(80 * n, rule));
        files.insert("content/protocol/01-deel.md".to_string(), chapter);
        files
    }),
    ("slides of a lesson", |n| lesson("", &"::: dia\nTekst.\n:::\n\n".repeat(400 * n))),
    ("answers in the open between slides", |n| {
        lesson("", &"::: dia\nTekst.\n:::\n\nAntwoord: het is nep.\n\n".repeat(300 * n))
    }),
    ("letters, each of which tells of a lesson", |n| {
        let mut files = lesson("", "Tekst.\n");
        for at in 0..100 * n {
            let lesson = format!("---\ntitel: Les {at}\nduur: 10\ngroepen: [7]\n---\n::: thuis\nPraat.\n:::\n");
            files.insert(format!("content/lessen/m/l{at:05}.md"), lesson);
            let letter = format!("---\ntitel: Brief {at}\ndatum: 2026-11-06\nlessen: [m/l{at:05}]\n---\nDag.\n");
            files.insert(format!("content/nieuwsbrieven/2026-11-06-b{at:05}.md"), letter);
        }
        files
    }),
    ("names of children", |n| {
        let mut files = page(many(700 * n, |at| format!("Naam{at} is er.\n\n")));
        files.insert(".krijt/namen.txt".to_string(), many(1500 * n, |at| format!("Naam{at}\n")));
        files
    }),
    ("old addresses", |n| {
        let page = |at: usize| {
            let path = format!("content/a{at:05}.md");
            (path, format!("---\ntitel: A\naliassen: [oud{at}/a, oud{at}/b]\n---\nTekst.\n"))
        };
        (0..300 * n).map(page).collect()
    }),
    ("one old address of many pages, which keep what is said of it", |n| {
        let page = |at: usize| {
            let text = "Tekst.\n\n<!-- allow: E0901 dat ruimen we nog op -->\n";
            (format!("content/a{at:05}.md"), format!("---\ntitel: A\naliassen: [oud/a]\n---\n{text}"))
        };
        (0..300 * n).map(page).collect()
    }),
];

/// The seconds that the processor spends on a check of these files.
fn spent(files: &Files) -> f64 {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let school = School::new(&files);
    // The shell counts what its children took.
    let script = "\"$0\" check --no-pdf --lang en -q >/dev/null 2>&1; cat /proc/$$/stat";
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_krijt")]).current_dir(school.root());
    let run = support::run(shell);
    // User and system time of waited-for children, in hundredths of a second (proc(5), fields 16 and 17).
    let fields: Vec<&str> = run.out.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: f64 = fields[13..15].iter().map(|ticks| ticks.parse::<f64>().unwrap()).sum();
    ticks / 100.0
}

#[test]
fn eight_times_as_much_takes_eight_times_as_long() {
    let mut slow = Vec::new();
    for (what, files) in CASES {
        // What else goes on in the machine makes a run longer, never shorter: a second look decides.
        let is_slow = || {
            let (one, more) = (spent(&files(1)), spent(&files(TIMES)));
            (more > SLACK * TIMES as f64 * one.max(START)).then(|| format!("{what}: {one:.2} s, then {more:.2} s"))
        };
        slow.extend(is_slow().and_then(|_| is_slow()));
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
