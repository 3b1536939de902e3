//! Whether a window can be shown here.

use std::env;

/// Windows and macOS always have a screen; on Linux a display server must be named.
pub(crate) fn present() -> bool {
    let named = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}
