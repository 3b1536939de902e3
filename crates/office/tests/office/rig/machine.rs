//! The machine that an office is on: a vault with a key, a clock that stands, and chances that come
//! in turn.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use office::{Chance, Clock, Outside};
use store::vault::{Vault, VaultError};
use zeroize::Zeroizing;

/// The key of every office in these tests.
pub const KEY: [u8; 32] = [7; 32];

/// A vault that knows one key.
pub struct OneKey;

impl Vault for OneKey {
    fn read(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(Some(Zeroizing::new(KEY.to_vec())))
    }
    fn write(&self, _: &str, _: &[u8]) -> Result<(), VaultError> {
        Ok(())
    }
    fn remove(&self, _: &str) -> Result<(), VaultError> {
        Ok(())
    }
    fn name(&self) -> &'static str {
        "a key for tests"
    }
}

/// A vault that knows another key: that of another machine.
pub struct AnotherKey;

impl Vault for AnotherKey {
    fn read(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(Some(Zeroizing::new([9; 32].to_vec())))
    }
    fn write(&self, _: &str, _: &[u8]) -> Result<(), VaultError> {
        Ok(())
    }
    fn remove(&self, _: &str) -> Result<(), VaultError> {
        Ok(())
    }
    fn name(&self) -> &'static str {
        "another key for tests"
    }
}

/// A clock that stands until it is moved.
#[derive(Clone)]
pub struct Time(Arc<Mutex<DateTime<Utc>>>);

impl Time {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(
            "2026-01-15T09:00:00Z".parse().unwrap(),
        )))
    }
    pub fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
    pub fn pass(&self, time: TimeDelta) {
        *self.0.lock().unwrap() += time;
    }
    pub fn clock(&self) -> Clock {
        let time = self.clone();
        Clock::new(move || time.now())
    }
}

/// The time as it stands, and chances that come in turn: the first of several, the second, …
pub fn outside(time: &Time) -> Outside {
    let turn = AtomicUsize::new(0);
    Outside {
        clock: time.clock(),
        chance: Chance::new(move |of| turn.fetch_add(1, Ordering::Relaxed) % of),
    }
}
