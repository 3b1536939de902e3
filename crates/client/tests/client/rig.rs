//! A portal and an agent who is signed in to it.

use client::{Failure, Portal, Server, Token};
use contract::{
    Call, PageMeta,
    portal::{ById, Client, ClientListing, ClientsGet, ClientsList},
};
use testkit::{API_KEY, PortalServer, Truth};

/// The agent's end, with a token that the portal gave out.
pub fn portal(server: &PortalServer, token: impl FnOnce(&mut Truth) -> String) -> Portal {
    let token = Token::new(&token(&mut server.truth()));
    at(server.url(), API_KEY, token)
}

/// The agent's end, pointed anywhere.
pub fn at(url: &str, api_key: &str, token: Token) -> Portal {
    Portal::new(Server::parse(url).unwrap(), api_key, token).unwrap()
}

/// A portal with three clients and an agent with a fresh token.
pub async fn signed_in() -> (PortalServer, Portal) {
    let server = PortalServer::plain().with_clients(1..=3).start().await;
    let portal = portal(&server, Truth::fresh_token);
    (server, portal)
}

pub async fn get(portal: &Portal, id: i64) -> Result<Client, Failure> {
    let call = Call::<ClientsGet> {
        path: ById { id },
        query: (),
        body: (),
    };
    portal.call(&call).await
}

pub fn listing(page: i64) -> Call<ClientsList> {
    let query = ClientListing {
        page: Some(page),
        per_page: Some(2),
        ..ClientListing::default()
    };
    Call {
        path: (),
        query,
        body: (),
    }
}

/// The ids on a page, and where the page stands.
pub async fn ids(portal: &Portal, page: i64) -> Result<(Vec<i64>, Option<PageMeta>), Failure> {
    let page = portal.call(&listing(page)).await?;
    let ids = page.rows.iter().filter_map(|client| client.id).collect();
    Ok((ids, page.meta))
}
