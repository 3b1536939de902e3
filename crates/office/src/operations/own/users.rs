//! `office.users.*`: those who sign in. An account is closed, never deleted: what its user wrote
//! stays the user's. There is always an administrator.

use std::sync::Arc;

use contract::{
    Call, FieldErrors,
    office::{
        AccountChange, AccountListing, AccountRole, NewAccount, UsersCreate, UsersDelete, UsersGet,
        UsersList, UsersSetPassword, UsersUpdate,
    },
    portal::Message,
};
use tokio::task::spawn_blocking;

use super::super::{
    asked::{Asked, Pages},
    entered::Entered,
    passwords::is_practice,
};
use crate::{
    data::{
        agents::{self as data, Agent, NewAgent, Sort, Window},
        clients, correspondence, mails, recoveries,
    },
    outgoing,
    role::Role,
    server::{Caller, Outcome, Refusal, Table, Writing},
    shared::Shared,
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<UsersList>(list)
        .writes_with::<UsersCreate, _, _, _>(hashed, create)
        .on::<UsersGet>(get)
        .writes::<UsersUpdate>(update)
        .writes::<UsersDelete>(close)
        .writes_with::<UsersSetPassword, _, _, _>(hashed_anew, set_password)
}

/// Why the practice agent stays as it is.
const PRACTISES: Refusal =
    Refusal::NotNow("Everybody practises with this account; the program signs in with it.");

async fn list(caller: Caller, call: Call<UsersList>) -> Outcome<UsersList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = data::count(database, &window).await?;
    let rows = data::list(database, &window).await?;
    Ok(pages.page(rows.into_iter().map(Agent::account), total))
}

async fn get(caller: Caller, call: Call<UsersGet>) -> Outcome<UsersGet> {
    let agent = data::find(caller.office.database.readers(), call.path.id).await?;
    Ok(agent.ok_or(Refusal::NoSuchRecord)?.account())
}

/// Makes the hash of a new user's password, which waits for its turn and is slow.
fn hashed(
    office: Arc<Shared>,
    call: &Call<UsersCreate>,
) -> impl Future<Output = Result<String, Refusal>> + Send + use<> {
    let password = call.body.password.clone();
    async move { office.password_hash(password).await }
}

async fn create(
    write: &mut Writing,
    call: Call<UsersCreate>,
    hash: String,
) -> Outcome<UsersCreate> {
    let NewAccount {
        email,
        first_name,
        last_name,
        role,
        client_id,
        ..
    } = call.body;
    let mut entered = Entered::default();
    let email = address(write, &mut entered, email, 0).await?;
    let first_name = entered.needed("first_name", Some(first_name), String::new());
    let last_name = entered.needed("last_name", Some(last_name), String::new());
    let client_id = whose(write, &mut entered, role.into(), client_id).await?;
    entered.done()?;
    let new = NewAgent {
        email: &email,
        password_hash: &hash,
        first_name: &first_name,
        last_name: &last_name,
        role: role.into(),
        client_id,
    };
    let now = write.now();
    let id = data::add(write.database(), &new, now).await?;
    Ok(found(write, id).await?.account())
}

async fn update(write: &mut Writing, call: Call<UsersUpdate>) -> Outcome<UsersUpdate> {
    let AccountChange {
        email,
        first_name,
        last_name,
        role,
        client_id,
        is_disabled,
    } = call.body;
    let kept = found(write, call.path.id).await?;
    let is_program_s = is_practice(write.office(), &kept.email).await?;
    let mut entered = Entered::default();
    let mut agent = Agent {
        first_name: entered.needed("first_name", first_name, kept.first_name.clone()),
        last_name: entered.needed("last_name", last_name, kept.last_name.clone()),
        role: role.map_or(kept.role, Role::from),
        updated_at: write.moment().await?,
        ..kept.clone()
    };
    if let Some(email) = email {
        agent.email = address(write, &mut entered, email, agent.id).await?;
    }
    // A client whom somebody stops being goes with the role.
    let stays = kept.client_id.filter(|_| agent.role == Role::Client);
    agent.client_id = whose(write, &mut entered, agent.role, client_id.or(stays)).await?;
    match is_disabled {
        Some(true) => end(&mut agent),
        Some(false) => agent.closed_at = None,
        None => {}
    }
    if loses_rights(&kept, &agent)
        && !data::another_administrator(write.database(), kept.id).await?
    {
        let field = if agent.is_closed() {
            "is_disabled"
        } else {
            "role"
        };
        entered.wrong(field, "would leave nobody who may do everything");
    }
    entered.done()?;
    if is_program_s && (agent.email != kept.email || loses_rights(&kept, &agent)) {
        return Err(PRACTISES);
    }
    keep(write, &kept, agent).await
}

