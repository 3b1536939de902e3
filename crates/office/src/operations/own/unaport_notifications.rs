//! `office.unaport_notifications.*`: what Unaport reported, handed on to a desktop. Nothing is
//! ticked off: each desktop knows how far it came, and asks for what came after.

use contract::{
    Call, FieldErrors,
    office::{
        UnaportNotification, UnaportNotificationKind, UnaportNotificationListing,
        UnaportNotificationsList,
    },
};

use super::super::asked::{Asked, Pages};
use crate::{
    data::unaport::notifications::{self as data, ListedNotification, Window},
    server::{Caller, Outcome, Refusal, Table},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table.on::<UnaportNotificationsList>(list)
}

async fn list(
    caller: Caller,
    call: Call<UnaportNotificationsList>,
) -> Outcome<UnaportNotificationsList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = data::count(database, &window).await?;
    let rows = data::list(database, &window).await?;
    let shown: Result<Vec<UnaportNotification>, Refusal> = rows.into_iter().map(shown).collect();
    Ok(pages.page(shown?, total))
}

fn window(query: &UnaportNotificationListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        after: query.after.unwrap_or_default(),
        kind: query.kind.map(UnaportNotificationKind::word),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

fn shown(row: ListedNotification) -> Result<UnaportNotification, Refusal> {
    let notification = serde_json::from_str(&row.body);
    Ok(UnaportNotification {
        client_id: row.client_id,
        consent_handle: row.handle,
        id: Some(row.id),
        kind: Some(row.kind),
        notification: notification.map_err(|_| Refusal::inside("a notification cannot be read"))?,
        received_at: Some(row.received_at),
        txn_id: Some(row.txnid),
    })
}
