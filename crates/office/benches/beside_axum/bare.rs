//! The floor: the two lists as somebody would serve them with axum and sqlx alone, to whoever calls.
//! No key, no token, no check of what is asked, nothing that is narrowed down or sorted otherwise,
//! and no letters, of which there are none about these items. The statements are the office's, and so
//! are the connections, in number and in what they are told.

use std::{
    collections::HashMap,
    io,
    net::{Ipv4Addr, SocketAddr},
};

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    routing::get,
};
use contract::{
    PageMeta,
    portal::{Client, NegativeItem, NegativeItemStatus},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::{FromRow, SqlitePool};
use tokio::net::TcpListener;
use uuid::Uuid;

/// Serves both lists until the program ends, and answers where.
pub(crate) async fn serve(database: SqlitePool) -> io::Result<SocketAddr> {
    let app = Router::new()
        .route("/clients", get(clients))
        .route("/negative-items", get(negative_items))
        .with_state(database);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}

/// Which page is asked for.
#[derive(Deserialize)]
struct Asked {
    page: Option<i64>,
    per_page: Option<i64>,
}

/// A page as it is answered.
#[derive(Serialize)]
struct Page<T> {
    data: T,
    links: Links,
    meta: PageMeta,
}

#[derive(Serialize)]
struct Links {}

type Answer<T> = Result<Json<T>, StatusCode>;

impl Asked {
    fn limit(&self) -> i64 {
        self.per_page.unwrap_or(15)
    }

    fn offset(&self) -> i64 {
        (self.page.unwrap_or(1) - 1) * self.limit()
    }

    fn meta(&self, rows: usize, total: i64) -> PageMeta {
        let (limit, offset, rows) = (self.limit(), self.offset(), rows as i64);
        PageMeta {
            current_page: Some(self.page.unwrap_or(1)),
            from: (rows > 0).then_some(offset + 1),
            last_page: Some((total + limit - 1) / limit),
            per_page: Some(limit),
            to: (rows > 0).then_some(offset + rows),
            total: Some(total),
        }
    }
}

fn page<T>(data: T, meta: PageMeta) -> Page<T> {
    let links = Links {};
    Page { data, links, meta }
}

async fn clients(
    State(database): State<SqlitePool>,
    Query(asked): Query<Asked>,
) -> Answer<Page<[Page<Vec<Client>>; 1]>> {
    let total = sqlx::query_scalar("SELECT COUNT(*) FROM clients")
        .fetch_one(&database)
        .await
        .map_err(failed)?;
    let rows: Vec<ClientRow> = sqlx::query_as(
        "SELECT t.id, t.client_key, t.crm_number, t.joint_crm_id, t.ssn, t.attributes, t.updated_at
         FROM (SELECT id FROM clients ORDER BY id LIMIT $1 OFFSET $2) AS page
         JOIN clients AS t ON t.id = page.id ORDER BY t.id",
    )
    .bind(asked.limit())
    .bind(asked.offset())
    .fetch_all(&database)
    .await
    .map_err(failed)?;
    let clients = rows.into_iter().map(|row| {
        // There are no segments to be in.
        let segments = Some(json!([]));
        Ok(Client {
            segments,
            ..row.shown()?
        })
    });
    let clients: Result<Vec<Client>, serde_json::Error> = clients.collect();
    let clients = clients.map_err(failed)?;
    let meta = asked.meta(clients.len(), total);
    Ok(Json(page([page(clients, meta.clone())], meta)))
}

async fn negative_items(
    State(database): State<SqlitePool>,
    Query(asked): Query<Asked>,
) -> Answer<Page<Vec<NegativeItem>>> {
    let total = sqlx::query_scalar("SELECT COUNT(*) FROM negative_items")
        .fetch_one(&database)
        .await
        .map_err(failed)?;
    let rows: Vec<ItemRow> = sqlx::query_as(
        "SELECT t.id, t.client_id, t.report, t.status, t.updated_at, t.content
         FROM (SELECT id FROM negative_items ORDER BY id LIMIT $1 OFFSET $2) AS page
         JOIN negative_items AS t ON t.id = page.id ORDER BY t.id",
    )
    .bind(asked.limit())
    .bind(asked.offset())
    .fetch_all(&database)
    .await
    .map_err(failed)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.client_id).collect();
    let owners: Vec<ClientRow> = sqlx::query_as(
        "SELECT id, client_key, crm_number, joint_crm_id, ssn, attributes, updated_at
         FROM clients WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id",
    )
    .bind(json!(ids).to_string())
    .fetch_all(&database)
    .await
    .map_err(failed)?;
    let owners = owners.into_iter().map(|row| Ok((row.id, row.in_short()?)));
    let owners: serde_json::Result<HashMap<i64, Client>> = owners.collect();
    let owners = owners.map_err(failed)?;
    let items: Result<Vec<NegativeItem>, _> =
        rows.into_iter().map(|row| row.shown(&owners)).collect();
    let items = items.map_err(failed)?;
    let meta = asked.meta(items.len(), total);
    Ok(Json(page(items, meta)))
}

