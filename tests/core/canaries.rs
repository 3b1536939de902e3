//! Nothing of a client, and no secret, stands in plain text in any file.

use std::fs;

use contract::{
    Call,
    portal::{ClientListing, ClientsList},
};
use desk::notes;

use crate::common::{Machine, Portal, notes_until, work_at};

const NOTE: &str = "Says the Umberfield account was paid in the spring.";

#[tokio::test]
async fn no_client_note_or_secret_is_in_any_file_while_open_or_closed() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(60).await;
    let desk = machine.start();
    work_at(&desk, &portal).await;
    portal.wire.cut().await;
    notes::create(&desk, 7, NOTE).await.unwrap();
    notes_until(&desk, 7, |notes| {
        notes.iter().any(|note| note.reason.is_some())
    })
    .await;

    let form = portal.sign_in();
    let mut canaries = vec![NOTE.to_owned(), form.api_key.clone(), form.password.clone()];
    let query = ClientListing {
        per_page: Some(200),
        ..ClientListing::default()
    };
    let call = Call::<ClientsList> {
        path: (),
        query,
        body: (),
    };
    for client in portal.agent().await.call(&call).await.unwrap().rows {
        let ssn = client.ssn.unwrap();
        canaries.extend([ssn.to_string(), dashed(ssn)]);
        let fields = [
            "LastName",
            "Email",
            "MobilePhone",
            "MailingStreet",
            "D_O_B__c",
        ];
        // Short values are in any random file by chance.
        canaries.extend(
            fields
                .iter()
                .filter_map(|name| client.attribute(name))
                .filter(|value| value.len() >= 8),
        );
    }
    assert!(canaries.len() > 60 * 5, "{}", canaries.len());
    assert_clean(&machine, &canaries);
    desk.close().await;
    assert_clean(&machine, &canaries);
}

/// As people write it.
fn dashed(ssn: i64) -> String {
    let digits = format!("{ssn:09}");
    format!("{}-{}-{}", &digits[..3], &digits[3..5], &digits[5..])
}

fn assert_clean(machine: &Machine, canaries: &[String]) {
    let files = machine.files();
    assert!(files.len() >= 6, "there is something to look at: {files:?}");
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let found = canaries
            .iter()
            .position(|canary| holds(&bytes, canary.as_bytes()));
        assert!(found.is_none(), "{} holds canary {found:?}", file.display());
    }
}

fn holds(bytes: &[u8], canary: &[u8]) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary)
}
