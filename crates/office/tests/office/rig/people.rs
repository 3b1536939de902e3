//! Who works in an office: the first run of a firm's, and everyone who signs in.

use office::{NewUser, UserRole};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Answer, Rig, send};

/// Somebody who works in an office.
const ANA: NewUser = NewUser {
    email: "ana@example.com",
    password: "a long password",
    first_name: "Ana",
    last_name: "Soto",
    role: UserRole::Administrator,
};

impl Rig {
    /// Sets a firm's office up as Ana Soto's, and answers the recovery key and her token.
    pub async fn set_up(&self) -> (String, String) {
        let call = self.keyed(Method::POST, "/office/set-up");
        let answer = send(call.json(&first_run())).await;
        assert_eq!(answer.status, 201, "{}", answer.json);
        let text = |field: &str| answer.json[field].as_str().unwrap().to_owned();
        (text("recovery_key"), text("token"))
    }

    /// Whether the office says that it is set up.
    pub async fn is_set_up(&self) -> bool {
        let answer = send(self.keyed(Method::GET, "/office/state")).await;
        assert_eq!(answer.status, 200);
        answer.json["set_up"].as_bool().unwrap()
    }

    /// Adds Ana Soto to those who work here, and signs her in.
    pub async fn ana(&self) -> String {
        self.office.add_user(&ANA).await.unwrap();
        self.ana_again().await
    }

    /// Adds somebody of a role, and signs them in.
    pub async fn user(&self, email: &str, role: UserRole) -> String {
        let user = NewUser { email, role, ..ANA };
        self.office.add_user(&user).await.unwrap();
        let answer = self.login(email, ANA.password).await;
        answer.json["token"].as_str().unwrap().to_owned()
    }

    /// Signs in Ana Soto, who works here.
    pub async fn ana_again(&self) -> String {
        let answer = self.login(ANA.email, ANA.password).await;
        answer.json["token"].as_str().unwrap().to_owned()
    }

    pub async fn login(&self, email: &str, password: &str) -> Answer {
        let body = json!({ "email": email, "password": password });
        send(self.keyed(Method::POST, "/auth/login").json(&body)).await
    }

    pub async fn refresh(&self, token: &str) -> Answer {
        send(self.keyed(Method::POST, "/auth/refresh").bearer_auth(token)).await
    }

    /// Signs the practice agent in.
    pub async fn token(&self) -> String {
        let sign_in = self.office.practice_sign_in().unwrap();
        let answer = self.login(&sign_in.email, &sign_in.password).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        answer.json["token"].as_str().unwrap().to_owned()
    }
}

/// What Ana Soto says at the first run of her office.
pub fn first_run() -> Value {
    json!({
        "firm": {
            "name": "Umber Credit Help", "street": "1 Umber Way", "city": "Newark", "state": "nj",
            "zip": "07101", "phone": "(918) 555-0100",
        },
        "user": {
            "email": "Ana@Example.com", "password": ANA.password,
            "first_name": ANA.first_name, "last_name": ANA.last_name,
        },
    })
}
