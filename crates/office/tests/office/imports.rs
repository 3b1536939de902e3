//! Clients taken on, changed and deleted from a list.

use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Form, Rig};

async fn upload(rig: &Rig, token: &str, csv: &str) -> i64 {
    let form = Form::new().file("clients.csv", csv.as_bytes());
    let answer = rig.upload(token, form, None).await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    answer.id()
}

pub async fn import(rig: &Rig, token: &str, kind: &str, csv: &str) -> Answer {
    let file = upload(rig, token, csv).await;
    let body = json!({ "type": kind, "attachment_id": file });
    let answer = rig.post(token, "/imports", body).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer
}

/// Rows that were done, of how many, with what the log says.
fn outcome(answer: &Answer) -> (i64, i64, Vec<String>) {
    let record = &answer.json["data"];
    let count = |name: &str| record[name].as_i64().unwrap();
    let log = record["error_log"].as_str().unwrap_or_default();
    let lines = log.lines().map(str::to_owned).collect();
    (count("processed_records"), count("total_records"), lines)
}

/// The clients of the office.
async fn clients(rig: &Rig, token: &str) -> Vec<Value> {
    let answer = rig.get(token, "/clients?per_page=200").await;
    answer.json["data"][0]["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn the_example_is_what_an_import_takes() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let call = rig
        .keyed(Method::GET, "/imports/example")
        .bearer_auth(&token);
    let answer = call.send().await.unwrap();
    assert_eq!(
        (
            answer.status().as_u16(),
            &answer.headers()["content-disposition"]
        ),
        (
            200,
            &"attachment; filename=\"clients.csv\"".parse().unwrap()
        )
    );
    let csv = answer.text().await.unwrap();
    let done = import(&rig, &token, "add", &csv).await;
    assert_eq!(outcome(&done), (2, 2, vec![]));
    let record = &done.json["data"];
    assert_eq!(
        (
            &record["status"],
            &record["type"],
            &record["created_by"]["email"]
        ),
        (
            &json!("completed"),
            &json!("add"),
            &json!("ana@example.com")
        )
    );
    let people = clients(&rig, &token).await;
    assert_eq!((&people[0]["id"], &people[1]["id"]), (&json!(1), &json!(2)));
    assert_eq!(people[0]["ssn"], 900_123_456);
    assert_eq!(people[0]["attributes"]["D_O_B__c"], "1980-02-29");
    assert_ne!(people[0]["client_key"], people[1]["client_key"]);
    let found = rig.get(&token, "/clients?search=9185550102").await;
    assert_eq!(
        found.json["data"][0]["data"][0]["attributes"]["FirstName"],
        "Luis"
    );
    let note = rig.note(&token, 1, "Welcome.").await;
    assert_eq!(note.status, 201);
    // Whoever is here is not taken on again.
    let again = import(&rig, &token, "add", &csv).await;
    let (done, total, log) = outcome(&again);
    assert_eq!((done, total), (0, 2));
    assert_eq!(
        log,
        [
            "Line 2: this is client 1 already.",
            "Line 3: this is client 2 already."
        ]
    );
    assert_eq!(again.json["data"]["status"], "completed_with_errors");
    let imports = rig.get(&token, "/imports").await;
    assert_eq!(imports.rows()[1], again.json["data"]);
}

#[tokio::test]
async fn whoever_has_the_same_name_and_was_born_the_same_day_is_not_taken_on_again() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let csv = "FirstName,LastName,DOB,Email\r\n\
        Ana,Soto,1980-02-29,\r\n\
        aná,SOTO,2/29/1980,ana@example.com\r\n\
        Ana,Soto,1980-03-01,\r\n\
        Ana,Soto,,\r\n";
    let answer = import(&rig, &token, "add", csv).await;
    let log = vec!["Line 3: this is client 1 already.".to_owned()];
    assert_eq!(outcome(&answer), (3, 4, log));
}

