//! How texts are entered, and how they are read: what their shortcodes stand for. Variables go before snippets, and a snippet
//! for a client's own state before the one for all states.

use contract::{FieldErrors, portal::Client};
use letters::{Address, Facts, Values, choose, fill, state_code};
use sqlx::{SqliteConnection, SqliteExecutor};

use super::entered::Entered;
use crate::{
    data::{
        agents::Agent,
        clients, firm,
        snippets::{self, SnippetRow},
    },
    role::Role,
    server::{Caller, Refusal, Writing},
    shared::Shared,
};

impl Entered {
    /// A text of any number of lines that its record cannot be without, as it was written.
    pub(super) fn text(&mut self, field: &str, entered: Option<String>, kept: String) -> String {
        let text = entered.unwrap_or(kept);
        if text.trim().is_empty() {
            self.wrong(field, "is required");
        } else if text.contains('\0') {
            self.wrong(field, "must be text");
        }
        text
    }
}

/// How much the filled texts of one list become together, in bytes.
const TOGETHER: usize = 16 << 20;

/// Fills the texts of a list.
pub(super) struct Filling<'a> {
    values: &'a Values,
    room: usize,
}

impl<'a> Filling<'a> {
    pub(super) fn with(values: &'a Values) -> Self {
        Self {
            values,
            room: TOGETHER,
        }
    }

    /// The next text with values in the place of its shortcodes; `None` when it becomes too long,
    /// alone or with those before it.
    pub(super) fn next(&mut self, text: &str) -> Option<String> {
        self.next_with(text, self.values)
    }

    /// The same with other values.
    pub(super) fn next_with(&mut self, text: &str, values: &Values) -> Option<String> {
        let filled = fill(text, values);
        if filled.is_cut || filled.text.len() > self.room {
            return None;
        }
        self.room -= filled.text.len();
        Some(filled.text)
    }
}

/// A text with values in the place of its shortcodes. The field is named if it becomes too long.
pub(super) fn filled(field: &str, text: &str, values: &Values) -> Result<String, Refusal> {
    let filled = Filling::with(values).next(text);
    filled.ok_or_else(|| too_long(field))
}

/// Why a text cannot be read.
pub(super) fn too_long(field: &str) -> Refusal {
    let sentence =
        "becomes longer than 1 MiB with its shortcodes replaced: shorten it, or what it takes in";
    Refusal::Fields(FieldErrors::one(field, sentence))
}

/// Values, and the snippets that they leave room for, as texts take them in: as they are written.
pub(super) async fn with_snippets(
    database: impl SqliteExecutor<'_>,
    values: Values,
) -> Result<Values, Refusal> {
    Ok(Within::read(database, values).await?.written())
}

/// What texts have within them: values, and the snippets that these leave room for. A snippet is
/// for the state that the values name, and its own shortcodes are filled with the values. One that
/// becomes too long stands as it is.
pub(super) struct Within {
    values: Values,
    /// Those for one state come after those for all.
    snippets: Vec<SnippetRow>,
}

impl Within {
    pub(super) async fn read(
        database: impl SqliteExecutor<'_>,
        values: Values,
    ) -> Result<Self, Refusal> {
        let state = values.get("Mailing state").and_then(state_code);
        let mut snippets = snippets::all(database).await?;
        snippets.retain(|row| {
            let is_here = row.state_code.is_none() || row.state_code.as_deref() == state;
            is_here && values.get(&row.name).is_none()
        });
        Ok(Self { values, snippets })
    }

    /// The snippets as they are written.
    pub(super) fn written(&self) -> Values {
        self.with(str::to_owned)
    }

    /// The snippets with their choices made by `pick`, as smart templates take them in: each is the
    /// same wherever it stands. What values say is data, and no choice.
    pub(super) fn chosen(&self, pick: impl Fn(usize) -> usize) -> Values {
        self.with(|text| choose(text, &pick))
    }

    fn with(&self, read: impl Fn(&str) -> String) -> Values {
        let mut values = self.values.clone();
        let mut filling = Filling::with(&self.values);
        // The last of a name stays.
        for row in &self.snippets {
            let text = read(&row.content);
            let filled = filling.next(&text);
            values.put(&row.name, filled.as_ref().unwrap_or(&text));
        }
        values
    }
}

