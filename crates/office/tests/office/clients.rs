//! Listing clients, and reading one.

use chrono::TimeDelta;
use office::UserRole;
use practice::{Person, Practice};
use serde_json::{Value, json};

use crate::rig::Rig;

/// The people that the practice office is filled with, by the day of the tests' clock.
fn people(count: u64) -> Vec<Person> {
    let practice = Practice::new(1, "2026-01-15".parse().unwrap());
    (0..count).map(|number| practice.client(number)).collect()
}

fn rows(answer: &Value) -> &Vec<Value> {
    answer["data"][0]["data"].as_array().unwrap()
}

fn ids(answer: &Value) -> Vec<i64> {
    rows(answer)
        .iter()
        .map(|row| row["id"].as_i64().unwrap())
        .collect()
}

/// The value of a row by the name that it is sorted by.
fn value(row: &Value, name: &str) -> Value {
    match name {
        "id" | "updated_at" => row[name].clone(),
        _ => row["attributes"][name].clone(),
    }
}

#[tokio::test]
async fn a_list_comes_as_a_page_inside_a_page() {
    let rig = Rig::practice(40).await;
    let answer = rig.get(&rig.token().await, "/clients").await;
    assert_eq!(answer.status, 200);
    let meta = json!({ "current_page": 1, "from": 1, "last_page": 3, "per_page": 15, "to": 15, "total": 40 });
    assert_eq!(answer.json["meta"], meta);
    // The inner place says what the outer one does, and more.
    for (name, value) in meta.as_object().unwrap() {
        assert_eq!(answer.json["data"][0]["meta"][name], *value, "{name}");
    }
    assert_eq!(ids(&answer.json), (1..=15).collect::<Vec<_>>());
    let last = rig.get(&rig.token().await, "/clients?page=3").await;
    assert_eq!(ids(&last.json), (31..=40).collect::<Vec<_>>());
    assert_eq!(last.json["meta"]["to"], 40);
    let beyond = rig.get(&rig.token().await, "/clients?page=4").await;
    assert!(rows(&beyond.json).is_empty());
    assert_eq!(beyond.json["meta"]["from"], Value::Null);
    assert_eq!(beyond.json["meta"]["total"], 40);
}

#[tokio::test]
async fn pages_by_any_column_bring_everyone_once() {
    let rig = Rig::practice(60).await;
    let token = rig.token().await;
    let columns = [
        "id",
        "FirstName",
        "MiddleName",
        "LastName",
        "Email",
        "MobilePhone",
        "Phone",
        "HomePhone",
        "updated_at",
    ];
    for column in columns {
        let mut seen = Vec::new();
        for page in 1..=3 {
            let path = format!("/clients?sort_by={column}&per_page=25&page={page}");
            seen.extend(ids(&rig.get(&token, &path).await.json));
        }
        let path = format!("/clients?sort_by={column}&per_page=60&sort_direction=desc");
        let mut backwards = ids(&rig.get(&token, &path).await.json);
        backwards.reverse();
        assert_eq!(seen, backwards, "{column} descending");
        seen.sort_unstable();
        assert_eq!(seen, (1..=60).collect::<Vec<_>>(), "{column}");
    }
}

#[tokio::test]
async fn sorting_puts_texts_in_the_order_in_which_people_look_for_them() {
    let rig = Rig::practice(60).await;
    let token = rig.token().await;
    for column in ["updated_at", "Email", "id"] {
        let answer = rig
            .get(&token, &format!("/clients?sort_by={column}&per_page=60"))
            .await;
        let texts: Vec<_> = rows(&answer.json)
            .iter()
            .map(|row| value(row, column))
            .collect();
        let ordered = texts.windows(2).all(|pair| match (&pair[0], &pair[1]) {
            (Value::Null, _) => true,
            (Value::String(one), Value::String(two)) => one <= two,
            (one, two) => one.as_i64() <= two.as_i64(),
        });
        assert!(ordered, "{column}: {texts:?}");
    }
    // By the first letter, accents aside: nobody with an accent stands behind Z.
    let answer = rig
        .get(&token, "/clients?sort_by=LastName&per_page=60")
        .await;
    let plain = |letter: char| match letter {
        'Á' => 'a',
        'Ö' => 'o',
        other => other.to_ascii_lowercase(),
    };
    let letters: Vec<char> = rows(&answer.json)
        .iter()
        .map(|row| {
            plain(
                row["attributes"]["LastName"]
                    .as_str()
                    .unwrap()
                    .chars()
                    .next()
                    .unwrap(),
            )
        })
        .collect();
    assert!(letters.is_sorted(), "{letters:?}");
}

