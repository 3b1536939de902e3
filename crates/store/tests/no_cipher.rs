//! Without encryption nothing is opened and nothing is made. Run by itself, because it needs a
//! build of its own: `cargo test -p store --no-default-features --test no_cipher`.
#![cfg(not(feature = "cipher"))]
#![expect(clippy::unwrap_used, reason = "a test says what failed by panicking")]

use store::{Cache, OpenError, Work, ensure_cipher, vault::Secret};

#[tokio::test]
async fn a_build_without_a_cipher_refuses_and_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let key = Secret::random().unwrap();
    let cache = Cache::open(&folder.path().join("cache.db"), &key).await;
    assert!(matches!(cache, Err(OpenError::NoCipher)));
    let work = Work::open(&folder.path().join("work.db"), &key).await;
    assert!(matches!(work, Err(OpenError::NoCipher)));
    // Asked by the app before it shows anything.
    assert!(matches!(ensure_cipher().await, Err(OpenError::NoCipher)));
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}
