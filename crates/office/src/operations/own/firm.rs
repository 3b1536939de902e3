//! `office.firm.*`: the first run, and the firm as it stands in letters.

use chrono::NaiveDate;
use contract::{
    Call,
    office::{
        FirmGet, FirmSetUp, FirmState, FirmUpdate, FirstRun, FirstUser, NewFirm, NewOffice, SetUp,
    },
};

use super::super::{auth, entered::Entered};
use crate::{
    clock::stamp,
    data::{
        agents::{self, Agent, NewAgent},
        backup_keys,
        firm::{self as data, FirmRow},
    },
    recovery::Recovery,
    role::Role,
    server::{Caller, Outcome, Refusal, Table, Writing},
    shared::Shared,
    token::Claims,
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<FirmState>(state)
        .on::<FirmSetUp>(set_up)
        .on::<FirmGet>(get)
        .writes::<FirmUpdate>(update)
}

/// Fields of a firm, each with the field of a client that holds the same.
const RULES: [(&str, &str); 3] = [
    ("state", "MailingState"),
    ("zip", "MailingPostalCode"),
    ("phone", "Phone"),
];

/// Why nobody sets up or restores an office in which somebody works.
pub(super) const IS_SET_UP: Refusal =
    Refusal::NotNow("This office is set up already. Sign in to it.");

async fn state(caller: Caller, _: Call<FirmState>) -> Outcome<FirmState> {
    let set_up = agents::any(caller.office.database.readers()).await?;
    Ok(FirstRun {
        set_up: Some(set_up),
    })
}

async fn set_up(caller: Caller, call: Call<FirmSetUp>) -> Outcome<FirmSetUp> {
    let office = &caller.office;
    let NewOffice { firm, user } = call.body;
    let mut entered = Entered::default();
    let firm = entered.firm(firm, office.clock.now().date_naive());
    let user = entered.first_user(user);
    entered.done()?;
    let _turn = office.first_run.lock().await;
    if agents::any(office.database.readers()).await? {
        return Err(IS_SET_UP);
    }
    let (agent, recovery) = begin(office, firm, user).await?;
    let now = office.clock.now();
    let claims = Claims::signed_in(agent.id, agent.session, now);
    let session = auth::session(office, claims, agent)?;
    Ok(SetUp {
        recovery_key: Some(recovery.written().to_string()),
        token: session.token,
        user: session.user,
    })
}

/// Keeps the firm, its first user and what backups are encrypted with: all of it or nothing.
async fn begin(
    office: &Shared,
    mut firm: FirmRow,
    user: FirstUser,
) -> Result<(Agent, Recovery), Refusal> {
    let recovery = Recovery::random().map_err(|_| Refusal::inside("there are no random bytes"))?;
    let hash = office.password_hash(user.password).await?;
    let new = NewAgent {
        email: &user.email,
        password_hash: &hash,
        first_name: &user.first_name,
        last_name: &user.last_name,
        role: Role::Administrator,
        client_id: None,
    };
    let now = office.clock.now();
    firm.updated_at = stamp(now);
    let mut write = office.database.write().await?;
    let id = agents::add(&mut write, &new, now).await?;
    data::keep(&mut write, &firm).await?;
    backup_keys::keep(&mut write, &recovery.backup_key(), now).await?;
    auth::note(&mut write, id, now).await?;
    let agent = agents::find(&mut *write, id).await?;
    let agent = agent.ok_or_else(|| Refusal::inside("a user was not kept"))?;
    write.commit().await?;
    Ok((agent, recovery))
}

async fn get(caller: Caller, _: Call<FirmGet>) -> Outcome<FirmGet> {
    let database = caller.office.database.readers();
    let has_key = backup_keys::find(database).await?.is_some();
    Ok(data::find(database).await?.shown(has_key))
}

async fn update(write: &mut Writing, call: Call<FirmUpdate>) -> Outcome<FirmUpdate> {
    let (kept, mut to) = (data::find(write.database()).await?, call.body);
    let mut entered = Entered::default();
    let place = [&mut to.state, &mut to.zip, &mut to.phone];
    for ((field, rule), text) in RULES.iter().zip(place) {
        if let Some(text) = text {
            entered.as_kept((field, rule), text, write.today());
        }
    }
    let row = FirmRow {
        name: entered.needed("name", to.name, kept.name),
        street: entered.needed("street", to.street, kept.street),
        city: entered.needed("city", to.city, kept.city),
        state: entered
            .needed("state", to.state, kept.state)
            .to_ascii_uppercase(),
        zip: entered.needed("zip", to.zip, kept.zip),
        phone: entered
            .optional("phone", to.phone, Some(kept.phone))
            .unwrap_or_default(),
        updated_at: write.moment().await?,
    };
    entered.done()?;
    data::keep(write.database(), &row).await?;
    let has_key = backup_keys::find(write.database()).await?.is_some();
    Ok(row.shown(has_key))
}

impl Entered {
    fn firm(&mut self, mut firm: NewFirm, today: NaiveDate) -> FirmRow {
        let place = [&mut firm.state, &mut firm.zip, &mut firm.phone];
        for ((field, rule), text) in RULES.iter().zip(place) {
            self.as_kept((&format!("firm.{field}"), rule), text, today);
        }
        let mut needed = |field: &str, text| self.needed(field, Some(text), String::new());
        let row = FirmRow {
            name: needed("firm.name", firm.name),
            street: needed("firm.street", firm.street),
            city: needed("firm.city", firm.city),
            state: needed("firm.state", firm.state).to_ascii_uppercase(),
            zip: needed("firm.zip", firm.zip),
            ..FirmRow::default()
        };
        let phone = self.optional("firm.phone", Some(firm.phone), None);
        FirmRow {
            phone: phone.unwrap_or_default(),
            ..row
        }
    }

    fn first_user(&mut self, user: FirstUser) -> FirstUser {
        let mut needed = |field: &str, text| self.needed(field, Some(text), String::new());
        FirstUser {
            email: needed("user.email", user.email).to_lowercase(),
            first_name: needed("user.first_name", user.first_name),
            last_name: needed("user.last_name", user.last_name),
            password: user.password,
        }
    }
}
