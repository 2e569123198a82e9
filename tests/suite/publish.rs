//! Publishing: whole or not at all, nothing of somebody else's lost, whatever fails.

use krijt::disk::publish::fs::{Fault, Fs, Op};
use krijt::disk::publish::{
    Lock, MANIFEST, OutputTree, PublishFailure, PublishReport, PublishTarget, check, lock, lock_with, stage, stage_with,
};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

// ---------------------------------------------------------------------------------------------- what is published

/// A tree of texts; the path in `broken` cannot be made.
struct Texts {
    paths: Vec<String>,
    texts: Vec<String>,
    broken: Option<usize>,
}

fn texts<P: Into<String>, T: Into<String>>(files: impl IntoIterator<Item = (P, T)>) -> Texts {
    let files: BTreeMap<String, String> = files.into_iter().map(|(p, t)| (p.into(), t.into())).collect();
    let (paths, texts) = files.into_iter().unzip();
    Texts { paths, texts, broken: None }
}

impl OutputTree for Texts {
    fn paths(&self) -> &[String] {
        &self.paths
    }

    fn render(&self, index: usize, out: &mut Vec<u8>) -> bool {
        out.extend_from_slice(self.texts[index].as_bytes());
        self.broken != Some(index)
    }
}

/// The two sites that take turns: some files stay, some change, some come and go, folders too.
fn old_site() -> Texts {
    texts([
        ("index.html", "oud"),
        ("lessen/index.html", "blijft"),
        ("lessen/les-1/index.html", "oud"),
        ("weg/diep/index.html", "verdwijnt"),
        ("wissel", "wordt een map"),
    ])
}

fn new_site() -> Texts {
    texts([
        ("index.html", "nieuw!"),
        ("lessen/index.html", "blijft"),
        ("lessen/les-1/index.html", "new"),
        ("lessen/les-2/index.html", "erbij"),
        ("wissel/index.html", "is een map"),
    ])
}

// ---------------------------------------------------------------------------------------------------- the school

/// A folder with sources, to publish in.
struct School {
    dir: TempDir,
}

impl School {
    fn new() -> School {
        // In memory where there is such a folder: every commit waits for its disk, with whatever others write there.
        let memory = Path::new("/dev/shm");
        let dir = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let school = School { dir: dir.unwrap() };
        school.write("krijt.yaml", "school: {naam: De Linde}");
        school.write("content/index.md", "# Hallo");
        school
    }

    fn at(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn publish(&self, tree: &Texts) -> Result<PublishReport, PublishFailure> {
        publish_in(&Fs::default(), self.dir.path(), "public", tree)
    }

    /// Everything in `public`, without the manifest.
    fn site(&self) -> BTreeMap<String, String> {
        let mut site = snapshot(&self.at("public"));
        site.remove(MANIFEST);
        site
    }

    /// Nothing of our work is left.
    fn assert_clean(&self) {
        assert!(!self.at(".krijt").exists(), "left over: {:?}", snapshot(&self.at(".krijt")).keys());
    }
}

#[cfg(unix)]
impl Drop for School {
    /// So that the folder can be removed.
    fn drop(&mut self) {
        use std::os::unix::fs::PermissionsExt;
        for entry in walkdir::WalkDir::new(self.dir.path()).into_iter().filter_map(Result::ok) {
            if entry.file_type().is_dir() {
                let _ = fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o755));
            }
        }
    }
}

fn publish_in(fs: &Fs, root: &Path, out: &str, tree: &Texts) -> Result<PublishReport, PublishFailure> {
    let (out, content, config) = (root.join(out), root.join("content"), root.join("krijt.yaml"));
    let target = PublishTarget { out: &out, sources: &[&content, &config] };
    check(&target)?;
    let _lock: Lock = lock_with(fs, root)?;
    stage_with(fs, &target, tree)?.commit()
}

/// Every file and link below a folder with what it holds, folders that are empty with `/`.
fn snapshot(dir: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(dir).min_depth(1).into_iter().filter_map(Result::ok) {
        let name = entry.path().strip_prefix(dir).unwrap().to_string_lossy().into_owned();
        let kind = entry.file_type();
        if kind.is_symlink() {
            found.insert(name, format!("-> {}", fs::read_link(entry.path()).unwrap().display()));
        } else if kind.is_file() {
            found.insert(name, fs::read_to_string(entry.path()).unwrap());
        } else if fs::read_dir(entry.path()).unwrap().next().is_none() {
            found.insert(format!("{name}/"), String::new());
        }
    }
    found
}

fn expected(tree: &Texts) -> BTreeMap<String, String> {
    tree.paths.iter().cloned().zip(tree.texts.iter().cloned()).collect()
}

