//! The client's own record: what is read of it, what may be changed and how it is kept, and what
//! nobody learns by changing it.

use chrono::TimeDelta;
use office::UserRole;
use serde_json::{Value, json};

use super::Desk;
use crate::rig::Rig;

#[tokio::test]
async fn the_own_record_is_read_without_what_the_firm_notes_in_it() {
    let desk = Desk::new().await;
    let own = desk.get("/me/1").await;
    assert_eq!(own.status, 200, "{}", own.json);
    let seen = desk.rig.get(&desk.agent, "/clients/1").await;
    for field in ["id", "email", "ssn", "client_key", "mobile_phone"] {
        assert_eq!(own.json[field], seen.json[field], "{field}");
    }
    let (own, seen) = (&own.json["attributes"], &seen.json["attributes"]);
    assert_eq!(own["FirstName"], seen["FirstName"]);
    assert!(own["LeadSource"].is_null() && !seen["LeadSource"].is_null());
}

#[tokio::test]
async fn a_client_who_moved_says_so_and_is_found_there() {
    let desk = Desk::new().await;
    desk.rig.time.pass(TimeDelta::minutes(5));
    let change = json!({
        "attributes": {
            "LastName": " Quintañaval ", "MailingStreet": "1 Elm St", "MailingCity": "Salem",
            "MailingState": "MA", "MailingPostalCode": 1970, "HomePhone": "",
            "D_O_B__c": "1980-01-31",
        },
        "email": "moved@example.com", "mobile_phone": "(918) 555-0101", "ssn": "900-12-3456",
    });
    let changed = desk.put("/clients/1", change).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let row = &changed.json["data"];
    assert_eq!(desk.get("/me/1").await.json, *row);
    let fields = &row["attributes"];
    assert_eq!(fields["LastName"], "Quintañaval");
    // A number has lost the zero in front of it.
    assert_eq!(fields["MailingPostalCode"], "01970");
    assert_eq!(fields["Email"], "moved@example.com");
    assert!(fields["HomePhone"].is_null());
    assert_eq!(
        (&row["ssn"], &row["email"]),
        (&json!(900_123_456), &fields["Email"])
    );
    let seen = desk.rig.get(&desk.agent, "/clients/1").await;
    assert!(!seen.json["attributes"]["LeadSource"].is_null());
    assert_eq!(seen.json["updated_at"], "2026-01-15T09:05:00.000000Z");
    for search in ["quintanaval", "9185550101", "moved@"] {
        let found = desk
            .rig
            .get(&desk.agent, &format!("/clients?search={search}"))
            .await;
        assert_eq!(found.json["data"][0]["data"][0]["id"], 1, "{search}");
    }
    // What is left out stays.
    let change = json!({ "mobile_phone": "" });
    let changed = desk.put("/clients/1", change).await;
    let row = &changed.json["data"];
    assert_eq!(
        (&row["mobile_phone"], &row["ssn"]),
        (&Value::Null, &json!(900_123_456))
    );
    assert_eq!(row["attributes"]["LastName"], "Quintañaval");
}

#[tokio::test]
async fn what_a_client_may_not_change_is_named() {
    let desk = Desk::new().await;
    let before = desk.get("/me/1").await.json;
    for (body, field) in [
        (json!({ "attributes": { "Id": "x" } }), "attributes.Id"),
        (
            json!({ "attributes": { "LeadSource": "x" } }),
            "attributes.LeadSource",
        ),
        (
            json!({ "attributes": { "LastName": " " } }),
            "attributes.LastName",
        ),
        (
            json!({ "attributes": { "D_O_B__c": "soon" } }),
            "attributes.D_O_B__c",
        ),
        (
            json!({ "attributes": { "MailingCity": "a\tb" } }),
            "attributes.MailingCity",
        ),
        (
            json!({ "attributes": { "MailingCity": true } }),
            "attributes.MailingCity",
        ),
        (json!({ "email": "" }), "email"),
        (json!({ "email": "nobody" }), "email"),
        (json!({ "email": "ana@office" }), "email"),
        (json!({ "mobile_phone": "call me" }), "mobile_phone"),
        (
            json!({ "attributes": { "MailingState": "ZZZZZ" } }),
            "attributes.MailingState",
        ),
        (
            json!({ "attributes": { "OtherPostalCode": "x;=1+1" } }),
            "attributes.OtherPostalCode",
        ),
        (
            json!({ "attributes": { "HomePhone": "=1+1" } }),
            "attributes.HomePhone",
        ),
        (json!({ "mobile_phone": "x".repeat(65) }), "mobile_phone"),
        (json!({ "ssn": "12345" }), "ssn"),
    ] {
        assert_eq!(desk.put("/clients/1", body).await.fields()[0], field);
    }
    assert_eq!(desk.get("/me/1").await.json, before);
}

