//! What letters are made of: templates, snippets, addresses, reasons.

use letters::starters::STARTERS;
use practice::Practice;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig, send};

/// Each list with what it can be sorted by.
const LISTS: [(&str, &[&str]); 5] = [
    (
        "/templates",
        &["id", "name", "type", "created_at", "updated_at"],
    ),
    (
        "/template-categories",
        &["id", "name", "created_at", "updated_at"],
    ),
    (
        "/snippets",
        &["id", "name", "state_code", "created_at", "updated_at"],
    ),
    (
        "/furnishers",
        &["id", "name", "type", "created_at", "updated_at"],
    ),
    (
        "/instructions",
        &["order", "id", "name", "created_at", "updated_at"],
    ),
];

fn texts<'a>(rows: &'a [Value], field: &str) -> Vec<&'a str> {
    let texts = rows.iter().map(|row| row[field].as_str());
    texts.map(Option::unwrap).collect()
}

fn array(answer: &Answer) -> &Vec<Value> {
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.json.as_array().unwrap()
}

#[tokio::test]
async fn a_new_office_has_the_six_letters_ready_to_be_written() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let answer = rig.get(&token, "/templates").await;
    assert_eq!(answer.json["meta"]["total"], STARTERS.len());
    for starter in STARTERS {
        let letter = starter.template();
        let mut rows = answer.rows().iter();
        let row = rows.find(|row| row["name"] == starter.name).unwrap();
        let category = format!("Letters to a {}", starter.recipient);
        assert_eq!(row["category"]["name"], category);
        assert_eq!(
            (&row["type"], &row["is_dispute"]),
            (&json!("static"), &json!(true))
        );
        let contents = row["contents"].as_array().unwrap();
        assert_eq!(contents.len(), 1);
        let text = contents[0]["content"].as_str().unwrap();
        let (first, body) = text.split_once("\n\n").unwrap();
        assert_eq!(first, format!("Subject: {}", letter.subject));
        assert_eq!(body, letter.body.trim());
        assert_eq!(contents[0]["version"], "1");
        assert_eq!(contents[0]["section_type"], Value::Null);
        // Nobody is named: the shortcodes stay as they were written.
        assert_eq!(row["preview_content"], text);
        let path = format!("/templates/{}", row["id"]);
        assert_eq!(rig.get(&token, &path).await.json["data"], *row);
    }
    let categories = rig.get(&token, "/template-categories").await;
    assert_eq!(
        texts(categories.rows(), "name"),
        [
            "Letters to a bureau",
            "Letters to a furnisher",
            "Letters to a collector"
        ]
    );
}

#[tokio::test]
async fn a_preview_has_the_client_s_values_and_leaves_what_nobody_knows() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let listed = rig.get(&token, "/templates?name=furnisher").await;
    let id = listed.ids()[0];
    let read = rig
        .get(&token, &format!("/templates/{id}?client_id=2"))
        .await;
    assert_eq!(read.status, 200);
    let (before, after) = (&listed.rows()[0], &read.json["data"]);
    for kept in ["id", "name", "contents", "category", "updated_at"] {
        assert_eq!(after[kept], before[kept], "{kept}");
    }
    let text = after["preview_content"].as_str().unwrap();
    assert!(text.contains("[Items]"), "{text}");
    // Whatever the starters ask for, a template of every shortcode is filled as far as it goes.
    let person = Practice::new(1, "2026-01-15".parse().unwrap()).client(1);
    let preview = rig.filled(&token, "[First name] [Last name], [Mailing address], [SSN last four], [Date of birth], [Today], [Agent], [D_O_B__c], [Firm], [Round], [Nothing], [[x]]", 2).await;
    let ssn = format!("{:04}", person.ssn.serial);
    let born = person.born.format("%B %-d, %Y").to_string();
    let address = person.address;
    let expected = format!(
        "{} {}, {}\n{}, {} {}, {ssn}, {born}, January 15, 2026, Practice Agent, {}, [Firm], [Round], [Nothing], [x]",
        person.name.first,
        person.name.last,
        address.street,
        address.city,
        address.state,
        address.zip,
        person.born,
    );
    assert_eq!(preview, expected);
    rig.get(&token, "/templates/999").await.refused(404);
    rig.get(&token, "/templates/999?client_id=9")
        .await
        .refused(404);
    let nobody = rig
        .get(&token, &format!("/templates/{id}?client_id=9"))
        .await;
    assert_eq!(nobody.fields(), ["client_id"]);
    let none = rig.get(&token, "/templates/0").await;
    assert_eq!(none.fields(), ["id"]);
}