/// Inode and time of every file: what changes when something is touched.
#[cfg(unix)]
fn stamps(dir: &Path) -> BTreeMap<PathBuf, (u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let stamp = |entry: walkdir::DirEntry| {
        let meta = entry.metadata().unwrap();
        (entry.into_path(), (meta.ino(), meta.mtime(), meta.mtime_nsec()))
    };
    walkdir::WalkDir::new(dir).into_iter().filter_map(Result::ok).map(stamp).collect()
}

// ------------------------------------------------------------------------------------------------ what should work

#[test]
fn a_first_run_makes_the_folder_and_its_manifest() {
    let school = School::new();
    let report = school.publish(&old_site()).unwrap();
    assert_eq!(report, PublishReport { written: 5, ..PublishReport::default() });
    assert_eq!(school.site(), expected(&old_site()));
    school.assert_clean();
    let manifest: serde_json::Value = serde_json::from_str(&school.read(&format!("public/{MANIFEST}"))).unwrap();
    assert_eq!(manifest["krijt"], 1);
    let files: Vec<_> = manifest["files"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(files, old_site().paths);
}

#[test]
fn an_update_writes_what_differs_and_removes_what_is_gone() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    let report = school.publish(&new_site()).unwrap();
    assert_eq!(report, PublishReport { written: 4, unchanged: 1, removed: 2, ..PublishReport::default() });
    assert_eq!(school.site(), expected(&new_site()));
    assert!(!school.at("public/weg").exists(), "a folder that has become empty goes too");
    let back = school.publish(&old_site()).unwrap();
    assert_eq!((back.written, back.unchanged, back.removed), (4, 1, 2));
    assert_eq!(school.site(), expected(&old_site()));
    school.assert_clean();
}

#[cfg(unix)]
#[test]
fn nothing_is_touched_when_nothing_changed() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    let before = stamps(&school.at("public"));
    let report = school.publish(&old_site()).unwrap();
    assert_eq!(report, PublishReport { unchanged: 5, ..PublishReport::default() });
    assert_eq!(stamps(&school.at("public")), before);
    school.assert_clean();
}

#[cfg(unix)]
#[test]
fn an_unchanged_file_keeps_its_inode_and_time_through_a_swap() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    let path = school.at("public/lessen/index.html");
    let before = stamps(&school.at("public"))[&path];
    school.publish(&new_site()).unwrap();
    assert_eq!(stamps(&school.at("public"))[&path], before);
}

#[test]
fn same_tree_same_manifest_wherever_it_stands() {
    let (one, other) = (School::new(), School::new());
    one.publish(&old_site()).unwrap();
    other.publish(&new_site()).unwrap();
    other.publish(&old_site()).unwrap();
    let manifest = format!("public/{MANIFEST}");
    assert_eq!(one.read(&manifest), other.read(&manifest));
    assert!(!one.read(&manifest).contains(one.dir.path().to_str().unwrap()));
}

#[test]
fn a_page_of_ours_that_was_edited_or_deleted_by_hand_is_restored() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    school.write("public/index.html", "met de hand");
    fs::remove_file(school.at("public/wissel")).unwrap();
    let report = school.publish(&old_site()).unwrap();
    assert_eq!((report.written, report.unchanged), (2, 3));
    assert_eq!(school.site(), expected(&old_site()));
}

#[test]
fn an_edited_page_that_is_no_longer_made_is_kept() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    school.write("public/weg/diep/index.html", "een uur werk");
    let report = school.publish(&new_site()).unwrap();
    assert_eq!((report.removed, report.foreign), (1, vec!["weg/diep/index.html".to_owned()]));
    assert_eq!(school.read("public/weg/diep/index.html"), "een uur werk");
}

#[test]
fn an_output_may_lie_deep_in_folders_that_do_not_exist() {
    let school = School::new();
    let (out, content) = (school.at("a/b/public"), school.at("content"));
    let target = PublishTarget { out: &out, sources: &[&content] };
    drop(lock(&school.at("a/b")).unwrap());
    assert!(!school.at("a").exists(), "a lock without a build leaves nothing");
    let held = lock(&school.at("a/b")).unwrap();
    stage(&target, &old_site()).unwrap().commit().unwrap();
    drop(held);
    assert_eq!(school.read("a/b/public/index.html"), "oud");
    assert!(!school.at("a/b/.krijt").exists());
}

#[test]
fn an_empty_tree_is_a_tree() {
    let school = School::new();
    let none = texts::<String, String>([]);
    assert_eq!(school.publish(&none).unwrap(), PublishReport::default());
    assert!(school.at("public").join(MANIFEST).exists());
    school.publish(&old_site()).unwrap();
    assert_eq!(school.publish(&none).unwrap().removed, 5);
    assert!(school.site().is_empty());
}

