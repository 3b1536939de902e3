//! Listing a client's reports and reading them.

use practice::{Practice, Snapshot};
use reports::{Bureau, Report};
use serde_json::{Value, json};

use crate::rig::{Answer, Rig, in_short};

fn people() -> Practice {
    Practice::new(1, "2026-01-15".parse().unwrap())
}

/// The first of the practice clients, by id, whose reports are as asked.
fn client_with(wanted: impl Fn(&[Snapshot]) -> bool) -> (i64, Vec<Snapshot>) {
    let mut all = (0..).map(|number| (number as i64 + 1, people().snapshots(number)));
    all.find(|(_, reports)| wanted(reports)).unwrap()
}

/// A client with three sets of all three bureaus.
fn client_with_nine() -> (i64, Vec<Snapshot>) {
    client_with(|reports| reports.len() == 9)
}

fn rows(answer: &Answer) -> &Vec<Value> {
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.json["data"].as_array().unwrap()
}

fn texts<'a>(answer: &'a Answer, field: &str) -> Vec<&'a str> {
    let texts = rows(answer).iter().map(|row| row[field].as_str());
    texts.map(Option::unwrap).collect()
}

fn ids(answer: &Answer) -> Vec<i64> {
    let ids = rows(answer).iter().map(|row| row["id"].as_i64());
    ids.map(Option::unwrap).collect()
}

fn errors(answer: &Answer) -> Vec<&String> {
    answer.refused(422);
    answer.json["errors"].as_object().unwrap().keys().collect()
}

fn of_client(client: i64, query: &str) -> String {
    format!("/clients/{client}/credit-report-master-schemas?{query}")
}

#[tokio::test]
async fn a_client_s_reports_are_listed_without_their_content() {
    let (client, reports) = client_with_nine();
    let rig = Rig::practice(client as u32).await;
    let token = rig.token().await;
    let answer = rig.get(&token, &of_client(client, "")).await;
    let expected: Vec<&str> = reports.iter().map(|one| one.report_id.as_str()).collect();
    assert_eq!(texts(&answer, "report_id"), expected);
    let owner = rig.get(&token, &format!("/clients/{client}")).await.json;
    let report = &rows(&answer)[0];
    assert_eq!(report["bureau"], reports[0].bureau.letters());
    assert_eq!(report["vendor"], reports[0].bureau.name());
    assert_eq!(report["report_date"], reports[0].report_date.to_string());
    assert_eq!(report["client"], in_short(&owner));
    assert_eq!(report["client_key"], owner["client_key"]);
    assert_eq!(report["internal_client_key"], owner["attributes"]["Id"]);
    let forms = json!(["master_schema", "negative_items"]);
    assert_eq!(report["available_file_types"], forms);
    let made = reports[0].made_at.format("%Y-%m-%dT%H:%M:%S.000000Z");
    assert_eq!(report["modified_date"], made.to_string());
    assert_eq!(report["updated_at"], report["modified_date"]);
    assert!(report.get("content").is_none());
}

#[tokio::test]
async fn a_list_comes_with_its_place_page_by_page() {
    let (client, _) = client_with_nine();
    let rig = Rig::practice(client as u32).await;
    let token = rig.token().await;
    let all = ids(&rig.get(&token, &of_client(client, "")).await);
    let answer = rig
        .get(&token, &of_client(client, "per_page=4&page=3"))
        .await;
    let meta =
        json!({ "current_page": 3, "from": 9, "last_page": 3, "per_page": 4, "to": 9, "total": 9 });
    assert_eq!(answer.json["meta"], meta);
    assert_eq!(ids(&answer), all[8..]);
    let beyond = rig.get(&token, &of_client(client, "page=2")).await;
    assert!(rows(&beyond).is_empty());
    assert_eq!(beyond.json["meta"]["total"], 9);
}

