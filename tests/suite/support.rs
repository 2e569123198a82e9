//! What every test here needs: a school in a temporary folder, the program, a tree of files, a readable difference.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{ErrorKind, Read, Seek};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Added to every school that brings no `krijt.yaml`.
pub const CONFIG: &str = "school: {naam: Basisschool De Krijtstreep}\n";

/// A translation, in the small school, of a letter with something to talk about at home.
pub const TRANSLATION: &str =
    "---\ntitel: The week\ndatum: 2026-10-30\ngroepen: [5, 6]\ncontact: the teacher\n---\nDear parents,\n";

/// The user that may read nothing but what everybody may ("nobody").
const NOBODY: u32 = 65534;

/// A small generator of numbers (Marsaglia's xorshift): the same seed, the same run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, row: &'a [T]) -> &'a T {
        &row[self.roll(row.len())]
    }
}

/// The folder `tests/` of the project.
pub fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// `KRIJT_UPDATE=1`: write what came out over what was expected.
pub fn updating() -> bool {
    std::env::var_os("KRIJT_UPDATE").is_some_and(|value| value == "1")
}

/// What one run of the program gave.
#[derive(Debug)]
pub struct Run {
    /// Standard output, then standard error.
    pub text: String,
    /// Standard output alone.
    pub out: String,
    pub exit: i32,
    pub took: Duration,
    /// Most memory used, in KiB, as far as it was seen.
    pub peak: u64,
}

/// A school in a temporary folder that disappears with it.
pub struct School {
    dir: TempDir,
    /// The program is run as a user without special rights.
    powerless: bool,
    locks: Vec<std::fs::File>,
    /// A folder that is a disk of its own while the program runs.
    mounted: Option<String>,
}

impl School {
    /// An empty folder, without `krijt.yaml`.
    pub fn bare() -> School {
        let dir = tempfile::Builder::new().prefix("krijt-test-").tempdir().unwrap();
        School { dir, powerless: false, locks: Vec::new(), mounted: None }
    }

    /// The same in memory, where there is such a folder: every build waits for its disk, with whatever others write there.
    pub fn in_memory() -> School {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
        let dir = tempfile::Builder::new().prefix("krijt-test-").tempdir_in(folder).unwrap();
        School { dir, powerless: false, locks: Vec::new(), mounted: None }
    }

    /// A school with these files, and a `krijt.yaml` where none is among them.
    pub fn new(files: &[(&str, &str)]) -> School {
        let school = School::bare();
        if !files.iter().any(|(path, _)| *path == "krijt.yaml") {
            school.write("krijt.yaml", CONFIG);
        }
        for (path, text) in files {
            school.write(path, text);
        }
        school
    }

    /// A copy of a folder of the project.
    pub fn copy_of(folder: &Path) -> School {
        School::of(&tree(folder))
    }

    /// A school with all these files and no others.
    pub fn of(files: &BTreeMap<String, Vec<u8>>) -> School {
        let school = School::bare();
        files.iter().for_each(|(path, bytes)| school.write(path, bytes));
        school
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    pub fn at(&self, path: impl AsRef<Path>) -> PathBuf {
        self.dir.path().join(path)
    }

    pub fn write(&self, path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    pub fn read(&self, path: &str) -> String {
        String::from_utf8(std::fs::read(self.at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))).unwrap()
    }

    pub fn exists(&self, path: &str) -> bool {
        self.at(path).symlink_metadata().is_ok()
    }

    /// From now on nothing is known of what was built and checked here: the next run does all of it again.
    pub fn forget(&self) {
        let _ = std::fs::remove_dir_all(self.at(".krijt/cache/stamp"));
    }

    /// Every file of a folder in the school.
    pub fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        tree(&self.at(folder))
    }

    /// Holds a lock on a file, as a build that is going on would.
    pub fn lock(&mut self, path: &str) {
        self.write(path, "4242\n");
        let file = std::fs::File::options().read(true).write(true).open(self.at(path)).unwrap();
        file.lock().unwrap();
        self.locks.push(file);
    }

    /// From now on, the program sees this folder as a disk of its own.
    pub fn mount(&mut self, path: &str) {
        self.mounted = Some(path.to_string());
    }