/// What the variables of a text stand for that the caller would read today, whoever it is about.
pub(super) async fn about_nobody(
    caller: &Caller,
    database: impl SqliteExecutor<'_>,
) -> Result<Values, Refusal> {
    let facts = facts(&caller.office, writer(caller), database).await?;
    Ok(facts.values())
}

/// What the variables of a letter stand for that the caller would write about a client today, as
/// far as the client's record knows them.
pub(super) async fn about(
    caller: &Caller,
    database: &mut SqliteConnection,
    client: i64,
) -> Result<Values, Refusal> {
    written_by(&caller.office, writer(caller), database, client).await
}

/// The same within a write, for whoever writes, with the snippets that a text takes in.
pub(super) async fn within_write(write: &mut Writing, client: i64) -> Result<Values, Refusal> {
    let (office, agent) = (write.shared(), write.agent.clone());
    let values = written_by(&office, Some(&agent), write.database(), client).await?;
    with_snippets(write.database(), values).await
}

fn writer(caller: &Caller) -> Option<&Agent> {
    caller.signed_in.as_ref().map(|who| &who.agent)
}

/// One connection is enough for all of it: whoever waits for another one while holding one may wait
/// for ever.
async fn written_by(
    office: &Shared,
    who: Option<&Agent>,
    database: &mut SqliteConnection,
    client: i64,
) -> Result<Values, Refusal> {
    let row = clients::find(&mut *database, client).await?;
    let row = row.ok_or_else(|| {
        let errors = FieldErrors::one("client_id", "names no client");
        Refusal::Fields(errors)
    })?;
    let ssn = row.ssn.as_deref().unwrap_or_default();
    let last_four = ssn.get(ssn.len().saturating_sub(4)..).map(str::to_owned);
    let client = row.shown();
    let client = client.map_err(|_| Refusal::inside("a client is not JSON"))?;
    let facts = Facts {
        client: letters::Client {
            ssn_last_four: last_four.filter(|digits| digits.len() == 4),
            ..person(&client)
        },
        attributes: client
            .attributes
            .keys()
            .map(|name| (name.clone(), client.attribute(name).unwrap_or_default()))
            .collect(),
        ..facts(office, who, database).await?
    };
    Ok(facts.values())
}

/// What does not depend on a client: who writes, and when.
async fn facts(
    office: &Shared,
    who: Option<&Agent>,
    database: impl SqliteExecutor<'_>,
) -> Result<Facts, Refusal> {
    let firm = firm::find(database).await?;
    // What a client reads, no agent wrote at this moment.
    let agent = who.filter(|who| who.role != Role::Client);
    let name = |agent: &Agent| format!("{} {}", agent.first_name, agent.last_name);
    Ok(Facts {
        agent: agent.map(name).unwrap_or_default(),
        firm: letters::Firm {
            name: firm.name,
            address: Address {
                lines: firm.street.lines().map(str::to_owned).collect(),
                city: firm.city,
                state: firm.state,
                zip: firm.zip,
            },
            phone: firm.phone,
        },
        today: office.clock.now().date_naive(),
        practice: office.practice.is_some(),
        ..Facts::default()
    })
}

/// The client as letters know one, but for the SSN.
fn person(client: &Client) -> letters::Client {
    let of = |name: &str| client.attribute(name).unwrap_or_default();
    letters::Client {
        first_name: of("FirstName"),
        middle_name: of("MiddleName"),
        last_name: of("LastName"),
        suffix: of("Suffix"),
        address: Address {
            lines: of("MailingStreet").lines().map(str::to_owned).collect(),
            city: of("MailingCity"),
            state: of("MailingState"),
            zip: of("MailingPostalCode"),
        },
        ssn_last_four: None,
        date_of_birth: of("D_O_B__c").parse().ok(),
        email: of("Email"),
        phone: ["MobilePhone", "Phone", "HomePhone"]
            .into_iter()
            .find_map(|name| client.attribute(name))
            .unwrap_or_default(),
    }
}
