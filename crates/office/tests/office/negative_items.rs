//! Listing negative items and reading them.

use std::collections::HashSet;

use practice::{Item, ItemStatus, Practice};
use serde_json::{Value, json};

use crate::rig::{Answer, Rig, in_short};

fn people() -> Practice {
    Practice::new(1, "2026-01-15".parse().unwrap())
}

/// The items that the practice office is filled with, by client's id and in the order of ids.
fn invented(clients: u64) -> Vec<(i64, Item)> {
    let of = |number| {
        let items = people().items(number).into_iter();
        items.map(move |item| (number as i64 + 1, item))
    };
    (0..clients).flat_map(of).collect()
}

fn rows(answer: &Answer) -> &Vec<Value> {
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.json["data"].as_array().unwrap()
}

fn ids(answer: &Answer) -> Vec<i64> {
    let ids = rows(answer).iter().map(|row| row["id"].as_i64());
    ids.map(Option::unwrap).collect()
}

/// Everything that a query lists, page after page.
async fn all(rig: &Rig, token: &str, query: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for page in 1.. {
        let path = format!("/negative-items?{query}&per_page=200&page={page}");
        let answer = rig.get(token, &path).await;
        all.extend(rows(&answer).iter().cloned());
        if answer.json["meta"]["last_page"] == page {
            assert_eq!(answer.json["meta"]["total"], all.len(), "{query}");
            break;
        }
    }
    all
}

fn word(status: ItemStatus) -> &'static str {
    match status {
        ItemStatus::New => "new",
        ItemStatus::NotProcessed => "not_processed",
        ItemStatus::InProgress => "in_progress",
        ItemStatus::Repaired => "repaired",
    }
}

#[tokio::test]
async fn an_item_is_shown_as_documented_with_whose_it_is_and_where_it_stands() {
    let rig = Rig::practice(3).await;
    let token = rig.token().await;
    let listed = all(&rig, &token, "client_id=2").await;
    let invented = people().items(1);
    assert_eq!(listed.len(), invented.len());
    let owner = rig.get(&token, "/clients/2").await.json;
    let reports = rig
        .get(
            &token,
            "/clients/2/credit-report-master-schemas?per_page=100",
        )
        .await;
    for (row, item) in listed.iter().zip(&invented) {
        let line = &item.tradeline;
        assert_eq!(row["account_name"], line.furnisher.name);
        assert_eq!(row["account_number"], json!(line.account_number));
        assert_eq!(row["bureau_tradeline_id"], line.id);
        assert_eq!(row["vendor_tradeline_id"], json!(line.vendor_id));
        assert_eq!(row["credit_balance"], json!(line.balance));
        assert_eq!(row["is_negative"], line.is_negative());
        assert_eq!(row["is_closed"], line.is_closed());
        assert_eq!(row["metadata"]["status"], word(item.status));
        assert_eq!(row["metadata"]["not_dispute"], item.not_dispute);
        assert_eq!(row["correspondence"], json!([]));
        assert_eq!(row["client"], in_short(&owner));
        assert_eq!(row["client_key"], owner["client_key"]);
        assert_eq!(row["internal_client_key"], owner["attributes"]["Id"]);
        let changed = item.changed_at.format("%Y-%m-%dT%H:%M:%S.000000Z");
        assert_eq!(row["updated_at"], changed.to_string());
        assert_eq!(row["modified_date"], row["updated_at"]);
        // The report that shows it, by both of its numbers.
        let report = &rows(&reports)[item.snapshot];
        assert_eq!(row["report_id"], report["report_id"]);
        assert_eq!(row["credit_report_id"], report["id"]);
        assert_eq!(report["bureau"], item.bureau.letters());
        let read = rig
            .get(&token, &format!("/negative-items/{}", row["id"]))
            .await;
        assert_eq!((read.status, &read.json["data"]), (200, row));
    }
}