#[test]
fn dropping_a_stage_changes_nothing() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    let (out, content) = (school.at("public"), school.at("content"));
    let held = lock(school.dir.path()).unwrap();
    drop(stage(&PublishTarget { out: &out, sources: &[&content] }, &new_site()).unwrap());
    drop(held);
    assert_eq!(school.site(), expected(&old_site()));
    school.assert_clean();
}

#[test]
fn a_tree_with_a_page_that_cannot_be_made_is_not_published() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    let broken = Texts { broken: Some(2), ..new_site() };
    assert!(matches!(school.publish(&broken), Err(PublishFailure::Render)));
    assert_eq!(school.site(), expected(&old_site()));
    school.assert_clean();
}

#[test]
fn two_editions_are_staged_before_either_is_committed() {
    let school = School::new();
    let content = school.at("content");
    let (public, team) = (school.at("public"), school.at("team"));
    let held = lock(school.dir.path()).unwrap();
    let first = stage(&PublishTarget { out: &public, sources: &[&content] }, &old_site()).unwrap();
    let second = stage(&PublishTarget { out: &team, sources: &[&content] }, &new_site()).unwrap();
    assert!(!public.exists() && !team.exists());
    first.commit().unwrap();
    second.commit().unwrap();
    drop(held);
    assert_eq!((school.read("public/index.html"), school.read("team/index.html")), ("oud".into(), "nieuw!".into()));
    school.assert_clean();
}

// ------------------------------------------------------------------------------------- what is somebody else's

/// Adds files, a folder, an empty folder and links that are not ours.
fn add_foreign(school: &School) {
    school.write("public/.gitignore", "*");
    school.write("public/lessen/belangrijk.docx", "onvervangbaar");
    school.write("public/fotos/2026/a.jpg", "a");
    school.write("public/fotos/b.jpg", "b");
    fs::create_dir_all(school.at("public/leeg/ook")).unwrap();
    school.write("public/dicht/x", "x");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(school.at("public/dicht"), fs::Permissions::from_mode(0o555)).unwrap();
        std::os::unix::fs::symlink("/etc", school.at("public/lessen/buiten")).unwrap();
        std::os::unix::fs::symlink("nergens", school.at("public/dood")).unwrap();
    }
}

fn foreign_files(school: &School) -> BTreeMap<String, String> {
    let mut site = snapshot(&school.at("public"));
    let foreign = [
        ".gitignore",
        "lessen/belangrijk.docx",
        "fotos/2026/a.jpg",
        "fotos/b.jpg",
        "dicht/x",
        "leeg/ook/",
        "lessen/buiten",
        "dood",
    ];
    site.retain(|name, _| foreign.contains(&name.as_str()));
    site
}

#[test]
fn foreign_files_folders_and_links_stay_and_are_named() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    add_foreign(&school);
    let before = foreign_files(&school);
    assert_eq!(before.len(), if cfg!(unix) { 8 } else { 6 });
    for tree in [new_site(), new_site(), old_site()] {
        let report = school.publish(&tree).unwrap();
        let mut named =
            vec![".gitignore", "dicht/", "dood", "fotos/", "leeg/", "lessen/belangrijk.docx", "lessen/buiten"];
        named.retain(|name| cfg!(unix) || !["dood", "lessen/buiten"].contains(name));
        assert_eq!(report.foreign, named);
        assert_eq!(foreign_files(&school), before);
        let mut all = expected(&tree);
        all.extend(before.clone());
        assert_eq!(school.site(), all);
    }
    school.assert_clean();
}

#[cfg(unix)]
#[test]
fn foreign_modes_names_and_sockets_survive() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::PermissionsExt;
    let school = School::new();
    school.publish(&old_site()).unwrap();
    let odd = school.at("public").join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt"));
    fs::write(&odd, "odd").unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(school.at("public/sock")).unwrap();
    school.write("public/dicht/x", "x");
    fs::set_permissions(school.at("public/dicht"), fs::Permissions::from_mode(0o555)).unwrap();
    fs::set_permissions(school.at("public"), fs::Permissions::from_mode(0o2750)).unwrap();
    school.publish(&new_site()).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode(&school.at("public/dicht")), mode(&school.at("public"))), (0o555, 0o2750));
    assert_eq!(fs::read_to_string(&odd).unwrap(), "odd");
    assert!(fs::symlink_metadata(school.at("public/sock")).is_ok());
    school.assert_clean();
}