#[tokio::test]
async fn nobody_is_born_tomorrow_or_lives_in_a_state_that_is_none() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let csv = "FirstName,LastName,DOB,State\r\n\
        Ana,Soto,2026-01-15,nj\r\n\
        Luis,Soto,2026-01-16,nj\r\n\
        Eva,Soto,1899-12-31,nj\r\n\
        Max,Soto,,XX\r\n";
    let answer = import(&rig, &token, "add", csv).await;
    let log = [
        "Line 3: `D_O_B__c` is still to come.",
        "Line 4: `D_O_B__c` must be a day such as 1980-02-29 or 2/29/1980.",
        "Line 5: `MailingState` must be the two letters of a state.",
    ];
    assert_eq!(outcome(&answer), (1, 4, log.map(str::to_owned).to_vec()));
    let csv = "client_id,DOB\r\n1,2027-01-01\r\n";
    let answer = import(&rig, &token, "update", csv).await;
    let log = vec!["Line 2: `D_O_B__c` is still to come.".to_owned()];
    assert_eq!(outcome(&answer), (0, 1, log));
}

#[tokio::test]
async fn rows_that_make_no_sense_are_named_and_the_others_are_done() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let csv = "\u{feff}last name,FirstName,Email,Shoe size,SSN,MailingState,Zip\r\n\
        Soto,Ana,ana@example.com,38,900-12-3456,nj,7101\r\n\
        \r\n\
        Quintana,Luis,nobody,,,,\r\n\
        \"Abel, Jr\",\"Eva \"\"Evi\"\"\",,,,,\r\n\
        ,Ines,,,,,\r\n\
        Soto,Other,,,900123456,,\r\n\
        SOTO,aná,ANA@example.com,,,,\r\n\
        =cmd,Max,,,,,\r\n";
    let answer = import(&rig, &token, "add", csv).await;
    let (done, total, log) = outcome(&answer);
    assert_eq!((done, total), (3, 7), "{log:?}");
    assert_eq!(
        log,
        [
            "Line 1: columns that are not known here were passed over: Shoe size.",
            "Line 4: `Email` must be an e-mail address such as ana@example.com.",
            "Line 6: `LastName` is required.",
            "Line 7: this is client 1 already.",
            "Line 8: this is client 1 already.",
        ]
    );
    let people = clients(&rig, &token).await;
    let of = |place: usize, name: &str| people[place]["attributes"][name].clone();
    assert_eq!(
        (of(0, "MailingState"), of(0, "MailingPostalCode")),
        (json!("NJ"), json!("07101"))
    );
    assert_eq!(
        (of(1, "LastName"), of(1, "FirstName")),
        (json!("Abel, Jr"), json!("Eva \"Evi\""))
    );
    assert_eq!(
        (of(1, "Email"), of(2, "LastName")),
        (Value::Null, json!("=cmd"))
    );
}

#[tokio::test]
async fn a_list_is_read_as_a_spreadsheet_program_saves_it() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let units = "FirstName\tLastName\r\nInés\tÑandú\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
    let narrow = b"FirstName;LastName;Zip\r\nJos\xe9;\xd1and\xfa;07101\r\n";
    for (place, file) in [&narrow[..], &wide].into_iter().enumerate() {
        let form = Form::new().file("clients.csv", file);
        let file = rig.upload(&token, form, None).await;
        assert_eq!(file.status, 201, "{}", file.json);
        let body = json!({ "type": "add", "attachment_id": file.id() });
        let done = rig.post(&token, "/imports", body).await;
        assert_eq!(outcome(&done), (1, 1, vec![]));
        let people = clients(&rig, &token).await;
        let name = &people[place]["attributes"];
        assert_eq!(name["FirstName"], ["José", "Inés"][place]);
        assert_eq!(name["LastName"], "Ñandú");
    }
}

