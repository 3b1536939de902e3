//! What the office makes known of itself, and the workflow of a practice office.

use contract::portal::EventDefinitionStatus;
use serde_json::{Value, json};
use sqlx::SqliteConnection;

use crate::{
    data::{
        event_definitions::{self, DefinitionRow},
        workflows::{self, NewStep},
    },
    event_kind::{EventKind, SOURCE},
};

/// Makes every kind of event known, and answers under which number a document that was linked is.
pub(super) async fn add(write: &mut SqliteConnection, moment: &str) -> sqlx::Result<Option<i64>> {
    let mut linked = None;
    for kind in EventKind::ALL {
        let told = kind.tells().iter().copied();
        let keys = ["user_id"].into_iter().chain(told);
        let keys: Vec<String> = keys.map(|key| format!("properties.{key}")).collect();
        let row = DefinitionRow {
            id: 0,
            name: kind.name().to_owned(),
            source: SOURCE.to_owned(),
            description: kind.description().to_owned(),
            attributes: DefinitionRow::kept(&keys),
            status: EventDefinitionStatus::Active.word().to_owned(),
            created_at: moment.to_owned(),
            updated_at: moment.to_owned(),
        };
        let id = event_definitions::add(write, &row).await?;
        if kind == EventKind::DocumentLinked {
            linked = Some(id);
        }
    }
    Ok(linked)
}

/// Gives practice a workflow with a step of each kind. The first sets the task that everybody who
/// is invented has.
pub(super) async fn add_workflow(
    write: &mut SqliteConnection,
    linked: Option<i64>,
    moment: &str,
) -> sqlx::Result<()> {
    let names = [
        "New client",
        "What every client gets who is taken on: a call, a mail, and a look at the papers.",
    ];
    let workflow = workflows::add(write, names, moment).await?;
    for (step_order, (name, kind, config)) in (1..).zip(steps()) {
        let step = NewStep {
            workflow,
            step_order,
            name,
            kind,
            config,
            event_definition: linked.filter(|_| kind == "wait_for_event"),
        };
        workflows::add_step(write, &step, moment).await?;
    }
    Ok(())
}

/// The steps: their names, kinds, and what each kind needs to know.
fn steps() -> [(&'static str, &'static str, Value); 5] {
    [
        (
            "Welcome call",
            "create_task",
            json!({
                "name": "Welcome call with [FirstName]",
                "description": "Explain how long a round takes, and which papers are needed.",
                "due_in_days": 2,
            }),
        ),
        (
            "Welcome mail",
            "send_email",
            json!({
                "subject": "Welcome, [FirstName]",
                "body": "Dear [FirstName],\n\nyour file is open. Please send us a photo ID and a proof of address.",
            }),
        ),
        (
            "First papers",
            "wait_for_event",
            json!({ "within_days": 14 }),
        ),
        (
            "Look at the papers",
            "create_task",
            json!({
                "name": "Look through the papers of [FirstName]",
                "description": "Say what each of them is, and ask for what is missing.",
                "due_in_days": 3,
            }),
        ),
        (
            "Tell the referral partner",
            "http_request",
            json!({ "method": "POST", "url": "https://partner.example/clients" }),
        ),
    ]
}
