//! The rows of a list: what is taken as portals and spreadsheets write it, who is here already, and
//! what makes no sense and is named with its line.

use serde_json::{Value, json};

use super::{clients, import, outcome};
use crate::rig::Rig;

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