#[tokio::test]
async fn a_list_changes_what_it_says_and_leaves_the_rest() {
    let rig = Rig::practice(3).await;
    let token = rig.token().await;
    let before = clients(&rig, &token).await;
    let key = before[1]["client_key"].as_str().unwrap();
    let crm_id = before[2]["attributes"]["Id"].as_str().unwrap();
    let ssn = before[0]["ssn"].as_i64().unwrap();
    let csv = format!(
        "client_id,client_key,crm_id,MailingCity,Email,SSN,FirstName\n\
         1,,,Tulsa,,,\n,{key},,,new@example.com,,\n,,{crm_id},,,{ssn:09},\n99,,,Tulsa,,,\n,,,Tulsa,,,\n"
    );
    let answer = import(&rig, &token, "update", &csv).await;
    let (done, total, log) = outcome(&answer);
    assert_eq!((done, total), (2, 5), "{log:?}");
    assert_eq!(
        log,
        [
            "Line 4: `SSN` is that of client 1.",
            "Line 5: `client_id` names no client.",
            "Line 6: `client_id` or `client_key` or `crm_id` is required.",
        ]
    );
    let after = clients(&rig, &token).await;
    let mut expected = before.clone();
    expected[0]["attributes"]["MailingCity"] = json!("Tulsa");
    expected[1]["attributes"]["Email"] = json!("new@example.com");
    expected[1]["email"] = json!("new@example.com");
    for place in [0, 1] {
        assert!(after[place]["updated_at"].as_str() > before[place]["updated_at"].as_str());
        expected[place]["updated_at"] = after[place]["updated_at"].clone();
    }
    assert_eq!(after, expected);
    let found = rig.get(&token, "/clients?search=new@example").await;
    assert_eq!(found.json["data"][0]["data"][0]["id"], 2);
}

#[tokio::test]
async fn a_list_deletes_clients_with_their_papers_but_not_those_with_something_sent_or_signed() {
    let rig = Rig::practice(3).await;
    let token = rig.token().await;
    rig.note(&token, 1, "To be gone.").await;
    let file = rig.pdf(&token, "a.pdf", 50).await;
    let assign = json!({ "attachment_id": file, "entity_type": "client", "entity_id": 1 });
    assert_eq!(
        rig.post(&token, "/attachments/assign", assign).await.status,
        201
    );
    let given = rig
        .post(&token, "/clients/1/goals", json!({ "goal_ids": [1] }))
        .await;
    assert_eq!(given.status, 200);
    let agreement = json!({ "client_id": 2, "name": "Terms", "type": "Terms" });
    let signed = rig.post(&token, "/client-agreements", agreement).await;
    assert_eq!(signed.status, 200, "{}", signed.json);
    let segment = json!({ "name": "All", "conditions": { "rules": [
        { "field": "id", "operator": ">", "value": 0 },
    ] } });
    assert_eq!(
        rig.post(&token, "/segments", segment).await.json["clients_count"],
        3
    );

    let answer = import(&rig, &token, "delete", "client_id,FirstName\n1,x\n2,\n1,\n").await;
    let (done, total, log) = outcome(&answer);
    assert_eq!((done, total), (1, 3), "{log:?}");
    assert_eq!(
        log,
        [
            "Line 3: something was sent about this client, or signed, and is kept.",
            "Line 4: `client_id` names no client.",
        ]
    );
    rig.get(&token, "/clients/1").await.refused(404);
    rig.get(&token, &format!("/attachments/{file}"))
        .await
        .refused(404);
    assert_eq!(rig.total(&token, "/negative-items?client_id=1").await, 0);
    assert_eq!(rig.total(&token, "/notes?client_id=1").await, 0);
    assert_eq!(
        rig.get(&token, "/segments/1").await.json["clients_count"],
        2
    );
    let ids: Vec<Value> = clients(&rig, &token)
        .await
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    assert_eq!(ids, [2, 3]);
    // Whoever is taken on gets a number of nobody who was here or will be invented.
    let added = import(&rig, &token, "add", "FirstName,LastName\nAna,Soto\n").await;
    assert_eq!(outcome(&added).0, 1);
    let rig = rig.reopened_with(6).await;
    let token = rig.token().await;
    let people = clients(&rig, &token).await;
    assert_eq!(people.len(), 6);
    let last = people.last().unwrap();
    assert_eq!(last["attributes"]["FirstName"], "Ana");
    let id = last["id"].as_i64().unwrap();
    let gone = import(&rig, &token, "delete", &format!("client_id\n{id}\n")).await;
    assert_eq!(outcome(&gone).0, 1);
    import(&rig, &token, "add", "FirstName,LastName\nAna,Soto\n").await;
    assert_eq!(clients(&rig, &token).await.last().unwrap()["id"], id + 1);
}