#[tokio::test]
async fn templates_are_found_by_name_category_and_type() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    for (query, found) in [
        ("name=DISPUTE", 3),
        ("name=dispute&category_name=furnisher", 1),
        ("category_name=letters+to", 6),
        ("category_name=bureau&per_page=2", 4),
        ("type=static", 6),
        ("type=smart", 0),
        ("name=50%25", 0),
        ("name='+OR+1%3D1+--", 0),
    ] {
        let answer = rig.get(&token, &format!("/templates?{query}")).await;
        assert_eq!(answer.json["meta"]["total"], found, "{query}");
    }
    for (path, found) in [
        ("/template-categories?name=collector", 1),
        ("/snippets?name=enclosed", 2),
        ("/snippets?id=3", 1),
        ("/snippets?id=99", 0),
        ("/snippets?created_at=2026-01-15", 5),
        ("/snippets?created_at=2026-01-14", 0),
        ("/snippets?state_code=ny", 0),
        ("/instructions?name=balance", 2),
    ] {
        let answer = rig.get(&token, path).await;
        assert_eq!(answer.json["meta"]["total"], found, "{path}");
    }
}

#[tokio::test]
async fn pages_by_any_column_bring_every_record_once_in_its_order() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for (path, columns) in LISTS {
        let total = rig.total(&token, &format!("{path}?per_page=1")).await;
        assert!(total > 2, "{path}");
        for column in columns {
            let mut seen = Vec::new();
            for page in 1..=total / 20 + 1 {
                let path = format!("{path}?sort_by={column}&per_page=20&page={page}");
                seen.extend(rig.get(&token, &path).await.ids());
            }
            let (mut ids, mut names) = (Vec::new(), Vec::new());
            for page in 1..=2 {
                let query = "sort_direction=desc&per_page=200";
                let path = format!("{path}?sort_by={column}&page={page}&{query}");
                let answer = rig.get(&token, &path).await;
                ids.extend(answer.ids());
                let folded = answer.rows().iter().map(|row| row["name"].as_str());
                names.extend(folded.map(|name| name.unwrap().to_lowercase()));
            }
            ids.reverse();
            assert_eq!(seen, ids, "{path}");
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len() as i64, total, "{path}");
            if *column == "name" {
                assert!(names.iter().rev().is_sorted(), "{path}");
            }
        }
        let answer = rig.get(&token, &format!("{path}?per_page=2&page=2")).await;
        let meta = &answer.json["meta"];
        assert_eq!((&meta["from"], &meta["per_page"]), (&json!(3), &json!(2)));
    }
}

#[tokio::test]
async fn a_broken_rule_is_told_by_name_and_nobody_reads_without_a_token() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for (path, _) in LISTS {
        for (query, field) in [
            ("sort_by=nothing", "sort_by"),
            ("sort_direction=up", "sort_direction"),
            ("page=0", "page"),
            ("per_page=201", "per_page"),
            ("name=a%00b", "name"),
        ] {
            let answer = rig.get(&token, &format!("{path}?{query}")).await;
            assert_eq!(answer.fields(), [field], "{path}");
        }
        send(rig.keyed(Method::GET, path)).await.refused(401);
        send(rig.keyed(Method::PATCH, path).bearer_auth(&token))
            .await
            .refused(405);
    }
    for (path, field) in [
        ("/templates?category_name=a%00b", "category_name"),
        ("/snippets?created_at=yesterday", "created_at"),
        ("/snippets?state_code=New+York", "state_code"),
        ("/snippets?id=0", "id"),
        ("/furnishers?type=bank", "type"),
        ("/bureau-addresses?is_default=perhaps", "is_default"),
        ("/bureau-addresses?search=a%00b", "search"),
        ("/bureau-addresses?per_page=201", "per_page"),
        ("/bureau-addresses?sort_by=fax_number", "sort_by"),
    ] {
        assert_eq!(rig.get(&token, path).await.fields(), [field], "{path}");
    }
    for path in ["/bureau-addresses", "/claim-codes", "/templates/1"] {
        send(rig.keyed(Method::GET, path)).await.refused(401);
    }
}