#[test]
fn an_empty_folder_that_git_keeps_is_used() {
    let school = School::new();
    school.write("public/.gitignore", "*\n!.gitignore\n");
    school.write("public/.gitkeep", "");
    school.publish(&old_site()).unwrap();
    assert_eq!(school.read("public/.gitignore"), "*\n!.gitignore\n");
    assert_eq!(school.read("public/index.html"), "oud");
    school.assert_clean();
}

#[test]
fn a_foreign_file_in_the_way_is_an_error_and_nothing_is_touched() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    let in_the_way: [(&str, &str); 4] = [
        ("lessen/les-2/index.html", "lessen/les-2/index.html"), // a file where a file must come
        ("lessen/les-2", "lessen/les-2"),                       // a file where a folder must come
        ("zoek.js/map/x", "zoek.js"),                           // a folder where a file must come
        ("zoek.js/", "zoek.js"),                                // an empty one
    ];
    let mut tree = expected(&new_site());
    tree.insert("zoek.js".into(), "zoek".into());
    for (path, named) in in_the_way {
        let full = school.at("public").join(path);
        match path.strip_suffix('/') {
            Some(_) => fs::create_dir_all(&full).unwrap(),
            None => school.write(&format!("public/{path}"), "van mij"),
        }
        let before = snapshot(&school.at("public"));
        match school.publish(&texts(tree.clone())) {
            Err(PublishFailure::ForeignFile { path }) => {
                assert_eq!(path, school.at("public").canonicalize().unwrap().join(named))
            }
            other => panic!("{path}: {other:?}"),
        }
        assert_eq!(snapshot(&school.at("public")), before, "{path}");
        school.assert_clean();
        let _ = fs::remove_file(&full).or_else(|_| fs::remove_dir_all(school.at("public").join(named)));
        let _ = fs::remove_dir(full.parent().unwrap());
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_never_written_through() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    school.write("elders/index.html", "elders");
    fs::remove_dir_all(school.at("public/lessen")).unwrap();
    std::os::unix::fs::symlink(school.at("elders"), school.at("public/lessen")).unwrap();
    assert!(
        matches!(school.publish(&new_site()), Err(PublishFailure::ForeignFile { path }) if path.ends_with("public/lessen"))
    );
    fs::remove_file(school.at("public/lessen")).unwrap();
    fs::remove_file(school.at("public/index.html")).unwrap();
    std::os::unix::fs::symlink(school.at("elders/index.html"), school.at("public/index.html")).unwrap();
    assert!(
        matches!(school.publish(&new_site()), Err(PublishFailure::ForeignFile { path }) if path.ends_with("index.html"))
    );
    assert_eq!(school.read("elders/index.html"), "elders");
}

// ---------------------------------------------------------------------------------------------- what is refused

#[test]
fn an_output_that_meets_the_sources_is_refused() {
    let school = School::new();
    school.write("content/lessen/les.md", "les");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(school.at("content"), school.at("via")).unwrap();
        std::os::unix::fs::symlink(school.dir.path(), school.at("lus")).unwrap();
    }
    let before = snapshot(school.dir.path());
    let mut outs =
        vec!["content", "content/", "content/lessen", "content/nieuw/diep", "", ".", "..", "content/../content/x"];
    outs.extend(["public/../content", "bestaat/niet/../../content/x", "themes", "themes/eigen"]);
    if cfg!(unix) {
        outs.extend(["via", "via/nieuw", "lus", "lus/content", "lus/lus/content/nieuw"]);
    }
    let sources = [school.at("content"), school.at("themes"), school.at("krijt.yaml")];
    let sources: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
    for out in outs {
        let out = school.dir.path().join(out);
        let target = PublishTarget { out: &out, sources: &sources };
        assert!(matches!(check(&target), Err(PublishFailure::InSources { .. })), "check {}", out.display());
        assert!(
            matches!(stage(&target, &old_site()), Err(PublishFailure::InSources { .. })),
            "stage {}",
            out.display()
        );
    }
    assert_eq!(snapshot(school.dir.path()), before);
}