#[tokio::test]
async fn a_file_that_cannot_be_understood_fails_whole_and_is_listed_so() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    for (kind, csv, sentence) in [
        (
            "add",
            "Ana,Soto\n",
            "The first line names no column that is known here.",
        ),
        (
            "add",
            "FirstName\nAna\n",
            "There must be a column LastName.",
        ),
        (
            "add",
            "FirstName,First name,LastName\nAna,Ana,Soto\n",
            "The column FirstName stands twice.",
        ),
        (
            "update",
            "FirstName\nAna\n",
            "There must be a column client_id or client_key or crm_id.",
        ),
        (
            "delete",
            "LastName\nSoto\n",
            "There must be a column client_id or client_key or crm_id.",
        ),
    ] {
        let answer = import(&rig, &token, kind, csv).await;
        assert_eq!(answer.json["data"]["status"], "failed", "{csv}");
        assert_eq!(outcome(&answer), (0, 0, vec![sentence.to_owned()]));
    }
    assert!(clients(&rig, &token).await.is_empty());
    let listed = async |query: &str| rig.get(&token, &format!("/imports?{query}")).await.ids();
    for (query, ids) in [
        ("", &[1, 2, 3, 4, 5][..]),
        ("search=update", &[4]),
        ("search=FAILED&per_page=2&page=2", &[3, 4]),
        ("search=soto&sort_direction=desc", &[5, 4, 3, 2, 1]),
        ("search=2026-01-15&sort_by=type", &[1, 2, 3, 5, 4]),
        ("search=completed", &[]),
    ] {
        assert_eq!(listed(query).await, ids, "{query}");
    }
    for (query, field) in [
        ("sort_by=shoe", "sort_by"),
        ("per_page=201", "per_page"),
        ("page=0", "page"),
    ] {
        assert_eq!(
            rig.get(&token, &format!("/imports?{query}")).await.fields(),
            [field]
        );
    }
}

#[tokio::test]
async fn a_list_is_for_an_import_only_and_an_import_takes_only_a_list() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let csv = upload(&rig, &token, "FirstName,LastName\nAna,Soto\n").await;
    let pdf = rig.pdf(&token, "a.pdf", 50).await;
    for (body, fields) in [
        (json!({}), &["attachment_id", "type"][..]),
        (
            json!({ "type": "add", "attachment_id": 999 }),
            &["attachment_id"],
        ),
        (
            json!({ "type": "add", "attachment_id": pdf }),
            &["attachment_id"],
        ),
        (
            json!({ "type": "replace", "attachment_id": csv }),
            &["type"],
        ),
    ] {
        assert_eq!(rig.post(&token, "/imports", body).await.fields(), fields);
    }
    let assign = json!({ "attachment_id": csv, "entity_type": "client", "entity_id": 1 });
    assert_eq!(
        rig.post(&token, "/attachments/assign", assign)
            .await
            .fields(),
        ["attachment_id"]
    );
    let document = json!({ "attachment_id": csv, "client_id": 1, "type": "id" });
    let refused = rig.post(&token, "/client-documents", document).await;
    assert_eq!(refused.fields(), ["attachment_id"]);
    let agreement =
        json!({ "attachment_id": csv, "client_id": 1, "name": "Terms", "type": "Terms" });
    assert_eq!(
        rig.post(&token, "/client-agreements", agreement)
            .await
            .fields(),
        ["attachment_id"]
    );
    let body = json!({ "type": "add", "attachment_id": csv });
    let call = (Method::POST, "/imports");
    let done = rig.write(&token, call.clone(), &body, Some("once")).await;
    assert_eq!(outcome(&done).0, 1);
    // The same call under its key is not done again.
    let again = rig.write(&token, call, &body, Some("once")).await;
    assert_eq!(again.json, done.json);
    assert_eq!(rig.total(&token, "/imports").await, 1);
    // The file can go; what came of it stays.
    assert_eq!(
        rig.delete(&token, &format!("/attachments/{csv}")).await,
        204
    );
    assert_eq!(
        rig.get(&token, "/imports").await.rows()[0],
        done.json["data"]
    );
}