#[tokio::test]
async fn part_of_a_name_address_or_phone_finds_the_client() {
    let rig = Rig::practice(60).await;
    let token = rig.token().await;
    for person in people(12) {
        let phone = person.mobile_phone.clone();
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        let mut parts = vec![
            person.name.first.to_uppercase(),
            person.name.last.chars().skip(1).collect(),
            phone,
            digits,
        ];
        parts.extend(
            person
                .email
                .as_ref()
                .map(|email| email.split('@').next().unwrap().to_owned()),
        );
        for part in parts {
            let query: String = url::form_urlencoded::byte_serialize(part.as_bytes()).collect();
            let answer = rig
                .get(&token, &format!("/clients?per_page=60&search={query}"))
                .await;
            let found = ids(&answer.json);
            assert!(
                found.contains(&(person.number as i64 + 1)),
                "{part} in {found:?}"
            );
            assert_eq!(answer.json["meta"]["total"], found.len());
        }
    }
}

#[tokio::test]
async fn an_accent_more_or_less_does_not_hide_a_client() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    // The second of the practice clients is Raúl Landry.
    for search in ["raul", "RA%C3%9AL", "landry"] {
        assert_eq!(
            ids(&rig
                .get(&token, &format!("/clients?search={search}"))
                .await
                .json),
            [2]
        );
    }
}

#[tokio::test]
async fn all_that_is_typed_is_found_in_any_order_and_writing() {
    let rig = Rig::firm().await;
    let (_, token) = rig.set_up().await;
    rig.client(&token, "Ana", "Soto").await;
    let attributes = json!({
        "FirstName": "José", "LastName": "Ñandú-O'Brien", "MobilePhone": "918-555-0142",
        "Email": "jn@example.com",
    });
    let jose = json!({ "attributes": attributes, "ssn": "900-12-3456" });
    let jose = rig.post(&token, "/office/clients", jose).await;
    assert_eq!(jose.status, 201, "{}", jose.json);
    let found = async |search: &str| {
        let query: String = url::form_urlencoded::byte_serialize(search.as_bytes()).collect();
        let answer = rig.get(&token, &format!("/clients?search={query}")).await;
        assert_eq!(answer.json["meta"]["total"], rows(&answer.json).len());
        ids(&answer.json)
    };
    for search in [
        "José Ñandú",
        "Nandu, Jose",
        "nandu o’brien",
        "obrien",
        "(918) 555-0142",
        "+1 918.555.0142",
        "9185550142",
        "555 0142",
        "jose 0142",
        "jn@example.com",
        "900-12-3456",
        "900 123456",
        "900123456",
    ] {
        assert_eq!(found(search).await, [2], "{search}");
    }
    for search in ["Jose Soto", "918-555-0143", "900-12-3457", "_"] {
        assert_eq!(found(search).await, [0; 0], "{search}");
    }
    assert_eq!(found(" ").await, [1, 2]);
}

#[tokio::test]
async fn signs_that_mean_something_to_a_database_mean_nothing_in_a_search() {
    let rig = Rig::practice(20).await;
    let token = rig.token().await;
    for search in ["%25", "%5C", "'%20--"] {
        let answer = rig.get(&token, &format!("/clients?search={search}")).await;
        assert_eq!(answer.status, 200);
        assert!(rows(&answer.json).is_empty(), "{search}");
    }
}