async fn close(write: &mut Writing, call: Call<UsersDelete>) -> Outcome<UsersDelete> {
    let kept = found(write, call.path.id).await?;
    if is_practice(write.office(), &kept.email).await? {
        return Err(PRACTISES);
    }
    let mut agent = Agent {
        updated_at: write.moment().await?,
        ..kept.clone()
    };
    end(&mut agent);
    if loses_rights(&kept, &agent)
        && !data::another_administrator(write.database(), kept.id).await?
    {
        return Err(Refusal::NotNow(
            "This is the last administrator. Make somebody else one first.",
        ));
    }
    keep(write, &kept, agent).await?;
    Ok(Message::new(
        "The account was closed. What its user wrote stays.",
    ))
}

/// Makes the hash of another password, as [`hashed`].
fn hashed_anew(
    office: Arc<Shared>,
    call: &Call<UsersSetPassword>,
) -> impl Future<Output = Result<String, Refusal>> + Send + use<> {
    let password = call.body.password.clone();
    async move { office.password_hash(password).await }
}

async fn set_password(
    write: &mut Writing,
    call: Call<UsersSetPassword>,
    hash: String,
) -> Outcome<UsersSetPassword> {
    let agent = found(write, call.path.id).await?;
    if is_practice(write.office(), &agent.email).await? {
        return Err(PRACTISES);
    }
    let now = write.now();
    forget_code(write, agent.id).await?;
    data::set_password(write.database(), agent.id, &hash, now).await?;
    write.office().attempts().succeeded(&agent.email);
    Ok(Message::new(
        "The password was changed. Whoever was signed in with it has to sign in again.",
    ))
}

/// Closes an account and ends its sessions. When it was closed first stays.
fn end(agent: &mut Agent) {
    let now = agent.updated_at.clone();
    agent.closed_at.get_or_insert(now);
    agent.session += 1;
}

/// Whether somebody who could do everything no longer can.
fn loses_rights(before: &Agent, after: &Agent) -> bool {
    let rights = |agent: &Agent| agent.role == Role::Administrator && !agent.is_closed();
    rights(before) && !rights(after)
}

async fn keep(write: &mut Writing, before: &Agent, agent: Agent) -> Outcome<UsersUpdate> {
    // A code was sent to whoever this was: it is none for another.
    if agent.is_closed() || before.is_another(&agent) {
        forget_code(write, agent.id).await?;
    }
    data::change(write.database(), &agent).await?;
    Ok(agent.account())
}

/// Takes back a code for another password, with the mail in which it waits to be sent, by the office
/// or by hand.
async fn forget_code(write: &mut Writing, user: i64) -> Result<(), Refusal> {
    recoveries::forget(write.database(), user).await?;
    mails::forget(write.database(), user).await?;
    correspondence::delete_codes(write.database(), user).await?;
    let folder = write.office().folder.clone();
    write.afterwards(async move {
        let taken = spawn_blocking(move || outgoing::take(&folder, user)).await;
        if !matches!(taken, Ok(Ok(()))) {
            tracing::warn!("a mail whose code is none stays in the outgoing folder");
        }
    });
    Ok(())
}

async fn found(write: &mut Writing, id: i64) -> Result<Agent, Refusal> {
    let agent = data::find(write.database(), id).await?;
    agent.ok_or(Refusal::NoSuchRecord)
}

/// An e-mail address that nobody else has.
async fn address(
    write: &mut Writing,
    entered: &mut Entered,
    email: String,
    id: i64,
) -> Result<String, Refusal> {
    let email = entered
        .needed("email", Some(email), String::new())
        .to_lowercase();
    if data::is_taken(write.database(), &email, id).await? {
        entered.wrong(
            "email",
            "is the address of another user, who may be one whose account was closed",
        );
    }
    Ok(email)
}

/// The client whose user somebody is. Only a client's user has one.
async fn whose(
    write: &mut Writing,
    entered: &mut Entered,
    role: Role,
    client: Option<i64>,
) -> Result<Option<i64>, Refusal> {
    match (role, client) {
        (Role::Client, None) => entered.wrong("client_id", "is required for a client's user"),
        (Role::Client, Some(client)) => {
            if !clients::exists(write.database(), client).await? {
                entered.wrong("client_id", "names no client");
            }
        }
        (_, Some(_)) => entered.wrong("client_id", "goes with the role `client` only"),
        (_, None) => {}
    }
    Ok(client)
}

fn window(query: &AccountListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let role: Option<AccountRole> = query.role;
    let window = Window {
        role: role.map(Role::from),
        is_closed: query.is_disabled,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}