#[tokio::test]
async fn every_order_brings_every_report_once_and_both_ways() {
    let (client, _) = client_with_nine();
    let rig = Rig::practice(client as u32).await;
    let token = rig.token().await;
    let columns = [
        "id",
        "report_date",
        "report_id",
        "bureau",
        "vendor",
        "modified_date",
        "updated_at",
    ];
    for column in columns {
        let mut seen = Vec::new();
        for page in 1..=3 {
            let query = format!("sort_by={column}&per_page=4&page={page}");
            seen.extend(ids(&rig.get(&token, &of_client(client, &query)).await));
        }
        let query = format!("sort_by={column}&sort_direction=desc");
        let answer = rig.get(&token, &of_client(client, &query)).await;
        let mut backwards = ids(&answer);
        backwards.reverse();
        assert_eq!(seen, backwards, "{column}");
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 9, "{column}");
        let value = |row: &Value| match &row[column] {
            Value::Number(number) => format!("{:09}", number.as_i64().unwrap()),
            text => text.as_str().unwrap().to_owned(),
        };
        let values: Vec<String> = rows(&answer).iter().map(value).collect();
        assert!(
            values.is_sorted_by(|one, two| one >= two),
            "{column}: {values:?}"
        );
    }
}

#[tokio::test]
async fn each_filter_leaves_only_what_has_its_value() {
    let (client, reports) = client_with_nine();
    let rig = Rig::practice(client as u32).await;
    let token = rig.token().await;
    let day = reports[4].report_date;
    let of_day = reports.iter().filter(|one| one.report_date == day).count();
    let number = reports[4].report_id.as_str();
    for (query, field, value, count) in [
        ("bureau=EXP".to_owned(), "bureau", "EXP", 3),
        ("bureau=experian".to_owned(), "bureau", "EXP", 3),
        ("vendor=TransUnion".to_owned(), "vendor", "TransUnion", 3),
        ("vendor=transunion".to_owned(), "vendor", "TransUnion", 3),
        (
            format!("report_date={day}"),
            "report_date",
            &day.to_string(),
            of_day,
        ),
        (format!("report_id={number}"), "report_id", number, 1),
        ("vendor=Somebody".to_owned(), "vendor", "", 0),
        ("report_id=789".to_owned(), "report_id", "", 0),
        (
            format!("report_id={number}&bureau=TUC&vendor=Equifax"),
            "report_id",
            "",
            0,
        ),
    ] {
        let answer = rig.get(&token, &of_client(client, &query)).await;
        assert_eq!(texts(&answer, field), vec![value; count], "{query}");
        assert_eq!(answer.json["meta"]["total"], count, "{query}");
    }
}

#[tokio::test]
async fn a_field_that_breaks_its_rule_is_named() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for (query, field) in [
        ("bureau=Innovis", "bureau"),
        ("report_date=2026-02-30", "report_date"),
        ("report_date=02/2026", "report_date"),
        ("sort_by=content", "sort_by"),
        ("sort_direction=up", "sort_direction"),
        ("page=0", "page"),
        ("per_page=101", "per_page"),
        ("per_page=0", "per_page"),
    ] {
        let answer = rig.get(&token, &of_client(1, query)).await;
        assert_eq!(errors(&answer), [field], "{}", answer.json);
    }
    for path in ["/clients/1/reports/innovis", "/clients/1/reports/EFX"] {
        let answer = rig.get(&token, path).await;
        assert_eq!(errors(&answer), ["bureau"], "{path}");
    }
    for path in [
        "/clients/0/reports",
        "/clients/one/reports/equifax",
        "/clients/0/credit-report-master-schemas",
        "/clients/one/credit-report-master-schemas/latest",
        "/credit-report-master-schemas/0",
        "/credit-report-master-schemas/latest",
    ] {
        let answer = rig.get(&token, path).await;
        assert_eq!(errors(&answer), ["id"], "{path}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_so() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for path in [
        "/clients/2/reports",
        "/clients/2/reports/equifax",
        "/clients/2/credit-report-master-schemas",
        "/clients/2/credit-report-master-schemas/latest",
        "/credit-report-master-schemas/9223372036854775807",
    ] {
        rig.get(&token, path).await.refused(404);
        rig.get("a.b.c", path).await.refused(401);
    }
}

