//! The shell: one window, its commands, and the events that reach it. Everything an agent does
//! is in `desk`; here it is only passed on.

pub mod choose;
mod commands;
pub mod documents_protocol;
mod drop;
mod events;

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use choose::{Choose, Dialogs};
use desk::{Desk, OpenOutside, PRACTICE_CLIENTS, Painter, SETTLE, Settings};
use store::vault::{Keychain, Vault};
use tauri::{App, AppHandle, Builder, Context, Manager, Runtime, Url, plugin::TauriPlugin};

#[cfg(all(feature = "bridge", not(debug_assertions)))]
compile_error!("the bridge is for development and tests: a release build must not have it");

/// What differs between the app and the tests that drive it.
pub struct Place {
    /// The folder for everything Redress keeps; `None` for the system's folder for app data.
    pub folder: Option<PathBuf>,
    /// Where the keys are.
    pub vault: Arc<dyn Vault>,
    /// How many clients the practice office invents the first time.
    pub practice_clients: u32,
    /// How long a server gets to show what it may have taken, before it is asked.
    pub settle: Duration,
    /// Where the window reads files that are looked at; a token follows.
    pub view_base: &'static str,
    /// Who asks the agent for files; `None` for the system's dialogs.
    pub choose: Option<Arc<dyn Choose>>,
    /// Opens files in the system's viewer, pages in its browser.
    pub opener: Arc<dyn OpenOutside>,
}

/// Where the window reads files that are looked at.
pub(crate) struct ViewBase(pub(crate) &'static str);

/// The word with which this program draws a page instead of being the app.
const DRAW: &str = "draw-page";

/// The word with which the app opens the practice office where there is no account yet.
const PRACTICE: &str = "--practice";

/// Draws a page of a PDF from the input to the output when that is what this program was started
/// for; `None` when it was started as the app.
#[must_use]
pub fn draw() -> Option<std::process::ExitCode> {
    if std::env::args().nth(1).as_deref() != Some(DRAW) {
        return None;
    }
    let drawn = desk::draw_page(std::io::stdin().lock(), std::io::stdout().lock());
    Some(match drawn {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(_) => std::process::ExitCode::FAILURE,
    })
}

impl Place {
    /// This machine, as an agent uses it. In a debug build `REDRESS_FOLDER` names another folder.
    #[must_use]
    pub fn this_machine() -> Self {
        let named = if cfg!(debug_assertions) {
            std::env::var_os("REDRESS_FOLDER")
        } else {
            None
        };
        Self {
            folder: named.map(PathBuf::from),
            vault: Arc::new(Keychain),
            practice_clients: PRACTICE_CLIENTS,
            settle: SETTLE,
            view_base: documents_protocol::BASE,
            choose: None,
            opener: Arc::new(SystemPrograms),
        }
    }
}

/// The programs that this system has for a file and for a page.
struct SystemPrograms;

/// The hosts whose pages the app has the browser show.
const PAGES: &[&str] = &["login.microsoftonline.com"];

impl OpenOutside for SystemPrograms {
    fn open(&self, path: &Path) -> io::Result<()> {
        open::that_detached(path)
    }

    fn browse(&self, page: &Url) -> io::Result<()> {
        let is_known = page.host_str().is_some_and(|host| PAGES.contains(&host));
        if page.scheme() != "https" || !is_known {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        open::that_detached(page.as_str())
    }
}

/// Makes the app: the desk, its commands and its events.
pub fn app<R: Runtime>(builder: Builder<R>, place: Place) -> Builder<R> {
    documents_protocol::serve(builder)
        .plugin(stay_inside())
        .invoke_handler(commands::all())
        .on_window_event(drop::follow)
        .setup(move |app| {
            tauri::async_runtime::block_on(store::ensure_cipher())?;
            let choose = place.choose.clone();
            let dialogs = || Arc::new(Dialogs(app.handle().clone())) as Arc<dyn Choose>;
            app.manage(choose.unwrap_or_else(dialogs));
            app.manage(ViewBase(place.view_base));
            let desk = Desk::new(settings(app, place)?);
            if std::env::args().skip(1).any(|word| word == PRACTICE) {
                // Without it there is the sign-in, whose way to the practice office then says why.
                if tauri::async_runtime::block_on(desk.begin_with_practice()).is_err() {
                    tracing::warn!("the practice office cannot be opened");
                }
            }
            events::forward(&desk, app.handle());
            app.manage(desk);
            Ok(())
        })
}

/// A second start shows the window of the first: two programs on one database would be fatal.
pub fn single_instance<R: Runtime>() -> TauriPlugin<R> {
    tauri_plugin_single_instance::init(|app, _, _| show(app))
}

/// Closes what is open before the program ends; what takes longer than a moment is left to the
/// next start, which finds it as after a power cut.
pub fn close<R: Runtime>(app: &AppHandle<R>) {
    if let Some(desk) = app.try_state::<Desk>() {
        let closing = tokio::time::timeout(Duration::from_secs(5), desk.close());
        // Nobody is left to hear that it took too long.
        drop(tauri::async_runtime::block_on(closing));
    }
}

/// The configuration, permissions and pages that are built into the program.
#[must_use]
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

fn settings<R: Runtime>(app: &App<R>, place: Place) -> tauri::Result<Settings> {
    let folder = match place.folder {
        Some(folder) => folder,
        None => app.path().app_local_data_dir()?,
    };
    Ok(Settings {
        folder,
        vault: place.vault,
        practice_clients: place.practice_clients,
        settle: place.settle,
        painter: Painter::new(std::env::current_exe()?, vec![DRAW.into()]),
        opener: place.opener,
    })
}

fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window("main") {
        // A window that cannot be raised is still there; there is nobody to tell.
        drop(window.unminimize());
        drop(window.set_focus());
    }
}

/// The window shows our own pages and nothing else.
fn stay_inside<R: Runtime>() -> TauriPlugin<R> {
    tauri::plugin::Builder::new("stay-inside")
        .on_navigation(|_, url| is_ours(url))
        .build()
}

fn is_ours(url: &Url) -> bool {
    url.scheme() == "tauri"
        || (matches!(url.scheme(), "http" | "https") && url.host_str() == Some("tauri.localhost"))
}
