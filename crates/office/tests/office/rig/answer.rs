//! What is answered, and what is asked of an answer.

use reqwest::RequestBuilder;
use serde_json::Value;

/// An answer: status, headers, JSON.
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub json: Value,
}

/// Sends a call; whatever is answered must be JSON.
pub async fn send(request: RequestBuilder) -> Answer {
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let text = answer.text().await.unwrap();
    let json = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{status} {text:?}"));
    Answer {
        status,
        headers,
        json,
    }
}

impl Answer {
    /// The id of the record that was answered.
    pub fn id(&self) -> i64 {
        self.json["data"]["id"].as_i64().unwrap()
    }

    /// The records of a list.
    pub fn rows(&self) -> &Vec<Value> {
        self.json["data"].as_array().unwrap()
    }

    /// The ids of the records of a list.
    pub fn ids(&self) -> Vec<i64> {
        let ids = self.rows().iter().map(|row| row["id"].as_i64());
        ids.map(Option::unwrap).collect()
    }

    /// The fields that a refusal names.
    pub fn fields(&self) -> Vec<&String> {
        self.refused(422);
        self.json["errors"].as_object().unwrap().keys().collect()
    }

    /// Asserts a refusal: its status, and a sentence.
    pub fn refused(&self, status: u16) {
        assert_eq!(self.status, status, "{}", self.json);
        assert!(
            self.json["message"].as_str().unwrap().ends_with('.'),
            "{}",
            self.json
        );
    }
}

/// A client as other records show it: with the five fields of the CRM that the document names, and
/// without segments.
pub fn in_short(client: &Value) -> Value {
    let mut short = client.clone();
    let fields = short["attributes"].as_object_mut().unwrap();
    let named = ["Id", "FirstName", "MiddleName", "LastName", "Email"];
    fields.retain(|name, _| named.contains(&name.as_str()));
    assert_eq!(fields.len(), named.len());
    short["segments"] = Value::Null;
    short
}
