//! Who sends what waits, for as long as the office is open: one mail at a time. The office is held
//! while its database is asked and while a text is said, never while a mail server is waited for.

use std::{
    io::ErrorKind,
    sync::{Arc, Weak},
    time::Duration,
};

use chrono::TimeDelta;
use lettre::Message;
use tokio::{select, sync::oneshot, task::spawn_blocking, time::sleep};

use super::{
    FAILED, OUTGOING, SENT, UNCLEAR,
    conversation::{self, Came, Ready},
    message::{self, Writing},
};
use crate::{
    data::{
        agents,
        correspondence::{self as pieces, Stands},
        mail_servers::{self, MailServerRow},
        mails::{self, MailRow},
        moments, negative_items,
    },
    outgoing::{self, Mail},
    random,
    shared::Shared,
};

/// After how many minutes a mail is tried again, by how often it was tried; from then on the last.
const PAUSES: [i64; 5] = [1, 5, 15, 60, 240];
/// How long to leave a database alone that did not answer.
const TROUBLED: Duration = Duration::from_secs(60);

/// Begins to send.
pub(crate) fn begin(office: &Arc<Shared>) {
    let (office, awake) = (Arc::downgrade(office), Arc::clone(&office.mail));
    tokio::spawn(async move {
        while let Some(turn) = take(&office).await {
            match turn {
                Turn::Send(server, mail) => send(&office, *server, mail).await,
                Turn::Wait(Some(wait)) => select! {
                    () = awake.notified() => {}
                    () = sleep(wait) => {}
                },
                Turn::Wait(None) => awake.notified().await,
            }
        }
    });
}

/// What is to be done now.
enum Turn {
    Send(Box<MailServerRow>, MailRow),
    /// Nothing, for a while or until somebody says so.
    Wait(Option<Duration>),
}

/// `None` where the office is closed.
async fn take(office: &Weak<Shared>) -> Option<Turn> {
    let office = office.upgrade().filter(|office| !office.ends())?;
    let turn = next(&office).await.unwrap_or_else(|_| {
        tracing::warn!("what waits to be sent could not be read");
        Turn::Wait(Some(TROUBLED))
    });
    Some(turn)
}

async fn next(office: &Shared) -> sqlx::Result<Turn> {
    let database = office.database.readers();
    // Nothing is on its way now: what stands as such was cut off, and may have arrived.
    while let Some(mail) = mails::interrupted(database).await? {
        settle(office, &mail, Came::Unclear).await?;
    }
    let now = office.clock.now();
    while let Some(mail) = mails::expired(database, now).await? {
        let why = mail.said.clone();
        let why = why.unwrap_or_else(|| "It could not be sent in time.".to_owned());
        settle(office, &mail, Came::Failed(why)).await?;
    }
    let Some(server) = mail_servers::find(database).await? else {
        return Ok(Turn::Wait(None));
    };
    let Some(mail) = mails::due(database, now).await? else {
        let next = mails::next(database).await?;
        let wait = next.map(|next| (next - now).to_std().unwrap_or_default());
        return Ok(Turn::Wait(wait));
    };
    if let Some(until) = server.rests_until.filter(|until| now < *until) {
        let wait = (until - now).to_std().unwrap_or_default();
        return Ok(Turn::Wait(Some(wait)));
    }
    let mut write = office.database.write().await?;
    let counted = mails::tries(&mut write, mail.id, now + pause(mail.attempts)).await?;
    write.commit().await?;
    Ok(if counted {
        Turn::Send(Box::new(server), mail)
    } else {
        Turn::Wait(Some(Duration::ZERO))
    })
}

/// How long to wait after so many times.
fn pause(times: i64) -> TimeDelta {
    let times = usize::try_from(times).unwrap_or(usize::MAX);
    TimeDelta::minutes(PAUSES[times.min(PAUSES.len() - 1)])
}

/// Sends a mail and keeps what came of it.
async fn send(office: &Weak<Shared>, server: MailServerRow, mail: MailRow) {
    let Some(at) = office.upgrade().map(|office| office.clock.now()) else {
        return;
    };
    let writing = Writing {
        to: &mail.recipient,
        subject: &mail.subject,
        body: &mail.body,
        id: &mail.message_id,
        at,
    };
    let came = match message::written(&server, &writing) {
        Err(sentence) => Came::Failed(sentence.to_owned()),
        Ok(message) => match conversation::begin(&server, &message).await {
            Err(came) => came,
            Ok(ready) => return say(office, server, mail, (ready, message)).await,
        },
    };
    if let Some(office) = office.upgrade() {
        keep(&office, &server, &mail, came).await;
    }
}

/// Says the text of a mail. An office that closes waits for it: what is cut off may have arrived.
async fn say(
    office: &Weak<Shared>,
    server: MailServerRow,
    mail: MailRow,
    (ready, message): (Ready, Message),
) {
    let Some(office) = office.upgrade() else {
        return;
    };
    let (done, said) = oneshot::channel::<()>();
    let shared = Arc::clone(&office);
    office.afterwards(async move {
        // Else it was taken back meanwhile, or is to go by another server, or it cannot be noted that
        // it goes.
        if matches!(goes(&shared, mail.id, &server.updated_at).await, Ok(true)) {
            let came = ready.say(&message).await;
            keep(&shared, &server, &mail, came).await;
        }
        drop(done);
    });
    drop(office);
    let _ = said.await;
}

/// Notes that the text goes now: from here on the mail is never sent again.
async fn goes(office: &Shared, mail: i64, set_at: &str) -> sqlx::Result<bool> {
    let mut write = office.database.write().await?;
    let noted = mails::sends(&mut write, mail, set_at).await?;
    write.commit().await?;
    Ok(noted)
}

