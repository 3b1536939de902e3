//! `office.backup.*`: everything that the office keeps, out in a file and back into an office that
//! is not set up yet.

use std::sync::Arc;

use contract::{
    Call, FILE_PART, FieldErrors,
    office::{BackupChangeKey, BackupCreate, BackupRestore, RecoveryKey},
    portal::Message,
};
use store::vault::Secret;
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

use super::{super::auth, firm::IS_SET_UP};
use crate::{
    backup::{self, Moving, Unmade, Unopened, Unsealing},
    data::{agents, backup_keys},
    recovery::Recovery,
    server::{Caller, Content, Form, Held, Outcome, Refusal, SignedIn, Table},
    shared::Shared,
    stock,
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .downloads::<BackupCreate, _, _>(create)
        .takes_form::<BackupRestore, _, _>(restore)
        .tells_once::<BackupChangeKey>(change_key)
}

/// The field that says what opens a backup.
const KEY: &str = "recovery_key";
/// The longest recovery key as it may be typed, in bytes.
const LONGEST_KEY: usize = 1024;
/// Bytes that are put together before a thread proves them.
const PIECE: usize = 256 * 1024;

async fn create(caller: Caller, _: Call<BackupCreate>) -> Result<Held, Refusal> {
    let office = &caller.office;
    let key = backup_keys::find(office.database.readers()).await?;
    let key = key.ok_or(Refusal::NotNow(
        "This office has no recovery key yet. Make one first.",
    ))?;
    let sealing = backup::make(&office.database, &office.folder, &key).await;
    let sealing = sealing.map_err(|unmade| match unmade {
        Unmade::Disk(error) => failed("a backup cannot be written", &error),
        Unmade::Copy(error) => failed("a backup cannot be made", &error),
        Unmade::Database(error) => error.into(),
    })?;
    let day = office.clock.now().date_naive();
    Ok(Held {
        content: Content::Sealed(Box::new(sealing)),
        name: format!("office-{day}.redress-backup"),
        kind: "application/octet-stream".to_owned(),
    })
}

async fn change_key(caller: Caller, call: Call<BackupChangeKey>) -> Outcome<BackupChangeKey> {
    let office = &caller.office;
    let SignedIn { agent, .. } = caller.signed_in.ok_or(Refusal::NoToken)?;
    let known = auth::by_password(office, &agent.email, call.body.password).await;
    known.map_err(|refusal| match refusal {
        // Who asks is signed in, and stays so.
        Refusal::WrongPassword => refused("password", "is wrong"),
        other => other,
    })?;
    let recovery = Recovery::random().map_err(|_| Refusal::inside("there are no random bytes"))?;
    let mut write = office.database.write().await?;
    backup_keys::keep(&mut write, &recovery.backup_key(), office.clock.now()).await?;
    write.commit().await?;
    Ok(RecoveryKey {
        recovery_key: Some(recovery.written().to_string()),
    })
}

async fn restore(office: Arc<Shared>, mut form: Form) -> Outcome<BackupRestore> {
    let done = restored(&office, &mut form).await;
    if done.is_err() {
        form.drain().await;
    }
    done
}

/// Somebody else restores a backup now.
const IS_RESTORED: Refusal = Refusal::NotNow("A backup is being restored here already.");

async fn restored(office: &Shared, form: &mut Form) -> Outcome<BackupRestore> {
    let _turn = office.restoring.try_lock().map_err(|_| IS_RESTORED)?;
    if agents::any(office.database.readers()).await? {
        return Err(IS_SET_UP);
    }
    let (moving, inner) = taken_in(office, form).await?;
    // However long the form took: who set the office up meanwhile was first.
    let _first_run = office.first_run.lock().await;
    if agents::any(office.database.readers()).await? {
        return Err(IS_SET_UP);
    }
    let row = backup::take_over(&office.database, &moving, &inner).await;
    let row = row.map_err(unopened)?;
    office.become_known_by(row.token_secret.clone());
    // What fails here is done when the office opens again.
    if stock::complete(&office.database, &row, &office.clock)
        .await
        .is_err()
    {
        tracing::warn!("what offices begin with by now is added at the next start");
    }
    Ok(Message::new(
        "Everything is as it was when the backup was made. Sign in as you did then.",
    ))
}