#[tokio::test]
async fn a_bureau_that_never_reported_has_no_latest_report() {
    let (client, reports) = client_with(|reports| reports.len() == 2);
    let missing = Bureau::ALL
        .into_iter()
        .find(|bureau| reports.iter().all(|one| one.bureau != *bureau));
    let rig = Rig::practice(client as u32).await;
    let token = rig.token().await;
    let word = missing.unwrap().word();
    let path = format!("/clients/{client}/reports");
    rig.get(&token, &format!("{path}/{word}"))
        .await
        .refused(404);
    assert_eq!(
        rig.get(&token, &path).await.json.as_array().unwrap().len(),
        2
    );
}

#[tokio::test]
async fn a_report_says_what_the_bureau_said_of_its_client() {
    let (client, reports) = client_with_nine();
    let rig = Rig::practice(client as u32).await;
    let token = rig.token().await;
    let listed = rig.get(&token, &of_client(client, "")).await;
    for (place, (row, made)) in rows(&listed).iter().zip(&reports).enumerate() {
        let path = format!("/credit-report-master-schemas/{}", row["id"]);
        let mut read = rig.get(&token, &path).await.json["data"].clone();
        let content = read.as_object_mut().unwrap().remove("content").unwrap();
        assert_eq!(&read, row);
        let content: Report = serde_json::from_value(content).unwrap();
        assert_eq!(content.bureau, made.bureau);
        assert_eq!(content.report_date, made.report_date);
        let person = people().client(client as u64 - 1);
        let last = format!("{:04}", person.ssn.number() % 10_000);
        assert!(content.consumer.ssn.as_ref().unwrap().ends_with(&last));
        assert!(content == people().report(client as u64 - 1, place).unwrap());
    }
}

#[tokio::test]
async fn the_latest_report_is_the_one_with_the_latest_day() {
    let (client, reports) = client_with_nine();
    let rig = Rig::practice(client as u32).await;
    let token = rig.token().await;
    let path = format!("/clients/{client}/credit-report-master-schemas/latest");
    let latest = rig.get(&token, &path).await.json["data"].clone();
    // Reports of one day were taken in in the order in which the list has them.
    assert_eq!(latest["report_id"], reports[8].report_id);
    assert_eq!(latest["content"]["schema"], "redress.report/1");
    let by_id = format!("/credit-report-master-schemas/{}", latest["id"]);
    assert_eq!(rig.get(&token, &by_id).await.json["data"], latest);
}

#[tokio::test]
async fn each_bureau_s_latest_report_is_named() {
    let (client, reports) = client_with_nine();
    let rig = Rig::practice(client as u32).await;
    let token = rig.token().await;
    let listed = rig.get(&token, &of_client(client, "")).await;
    let answer = rig.get(&token, &format!("/clients/{client}/reports")).await;
    assert_eq!(answer.status, 200);
    let latest = answer.json.as_array().unwrap();
    let bureaus: Vec<&Value> = latest.iter().map(|row| &row["bureau"]).collect();
    assert_eq!(bureaus, ["Equifax", "Experian", "TransUnion"]);
    for (bureau, row) in Bureau::ALL.into_iter().zip(latest) {
        let of_bureau = |one: &&Snapshot| one.bureau == bureau;
        let made = reports.iter().rfind(of_bureau).unwrap();
        let record = rows(&listed)
            .iter()
            .find(|row| row["report_id"] == made.report_id)
            .unwrap();
        let expected = json!({
            "bureau": bureau.name(), "client_id": client, "created_at": record["updated_at"],
            "id": record["id"], "updated_at": record["updated_at"],
        });
        assert_eq!(row, &expected);
        let path = format!("/clients/{client}/reports/{}", bureau.word());
        assert_eq!(rig.get(&token, &path).await.json, expected);
    }
}

#[tokio::test]
async fn the_same_is_answered_after_a_restart() {
    let (client, _) = client_with_nine();
    let rig = Rig::practice(client as u32).await;
    let token = rig.token().await;
    let paths = [
        of_client(client, "sort_by=updated_at"),
        format!("/clients/{client}/credit-report-master-schemas/latest"),
        format!("/clients/{client}/reports"),
        format!("/negative-items?client_id={client}&per_page=200"),
    ];
    let mut before = Vec::new();
    for path in &paths {
        before.push(rig.get(&token, path).await.json);
    }
    let rig = rig.reopened().await;
    for (path, before) in paths.iter().zip(&before) {
        assert_eq!(&rig.get(&token, path).await.json, before, "{path}");
    }
}