#[tokio::test]
async fn a_record_has_every_field_that_is_documented() {
    let rig = Rig::practice(1).await;
    let answer = rig
        .get(&rig.token().await, "/negative-items?per_page=1")
        .await;
    let row = rows(&answer)[0].as_object().unwrap();
    for field in [
        "account_name",
        "account_number",
        "account_ownership_type",
        "account_paid_date",
        "account_status",
        "account_type",
        "bureau_tradeline_id",
        "charge_off_date",
        "client",
        "client_key",
        "close_date",
        "collection_date",
        "correspondence",
        "credit_balance",
        "credit_limit",
        "credit_loan_type",
        "credit_report_id",
        "current_rateing_code",
        "current_rating_type",
        "high_balance_amount",
        "high_credit_amount",
        "highest_adverse_rating_code",
        "highest_adverse_rating_type",
        "internal_client_key",
        "is_charge_off",
        "is_closed",
        "is_collection",
        "is_disputed",
        "is_mortgage",
        "is_negative",
        "is_revolving",
        "is_secure_loan",
        "last_activity_date",
        "last_payment_date",
        "late_count_30_days",
        "late_count_60_days",
        "late_count_90_days",
        "loan_type",
        "metadata",
        "modified_date",
        "monthly_payment",
        "months_viewed",
        "most_recent_adverse_rating_code",
        "most_recent_adverse_rating_date",
        "most_recent_adverse_rating_type",
        "opened_date",
        "original_balance_amount",
        "past_due_amount",
        "report_id",
        "reported_date",
        "terms_desc",
        "terms_month",
        "unpaid_balance_amount",
        "vendor_tradeline_id",
    ] {
        assert!(row.contains_key(field), "{field}");
    }
    for field in ["created_by", "not_dispute", "status", "updated_by"] {
        assert!(row["metadata"].get(field).is_some(), "{field}");
    }
}

#[tokio::test]
async fn a_list_comes_with_its_place_and_a_broken_rule_by_name() {
    let rig = Rig::practice(3).await;
    let token = rig.token().await;
    let total = invented(3).len();
    let answer = rig.get(&token, "/negative-items?page=2").await;
    let last = total.div_ceil(15);
    let to = total.min(30);
    let meta = json!({ "current_page": 2, "from": 16, "last_page": last, "per_page": 15, "to": to, "total": total });
    assert_eq!(answer.json["meta"], meta);
    assert_eq!(ids(&answer), (16..=to as i64).collect::<Vec<_>>());
    let beyond = rig.get(&token, "/negative-items?page=900").await;
    assert!(rows(&beyond).is_empty());
    for (query, field) in [
        ("sort_by=account_number", "sort_by"),
        ("sort_direction=up", "sort_direction"),
        ("client_id=0", "client_id"),
        ("client_id=Ana", "client_id"),
        ("is_negative=perhaps", "is_negative"),
        ("is_collection=2", "is_collection"),
        ("is_charge_off=x", "is_charge_off"),
        ("is_disputed=x", "is_disputed"),
        ("status=lost", "status"),
        ("page=0", "page"),
        ("per_page=201", "per_page"),
    ] {
        let answer = rig.get(&token, &format!("/negative-items?{query}")).await;
        answer.refused(422);
        let errors = answer.json["errors"].as_object().unwrap();
        let names: Vec<&String> = errors.keys().collect();
        assert_eq!(names, [field], "{}", answer.json);
    }
    let answer = rig.get(&token, "/negative-items?status=lost").await;
    assert_eq!(
        answer.json["errors"]["status"][0],
        "`status` must be one of `new`, `not_processed`, `in_progress`, `repaired`."
    );
}

#[tokio::test]
async fn an_item_that_is_not_there_is_said_so() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    rig.get(&token, "/negative-items/9223372036854775807")
        .await
        .refused(404);
    for id in ["0", "-1", "one"] {
        let answer = rig.get(&token, &format!("/negative-items/{id}")).await;
        answer.refused(422);
        assert!(answer.json["errors"]["id"][0].is_string());
    }
    for path in ["/negative-items", "/negative-items/1"] {
        rig.get("a.b.c", path).await.refused(401);
    }
}

