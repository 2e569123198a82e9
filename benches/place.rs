//! A folder in memory, and what a program that works in it costs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What one run cost.
#[derive(Clone, Copy)]
pub struct Cost {
    pub wall: f64,
    /// Seconds of all processors together.
    pub processor: f64,
    /// The peak.
    pub mib: f64,
}

/// A folder in memory that disappears with it.
pub struct Place {
    pub root: PathBuf,
}

impl Place {
    pub fn new(name: &str) -> Place {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
        let root = base.join(format!("krijt-bench-{}-{name}", std::process::id()));
        fs::create_dir_all(&root).expect("a folder in memory");
        Place { root }
    }

    pub fn put(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Removes the output, outside the clock, and runs a command. What fails is a panic, never a figure.
    pub fn run(&self, command: &mut Command, output: &[&str]) -> Cost {
        for folder in output {
            match fs::remove_dir_all(self.root.join(folder)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{folder}: {error}"),
                _ => {}
            }
        }
        let (start, before) = (Instant::now(), children());
        let mut child = command.stdout(Stdio::null()).spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let status = PathBuf::from(format!("/proc/{}/status", child.id()));
        let watcher = std::thread::spawn(move || {
            // The peak stands in the process's own file for as long as it lives; it only grows.
            let mut peak = 0.0;
            while let Ok(text) = fs::read_to_string(&status) {
                let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
                let Some(line) = line else { break };
                peak = line.trim().trim_end_matches(" kB").parse().unwrap_or(peak);
                std::thread::sleep(Duration::from_millis(2));
            }
            peak / 1024.0
        });
        let exit = child.wait().expect("a process that ends");
        let wall = start.elapsed().as_secs_f64();
        assert!(exit.success(), "{command:?} failed: {exit}");
        Cost { wall, processor: children() - before, mib: watcher.join().expect("the watcher") }
    }
}

/// The seconds that ended children of this process took (proc(5), fields 16 and 17, in hundredths).
fn children() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace().skip(13).take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// The sizes among the arguments, else these.
pub fn sizes(args: &[String], else_these: &[usize]) -> Vec<usize> {
    let sizes: Vec<usize> = args.iter().filter_map(|arg| arg.replace(['_', ','], "").parse().ok()).collect();
    if sizes.is_empty() { else_these.to_vec() } else { sizes }
}

/// The program to measure: the one that was built with this, or the one that `KRIJT_PROGRAM` names.
pub fn krijt() -> Command {
    Command::new(std::env::var_os("KRIJT_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_krijt").into()))
}