#[tokio::test]
async fn no_client_learns_whether_a_number_is_another_s_and_the_firm_does() {
    let desk = Desk::new().await;
    let other = desk.rig.get(&desk.agent, "/clients/2").await.json;
    let theirs = format!("{:09}", other["ssn"].as_i64().unwrap());
    let notes = async || {
        let notes = "/notes?client_id=1&per_page=200&search=entered+a+social+security";
        let notes = desk.rig.get(&desk.agent, notes).await;
        let text = |note: &Value| note["note_text"].as_str().unwrap().to_owned();
        notes.rows().iter().map(text).collect::<Vec<_>>()
    };
    // A number that is nobody's, and one that is another client's.
    let free = desk
        .put("/clients/1", json!({ "ssn": "900-12-3456" }))
        .await;
    assert_eq!(notes().await, [""; 0]);
    let taken = desk.put("/clients/1", json!({ "ssn": theirs })).await;
    assert_eq!((free.status, taken.status), (200, 200));
    let mut expected = free.json["data"].clone();
    expected["ssn"] = other["ssn"].clone();
    expected["updated_at"] = taken.json["data"]["updated_at"].clone();
    assert_eq!(taken.json["data"], expected);
    let said = notes().await;
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("client 2") && !said[0].contains(&theirs));
    // The own number once more is no attempt; many numbers are.
    for _ in 0..6 {
        let same = desk.put("/clients/1", json!({ "ssn": theirs })).await;
        assert_eq!(same.status, 200, "{}", same.json);
    }
    for (last, status) in [(1, 200), (2, 200), (3, 200), (4, 429)] {
        let ssn = format!("900-12-000{last}");
        assert_eq!(
            desk.put("/clients/1", json!({ "ssn": ssn })).await.status,
            status
        );
    }
    desk.rig.time.pass(TimeDelta::minutes(5));
    let later = desk
        .put("/clients/1", json!({ "ssn": "900-12-0004" }))
        .await;
    assert_eq!(later.status, 200);
}

#[tokio::test]
async fn what_a_client_enters_is_kept_as_the_firm_keeps_it() {
    let desk = Desk::new().await;
    let change = json!({
        "attributes": {
            "D_O_B__c": "1980-1-5", "MailingState": "ma", "OtherPostalCode": "021391234",
            "Phone": "+1 (918) 555-0102",
        },
    });
    let changed = desk.put("/clients/1", change).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let fields = &changed.json["data"]["attributes"];
    assert_eq!(fields["D_O_B__c"], "1980-01-05");
    assert_eq!(fields["MailingState"], "MA");
    assert_eq!(fields["OtherPostalCode"], "02139-1234");
    assert_eq!(fields["Phone"], "(918) 555-0102");
}

#[tokio::test]
async fn a_number_that_was_never_given_to_anybody_is_refused_whoever_enters_it() {
    let (rig, token, id) = Rig::with_a_client().await;
    let role = UserRole::Client { client: id };
    let client = rig.user("client@example.com", role).await;
    let (own, path) = (
        format!("/customer-portal/clients/{id}"),
        format!("/office/clients/{id}"),
    );
    let names = json!({ "FirstName": "Eva", "LastName": "Soto" });
    for ssn in ["000-00-0000", "666-12-3456", "900-00-3456", "900-12-0000"] {
        let body = json!({ "ssn": ssn });
        let new = json!({ "attributes": names, "ssn": ssn });
        for refused in [
            rig.put(&client, &own, body.clone()).await,
            rig.patch(&token, &path, body).await,
            rig.post(&token, "/office/clients", new).await,
        ] {
            assert_eq!(refused.fields(), ["ssn"]);
        }
    }
    let body = json!({ "ssn": "900-12-3456" });
    assert_eq!(rig.put(&client, &own, body).await.status, 200);
}
