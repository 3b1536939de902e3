//! Any system and any operation of it, called through a door that is open to whoever has a token.

use std::{any::Any, collections::HashMap, marker::PhantomData};

use client::{Calls, Door, Failure, Opens, Server, Session, Token};
use contract::OfSystem;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};

/// A door that gives out no other token than the one that one came with.
pub struct OpenDoor<S>(PhantomData<S>);

impl<S: OfSystem> Opens<S> for OpenDoor<S> {}

impl<S: OfSystem> Door for OpenDoor<S> {
    fn shown(&self, _: Option<&Token>) -> Result<HeaderMap, Failure> {
        let shown = HeaderValue::from_static("Bearer t-1");
        Ok(HeaderMap::from_iter([(AUTHORIZATION, shown)]))
    }

    async fn renew(&self, _: &Calls<'_>, _: &Token) -> Result<Token, Failure> {
        Err(Failure::SignedOut)
    }
}

/// A session at a place.
pub fn session<S: OfSystem>(url: &str) -> Session<OpenDoor<S>> {
    let server = Server::parse(url).unwrap();
    Session::at(server, OpenDoor(PhantomData), Token::new("t-1")).unwrap()
}

/// A session for each system, at the same place.
pub struct Sessions {
    url: String,
    made: HashMap<&'static str, Box<dyn Any>>,
}

impl Sessions {
    pub fn at(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            made: HashMap::new(),
        }
    }

    /// The session for a system, which is served under its name.
    pub fn of<S: OfSystem>(&mut self) -> Session<OpenDoor<S>> {
        let name = S::SYSTEM.name;
        let url = format!("{}/{name}", self.url);
        let made = self.made.entry(name);
        let made = made.or_insert_with(|| Box::new(session::<S>(&url)));
        let session: &Session<OpenDoor<S>> = made.downcast_ref().unwrap();
        session.clone()
    }
}
