//! Where a part of the site stands is said in one place, its row in `src/kind/`.

use std::collections::BTreeMap;
use std::fs;

use krijt::kind::collection;

#[test]
fn folders_stand_in_their_row_only() {
    let mut paths = Vec::new();
    super::rust_below(&super::root().join("src"), &mut paths);
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(super::root()).unwrap().to_str().unwrap().replace('\\', "/");
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        for row in collection::all().filter(|row| code.contains(&format!("\"{}", row.folder))) {
            found.entry(row.folder).or_default().push(name.clone());
        }
    }
    for (folder, files) in found {
        assert!(
            matches!(&files[..], [file] if file.starts_with("src/kind/")),
            "{folder} in {files:?}: ask its row in place of naming the folder"
        );
    }
}

#[test]
fn a_row_lists_its_folder_and_its_menu_has_words() {
    let words = fs::read_to_string(super::root().join("themes/krijt/words/nl.yaml")).unwrap();
    for row in collection::all() {
        assert_eq!(row.list, format!("{}index.html", row.folder));
        let key = row.menu.and_then(|menu| menu.strip_prefix("menu."));
        assert!(key.is_none_or(|key| words.contains(&format!("\n  {key}: "))), "{}", row.folder);
    }
}