#[test]
fn a_folder_that_is_not_ours_is_refused_with_a_proposal() {
    let school = School::new();
    school.write("public/scriptie.docx", "jaren werk");
    let refused = |wanted: &str| match school.publish(&old_site()) {
        Err(PublishFailure::NotOurs { proposal, .. }) => assert!(proposal.ends_with(wanted), "{}", proposal.display()),
        other => panic!("{other:?}"),
    };
    refused("public/krijt");
    school.write("public/krijt/x", "bezet");
    refused("public/krijt-2");
    for manifest in
        ["", "{}", "null", "{\"krijt\": 2, \"files\": {}}", "{\"krijt\": 1, \"files\": {\"a\": \"geen hex\"}}"]
    {
        school.write(&format!("public/{MANIFEST}"), manifest);
        refused("public/krijt-2");
    }
    for path in ["../content/index.md", "/etc/passwd", "a/../../b", "", "a//b", "./a", MANIFEST] {
        school.write(&format!("public/{MANIFEST}"), &format!("{{\"krijt\": 1, \"files\": {{\"{path}\": \"0\"}}}}"));
        refused("public/krijt-2");
    }
    assert_eq!(school.read("public/scriptie.docx"), "jaren werk");
    fs::remove_dir_all(school.at("public")).unwrap();
    school.write("public", "een bestand");
    refused("public-krijt");
    assert_eq!(school.read("public"), "een bestand");
    school.assert_clean();
}

#[cfg(unix)]
#[test]
fn links_in_place_of_the_output_or_our_work_are_refused() {
    let school = School::new();
    fs::create_dir(school.at("leeg")).unwrap();
    school.write("bron.txt", "bron");
    let link = |name: &str, target: &str| std::os::unix::fs::symlink(school.at(target), school.at(name)).unwrap();
    for name in ["public", ".krijt"] {
        link(name, "leeg");
        assert!(matches!(school.publish(&old_site()), Err(PublishFailure::NotOurs { .. })), "{name}");
        fs::remove_file(school.at(name)).unwrap();
    }
    fs::create_dir(school.at(".krijt")).unwrap();
    for name in [".krijt/public.new", ".krijt/public.swap", ".krijt/public.old"] {
        link(name, "leeg");
        assert!(matches!(school.publish(&old_site()), Err(PublishFailure::NotOurs { .. })), "{name}");
        fs::remove_file(school.at(name)).unwrap();
        fs::create_dir_all(school.at(".krijt")).unwrap();
    }
    link(".krijt/lock", "bron.txt");
    assert!(matches!(school.publish(&old_site()), Err(PublishFailure::Write { .. })));
    assert_eq!(school.read("bron.txt"), "bron");
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_is_refused() {
    let target = PublishTarget { out: Path::new("/proc"), sources: &[] };
    assert!(matches!(check(&target), Err(PublishFailure::MountPoint { .. })));
    let root = PublishTarget { out: Path::new("/"), sources: &[] };
    assert!(matches!(check(&root), Err(PublishFailure::NotOurs { .. })));
}

#[test]
fn a_second_build_is_told_who_is_at_work_and_does_not_wait() {
    let school = School::new();
    // Held until after the answer: whoever waits for it waits for ever.
    let held = lock(school.dir.path()).unwrap();
    match school.publish(&old_site()) {
        Err(PublishFailure::Running { pid, .. }) => assert_eq!(pid, Some(std::process::id())),
        other => panic!("{other:?}"),
    }
    drop(held);
    school.publish(&old_site()).unwrap();
    school.assert_clean();
}

#[test]
fn a_stale_lock_file_does_not_matter() {
    let school = School::new();
    school.write(".krijt/lock", "999999\n");
    school.publish(&old_site()).unwrap();
    school.assert_clean();
}

/// Who takes the lock away and who makes it never believe both to hold it.
#[test]
fn the_lock_excludes_while_it_comes_and_goes() {
    const ENOUGH: usize = 300;
    let school = School::new();
    let (inside, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                // Counted in turns, not in tries: how often a busy machine lets a thread try says nothing.
                while taken.load(SeqCst) < ENOUGH {
                    if let Ok(held) = lock(school.dir.path()) {
                        assert_eq!(inside.fetch_add(1, SeqCst), 0);
                        std::thread::sleep(Duration::from_micros(20));
                        inside.fetch_sub(1, SeqCst);
                        taken.fetch_add(1, SeqCst);
                        drop(held);
                    }
                }
            });
        }
    });
    school.assert_clean();
}

// ------------------------------------------------------------------------------------------------ what may go wrong

/// How the n-th operation fails.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wrong {
    /// This one only.
    Once,
    /// From then on whatever needs room.
    Full,
    /// From then on everything: nothing is done any more.
    Killed,
}

/// What the system cannot do at all.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Lacks {
    Nothing,
    Exchange,
    Links,
}

struct Torture {
    wrong: Wrong,
    lacks: Lacks,
    nth: usize,
    count: AtomicUsize,
}