    /// Rights of a file or folder; from now on the program runs as a user whom they bind, also when we are root.
    pub fn forbid(&mut self, path: &str, mode: u32) {
        use std::os::unix::fs::PermissionsExt;
        if std::fs::metadata("/proc/self").is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0) {
            if !self.powerless {
                // Root's folders may be closed to others, so the program comes along. It then owns its school, too.
                std::fs::set_permissions(self.root(), PermissionsExt::from_mode(0o755)).unwrap();
                std::fs::copy(env!("CARGO_BIN_EXE_krijt"), self.at(".program")).unwrap();
                for entry in walkdir::WalkDir::new(self.root()) {
                    std::os::unix::fs::lchown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
                }
            }
            self.powerless = true;
        }
        std::fs::set_permissions(self.at(path), PermissionsExt::from_mode(mode)).unwrap();
    }

    /// Gives all rights back, so that the folder can be thrown away.
    fn allow_all(&self) {
        use std::os::unix::fs::PermissionsExt;
        for entry in walkdir::WalkDir::new(self.root()).into_iter().flatten() {
            if entry.file_type().is_dir() || entry.file_type().is_file() {
                let mode = if entry.file_type().is_dir() { 0o755 } else { 0o644 };
                let _ = std::fs::set_permissions(entry.path(), PermissionsExt::from_mode(mode));
            }
        }
    }

    /// The program with an environment in which nothing depends on the machine; `main` chooses its arguments.
    pub fn command(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let program = if self.powerless { self.at(".program") } else { PathBuf::from(env!("CARGO_BIN_EXE_krijt")) };
        let mut command = Command::new(&program);
        if let Some(path) = &self.mounted {
            command = Command::new("unshare");
            command.args(["--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs none \"$0\" && exec \"$@\"", path]);
            command.arg(program);
        }
        command.args(args).current_dir(self.root()).env_clear().stdin(std::process::Stdio::null());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", "/nonexistent");
        command.env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1").env("TZ", "UTC");
        // 2026-11-01, so that nothing depends on the day that the tests run.
        command.env("SOURCE_DATE_EPOCH", "1793534400");
        if self.powerless {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    pub fn krijt(&self, args: &[&str]) -> Run {
        run(self.command(args))
    }
}

impl Drop for School {
    fn drop(&mut self) {
        if self.powerless {
            self.allow_all();
        }
    }
}

/// A finding as `--format json` tells it.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct Found {
    pub code: String,
    pub name: String,
    pub severity: String,
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    pub message: String,
    pub help: String,
    pub fixable: bool,
}

impl Found {
    /// Reads the one object that `--format json` prints.
    pub fn list(run: &Run) -> Vec<Found> {
        #[derive(serde::Deserialize)]
        struct Report {
            findings: Vec<Found>,
        }
        let report: Report = serde_json::from_str(&run.out)
            .unwrap_or_else(|error| panic!("not the JSON that design.md promises: {error}\n{}", run.text));
        report.findings
    }

    /// `content/over.md:3:1 E0204`
    pub fn short(&self) -> String {
        format!("{}:{}:{} {}", self.file, self.line, self.column, self.code)
    }
}

/// Runs a command to its end, at most five minutes.
pub fn run(mut command: Command) -> Run {
    let (mut out, mut errors) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
    let start = Instant::now();
    command.stdout(out.try_clone().unwrap()).stderr(errors.try_clone().unwrap());
    let mut child = loop {
        match command.spawn() {
            Ok(child) => break child,
            // A program that was just copied is busy while another thread's child still holds it open.
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => std::thread::sleep(Duration::from_millis(5)),
            Err(error) => panic!("{command:?}: {error}"),
        }
    };
    let mut peak = 0;
    let mut pause = Duration::from_micros(200);
    let exit = loop {
        peak = peak.max(peak_of(child.id()));
        if let Some(status) = child.try_wait().unwrap() {
            break code(status);
        }
        if start.elapsed() > Duration::from_secs(300) {
            child.kill().unwrap();
            panic!("{command:?} runs for more than five minutes");
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(5));
    };
    let took = start.elapsed();
    let (out, errors) = (everything(&mut out), everything(&mut errors));
    Run { text: format!("{out}{errors}"), out, exit, took, peak }
}

fn everything(file: &mut std::fs::File) -> String {
    let mut bytes = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The most memory that a process has used so far, in KiB; 0 where the system does not tell.
fn peak_of(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// The exit code; a signal counts as 128 + its number, as in a shell.
pub fn code(status: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt;
    status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or(0))
}

/// Every file below a folder, by its path with `/`; nothing when the folder is not there.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        files.insert(path, std::fs::read(entry.path()).unwrap());
    }
    files
}

/// What differs between two trees, a line each; empty when they are the same.
pub fn tree_difference(expected: &BTreeMap<String, Vec<u8>>, actual: &BTreeMap<String, Vec<u8>>) -> String {
    let mut out = String::new();
    for (path, bytes) in expected {
        match actual.get(path) {
            None => out.push_str(&format!("missing: {path}\n")),
            Some(other) if other != bytes => {
                let diff = difference(&String::from_utf8_lossy(bytes), &String::from_utf8_lossy(other));
                out.push_str(&format!("differs: {path}\n{diff}"));
            }
            Some(_) => {}
        }
    }
    for path in actual.keys().filter(|path| !expected.contains_key(*path)) {
        out.push_str(&format!("not expected: {path}\n"));
    }
    out
}

/// The lines that differ, `-` expected and `+` found, with a line of context.
pub fn difference(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let mut out = String::new();
    for line in old[..head].iter().rev().take(2).rev() {
        out.push_str(&format!("    {line}\n"));
    }
    for line in &old[head..old.len() - tail] {
        out.push_str(&format!("  - {line}\n"));
    }
    for line in &new[head..new.len() - tail] {
        out.push_str(&format!("  + {line}\n"));
    }
    if let Some(line) = new[new.len() - tail..].first() {
        out.push_str(&format!("    {line}\n"));
    }
    out
}
