//! Where a system is: its base URL, checked once, the key that goes with every call there, and the
//! routes that are its own.

use contract::{Call, Operation, Routes, Wire};
use reqwest::header::HeaderValue;
use thiserror::Error;
use url::{Host, Url};

use crate::{failure::Failure, headers::secret};

/// A system's base URL: https, or http on this machine only, without credentials, query or
/// fragment. The key is never printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    url: Url,
    key: Option<HeaderValue>,
    routes: Routes,
}

/// Why a text is not a server's URL.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum ServerError {
    /// Not a URL.
    #[error("is not a web address such as https://portal.example.com")]
    NotAnAddress,
    /// http to another machine.
    #[error("must begin with https://, so that nobody in between can read it")]
    NotSecure,
    /// `user:password@`, `?…` or `#…`.
    #[error("must hold only the place: no sign-in, no ?, no #")]
    TooMuch,
}

impl Server {
    /// Reads a URL as an agent types it; `https://` may be left out.
    ///
    /// # Errors
    /// See [`ServerError`].
    pub fn parse(text: &str) -> Result<Self, ServerError> {
        let text = text.trim();
        let full = if text.contains("://") {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        let mut url = Url::parse(&full).map_err(|_| ServerError::NotAnAddress)?;
        let host = url.host().ok_or(ServerError::NotAnAddress)?;
        let here = is_here(&host);
        match url.scheme() {
            "https" => {}
            "http" if here => {}
            "http" => return Err(ServerError::NotSecure),
            _ => return Err(ServerError::NotAnAddress),
        }
        let extra = !url.username().is_empty()
            || url.password().is_some()
            || url.query().is_some()
            || url.fragment().is_some();
        if extra {
            return Err(ServerError::TooMuch);
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        Ok(Self {
            url,
            key: None,
            routes: Routes::default(),
        })
    }

    /// The same place, which is shown this `x-api-key` with every call.
    ///
    /// # Errors
    /// [`Failure::Invalid`] when no header can carry it; the field is `api_key`.
    pub fn with_key(self, key: &str) -> Result<Self, Failure> {
        let key = Some(secret("api_key", key)?);
        Ok(Self { key, ..self })
    }

    /// The same place, which serves some operations by routes of its own.
    #[must_use]
    pub fn with_routes(self, routes: Routes) -> Self {
        Self { routes, ..self }
    }

    /// A call as it goes to this place.
    pub(crate) fn wire<O: Operation>(&self, call: &Call<O>) -> Result<Wire, Failure> {
        call.to_wire_by(&self.routes).map_err(Failure::Invalid)
    }

    /// Whether it is on this machine.
    pub(crate) fn is_here(&self) -> bool {
        self.url.host().is_some_and(|host| is_here(&host))
    }

    /// The `x-api-key`, where it has one.
    pub(crate) fn key(&self) -> Option<&HeaderValue> {
        self.key.as_ref()
    }

    /// The URL of a path on this server. Always on the same host.
    #[must_use]
    pub fn at(&self, path: &str, query: &[(String, String)]) -> Url {
        let mut url = self.url.clone();
        url.set_path(&format!(
            "{}{}",
            self.url.path(),
            path.trim_start_matches('/')
        ));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    /// The host, and the port where it is not the usual one, to show to an agent.
    #[must_use]
    pub fn place(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        self.url
            .port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// The whole base URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }
}

fn is_here(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_may_be_typed_without_https() {
        assert_eq!(
            Server::parse(" portal.example.com ").unwrap().as_str(),
            "https://portal.example.com/"
        );
        assert_eq!(
            Server::parse("https://a.example/api/v1")
                .unwrap()
                .at("/clients/4", &[])
                .as_str(),
            "https://a.example/api/v1/clients/4"
        );
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        assert_eq!(
            Server::parse("http://portal.example.com"),
            Err(ServerError::NotSecure)
        );
        assert_eq!(
            Server::parse("http://127.0.0.1.example.com"),
            Err(ServerError::NotSecure)
        );
        assert!(Server::parse("http://127.0.0.1:8080").is_ok());
        assert!(Server::parse("http://[::1]:8080").is_ok());
    }

    #[test]
    fn what_is_not_a_place_is_refused() {
        assert_eq!(Server::parse(""), Err(ServerError::NotAnAddress));
        assert_eq!(
            Server::parse("ftp://a.example"),
            Err(ServerError::NotAnAddress)
        );
        assert_eq!(
            Server::parse("https://me:secret@a.example"),
            Err(ServerError::TooMuch)
        );
        assert_eq!(
            Server::parse("https://a.example/?key=1"),
            Err(ServerError::TooMuch)
        );
    }
}