/// Keeps what came of a mail, and how the mail server is.
async fn keep(office: &Shared, server: &MailServerRow, mail: &MailRow, came: Came) {
    let in_trouble = matches!(came, Came::Trouble(_));
    let kept = async {
        if in_trouble {
            let until = office.clock.now() + pause(server.troubles);
            let mut write = office.database.write().await?;
            mail_servers::rests(&mut write, &server.updated_at, until).await?;
            write.commit().await?;
        }
        // What a mail came to is kept whatever else cannot be.
        settle(office, mail, came).await?;
        if !in_trouble {
            let mut write = office.database.write().await?;
            mail_servers::is_well(&mut write).await?;
            write.commit().await?;
        }
        Ok::<_, sqlx::Error>(())
    };
    if kept.await.is_err() {
        tracing::warn!("what came of a mail could not be kept");
    }
}

/// Keeps what came of a mail.
async fn settle(office: &Shared, mail: &MailRow, came: Came) -> sqlx::Result<()> {
    let now = office.clock.now();
    let mut write = office.database.write().await?;
    let (status, why) = match came {
        // A code is of use for an hour, and a server may rest for longer: somebody else sends it.
        Came::Trouble(sentence) if mail.user_id.is_some() => (FAILED, Some(sentence)),
        Came::Later(sentence) | Came::Trouble(sentence) if now < mail.until => {
            mails::waits(&mut write, mail.id, &sentence).await?;
            return write.commit().await;
        }
        Came::Sent => (SENT, None),
        Came::Failed(sentence) | Came::Later(sentence) | Came::Trouble(sentence) => {
            (FAILED, Some(sentence))
        }
        Came::Unclear => (UNCLEAR, None),
    };
    if let Some(user) = mail.user_id.filter(|_| status != SENT) {
        mails::gives_up(&mut write, mail.id, now).await?;
        write.commit().await?;
        return lay_down(office, user).await;
    }
    if !mails::remove(&mut write, mail.id).await? {
        // Taken back meanwhile: what came of it is nobody's concern.
        return Ok(());
    }
    if let Some(piece) = mail.correspondence_id {
        stands(&mut write, office, piece, status, why.as_deref()).await?;
    }
    write.commit().await
}

/// Gives everything that waits back to the outgoing folder: there is no mail server any more. What is
/// to be a file there is given up here, and becomes one once that is kept.
pub(crate) async fn give_back(
    database: &mut sqlx::SqliteConnection,
    office: &Shared,
) -> sqlx::Result<()> {
    let now = office.clock.now();
    for mail in mails::waiting(&mut *database).await? {
        if let Some(piece) = mail.correspondence_id {
            stands(database, office, piece, OUTGOING, None).await?;
            mails::remove(database, mail.id).await?;
        } else {
            mails::gives_up(database, mail.id, now).await?;
        }
    }
    Ok(())
}

/// Puts the mail to a user that was given up into the outgoing folder. It is kept until it lies there:
/// if something comes between, it is put there again, and it is the same. Nobody takes its code back
/// meanwhile, for that is to write, too.
pub(crate) async fn lay_down(office: &Shared, user: i64) -> sqlx::Result<()> {
    let now = office.clock.now();
    let mut write = office.database.write().await?;
    if let Some(mail) = mails::given_up(&mut *write, user, now).await? {
        put(&mut write, office, &mail).await?;
        mails::remove_given_up(&mut write, user, now).await?;
    }
    write.commit().await
}

/// Shows how a piece stands, on its own and with the negative item that it is about.
async fn stands(
    database: &mut sqlx::SqliteConnection,
    office: &Shared,
    piece: i64,
    status: &str,
    why: Option<&str>,
) -> sqlx::Result<()> {
    let moment = moments::next(database, office.clock.now()).await?;
    let to = Stands {
        status,
        reason: why,
        ..Stands::default()
    };
    let item = pieces::stands(database, piece, to, &moment).await?;
    if let Some(item) = item {
        negative_items::touch(database, item, &moment).await?;
    }
    Ok(())
}

/// Puts a mail to who works here, which no mail server took, into the outgoing folder. Nothing of a
/// client's is ever a plain file: a client asks for another code.
async fn put(
    database: &mut sqlx::SqliteConnection,
    office: &Shared,
    mail: &MailRow,
) -> sqlx::Result<()> {
    let Some(user) = mail.user_id else {
        return Ok(());
    };
    let works_here = agents::find(database, user).await?;
    if works_here.is_none_or(|user| user.client_id.is_some()) {
        return Ok(());
    }
    let (folder, at, mail) = (office.folder.clone(), office.clock.now(), mail.clone());
    let put = spawn_blocking(move || {
        let mail = Mail {
            user,
            to: &mail.recipient,
            subject: &mail.subject,
            text: &mail.body,
            at,
        };
        outgoing::put(&folder, &mail)
    });
    let put = put.await.unwrap_or_else(|_| Err(ErrorKind::Other.into()));
    put.map_err(sqlx::Error::Io)
}

/// Sends a mail to somebody now, to see whether the mail server takes it.
pub(crate) async fn try_out(office: &Shared, server: &MailServerRow, to: &str) -> Came {
    let Ok(id) = random::uuid() else {
        return Came::Failed("The mail cannot be written.".to_owned());
    };
    let writing = Writing {
        to,
        subject: "Mail from your office",
        body: "This mail was sent to see whether your office can send mail. It can.",
        id: &id,
        at: office.clock.now(),
    };
    let message = match message::written(server, &writing) {
        Ok(message) => message,
        Err(sentence) => return Came::Failed(sentence.to_owned()),
    };
    match conversation::begin(server, &message).await {
        Ok(ready) => ready.say(&message).await,
        Err(came) => came,
    }
}