#[tokio::test]
async fn a_number_that_was_never_given_to_anybody_is_named_with_its_line() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let csv = "FirstName,LastName,SSN\r\nAna,Soto,666-12-3456\r\nLuis,Quintana,900-12-3456\r\n";
    let added = import(&rig, &token, "add", csv).await;
    let (done, total, log) = outcome(&added);
    assert_eq!((done, total), (1, 2));
    let sentence = "`SSN` is a number that was never given to anybody.";
    assert_eq!(log, [format!("Line 2: {sentence}")]);
    let id = clients(&rig, &token).await[0]["id"].clone();
    let csv = format!("client_id,SSN\r\n{id},000-12-3456\r\n");
    let changed = import(&rig, &token, "update", &csv).await;
    assert_eq!(outcome(&changed).2, [format!("Line 2: {sentence}")]);
    assert_eq!(clients(&rig, &token).await[0]["ssn"], 900_123_456);
}

#[tokio::test]
async fn days_and_phones_are_taken_as_portals_and_spreadsheets_write_them() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let csv = "FirstName,LastName,Date of birth,Cell,Home phone\r\n\
        Ana,Soto,2/29/80,918.555.0101,\r\n\
        Luis,Quintana,1980-02-29 00:00:00,+1 918 555 0102,555-0103\r\n\
        Eva,Abel,1/5/05,,\r\n\
        Ines,Baca,02-29-1980,9185550104 ext 7,\r\n\
        Max,Cole,,call me,\r\n";
    let added = import(&rig, &token, "add", csv).await;
    let (done, total, log) = outcome(&added);
    assert_eq!((done, total), (3, 5));
    assert_eq!(
        log,
        [
            "Line 4: `D_O_B__c` must have a year of four digits: it may be of two centuries.",
            "Line 6: `MobilePhone` must be a phone number of 7 to 15 digits.",
        ]
    );
    let people = clients(&rig, &token).await;
    let of = |name: &str| -> Vec<Value> {
        let fields = people.iter().map(|one| one["attributes"][name].clone());
        fields.collect()
    };
    assert_eq!(of("D_O_B__c"), ["1980-02-29"; 3]);
    let mobile = ["(918) 555-0101", "(918) 555-0102", "(918) 555-0104 x7"];
    assert_eq!(of("MobilePhone"), mobile);
    assert_eq!(of("HomePhone")[1], "555-0103");
}

#[tokio::test]
async fn an_id_of_the_crm_is_one_client_s() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let csv = "crm_id,FirstName,LastName\nC-1,Ana,Soto\nC-1,Anne,Soto-Baca\nC-2,Luis,Abel\n";
    let added = import(&rig, &token, "add", csv).await;
    let (done, _, log) = outcome(&added);
    assert_eq!(done, 2);
    let people = clients(&rig, &token).await;
    let [ana, luis] = [0, 1].map(|place| people[place]["id"].as_i64().unwrap());
    assert_eq!(
        log,
        [format!(
            "Line 3: `crm_id` is that of client {ana}, who is here already."
        )]
    );
    let csv = format!("client_id,crm_id,MailingCity\n{luis},C-1,Tulsa\n{ana},C-1,Tulsa\n");
    let changed = import(&rig, &token, "update", &csv).await;
    assert_eq!(
        outcome(&changed).2,
        [format!("Line 2: `crm_id` is that of client {ana}.")]
    );
    let path = format!("/office/clients/{luis}");
    let body = json!({ "attributes": { "Id": "C-1" } });
    let answer = rig.patch(&token, &path, body).await;
    assert_eq!(answer.fields(), ["attributes.Id"]);
}
