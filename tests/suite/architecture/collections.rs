//! Where a part of the site stands is said in one place, its row of `COLLECTIONS`.

use std::fs;

use krijt::kind::collection::COLLECTIONS;

const ROWS: &str = "src/kind/collection.rs";

#[test]
fn folders_stand_in_their_row_only() {
    let mut paths = Vec::new();
    super::rust_below(&super::root().join("src"), &mut paths);
    let mut found = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(super::root()).unwrap().to_str().unwrap().replace('\\', "/");
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        for row in COLLECTIONS {
            let said = format!("\"{}", row.folder);
            let count = code.matches(&said).count();
            if name == ROWS {
                assert!(count > 0, "{} is not in {ROWS}", row.folder);
            } else if count > 0 {
                found.push(format!("{name}: {}", row.folder));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new(), "ask the row of {ROWS} in place of naming the folder");
}

#[test]
fn a_row_lists_its_folder_and_its_menu_has_words() {
    let words = fs::read_to_string(super::root().join("themes/krijt/words/nl.yaml")).unwrap();
    for row in COLLECTIONS {
        assert_eq!(row.list, format!("{}index.html", row.folder));
        let key = row.menu.and_then(|menu| menu.strip_prefix("menu."));
        assert!(key.is_none_or(|key| words.contains(&format!("\n  {key}: "))), "{}", row.folder);
    }
}