#[tokio::test]
async fn a_field_that_breaks_its_rule_is_named() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for (query, field) in [
        ("sort_by=ssn", "sort_by"),
        ("sort_direction=sideways", "sort_direction"),
        ("search=a%00b", "search"),
        ("page=0", "page"),
        ("page=first", "page"),
        ("per_page=0", "per_page"),
        ("per_page=201", "per_page"),
    ] {
        let answer = rig.get(&token, &format!("/clients?{query}")).await;
        answer.refused(422);
        let errors = answer.json["errors"].as_object().unwrap();
        assert_eq!(
            errors.keys().collect::<Vec<_>>(),
            [field],
            "{}",
            answer.json
        );
        assert!(errors[field][0].is_string());
    }
    assert_eq!(
        rig.get(&token, "/clients?page=9223372036854775807")
            .await
            .status,
        200
    );
    assert_eq!(
        rig.get(&token, "/clients?per_page=200&search=")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_client_is_shown_as_documented_and_with_the_time_of_its_last_change() {
    let rig = Rig::practice(3).await;
    let token = rig.token().await;
    let person = people(3).remove(1);
    let answer = rig.get(&token, "/clients/2").await;
    assert_eq!(answer.status, 200);
    let client = &answer.json;
    assert_eq!(client["id"], 2);
    assert_eq!(client["client_key"], person.client_key);
    assert_eq!(client["email"], json!(person.email));
    assert_eq!(client["mobile_phone"], person.mobile_phone);
    assert_eq!(client["salesforce_id"], person.crm_number);
    assert_eq!(client["ssn"], person.ssn.number());
    assert_eq!(client["attributes"], Value::Object(person.attributes()));
    let changed = person
        .changed_at
        .format("%Y-%m-%dT%H:%M:%S.000000Z")
        .to_string();
    assert_eq!(client["updated_at"], changed);
    for documented in ["joint_customer_sf_id", "segments"] {
        assert!(client.get(documented).is_some(), "{documented}");
    }
    let listed = rig.get(&token, "/clients?search=landry").await;
    assert_eq!(&rows(&listed.json)[0], client);
}

#[tokio::test]
async fn a_client_is_shown_with_the_segments_in_use_the_latest_changed_first() {
    let rig = Rig::practice(4).await;
    let token = rig.token().await;
    let role = UserRole::Client { client: 2 };
    let client = rig.user("client@example.com", role).await;
    let read = rig.get(&token, "/clients/2").await;
    assert_eq!(read.json["segments"], json!([]));
    for (name, last, more) in [
        ("Two", 2, json!({})),
        ("Three", 3, json!({ "type": "client" })),
        ("Not in use", 4, json!({ "is_active": false })),
        ("Put away", 4, json!({ "is_archive": true })),
    ] {
        let mut body = more;
        let first = json!({ "field": "id", "operator": "<=", "value": last });
        body["name"] = json!(name);
        body["conditions"] = json!({ "rules": [first] });
        rig.time.pass(TimeDelta::minutes(1));
        assert_eq!(rig.post(&token, "/segments", body).await.status, 201);
    }
    let shown = async |expected: &[&[i64]]| {
        let by = json!({ "rules": [{ "field": "id", "operator": ">", "value": 0 }] });
        let body = json!({ "conditions": by });
        let found = rig.post(&token, "/clients/search", body).await;
        let listed = rig.get(&token, "/clients").await;
        for (at, expected) in expected.iter().enumerate() {
            let mut segments = Vec::new();
            for id in *expected {
                segments.push(rig.get(&token, &format!("/segments/{id}")).await.json);
            }
            let path = format!("/clients/{}", at + 1);
            let read = rig.get(&token, &path).await;
            assert_eq!(read.json["segments"], json!(segments), "{path}");
            assert_eq!(rows(&listed.json)[at], read.json);
            assert_eq!(found.json[0]["data"][at], read.json);
        }
        // How the firm sorts its clients is not the client's to see.
        let own = rig.get(&client, "/customer-portal/me/2").await;
        assert_eq!(own.json["segments"], Value::Null);
    };
    shown(&[&[2, 1], &[2, 1], &[2], &[]]).await;
    rig.time.pass(TimeDelta::minutes(1));
    rig.post(&token, "/segments/1/refresh", json!({})).await;
    shown(&[&[1, 2], &[1, 2], &[2], &[]]).await;
    rig.delete(&token, "/segments/2").await;
    shown(&[&[1], &[1], &[], &[]]).await;
    // Records of a client name the client, and no more.
    let items = rig.get(&token, "/negative-items?client_id=2").await;
    let client = &items.rows()[0]["client"];
    assert_eq!(
        (&client["id"], &client["segments"]),
        (&json!(2), &Value::Null)
    );
}

#[tokio::test]
async fn a_client_who_is_not_there_is_said_so() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    rig.get(&token, "/clients/2").await.refused(404);
    rig.get(&token, "/clients/9223372036854775807")
        .await
        .refused(404);
    for id in ["0", "-1", "one", "1.5"] {
        let answer = rig.get(&token, &format!("/clients/{id}")).await;
        answer.refused(422);
        assert!(
            answer.json["errors"]["id"][0].is_string(),
            "{}",
            answer.json
        );
    }
}
