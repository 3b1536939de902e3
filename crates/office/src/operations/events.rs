//! `portal.event_definitions.*`: what events are known, and what each tells. `portal.events.*`:
//! what has happened. The office tells of itself; whoever makes an event known asks for those of
//! its kind that tell enough.

use std::collections::HashMap;

use contract::{
    Call, FieldErrors,
    portal::{
        Client, DefinedEvent, Event, EventContext, EventDefinition, EventDefinitionListing,
        EventDefinitionsCreate, EventDefinitionsGet, EventDefinitionsList, EventDefinitionsUpdate,
        EventListing, EventSchema, EventSort, EventsGet, EventsList, SortDirection,
    },
};
use serde_json::{Map, Value, json};
use sqlx::SqliteConnection;

use super::{
    asked::{Asked, Pages},
    clients::owner,
    entered::Entered,
};
use crate::{
    data::{
        event_definitions::{self as definitions, DefinitionRow},
        events::{self, EventRow},
    },
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the groups.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<EventDefinitionsList>(list_definitions)
        .writes::<EventDefinitionsCreate>(create)
        .on::<EventDefinitionsGet>(get_definition)
        .writes::<EventDefinitionsUpdate>(update)
        .on::<EventsList>(list)
        .on::<EventsGet>(get)
}

/// The most events that a definition shows.
const SHOWN: i64 = 10;

async fn list_definitions(
    caller: Caller,
    call: Call<EventDefinitionsList>,
) -> Outcome<EventDefinitionsList> {
    let database = caller.office.database.readers();
    let (window, pages) = definitions_asked(call.query).map_err(Refusal::Fields)?;
    let total = definitions::count(database, &window).await?;
    let rows = definitions::list(database, &window).await?;
    let mut database = database.acquire().await?;
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        shown.push(with_events(&mut database, row).await?);
    }
    Ok(pages.page(shown, total))
}

async fn get_definition(
    caller: Caller,
    call: Call<EventDefinitionsGet>,
) -> Outcome<EventDefinitionsGet> {
    let mut database = caller.office.database.readers().acquire().await?;
    let row = definitions::find(&mut *database, call.path.id).await?;
    with_events(&mut database, row.ok_or(Refusal::NoSuchRecord)?).await
}

async fn create(
    write: &mut Writing,
    call: Call<EventDefinitionsCreate>,
) -> Outcome<EventDefinitionsCreate> {
    let new = call.body;
    let change = Change {
        description: Some(new.description),
        name: Some(new.name),
        schema: Some(new.schema),
        source: Some(new.source),
    };
    let row = DefinitionRow {
        status: new.status.unwrap_or_default().word().to_owned(),
        ..DefinitionRow::default()
    };
    let mut row = entered(write, change, row).await?;
    row.created_at.clone_from(&row.updated_at);
    row.id = definitions::add(write.database(), &row).await?;
    with_events(write.database(), row).await
}

async fn update(
    write: &mut Writing,
    call: Call<EventDefinitionsUpdate>,
) -> Outcome<EventDefinitionsUpdate> {
    let row = definitions::find(write.database(), call.path.id).await?;
    let mut row = row.ok_or(Refusal::NoSuchRecord)?;
    let new = call.body;
    if let Some(status) = new.status {
        row.status = status.word().to_owned();
    }
    let change = Change {
        description: new.description,
        name: new.name,
        schema: new.schema,
        source: new.source,
    };
    let row = entered(write, change, row).await?;
    definitions::change(write.database(), &row).await?;
    with_events(write.database(), row).await
}

/// What is entered of a definition.
struct Change {
    description: Option<String>,
    name: Option<String>,
    schema: Option<Vec<String>>,
    source: Option<String>,
}

/// The definition as it is to be kept, under a name that no other of its source has, changed now.
async fn entered(
    write: &mut Writing,
    change: Change,
    row: DefinitionRow,
) -> Result<DefinitionRow, Refusal> {
    let mut entered = Entered::default();
    let mut row = DefinitionRow {
        name: entered.needed("name", change.name, row.name),
        source: entered.needed("source", change.source, row.source),
        description: entered.text("description", change.description, row.description),
        ..row
    };
    if let Some(keys) = change.schema {
        for (place, key) in keys.iter().enumerate() {
            if keys[..place].contains(key) {
                entered.wrong(&format!("schema.{place}"), "stands there twice");
            }
        }
        row.attributes = DefinitionRow::kept(&keys);
    }
    if definitions::is_double(write.database(), &row).await? {
        entered.wrong("name", "is the name of another event of this source");
    }
    entered.done()?;
    row.updated_at = write.moment().await?;
    Ok(row)
}

