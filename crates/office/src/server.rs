//! HTTP around the operations: the gate before every route, the table of routes, refusals, and
//! the socket. What an operation does is not here.

mod arriving;
mod asked;
mod caller;
mod change;
mod connections;
mod download;
mod form;
mod gate;
mod refusal;
mod running;
mod socket;
mod table;
mod upload;
mod writing;

use std::sync::Arc;

use axum::{Json, Router, extract::State, middleware::from_fn_with_state, routing::get};
use contract::{ANNOUNCEMENT_PATH, Announcement, office::TABLE};

use crate::{docs, operations, organisation, shared::Shared};
pub(crate) use caller::{Caller, SignedIn};
pub(crate) use download::{Content, Held};
pub(crate) use form::Form;
pub(crate) use refusal::Refusal;
pub use running::Running;
pub(crate) use running::serve;
pub(crate) use table::{Outcome, Table};
pub(crate) use writing::Writing;

/// Everything that is served, behind the gate: the Portal and what is the office's own at the root,
/// each other system under its name.
fn app(office: &Arc<Shared>, key: String) -> Router {
    let key: Arc<str> = key.into();
    let announced = async |State(office): State<Arc<Shared>>| Json(announcement(&office));
    let portal = routes(operations::portal().and(operations::own()))
        .route(ANNOUNCEMENT_PATH, get(announced));
    let others = operations::others().into_iter();
    others
        .fold(portal, |app, (system, table)| {
            app.nest(&system.root(), routes(table))
        })
        .layer(from_fn_with_state(key, gate::with_key))
        .merge(docs::routes())
        .layer(from_fn_with_state(office.clock.clone(), gate::pass))
        .with_state(Arc::clone(office))
}

fn routes(table: Table) -> Router<Arc<Shared>> {
    let (routes, _) = table.finish();
    routes
        .fallback(async || Refusal::NoSuchPath)
        .method_not_allowed_fallback(async || Refusal::NotThisMethod)
}

fn announcement(office: &Shared) -> Announcement {
    Announcement {
        product: "redress-office".to_owned(),
        version: 1,
        office: Some(TABLE),
        practice: office.practice.is_some(),
        organization_id: Some(organisation::id(&office.secret()).to_string()),
        idempotency_key: true,
        letter_attachment: true,
        updated_at: [
            "clients",
            "notes",
            "negative_items",
            "report_schemas",
            "attachments",
            "documents",
            "templates",
            "template_categories",
            "snippets",
            "bureau_addresses",
            "furnishers",
            "instructions",
            "correspondence",
        ]
        .map(str::to_owned)
        .to_vec(),
    }
}
