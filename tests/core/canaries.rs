//! Nothing of a client, and no secret, stands in plain text in any file.

use std::fs;

use crate::common::{Machine, list, practise};

#[tokio::test]
async fn no_name_ssn_mail_or_phone_is_in_any_file_while_open_or_closed() {
    let machine = Machine::with_practice(60);
    let desk = machine.start();
    practise(&desk).await;
    let mut canaries: Vec<String> = Vec::new();
    for row in list(&desk, "").await.rows {
        let file = desk::clients::get(&desk, row.id).await.unwrap();
        let street = file
            .groups
            .iter()
            .flat_map(|group| &group.details)
            .find(|detail| detail.label == "Street");
        canaries.push(street.unwrap().value.clone());
        // Short values are in any random file by chance.
        let others = [row.email, row.phone, row.last_name];
        canaries.extend(others.into_iter().filter(|value| value.len() >= 8));
    }
    assert!(canaries.len() > 180);
    assert_clean(&machine, &canaries);
    desk.close().await;
    assert_clean(&machine, &canaries);
}

fn assert_clean(machine: &Machine, canaries: &[String]) {
    let files = machine.files();
    assert!(files.len() >= 6, "there is something to look at: {files:?}");
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let found = canaries
            .iter()
            .find(|canary| holds(&bytes, canary.as_bytes()));
        assert!(found.is_none(), "{} holds {found:?}", file.display());
    }
}

fn holds(bytes: &[u8], canary: &[u8]) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary)
}
