//! The changes of `tests/places/` still find the lines that they stand beside; `tests/places.py` compiles them.

use std::fs;

/// The path of a file, and the line that a piece stands beside; none for a new file.
fn piece(head: &str) -> (&str, Option<&str>) {
    let sides = [" after ", " before "].into_iter().find_map(|side| head.split_once(side));
    sides.map_or((head.trim_start_matches("new "), None), |(path, line)| (path, Some(line)))
}

#[test]
fn a_change_finds_its_places() {
    let mut lost = Vec::new();
    for change in fs::read_dir(super::root().join("tests/places")).unwrap() {
        let text = fs::read_to_string(change.unwrap().path()).unwrap();
        for head in text.lines().filter_map(|line| line.strip_prefix("=== ")) {
            let (path, line) = piece(head);
            let file = fs::read_to_string(super::root().join(path)).ok();
            let is_there = match line {
                None => file.is_none(),
                Some(line) => file.is_some_and(|file| file.lines().any(|known| known.starts_with(line))),
            };
            if !is_there {
                lost.push(head.to_string());
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
}
