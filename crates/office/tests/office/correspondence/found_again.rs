//! What was sent, found again: with the item that it is about, and in a list by each filter and in
//! every order.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{fax, letter, listed, sent, with_item};
use crate::rig::Rig;

#[tokio::test]
async fn what_was_sent_about_an_item_is_shown_with_the_item() {
    let rig = Rig::practice(20).await;
    let token = rig.token().await;
    let (client, before) = with_item(&rig, &token).await;
    let mut body = letter(client);
    // The client need not be said where the item says it.
    body["client_id"] = Value::Null;
    body["negative_item_id"] = before["id"].clone();
    let piece = sent(&rig, &token, &body).await;
    assert_eq!(
        (&piece["client_id"], &piece["negative_item_id"]),
        (&json!(client), &before["id"])
    );
    let path = format!("/negative-items/{}", before["id"]);
    let after = rig.get(&token, &path).await.json["data"].clone();
    assert_eq!(after["correspondence"], json!([piece]));
    // Whoever asks for what has changed since is told.
    assert_eq!(after["updated_at"], piece["updated_at"]);
    let latest = "/negative-items?sort_by=updated_at&sort_direction=desc&per_page=1";
    assert_eq!(rig.get(&token, latest).await.rows(), &vec![after]);
    let query = format!("negative_item_id={}", before["id"]);
    assert_eq!(listed(&rig, &token, &query).await.rows(), &vec![piece]);
    assert_eq!(
        rig.total(&token, "/correspondence?negative_item_id=9999999")
            .await,
        0
    );
}

#[tokio::test]
async fn the_list_is_narrowed_down_by_each_filter_and_the_newest_stands_first() {
    let rig = Rig::practice(3).await;
    let ana = rig.ana().await;
    let first = sent(&rig, &ana, &letter(1)).await["id"].clone();
    rig.time.pass(TimeDelta::days(1));
    let token = rig.token().await;
    let file = rig.pdf(&token, "a.pdf", 40).await;
    let second = sent(&rig, &token, &fax(1, file)).await["id"].clone();
    let mut other = fax(1, file);
    other["fax"] = json!({
        "attachment_id": file, "fax_number": "+1 973 555 0102", "furnisher": "José Umber_Co",
    });
    let third = sent(&rig, &token, &other).await["id"].clone();
    for (query, found) in [
        ("", vec![&third, &second, &first]),
        ("sort_direction=asc", vec![&first, &second, &third]),
        ("sort_by=created_at", vec![&first, &second, &third]),
        ("type=fax", vec![&third, &second]),
        ("type=FAX&per_page=1&page=2", vec![&second]),
        ("client_id=1", vec![&third, &second, &first]),
        ("client_id=2", vec![]),
        ("client_id=1&type=letter", vec![&first]),
        ("run_by=2", vec![&first]),
        ("recipient=equi", vec![&second, &first]),
        ("recipient=JOSE", vec![&third]),
        ("recipient=umber_co", vec![&third]),
        ("recipient=umberXco", vec![]),
        ("fax_number=404.555.0101", vec![&second]),
        ("fax_number=19735550102", vec![&third]),
        ("fax_number=none", vec![]),
        ("search=a+dispute", vec![&first]),
        ("search=soto", vec![&first]),
        ("search=2026-01-16", vec![&third, &second]),
        ("search=5550102&client_id=1", vec![&third]),
        ("search=%25", vec![]),
        ("sort_by=recipient", vec![&second, &first, &third]),
        (
            "sort_by=type&sort_direction=desc",
            vec![&first, &third, &second],
        ),
        ("sort_by=last_name", vec![&second, &third, &first]),
        (
            "sort_by=first_name&client_id=1",
            vec![&first, &second, &third],
        ),
    ] {
        let answer = listed(&rig, &token, query).await;
        let ids: Vec<&Value> = answer.rows().iter().map(|row| &row["id"]).collect();
        assert_eq!(ids, found, "{query}");
    }
    for column in ["id", "subject", "updated_at"] {
        let query = format!("sort_by={column}&client_id=1");
        assert_eq!(
            listed(&rig, &token, &query).await.rows().len(),
            3,
            "{column}"
        );
    }
    let meta = &listed(&rig, &token, "per_page=2&page=2").await.json["meta"];
    let expected =
        json!({ "current_page": 2, "from": 3, "last_page": 2, "per_page": 2, "to": 3, "total": 3 });
    assert_eq!(meta, &expected);
}

#[tokio::test]
async fn a_list_that_is_asked_for_against_a_rule_is_refused_by_name() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for (query, field) in [
        ("type=pigeon", "type"),
        ("client_id=0", "client_id"),
        ("run_by=Ana", "run_by"),
        ("negative_item_id=0", "negative_item_id"),
        ("recipient=a%00b", "recipient"),
        ("search=a%00b", "search"),
        ("sort_by=attributes", "sort_by"),
        ("sort_direction=up", "sort_direction"),
        ("page=0", "page"),
        ("per_page=201", "per_page"),
    ] {
        assert_eq!(
            listed(&rig, &token, query).await.fields(),
            [field],
            "{query}"
        );
    }
}
