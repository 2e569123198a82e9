//! Packs the relocations of the program where the loader of this machine reads them so. A program that may be loaded
//! anywhere has one for each of its 200,000 addresses of texts and functions: 5 MB that every start reads, or 0.1 MB packed.

#![allow(clippy::disallowed_methods, reason = "it asks cargo and this machine")]

use std::env;
use std::process::Command;

/// The first C library whose loader reads packed ones; linkers that do not know them warn, and leave them as they are.
const READS_PACKED: (u32, u32) = (2, 36);

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let said = |name: &str| env::var(name).unwrap_or_default();
    let is_for_here = said("TARGET") == said("HOST");
    let is_glibc = said("CARGO_CFG_TARGET_OS") == "linux" && said("CARGO_CFG_TARGET_ENV") == "gnu";
    if is_for_here && is_glibc && glibc().is_some_and(|version| version >= READS_PACKED) {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Of `glibc 2.36`.
fn glibc() -> Option<(u32, u32)> {
    let said = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    let (first, second) = said.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((first.parse().ok()?, second.split('.').next()?.parse().ok()?))
}