impl Fault for Torture {
    fn before(&self, op: Op, _: &Path) -> io::Result<()> {
        let count = self.count.fetch_add(1, SeqCst);
        let room =
            matches!(op, Op::CreateDir | Op::CreateFile | Op::Write | Op::Copy | Op::Link | Op::Symlink | Op::Sync);
        match self.wrong {
            Wrong::Once if count == self.nth => return Err(io::Error::other("EIO")),
            Wrong::Full if count >= self.nth && room => return Err(io::ErrorKind::StorageFull.into()),
            Wrong::Killed if count >= self.nth => return Err(io::Error::other("killed")),
            _ => {}
        }
        match (self.lacks, op) {
            (Lacks::Exchange, Op::Exchange) => Err(io::ErrorKind::InvalidInput.into()),
            (Lacks::Links, Op::Link) => Err(io::ErrorKind::PermissionDenied.into()),
            _ => Ok(()),
        }
    }
}

/// One publication on one thread with a fault; `None` when it was over before the fault came.
fn tortured(school: &School, wrong: Wrong, lacks: Lacks, nth: usize) -> Option<Result<PublishReport, PublishFailure>> {
    let torture = Arc::new(Torture { wrong, lacks, nth, count: AtomicUsize::new(0) });
    let fs = Fs::failing(torture.clone());
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let result = one.install(|| publish_in(&fs, school.dir.path(), "public", &new_site()));
    (torture.count.load(SeqCst) > nth).then_some(result)
}

/// A published old site with things that are not ours; and what old and new must look like with them.
fn before_torture() -> (School, [BTreeMap<String, String>; 2]) {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    add_foreign(&school);
    let both = [old_site(), new_site()].map(|tree| {
        let mut site = expected(&tree);
        site.extend(foreign_files(&school));
        site
    });
    (school, both)
}

/// The run after a stop. A process that is killed lets go of its lock at once; here it lives on, and a child that
/// another test starts at that moment holds a copy of the lock's file until it runs its own program.
fn next_run(school: &School) -> Result<PublishReport, PublishFailure> {
    let start = std::time::Instant::now();
    loop {
        match school.publish(&new_site()) {
            Err(PublishFailure::Running { .. }) if start.elapsed().as_secs() < 5 => std::thread::yield_now(),
            result => return result,
        }
    }
}

/// Makes every operation fail in turn. After each: the whole old site or the whole new one, and the next run succeeds,
/// loses nothing and leaves nothing behind.
fn torture(wrong: Wrong, lacks: Lacks) {
    let mut failed = 0;
    for nth in 0.. {
        let (school, [old, new]) = before_torture();
        let Some(result) = tortured(&school, wrong, lacks, nth) else { break };
        let case = format!("{wrong:?} {lacks:?} at operation {nth}: {result:?}");
        let between = lacks == Lacks::Exchange && wrong == Wrong::Killed && !school.at("public").exists();
        if !between {
            assert_eq!(school.site(), if result.is_ok() { new.clone() } else { old }, "{case}");
        }
        if result.is_err() {
            failed += 1;
            if wrong == Wrong::Full {
                school.assert_clean();
            }
        }
        // The run after it dies as well, somewhere else.
        if wrong == Wrong::Killed {
            let _ = tortured(&school, wrong, lacks, nth * 7 % 90);
        }
        next_run(&school).unwrap_or_else(|failure| panic!("{case}, next run {failure:?}"));
        assert_eq!(school.site(), new, "{case}, next run");
        school.assert_clean();
    }
    assert!(failed > 20, "{wrong:?} {lacks:?}: only {failed} operations failed");
}

#[test]
fn any_operation_may_fail() {
    torture(Wrong::Once, Lacks::Nothing);
    torture(Wrong::Once, Lacks::Exchange);
    torture(Wrong::Once, Lacks::Links);
}

#[test]
fn the_disk_may_be_full_from_any_operation_on() {
    torture(Wrong::Full, Lacks::Nothing);
    torture(Wrong::Full, Lacks::Exchange);
}

#[test]
fn the_process_may_stop_before_any_operation() {
    torture(Wrong::Killed, Lacks::Nothing);
    torture(Wrong::Killed, Lacks::Exchange);
    torture(Wrong::Killed, Lacks::Links);
}

#[test]
fn a_full_disk_says_how_much_is_needed() {
    let school = School::new();
    let big = texts([("a.html", "x".repeat(10_000)), ("b.html", "x".repeat(100))]);
    let full = Torture { wrong: Wrong::Full, lacks: Lacks::Nothing, nth: 5, count: AtomicUsize::new(0) };
    match publish_in(&Fs::failing(Arc::new(full)), school.dir.path(), "public", &big) {
        Err(PublishFailure::Write { needed, .. }) => assert_eq!(needed, Some((3 + 1 + 1 + 1) * 4096)),
        other => panic!("{other:?}"),
    }
    school.assert_clean();
}

/// Does something once, just before the swap: somebody works in the output while we publish.
struct Meanwhile<F>(Mutex<Option<F>>, Op);

