//! `portal.customerio_templates.*`: what the firm's Customer.io account can send. The office has
//! no account there; practice shows an invented one.

use contract::{
    Call, Done,
    portal::{CustomerioTemplate, CustomerioTemplatesList},
};

use crate::server::{Caller, Outcome, Table};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table.on::<CustomerioTemplatesList>(list)
}

/// What practice shows: names, and what each is for.
const INVENTED: [(&str, &str, &str); 3] = [
    ("welcome", "Welcome", "To clients on the day they sign."),
    (
        "round_sent",
        "A round was sent",
        "To clients when their letters are on the way.",
    ),
    (
        "papers_missing",
        "Papers are missing",
        "To clients whose papers are not here after a week.",
    ),
];

/// When they were made: 2025-01-02, 15:00 UTC.
const MADE_AT: i64 = 1_735_830_000;

async fn list(
    caller: Caller,
    _: Call<CustomerioTemplatesList>,
) -> Outcome<CustomerioTemplatesList> {
    if caller.office.practice.is_none() {
        return Ok(said(Vec::new(), "No Customer.io account is connected."));
    }
    let invented = (1..).zip(INVENTED).map(|(id, invented)| {
        let (trigger_name, name, description) = invented;
        CustomerioTemplate {
            created_at: Some(MADE_AT),
            description: Some(description.to_owned()),
            hide_message_body: Some(false),
            id: Some(id),
            link_tracking: Some(true),
            name: Some(name.to_owned()),
            open_tracking: Some(true),
            queue_drafts: Some(false),
            send_to_unsubscribed: Some(false),
            trigger_name: Some(trigger_name.to_owned()),
            updated_at: Some(MADE_AT),
        }
    });
    Ok(said(
        invented.collect(),
        "These are invented: a practice office has no Customer.io account.",
    ))
}

fn said(rows: Vec<CustomerioTemplate>, sentence: &str) -> Done<Vec<CustomerioTemplate>> {
    Done {
        record: rows,
        message: Some(sentence.to_owned()),
    }
}