#[tokio::test]
async fn each_bureau_has_one_address_and_only_practice_a_number_to_fax_to() {
    for is_practice in [false, true] {
        let rig = if is_practice {
            Rig::practice(1).await
        } else {
            Rig::firm().await
        };
        let token = rig.ana().await;
        let answer = rig.get(&token, "/bureau-addresses").await;
        let rows = array(&answer);
        assert_eq!(texts(rows, "type"), ["equifax", "experian", "transunion"]);
        assert_eq!(texts(rows, "zip_code"), ["30374-0256", "75013", "19016"]);
        assert_eq!(rows[0]["title"], "Equifax Information Services LLC");
        assert_eq!(rows[1]["address"], "PO Box 4500");
        for row in rows {
            assert_eq!(row["is_default"], true);
            let fax = row["fax_number"].as_str();
            assert_eq!(fax.is_some_and(|fax| fax.contains("555-01")), is_practice);
            assert_eq!(fax.is_some(), is_practice);
        }
        for (query, found) in [
            ("type=Experian", vec!["experian"]),
            ("search=po+box+2000", vec!["transunion"]),
            ("search=EQUIFAX", vec!["equifax"]),
            ("state=pa", vec!["transunion"]),
            ("city=allen&is_default=1", vec!["experian"]),
            ("is_default=false", vec![]),
            ("id=1", vec!["equifax"]),
            (
                "sort_by=city&sort_direction=desc",
                vec!["transunion", "equifax", "experian"],
            ),
            ("sort_by=state&per_page=1&page=2", vec!["transunion"]),
        ] {
            let answer = rig.get(&token, &format!("/bureau-addresses?{query}")).await;
            assert_eq!(texts(array(&answer), "type"), found, "{query}");
        }
        for column in [
            "id",
            "title",
            "type",
            "address",
            "city",
            "state",
            "zip_code",
            "created_at",
            "updated_at",
        ] {
            let path = format!("/bureau-addresses?sort_by={column}");
            assert_eq!(array(&rig.get(&token, &path).await).len(), 3, "{column}");
        }
    }
}

#[tokio::test]
async fn a_reason_that_agents_pick_leads_to_one_that_bureaus_know() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let codes = rig.get(&token, "/claim-codes").await;
    assert_eq!(codes.json.as_object().map(|map| map.len()), Some(1));
    assert!(codes.rows().len() >= 12);
    for code in codes.rows() {
        assert_eq!(code["is_active"], true);
        // No bureau's own code is invented.
        for own in ["eq_code", "ex_code", "tu_code"] {
            assert_eq!(code[own], Value::Null);
        }
    }
    let reasons = rig.get(&token, "/instructions?per_page=200").await;
    let mut named = Vec::new();
    for (place, reason) in (1..).zip(reasons.rows()) {
        assert_eq!(reason["order"], place);
        assert_eq!(reason["creditor_types"], json!([]));
        assert!(codes.rows().contains(&reason["claim_code"]));
        named.push(reason["claim_code"]["id"].as_i64().unwrap());
    }
    assert_eq!(reasons.rows()[0]["name"], "The account is not mine.");
    named.dedup();
    assert_eq!(named, codes.ids(), "each is picked by one reason or more");
}

#[tokio::test]
async fn practice_knows_everyone_whom_its_reports_name_and_a_firm_begins_with_nobody() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    assert_eq!(rig.total(&token, "/furnishers").await, 0);
    let rig = Rig::practice(20).await;
    let token = rig.token().await;
    let mut rows = Vec::new();
    for page in 1..=2 {
        let path = format!("/furnishers?per_page=200&page={page}");
        rows.extend(rig.get(&token, &path).await.rows().clone());
    }
    let mut listed = rows.iter();
    for (company, name) in practice::companies().iter().flat_map(|company| {
        let names = company.names.iter();
        names.map(move |name| (company, name))
    }) {
        let row = listed.next().unwrap();
        assert_eq!(row["name"], *name);
        assert_eq!(row["address"], company.address.street);
        assert_eq!(row["zip_code"], company.address.zip);
        assert_eq!(row["fax_number"], company.fax);
        let kind = if company.collects {
            "Collection_Agency"
        } else {
            "Original_Creditor"
        };
        assert_eq!(row["type"], kind);
    }
    assert_eq!(listed.next(), None);
    assert_eq!(rows[0]["id"], 1);
    let of_type = |kind: &str| {
        let rows = rows.iter().filter(|row| row["type"] == kind);
        rows.count() as i64
    };
    let collectors = "/furnishers?type=Collection_Agency&per_page=1";
    assert_eq!(
        rig.total(&token, collectors).await,
        of_type("Collection_Agency")
    );
    let found = rig.get(&token, "/furnishers?name=UMBER+valley+b").await;
    assert!(texts(found.rows(), "name").contains(&"Umber Valley Bank"));
    for item in rig.get(&token, "/negative-items?per_page=200").await.rows() {
        let printed = item["account_name"].as_str().unwrap();
        assert!(texts(&rows, "name").contains(&printed), "{printed}");
    }
}

#[tokio::test]
async fn an_office_is_given_what_it_begins_with_once() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let paths = [
        "/templates",
        "/snippets",
        "/instructions",
        "/furnishers",
        "/creditor-types",
        "/item-dropdowns/types/responsibility",
        "/goals",
        "/products",
    ];
    let mut before = Vec::new();
    for path in paths {
        before.push(rig.get(&token, path).await.json);
    }
    let rig = rig.reopened().await;
    let token = rig.token().await;
    for (path, before) in paths.iter().zip(before) {
        assert_eq!(rig.get(&token, path).await.json, before, "{path}");
    }
}