impl<F: FnOnce() + Send> Fault for Meanwhile<F> {
    fn before(&self, op: Op, _: &Path) -> io::Result<()> {
        if op == self.1
            && let Some(act) = self.0.lock().unwrap().take()
        {
            act();
        }
        Ok(())
    }
}

#[test]
fn what_appears_while_we_publish_is_moved_along() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    school.write("public/notitie.txt", "eerste versie");
    school.write("public/lijst.txt", "blijft");
    let root = school.dir.path().to_path_buf();
    let act = move || {
        let public = root.join("public");
        fs::write(public.join("nieuw.docx"), "net bewaard").unwrap();
        fs::write(public.join("weg/diep/foto.jpg"), "foto").unwrap();
        fs::create_dir_all(public.join("map/leeg")).unwrap();
        fs::write(public.join("map/x.txt"), "x").unwrap();
        // A page that goes, edited at the last moment.
        fs::write(public.join("weg/diep/index.html"), "toch niet weg").unwrap();
        // Stands where the new site has a page of its own.
        fs::create_dir_all(public.join("lessen/les-2")).unwrap();
        fs::write(public.join("lessen/les-2/index.html"), "van mij").unwrap();
        // As editors do: a new file takes the name.
        fs::remove_file(public.join("notitie.txt")).unwrap();
        fs::write(public.join("notitie.txt"), "tweede versie").unwrap();
    };
    let fs = Fs::failing(Arc::new(Meanwhile(Mutex::new(Some(act)), Op::Exchange)));
    publish_in(&fs, school.dir.path(), "public", &new_site()).unwrap();
    let mut wanted = expected(&new_site());
    for (path, text) in [
        ("nieuw.docx", "net bewaard"),
        ("weg/diep/foto.jpg", "foto"),
        ("weg/diep/index.html", "toch niet weg"),
        ("map/leeg/", ""),
        ("map/x.txt", "x"),
        ("lessen/les-2/index.html.bewaard-1", "van mij"),
        ("notitie.txt", "tweede versie"),
        ("notitie.txt.bewaard-1", "eerste versie"),
        ("lijst.txt", "blijft"),
    ] {
        wanted.insert(path.into(), text.into());
    }
    assert_eq!(school.site(), wanted);
    school.assert_clean();
}

/// Fails from an operation of this kind on.
struct KilledAt(Op, AtomicBool);

impl Fault for KilledAt {
    fn before(&self, op: Op, _: &Path) -> io::Result<()> {
        if op == self.0 {
            self.1.store(true, SeqCst);
        }
        if self.1.load(SeqCst) { Err(io::Error::other("killed")) } else { Ok(()) }
    }
}

#[cfg(unix)]
#[test]
fn cleaning_up_never_leaves_the_output_through_a_link() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    school.write("public/fotos/2026/a.jpg", "a");
    school.write("elders/b.jpg", "b");
    let fs = Fs::failing(Arc::new(KilledAt(Op::Exchange, AtomicBool::new(false))));
    publish_in(&fs, school.dir.path(), "public", &new_site()).unwrap_err();
    assert!(school.at(".krijt/public.swap/fotos/2026/a.jpg").exists());
    fs::remove_dir_all(school.at("public/fotos")).unwrap();
    std::os::unix::fs::symlink(school.at("elders"), school.at("public/fotos")).unwrap();
    school.publish(&new_site()).unwrap();
    assert_eq!(snapshot(&school.at("elders")).len(), 1);
    assert_eq!(school.read("public/a.jpg.bewaard-1"), "a");
    assert!(school.at("public/fotos").is_symlink());
    school.assert_clean();
}

#[test]
fn an_output_that_vanished_is_put_back_whole() {
    for op in [Op::Exchange, Op::RemoveFile] {
        let school = School::new();
        school.publish(&old_site()).unwrap();
        school.write("public/belangrijk.docx", "onvervangbaar");
        let fs = Fs::failing(Arc::new(KilledAt(op, AtomicBool::new(false))));
        let _ = publish_in(&fs, school.dir.path(), "public", &new_site());
        fs::remove_dir_all(school.at("public")).unwrap();
        school.publish(&new_site()).unwrap();
        assert_eq!(school.read("public/belangrijk.docx"), "onvervangbaar", "{op:?}");
        school.assert_clean();
    }
}

#[test]
fn a_file_deleted_while_we_publish_is_no_problem() {
    let school = School::new();
    school.publish(&old_site()).unwrap();
    school.write("public/notitie.txt", "weg ermee");
    let path = school.at("public/notitie.txt");
    let act = move || fs::remove_file(path).unwrap();
    let fs = Fs::failing(Arc::new(Meanwhile(Mutex::new(Some(act)), Op::Link)));
    publish_in(&fs, school.dir.path(), "public", &new_site()).unwrap();
    assert_eq!(school.site(), expected(&new_site()));
    school.assert_clean();
}

