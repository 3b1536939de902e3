//! Tells Tauri where the permissions are and which commands exist, and makes sure that there is
//! a folder for the interface even before it is built.

use std::{fs, path::Path};

macro_rules! commands {
    ($($area:ident::$name:ident),* $(,)?) => {
        &[$(stringify!($name)),*]
    };
}

/// Every command of the window. Each needs a permission; one that is not listed cannot be called.
const COMMANDS: &[&str] = include!("commands/list.rs");

fn main() {
    // The pages are built into the program: new pages make a new program.
    println!("cargo::rerun-if-changed=ui/dist");
    let built = Path::new("ui/dist");
    if !built.join("index.html").exists() {
        let page = "<!doctype html><title>Redress</title><p>The interface is not built yet: run <code>cargo xtask run</code>.</p>";
        let made =
            fs::create_dir_all(built).and_then(|()| fs::write(built.join("index.html"), page));
        if let Err(error) = made {
            println!("cargo::error=ui/dist cannot be made: {error}");
        }
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/**/*.json")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
