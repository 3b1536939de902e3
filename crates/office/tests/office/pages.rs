//! Where a page of a list says that the others are.

use serde_json::{Value, json};

use crate::rig::Rig;

/// The four links of a page.
fn links(first: &str, last: &str, next: Option<&str>, prev: Option<&str>) -> Value {
    json!({ "first": first, "last": last, "next": next, "prev": prev })
}

#[tokio::test]
async fn each_page_of_a_list_leads_to_the_next_until_none_is_left() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let client = rig.client(&token, "Luis", "Quintana").await;
    for other in ["Ines", "Maria"] {
        rig.client(&token, other, "Soto").await;
    }
    for number in 1..=5 {
        let about = if number == 3 { client + 1 } else { client };
        let note = rig.note(&token, about, &format!("Call {number}")).await;
        assert_eq!(note.status, 201, "{}", note.json);
    }
    let asked = format!("/notes?client_id={client}&sort_by=id&per_page=2");
    let (first, second) = (format!("{asked}&page=1"), format!("{asked}&page=2"));
    let opened = rig.get(&token, &asked).await;
    let expected = links(&first, &second, Some(&second), None);
    assert_eq!(opened.json["links"], expected);
    let beyond = rig.get(&token, &format!("{asked}&page=7")).await;
    let expected = links(&first, &second, None, Some(&second));
    assert_eq!(beyond.json["links"], expected);

    let mut next = opened.json["links"]["first"].clone();
    let mut read = Vec::new();
    while let Some(path) = next.as_str() {
        let page = rig.get(&token, path).await;
        assert_eq!(page.rows().len(), 2);
        read.extend(page.ids());
        next = page.json["links"]["next"].clone();
    }
    assert_eq!(read, [1, 2, 4, 5]);
    let last = rig.get(&token, &second).await;
    let expected = links(&first, &second, None, Some(&first));
    assert_eq!(last.json["links"], expected);

    let all = "/notes?per_page=5";
    let only = format!("{all}&page=1");
    let whole = rig.get(&token, all).await;
    assert_eq!(whole.json["links"], links(&only, &only, None, None));
    // So it is with a list of nothing, and with one that is never longer than a page.
    let path = format!("/notes?client_id={}", client + 2);
    let only = format!("{path}&page=1");
    let none = rig.get(&token, &path).await;
    assert_eq!(none.rows().len(), 0);
    assert_eq!(none.json["links"], links(&only, &only, None, None));
    let path = format!("/clients/{client}/segments");
    let only = format!("{path}?page=1");
    let of_client = rig.get(&token, &path).await;
    assert_eq!(of_client.json["links"], links(&only, &only, None, None));
}

#[tokio::test]
async fn a_page_of_clients_names_those_around_it_by_their_numbers() {
    let rig = Rig::practice(40).await;
    let token = rig.token().await;
    let asked = "/clients?sort_by=id&sort_direction=asc&per_page=2";
    let at = |page: i64| format!("{asked}&page={page}");
    for (page, numbers) in [(1, 1..=11), (10, 5..=15), (20, 10..=20)] {
        let answer = rig.get(&token, &at(page)).await;
        assert_eq!(answer.json["meta"]["total"], 40);
        let inner = &answer.json["data"][0];
        let next = (page < 20).then(|| at(page + 1));
        let prev = (page > 1).then(|| at(page - 1));
        let expected = links(&at(1), &at(20), next.as_deref(), prev.as_deref());
        assert_eq!(inner["links"], expected);
        assert_eq!(answer.json["links"], expected);
        assert_eq!(inner["meta"]["path"], "/clients");
        let numbered = numbers.map(|number| {
            let label = i64::to_string(&number);
            json!({ "active": number == page, "label": label, "url": at(number) })
        });
        assert_eq!(inner["meta"]["links"], Value::from_iter(numbered));
    }
}

#[tokio::test]
async fn a_page_that_is_asked_for_in_a_body_keeps_what_stands_in_its_address() {
    let rig = Rig::practice(12).await;
    let token = rig.token().await;
    let rules = json!([{ "field": "LastName", "operator": "notNull" }]);
    let body = json!({ "conditions": { "rules": rules } });
    let asked = "/clients/search?sort_by=LastName&sort_direction=desc&per_page=5";
    let at = |page: i64| format!("{asked}&page={page}");
    // Where the page stands in the query does not matter, nor how it is written.
    let second = "/clients/search?sort_by=LastName&p%61ge=2&sort_direction=desc&per_page=5";
    let answer = rig.post(&token, second, body.clone()).await;
    let expected = links(&at(1), &at(3), Some(&at(3)), Some(&at(1)));
    assert_eq!(answer.json[0]["links"], expected);
    assert_eq!(answer.json[0]["meta"]["path"], "/clients/search");
    let again = rig.post(&token, &at(2), body.clone()).await;
    assert_eq!(again.json, answer.json);
    let other = rig.post(&token, &at(3), body).await;
    assert_eq!(other.json[0]["data"].as_array().unwrap().len(), 2);
}
