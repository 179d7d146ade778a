//! The build script: how the program is linked.
//!
//! On Linux it is linked to a fixed address, as Go's programs are. Of a program that can be loaded
//! anywhere each start first relocates 37,000 words, most of them of tables (the named characters of
//! HTML, the classes of Unicode), and so copies 180 pages: a sixth of the time to the first text, and
//! a megabyte. Libraries, heap and stack are still at other addresses each time.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|it| it == value);
    let has = |name: &str, part: &str| env::var(name).is_ok_and(|it| it.contains(part));
    let is_static = has("CARGO_CFG_TARGET_FEATURE", "crt-static");
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
