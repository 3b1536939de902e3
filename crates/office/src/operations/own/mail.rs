//! `office.mail.*`: the mail server that the office sends e-mail by. Who may set it may read what
//! clients are sent, so only administrators set it and try it.

use std::net::IpAddr;

use contract::{
    Call,
    office::{
        MailGet, MailRemove, MailSecurity, MailServer, MailSet, MailTried, MailTry, NewMailServer,
    },
    portal::Message,
};
use url::Host;

use super::super::entered::Entered;
use crate::{
    data::{
        mail_servers::{self as data, MailServerRow, Security},
        mails,
    },
    mail::{self, Came},
    server::{Caller, Outcome, Refusal, Table, Writing},
    shared::Shared,
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<MailGet>(get)
        .writes::<MailSet>(set)
        .writes::<MailRemove>(remove)
        .tells_once::<MailTry>(try_out)
}

async fn get(caller: Caller, _: Call<MailGet>) -> Outcome<MailGet> {
    let database = caller.office.database.readers();
    let server = data::find(database).await?.map(MailServerRow::shown);
    let (waiting, trouble) = mails::standing(database).await?;
    Ok(MailServer {
        waiting: Some(waiting),
        trouble,
        ..server.unwrap_or_default()
    })
}

async fn set(write: &mut Writing, call: Call<MailSet>) -> Outcome<MailSet> {
    if write.office().practice.is_some() {
        return Err(Refusal::NotNow(
            "This is a practice office: it sends nothing to anybody.",
        ));
    }
    let kept = data::find(write.database()).await?;
    let updated_at = write.moment().await?;
    let row = entered(call.body, kept, updated_at)?;
    data::keep(write.database(), &row).await?;
    let now = write.now();
    mails::hurry(write.database(), now).await?;
    write.wakes_mail();
    let (waiting, trouble) = mails::standing(write.database()).await?;
    Ok(MailServer {
        waiting: Some(waiting),
        trouble,
        ..row.shown()
    })
}

async fn remove(write: &mut Writing, _: Call<MailRemove>) -> Outcome<MailRemove> {
    data::remove(write.database()).await?;
    let office = write.shared();
    mail::give_back(write.database(), &office).await?;
    write.wakes_mail();
    Ok(Message::new(
        "The office sends no mail from here on. What waited is in the outgoing folder.",
    ))
}

async fn try_out(caller: Caller, _: Call<MailTry>) -> Outcome<MailTry> {
    let office = &caller.office;
    let server = data::find(office.database.readers()).await?;
    let server = server.ok_or(Refusal::NotNow("No mail server is set."))?;
    let agent = caller.signed_in.ok_or(Refusal::NoToken)?.agent;
    let (accepted, message) = match mail::try_out(office, &server, &agent.email).await {
        Came::Sent => {
            is_well(office).await?;
            (
                true,
                "The mail server took a mail to your address.".to_owned(),
            )
        }
        Came::Failed(sentence) | Came::Later(sentence) | Came::Trouble(sentence) => {
            (false, sentence)
        }
        Came::Unclear => (
            false,
            "The mail server broke off. Look whether the mail has arrived.".to_owned(),
        ),
    };
    Ok(MailTried {
        accepted: Some(accepted),
        message: Some(message),
    })
}

/// Sends what waits now that the mail server is seen to take mail.
async fn is_well(office: &Shared) -> sqlx::Result<()> {
    let mut write = office.database.write().await?;
    data::is_well(&mut write).await?;
    mails::hurry(&mut write, office.clock.now()).await?;
    write.commit().await?;
    office.mail.notify_one();
    Ok(())
}

fn entered(
    new: NewMailServer,
    kept: Option<MailServerRow>,
    updated_at: String,
) -> Result<MailServerRow, Refusal> {
    let mut entered = Entered::default();
    let host = entered
        .needed("host", Some(new.host), String::new())
        .to_lowercase();
    if !is_host(&host) {
        entered.wrong("host", "must be the name or the address of a mail server");
    }
    if new.security == MailSecurity::None && !is_this_machine(&host) {
        entered.wrong(
            "security",
            "may be `none` only for a mail server on this machine",
        );
    }
    let port = u16::try_from(new.port).unwrap_or_default();
    if port == 0 {
        entered.wrong("port", "must be from 1 to 65535");
    }
    let from_address = entered.needed("from_address", Some(new.from_address), String::new());
    if !mail::is_address(&from_address) {
        entered.wrong("from_address", "must be an address that mail servers take");
    }
    let username = entered.optional("username", new.username, None);
    // The password of one server is never told another one.
    let same = kept.filter(|kept| {
        kept.host == host
            && kept.port == port
            && kept.username == username
            && kept.security == Security(new.security)
    });
    let password = new.password.filter(|password| !password.is_empty());
    let password = password.or(same.and_then(|same| same.password));
    match (&username, &password) {
        (Some(_), None) => entered.wrong("password", "is required with a user"),
        (None, Some(_)) => entered.wrong("username", "is required with a password"),
        _ => {}
    }
    let row = MailServerRow {
        host,
        port,
        security: Security(new.security),
        username,
        password,
        from_address,
        from_name: entered.optional("from_name", new.from_name, None),
        updated_at,
        troubles: 0,
        rests_until: None,
    };
    entered.done()?;
    Ok(row)
}

fn is_host(host: &str) -> bool {
    host.parse::<IpAddr>().is_ok() || matches!(Host::parse(host), Ok(Host::Domain(_)))
}

fn is_this_machine(host: &str) -> bool {
    let address = host.parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}