#[tokio::test]
async fn each_filter_leaves_what_it_says_and_all_of_that() {
    let rig = Rig::practice(12).await;
    let token = rig.token().await;
    let invented = invented(12);
    let numbered = || (1..).zip(&invented);
    let wanted = |keep: &dyn Fn(&(i64, Item)) -> bool| -> Vec<i64> {
        let kept = numbered().filter(|(_, item)| keep(item));
        kept.map(|(id, _)| id).collect()
    };
    let kind = |(_, item): &(i64, Item)| {
        let kind = item.tradeline.account_type.as_ref();
        kind.and_then(|kind| kind.meaning())
    };
    type Keep<'a> = &'a dyn Fn(&(i64, Item)) -> bool;
    let filters: &[(&str, Keep<'_>)] = &[
        ("client_id=7", &|(client, _)| *client == 7),
        ("account_type=Credit+card", &|item| {
            kind(item) == Some("Credit card")
        }),
        ("account_type=credit+CARD", &|item| {
            kind(item) == Some("Credit card")
        }),
        ("is_negative=true", &|(_, item)| {
            item.tradeline.is_negative()
        }),
        ("is_negative=0", &|(_, item)| !item.tradeline.is_negative()),
        ("is_collection=true", &|(_, item)| {
            item.tradeline.is_collection()
        }),
        ("is_collection=false", &|(_, item)| {
            !item.tradeline.is_collection()
        }),
        ("is_charge_off=1", &|(_, item)| {
            item.tradeline.is_charge_off()
        }),
        ("is_charge_off=false", &|(_, item)| {
            !item.tradeline.is_charge_off()
        }),
        ("is_disputed=true", &|(_, item)| {
            item.tradeline.is_disputed()
        }),
        ("is_disputed=false", &|(_, item)| {
            !item.tradeline.is_disputed()
        }),
        ("status=new", &|(_, item)| item.status == ItemStatus::New),
        ("status=not_processed", &|(_, item)| {
            item.status == ItemStatus::NotProcessed
        }),
        ("status=in_progress", &|(_, item)| {
            item.status == ItemStatus::InProgress
        }),
        ("status=repaired", &|(_, item)| {
            item.status == ItemStatus::Repaired
        }),
        (
            "status=repaired&is_collection=true&is_charge_off=false",
            &|(_, item)| {
                item.status == ItemStatus::Repaired
                    && item.tradeline.is_collection()
                    && !item.tradeline.is_charge_off()
            },
        ),
        ("client_id=7&is_collection=false", &|(client, item)| {
            *client == 7 && !item.tradeline.is_collection()
        }),
    ];
    for (query, keep) in filters {
        let found = all(&rig, &token, query).await;
        let found: Vec<i64> = found
            .iter()
            .map(|row| row["id"].as_i64().unwrap())
            .collect();
        assert!(
            !found.is_empty() && found.len() < invented.len(),
            "{query} tells nothing"
        );
        assert_eq!(found, wanted(keep), "{query}");
    }
    assert!(all(&rig, &token, "account_type=Yacht").await.is_empty());
    assert!(all(&rig, &token, "client_id=13").await.is_empty());
}

#[tokio::test]
async fn every_order_brings_every_item_once_and_both_ways() {
    let rig = Rig::practice(4).await;
    let token = rig.token().await;
    let columns = [
        "id",
        "client_id",
        "account_name",
        "status",
        "modified_date",
        "updated_at",
    ];
    let place = |status: &Value| {
        let words = ["new", "not_processed", "in_progress", "repaired"];
        words.iter().position(|word| status == word).unwrap()
    };
    for narrow in ["", "&client_id=3"] {
        let total = all(&rig, &token, narrow).await.len();
        for column in columns {
            let forwards = all(&rig, &token, &format!("sort_by={column}{narrow}")).await;
            let query = format!("sort_by={column}&sort_direction=desc{narrow}");
            let mut backwards = all(&rig, &token, &query).await;
            backwards.reverse();
            assert_eq!(forwards, backwards, "{column}");
            let ids: HashSet<&Value> = forwards.iter().map(|row| &row["id"]).collect();
            assert_eq!(ids.len(), total, "{column}");
            let value = |row: &Value| match column {
                "id" => format!("{:09}", row["id"].as_i64().unwrap()),
                "client_id" => format!("{:09}", row["client"]["id"].as_i64().unwrap()),
                "status" => place(&row["metadata"]["status"]).to_string(),
                _ => row[column].as_str().unwrap().to_lowercase(),
            };
            let values: Vec<String> = forwards.iter().map(value).collect();
            assert!(values.is_sorted(), "{column}: {values:?}");
        }
    }
}

#[tokio::test]
async fn a_practice_office_of_three_hundred_clients_has_everyone_s_items_and_reports() {
    let rig = Rig::practice(300).await;
    let token = rig.token().await;
    assert_eq!(
        rig.total(&token, "/negative-items").await,
        invented(300).len() as i64
    );
    for client in [1, 150, 300] {
        let items = rig
            .total(&token, &format!("/negative-items?client_id={client}"))
            .await;
        assert_eq!(items, people().items(client - 1).len() as i64);
        let path = format!("/clients/{client}/credit-report-master-schemas");
        let reports = people().snapshots(client - 1).len() as i64;
        assert_eq!(rig.total(&token, &path).await, reports);
    }
}

#[tokio::test]
async fn clients_who_come_later_bring_their_items_and_reports_along() {
    let rig = Rig::practice(5).await;
    let token = rig.token().await;
    let before = all(&rig, &token, "").await;
    let rig = rig.reopened_with(8).await;
    let after = all(&rig, &token, "").await;
    assert_eq!(after.len(), invented(8).len());
    assert_eq!(after[..before.len()], before);
}