/// Takes the form: the key, and after it the file, which is proven as it comes.
async fn taken_in(office: &Shared, form: &mut Form) -> Result<(Moving, Secret), Refusal> {
    let (mut key, mut opened) = (None, None);
    while let Some(part) = form.next().await? {
        if part.name == KEY {
            let typed = typed(form).await?;
            let read = Recovery::read(&typed);
            key = Some(read.map_err(|sentence| refused(KEY, &sentence))?);
        } else if part.name == FILE_PART {
            let key: &Recovery = key
                .as_ref()
                .ok_or_else(|| refused(KEY, "is required, before the file"))?;
            if opened.is_some() {
                return Err(refused(FILE_PART, "must be one file"));
            }
            opened = Some(proven(office, form, key.backup_key()).await?);
        }
    }
    let missing = if key.is_none() { KEY } else { FILE_PART };
    opened.ok_or_else(|| refused(missing, "is required"))
}

/// Puts the file down whose turn it is in a form, as far as it is proven, which is wholly or not
/// at all.
async fn proven(
    office: &Shared,
    form: &mut Form,
    key: Secret,
) -> Result<(Moving, Secret), Refusal> {
    let folder = office.folder.clone();
    let mut unsealing = blocking(move || {
        let moving = Moving::begin(&folder)?;
        Unsealing::begin(moving, key)
    })
    .await?;
    let mut waiting = Vec::with_capacity(2 * PIECE);
    while let Some(piece) = form.piece().await? {
        waiting.extend_from_slice(&piece);
        if waiting.len() >= PIECE {
            let piece = std::mem::take(&mut waiting);
            unsealing = blocking(move || unsealing.take(&piece).map(|()| unsealing)).await?;
        }
    }
    blocking(move || {
        unsealing.take(&waiting)?;
        unsealing.end()
    })
    .await
}

/// What a thread comes to that waits for the disk.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Unopened> + Send + 'static,
) -> Result<T, Refusal> {
    let done = spawn_blocking(work).await;
    let done = done.map_err(|_| Refusal::inside("a backup was not read to its end"))?;
    done.map_err(unopened)
}

/// The key as it was typed.
async fn typed(form: &mut Form) -> Result<Zeroizing<String>, Refusal> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST_KEY));
    while let Some(piece) = form.piece().await? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > LONGEST_KEY {
            return Err(refused(KEY, "is too long"));
        }
    }
    Ok(Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Why a backup is not taken over, in sentences. The office is as it was.
fn unopened(why: Unopened) -> Refusal {
    match why {
        Unopened::NotABackup => refused(FILE_PART, "is not a backup of an office"),
        Unopened::Newer => refused(
            FILE_PART,
            "was made by a newer version of Redress: install that version first",
        ),
        Unopened::WrongKey => refused(
            KEY,
            "does not open this backup: it is another one's, or the beginning of the file is damaged",
        ),
        Unopened::Damaged => refused(
            FILE_PART,
            "is damaged, or its end is missing: nothing of it was taken over",
        ),
        Unopened::Practice => refused(
            FILE_PART,
            "is the backup of a practice office, which no firm's office becomes",
        ),
        Unopened::Disk(error) => failed("a backup cannot be put down", &error),
        Unopened::Database(error) => error.into(),
    }
}

fn refused(field: &str, sentence: &str) -> Refusal {
    Refusal::Fields(FieldErrors::one(field, sentence))
}

/// A failure of the disk. Its text may name files, so only what was to be done is logged.
fn failed(what: &'static str, _: &dyn std::error::Error) -> Refusal {
    Refusal::inside(what)
}
