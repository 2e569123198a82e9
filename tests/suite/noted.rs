//! A published file of which the disk says what it said when its bytes were known is not opened; any other is.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use krijt::disk::publish::fs::{Fault, Fs, Op};
use krijt::disk::publish::{MANIFEST, Noted, OutputTree, PublishTarget, lock, stage_noted};
use krijt::disk::{Root, facts};

use crate::stamp::change_unseen;
use crate::support::School;

struct Site(Vec<String>, Vec<&'static str>);

impl OutputTree for Site {
    fn paths(&self) -> &[String] {
        &self.0
    }

    fn render(&self, index: usize, out: &mut Vec<u8>) -> bool {
        out.extend_from_slice(self.1[index].as_bytes());
        true
    }
}

fn site(first: &'static str) -> Site {
    Site(["a/index.html", "b/index.html", "index.html"].map(String::from).to_vec(), vec![first, "twee", "drie"])
}

/// Notes what is opened of the output, but for its manifest.
#[derive(Default)]
struct Opened(Mutex<Vec<String>>);

impl Fault for Opened {
    fn before(&self, op: Op, path: &Path) -> io::Result<()> {
        if op == Op::Read && !path.ends_with(MANIFEST) {
            let name = path.to_str().unwrap().split_once("public/").unwrap().1;
            self.0.lock().unwrap().push(name.to_string());
        }
        Ok(())
    }
}

/// Publishes as a build does; gives what was opened for that.
fn publish(school: &School, site: &Site) -> Vec<String> {
    let (opened, out) = (Arc::new(Opened::default()), school.at("public"));
    let mut held = lock(school.root()).unwrap();
    let noted = Noted::of(&Root::new(school.root()), &out);
    let target = PublishTarget { out: &out, sources: &[] };
    let staged = stage_noted(&Fs::failing(opened.clone()), &noted, &target, site).unwrap();
    let hashes = staged.hashes.clone();
    staged.commit().unwrap();
    held.tick_over().unwrap();
    noted.keep(&facts::of_folders(school.root(), &["public"], (0, 0)).unwrap(), "public", &site.0, &hashes);
    for (path, text) in site.0.iter().zip(&site.1) {
        assert_eq!(school.read(&format!("public/{path}")), *text, "{path}");
    }
    let mut opened = opened.0.lock().unwrap().clone();
    opened.sort();
    opened
}

#[test]
fn what_is_as_it_was_noted_is_not_opened() {
    let school = School::in_memory();
    for (first, opened) in [("één", vec![]), ("één", vec![]), ("anders", vec!["a/index.html"]), ("anders", vec![])]
    {
        assert_eq!(publish(&school, &site(first)), opened, "{first}");
    }
    // Where nothing was noted, everything is.
    fs::remove_dir_all(school.at(".krijt/cache")).unwrap();
    assert_eq!(publish(&school, &site("anders")).len(), 3);
    assert_eq!(publish(&school, &site("anders")).len(), 0);
}

#[test]
fn whatever_is_done_to_a_file_it_is_opened() {
    let (school, site) = (School::in_memory(), site("één"));
    let path = school.at("public/b/index.html");
    let again = || {
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        fs::write(&path, bytes).unwrap();
    };
    let touched = || File::options().write(true).open(&path).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    let forbidden = || fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    // The two have the same length.
    let swapped = || {
        fs::rename(&path, school.at("public/beside")).unwrap();
        fs::rename(school.at("public/index.html"), &path).unwrap();
        fs::rename(school.at("public/beside"), school.at("public/index.html")).unwrap();
    };
    let edits: [(&str, &dyn Fn()); 7] = [
        ("other bytes", &|| fs::write(&path, "Met de hand.").unwrap()),
        ("as many bytes, the same time", &|| change_unseen(&path)),
        ("the same bytes in another file", &again),
        ("another time", &touched),
        ("other rights", &forbidden),
        ("the name of another", &swapped),
        ("a second name", &|| fs::hard_link(&path, school.at("tweede")).unwrap()),
    ];
    publish(&school, &site);
    for (what, edit) in edits {
        std::thread::sleep(Duration::from_millis(10));
        edit();
        assert!(publish(&school, &site).contains(&"b/index.html".to_string()), "{what}");
        assert_eq!(publish(&school, &site).len(), 0, "after: {what}");
    }
}

/// Notes about one output say nothing of another.
#[test]
fn notes_are_about_one_folder() {
    let school = School::in_memory();
    publish(&school, &site("één"));
    fs::rename(school.at("public"), school.at("oud")).unwrap();
    let copied = std::process::Command::new("cp").args(["-a", "oud", "public"]).current_dir(school.root()).status();
    assert!(copied.unwrap().success());
    assert_eq!(publish(&school, &site("één")).len(), 3, "a copy");
    assert_eq!(publish(&school, &site("één")).len(), 0);
}