// ------------------------------------------------------------------------------------------------------- any trees

mod any {
    use super::*;
    use proptest::prelude::*;

    /// Few names, so that trees meet; no file that is a folder too.
    fn tree() -> impl Strategy<Value = BTreeMap<String, String>> {
        let path = prop::collection::vec(prop::sample::select(vec!["a", "b", "c-", "c"]), 1..4);
        let file =
            (path.prop_map(|parts| parts.join("/")), prop::sample::select(vec!["1", "2"]).prop_map(str::to_owned));
        prop::collection::vec(file, 0..8).prop_map(|files| {
            let mut tree: BTreeMap<String, String> = files.into_iter().collect();
            let all: Vec<_> = tree.keys().cloned().collect();
            tree.retain(|path, _| !all.iter().any(|other| other.starts_with(&format!("{path}/"))));
            tree
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn old_and_foreign_files_and_new(old in tree(), foreign in tree(), new in tree(), edit in any::<bool>()) {
            let school = School::new();
            school.publish(&texts(old.clone())).unwrap();
            let mut theirs = BTreeMap::new();
            for (path, text) in foreign {
                let full = school.at("public").join(&path);
                if full.symlink_metadata().is_ok() && !edit { continue; }
                let made = fs::create_dir_all(full.parent().unwrap()).and_then(|()| fs::write(&full, &text));
                if made.is_ok() && old.get(&path) != Some(&text) && !(old.contains_key(&path) && new.contains_key(&path)) {
                    theirs.insert(path, text);
                }
            }
            let before = snapshot(&school.at("public"));
            match school.publish(&texts(new.clone())) {
                Ok(report) => {
                    let mut wanted = new.clone();
                    wanted.extend(theirs);
                    prop_assert_eq!(school.site(), wanted);
                    prop_assert_eq!(report.written + report.unchanged, new.len());
                }
                Err(PublishFailure::ForeignFile { .. }) => {
                    prop_assert!(!theirs.is_empty());
                    prop_assert_eq!(snapshot(&school.at("public")), before);
                }
                Err(other) => prop_assert!(false, "{:?}", other),
            }
            school.assert_clean();
        }
    }
}

// -------------------------------------------------------------------------------------------------------- kill -9

const CHILD: &str = "KRIJT_TEST_PUBLISH_CHILD";

/// Big enough to be hit halfway.
fn many(text: &str) -> Texts {
    let page = |count: usize| (format!("map-{}/pagina-{count}/index.html", count % 7), text.repeat(count % 50 + 1));
    let only = (0..40).map(|count| (format!("alleen-{text}/{count}.html"), "x".to_owned()));
    texts((0..400).map(page).chain(only).chain([("gelijk.html".to_owned(), "gelijk".to_owned())]))
}

/// Not a test by itself: publishes two sites in turn until it is killed, when the environment says where.
#[test]
fn child_that_is_killed() {
    let Some(root) = std::env::var_os(CHILD) else { return };
    loop {
        for text in ["nieuw", "oud"] {
            publish_in(&Fs::default(), Path::new(&root), "public", &many(text)).unwrap();
        }
    }
}

#[cfg(unix)]
#[test]
fn kill_9_at_any_moment_leaves_a_whole_site() {
    let school = School::new();
    school.publish(&many("oud")).unwrap();
    school.write("public/belangrijk.docx", "onvervangbaar");
    school.write("public/fotos/a.jpg", "a");
    let sites = ["oud", "nieuw"].map(|text| {
        let mut site = expected(&many(text));
        site.insert("belangrijk.docx".into(), "onvervangbaar".into());
        site.insert("fotos/a.jpg".into(), "a".into());
        site
    });
    let rounds = std::env::var("KRIJT_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(30);
    let (mut seed, mut halfway) = (20_261_106_u64, 0);
    for round in 0..rounds {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["publish::child_that_is_killed", "--exact", "--nocapture"])
            .env(CHILD, school.dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros(5_000 + (seed >> 33) % 60_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let site = school.site();
        assert!(sites.contains(&site), "round {round}: neither old nor new");
        if school.at(".krijt").exists() {
            halfway += 1;
        }
        school.publish(&many("oud")).unwrap();
        assert_eq!(school.site(), sites[0], "round {round}");
        school.assert_clean();
    }
    assert!(halfway > rounds / 3, "only {halfway} of {rounds} were hit at work");
}
