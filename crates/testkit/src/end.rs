//! How a test program ends.

use std::{
    fs,
    sync::Once,
    thread,
    time::{Duration, Instant},
};

/// How long the end of a program waits for databases that nobody closes.
const LIMIT: Duration = Duration::from_secs(10);
const AGAIN: Duration = Duration::from_millis(1);

/// What Linux shows of the name of a thread that holds an open database.
const DATABASE: &str = "sqlx-sqlite-wor";

/// Lets this program end only when every database that its tests have dropped is closed. SQLCipher
/// gives its memory back when a program ends; a database that is still being closed then would use
/// it after that. Only Linux says which threads there are; elsewhere the end does not wait.
pub fn end_after_databases() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // What was asked for last is done first, and SQLCipher asks when it is first used.
        let used = thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.map(|runtime| runtime.block_on(store::ensure_cipher()))
        });
        assert!(matches!(used.join(), Ok(Ok(Ok(())))));
        assert!(shutdown_hooks::add_shutdown_hook(wait));
    });
}

extern "C" fn wait() {
    let begun = Instant::now();
    while is_a_database_open() && begun.elapsed() < LIMIT {
        thread::sleep(AGAIN);
    }
}

fn is_a_database_open() -> bool {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten();
    let mut names = threads.map_while(Result::ok).filter_map(|thread| {
        let name = fs::read_to_string(thread.path().join("comm"));
        name.ok()
    });
    names.any(|name| name.trim_end() == DATABASE)
}
