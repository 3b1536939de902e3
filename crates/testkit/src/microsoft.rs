//! Microsoft, and the browser that goes there and comes back. The code that it gives is made of what
//! its page was asked for, so that a portal of the tests can tell whether it was this program that
//! asked.

use std::collections::HashMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::Client;
use sha2::{Digest, Sha256};
use url::Url;

/// The page that was opened.
pub struct Microsoft {
    asked: HashMap<String, String>,
}

impl Microsoft {
    /// Opens the page.
    ///
    /// # Panics
    /// When it is not Microsoft's.
    #[must_use]
    pub fn at(page: &Url) -> Self {
        assert_eq!(page.scheme(), "https");
        assert_eq!(page.host_str(), Some("login.microsoftonline.com"));
        let asked = page.query_pairs().into_owned().collect();
        Self { asked }
    }

    /// What the page was asked for under a name.
    #[must_use]
    pub fn asked(&self, name: &str) -> &str {
        self.asked.get(name).map_or("", String::as_str)
    }

    /// The code that an agent comes back with.
    #[must_use]
    pub fn code(&self) -> String {
        code(self.asked("code_challenge"), self.asked("redirect_uri"))
    }

    /// The agent signs in: the status and the page that the browser shows at the end.
    pub async fn lets_in(&self) -> (u16, String) {
        self.comes_back(&[("code", &self.code())]).await
    }

    /// Nobody signs in, and Microsoft says why.
    pub async fn refuses(&self, error: &str, description: &str) -> (u16, String) {
        let said = [("error", error), ("error_description", description)];
        self.comes_back(&said).await
    }

    /// The browser comes back with these words, and with what proves where it was.
    pub async fn comes_back(&self, words: &[(&str, &str)]) -> (u16, String) {
        let mut words = words.to_vec();
        words.push(("state", self.asked("state")));
        self.calls("127.0.0.1", &words).await
    }

    /// Something calls with these words, at one of the two addresses that `localhost` may be: the
    /// machine of the tests may not know the name.
    ///
    /// # Panics
    /// When nobody answers.
    #[expect(clippy::expect_used, reason = "a test without an answer cannot go on")]
    pub async fn calls(&self, address: &str, words: &[(&str, &str)]) -> (u16, String) {
        let place = self.asked("redirect_uri").replace("localhost", address);
        let http = Client::builder().no_proxy().build().expect("a client");
        let answer = http.get(place).query(words).send().await;
        let answer = answer.expect("an answer");
        let status = answer.status().as_u16();
        (status, answer.text().await.expect("its text"))
    }
}

/// Whether a code is worth anything to whoever shows these with it.
pub(crate) fn is_worth(given: &str, verifier: &str, redirect: &str) -> bool {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    given == code(&challenge, redirect)
}

fn code(challenge: &str, redirect: &str) -> String {
    format!("{challenge}@{redirect}")
}