fn failed<E>(_: E) -> StatusCode {
    StatusCode::INTERNAL_SERVER_ERROR
}

#[derive(FromRow)]
struct ClientRow {
    id: i64,
    client_key: String,
    crm_number: Option<i64>,
    joint_crm_id: Option<String>,
    ssn: Option<String>,
    attributes: String,
    updated_at: String,
}

impl ClientRow {
    fn shown(self) -> serde_json::Result<Client> {
        let mut client = Client {
            attributes: serde_json::from_str(&self.attributes)?,
            private_record_id: Some(record(&self.client_key, self.id)),
            client_key: Some(self.client_key),
            id: Some(self.id),
            joint_customer_sf_id: self.joint_crm_id,
            salesforce_id: self.crm_number,
            ssn: self.ssn.and_then(|ssn| ssn.parse().ok()),
            updated_at: Some(self.updated_at),
            ..Client::default()
        };
        client.email = client.attribute("Email");
        client.mobile_phone = client.attribute("MobilePhone");
        Ok(client)
    }

    fn in_short(self) -> serde_json::Result<Client> {
        let mut client = self.shown()?;
        client.attributes.retain(|name, _| {
            matches!(
                name.as_str(),
                "Id" | "FirstName" | "MiddleName" | "LastName" | "Email"
            )
        });
        Ok(client)
    }
}

/// The id of a client's private record.
fn record(client_key: &str, client: i64) -> String {
    let mut bytes = [0; 16];
    bytes[..10].copy_from_slice(&Sha256::digest(client_key)[..10]);
    bytes[10..].copy_from_slice(&client.to_be_bytes()[2..]);
    Uuid::new_v8(bytes).to_string()
}

#[derive(FromRow)]
struct ItemRow {
    id: i64,
    client_id: i64,
    report: Option<i64>,
    status: u8,
    updated_at: String,
    content: String,
}

impl ItemRow {
    fn shown(self, owners: &HashMap<i64, Client>) -> serde_json::Result<NegativeItem> {
        let mut item: NegativeItem = serde_json::from_str(&self.content)?;
        let status = NegativeItemStatus::ALL.get(usize::from(self.status));
        let status = status.map(|status| status.word().to_owned());
        item.metadata.get_or_insert_default().status = status;
        let owner = owners.get(&self.client_id);
        item.client_key = owner.and_then(|owner| owner.client_key.clone());
        item.internal_client_key = owner.and_then(|owner| owner.attribute("Id"));
        item.client = owner.cloned();
        item.credit_report_id = self.report;
        item.id = Some(self.id);
        item.modified_date = Some(self.updated_at.clone());
        item.updated_at = Some(self.updated_at);
        Ok(item)
    }
}