fn definitions_asked(
    query: EventDefinitionListing,
) -> Result<(definitions::Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = definitions::Window {
        search: asked.search(query.search.as_deref()),
        source: query.source,
        status: query.status,
        sort: asked.sort(query.sort_by.as_deref(), definitions::Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

/// A definition with the latest events of it, if it is in use.
async fn with_events(
    database: &mut SqliteConnection,
    row: DefinitionRow,
) -> Result<EventDefinition, Refusal> {
    let keys = row.keys();
    let mut shown = Vec::new();
    if row.is_active() {
        let mut clients: HashMap<i64, Option<Client>> = HashMap::new();
        for event in events::of_definition(&mut *database, &row, None, SHOWN).await? {
            if let Some(id) = event.client_id
                && !clients.contains_key(&id)
            {
                clients.insert(id, whom(database, id).await?);
            }
            let client = event.client_id.and_then(|id| clients.get(&id).cloned());
            shown.push(defined(event, &keys, client.flatten()));
        }
    }
    let properties = keys.iter().map(|key| (key.clone(), json!({}))).collect();
    Ok(EventDefinition {
        created_at: Some(row.created_at),
        description: Some(row.description),
        events: shown,
        id: Some(row.id),
        name: Some(row.name),
        schema: Some(EventSchema {
            properties,
            required: keys,
        }),
        source: Some(row.source),
        status: Some(row.status),
        trigger_event_conditions: Vec::new(),
        updated_at: Some(row.updated_at),
    })
}

/// Whom an event is about, if the client is still there.
async fn whom(database: &mut SqliteConnection, id: i64) -> Result<Option<Client>, Refusal> {
    match owner(database, id).await {
        Ok(client) => Ok(Some(client)),
        Err(Refusal::NoSuchRecord) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

fn defined(event: EventRow, keys: &[String], client: Option<Client>) -> DefinedEvent {
    let told = Value::Object(event.told());
    let attribute = |key: &String| {
        let value = told.pointer(&format!("/{}", key.replace('.', "/")))?;
        Some((key.clone(), value.clone()))
    };
    DefinedEvent {
        attributes: keys.iter().filter_map(attribute).collect(),
        client,
        data: part(&told, "properties"),
        event_definition: None,
        id: Some(event.id),
        occurred_at: Some(event.occurred_at.clone()),
        processed_at: None,
        received_at: Some(event.occurred_at),
        rudder_id: Some(event.rudder_id),
        status: Some("received".to_owned()),
        workflow_instances: Vec::new(),
    }
}

fn part(told: &Value, name: &str) -> Map<String, Value> {
    let part = told.get(name).and_then(Value::as_object);
    part.cloned().unwrap_or_default()
}

async fn list(caller: Caller, call: Call<EventsList>) -> Outcome<EventsList> {
    let database = caller.office.database.readers();
    let (window, pages) = asked(call.query).map_err(Refusal::Fields)?;
    let total = events::count(database, &window).await?;
    let rows = events::list(database, &window).await?;
    Ok(pages.page(rows.into_iter().map(show), total))
}

async fn get(caller: Caller, call: Call<EventsGet>) -> Outcome<EventsGet> {
    let database = caller.office.database.readers();
    let row = events::latest(database, &call.path.event_name).await?;
    Ok(show(row.ok_or(Refusal::NoSuchRecord)?))
}

fn asked(query: EventListing) -> Result<(events::Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let latest_first = query.sort_by.is_none() && query.sort_direction.is_none();
    let window = events::Window {
        event: asked.part("event", query.event.as_deref()),
        rudder_id: query.rudder_id,
        sort: asked.sort(query.sort_by.map(EventSort::word), events::Sort::ALL),
        direction: if latest_first {
            SortDirection::Desc
        } else {
            query.sort_direction.unwrap_or_default()
        },
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

fn show(row: EventRow) -> Event {
    let told = Value::Object(row.told());
    let context: Option<EventContext> =
        serde_json::from_value(Value::Object(part(&told, "context"))).ok();
    Event {
        context: context.into_iter().collect(),
        event: Some(row.name),
        properties: vec![part(&told, "properties")],
        rudder_id: Some(row.rudder_id),
        timestamp: Some(row.occurred_at),
    }
}
