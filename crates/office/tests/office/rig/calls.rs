//! Calls of an office, with its key and a token: records are read and written, files go up and come
//! down.

use client::Server;
use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use super::{Answer, Form, Rig, pdf, send};

impl Rig {
    /// Where a system is served, and the key to show there.
    pub fn place(&self, path: &str) -> Server {
        let place = Server::parse(&format!("{}{path}", self.running.url()));
        place.unwrap().with_key(&self.running.api_key).unwrap()
    }

    /// A call without key or token.
    pub fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.running.url()))
    }

    /// A call with the key.
    pub fn keyed(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path)
            .header("x-api-key", &self.running.api_key)
    }

    pub async fn get(&self, token: &str, path: &str) -> Answer {
        send(self.keyed(Method::GET, path).bearer_auth(token)).await
    }

    /// A write, under a key or none.
    pub async fn write(
        &self,
        token: &str,
        (method, path): (Method, &str),
        body: &Value,
        key: Option<&str>,
    ) -> Answer {
        let mut call = self.keyed(method, path).bearer_auth(token).json(body);
        if let Some(key) = key {
            call = call.header("Idempotency-Key", key);
        }
        send(call).await
    }

    /// Makes a record.
    pub async fn post(&self, token: &str, path: &str, body: Value) -> Answer {
        self.write(token, (Method::POST, path), &body, None).await
    }

    /// Changes a record.
    pub async fn put(&self, token: &str, path: &str, body: Value) -> Answer {
        self.write(token, (Method::PUT, path), &body, None).await
    }

    /// Changes a record in part.
    pub async fn patch(&self, token: &str, path: &str, body: Value) -> Answer {
        self.write(token, (Method::PATCH, path), &body, None).await
    }

    /// Deletes a record, of which a sentence is said.
    pub async fn remove(&self, token: &str, path: &str) -> Answer {
        let call = (Method::DELETE, path);
        self.write(token, call, &Value::Null, None).await
    }

    /// Asserts that there is no record at a path, whatever is asked of it.
    pub async fn nothing_at(&self, token: &str, path: &str, methods: &[Method], body: &Value) {
        for method in methods {
            let answer = self.write(token, (method.clone(), path), body, None);
            answer.await.refused(404);
        }
    }

    /// Uploads a form, under a key or none.
    pub async fn upload(&self, token: &str, form: Form, key: Option<&str>) -> Answer {
        let call = self.keyed(Method::POST, "/attachments").bearer_auth(token);
        let mut call = call.header("Content-Type", Form::KIND).body(form.ended());
        if let Some(key) = key {
            call = call.header("Idempotency-Key", key);
        }
        send(call).await
    }

    /// Uploads a file of so many bytes, and answers its id.
    pub async fn pdf(&self, token: &str, name: &str, size: usize) -> i64 {
        let form = Form::new().file(name, &pdf(size));
        let answer = self.upload(token, form, None).await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        answer.json["data"]["id"].as_i64().unwrap()
    }

    /// Fetches a file's bytes, with more headers.
    pub async fn download(&self, token: &str, id: i64, more: &[(&str, &str)]) -> reqwest::Response {
        let path = format!("/attachments/{id}/download");
        let mut call = self.keyed(Method::GET, &path).bearer_auth(token);
        for (name, value) in more {
            call = call.header(*name, *value);
        }
        call.send().await.unwrap()
    }

    /// Deletes what is at a path; nothing comes back but the status.
    pub async fn delete(&self, token: &str, path: &str) -> u16 {
        let call = self.keyed(Method::DELETE, path).bearer_auth(token);
        let answer = call.send().await.unwrap();
        let status = answer.status().as_u16();
        let body = answer.text().await.unwrap();
        assert_eq!(status == 204, body.is_empty(), "{body}");
        status
    }

    /// How many records a path lists.
    pub async fn total(&self, token: &str, path: &str) -> i64 {
        let answer = self.get(token, path).await;
        answer.json["meta"]["total"].as_i64().unwrap()
    }
}
