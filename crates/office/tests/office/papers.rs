//! The papers with which practice begins: documents like any other, drawn when they are read.

use practice::{Paper, Practice};
use serde_json::{Value, json};

use crate::rig::{Rig, pdf};

fn papers(number: u64) -> Vec<Paper> {
    let practice = Practice::new(1, "2026-01-15".parse().unwrap());
    practice.papers(number)
}

/// A name as RFC 8187 writes it.
fn percent(name: &str) -> String {
    let letter = |byte: u8| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    name.bytes().map(letter).collect()
}

#[tokio::test]
async fn a_practice_client_has_handed_papers_in() {
    let rig = Rig::practice(8).await;
    let token = rig.token().await;
    let mut pictures = 0;
    for number in 0..8 {
        let (client, papers) = (number + 1, papers(number));
        let path = format!("/client-documents?client_id={client}&sort_by=created_at");
        let answer = rig.get(&token, &path).await;
        assert_eq!(answer.rows().len(), papers.len());
        for (document, paper) in answer.rows().iter().zip(&papers) {
            let (file, bytes) = (&document["attachment"], paper.file());
            assert_eq!(document["type"], paper.doc_type);
            assert_eq!(document["subtype"], paper.subtype);
            assert_eq!(
                (&file["caption"], &file["extension"]),
                (&json!(paper.caption), &json!(paper.extension))
            );
            assert_eq!(
                (&file["size"], &document["author"]["id"]),
                (&json!(bytes.len()), &json!(1))
            );
            let id = file["id"].as_i64().unwrap();
            assert_eq!(
                rig.get(&token, &format!("/attachments/{id}")).await.json["data"],
                *file
            );
            let sent = rig.download(&token, id, &[]).await;
            assert_eq!(
                sent.headers()["content-type"],
                file["type"].as_str().unwrap()
            );
            assert_eq!(
                sent.headers()["content-length"],
                bytes.len().to_string().as_str()
            );
            let told = sent.headers()["content-disposition"].to_str().unwrap();
            let plain = format!("attachment; filename=\"{}\"", paper.file_name);
            let encoded = format!("filename*=UTF-8''{}", percent(&paper.file_name));
            assert!(told == plain || told.ends_with(&encoded), "{told}");
            assert!(sent.bytes().await.unwrap() == bytes);
            let part = rig.download(&token, id, &[("range", "bytes=2-9")]).await;
            assert_eq!(
                (part.status().as_u16(), &part.bytes().await.unwrap()[..]),
                (206, &bytes[2..=9])
            );
            pictures += usize::from(file["type"] != "application/pdf");
        }
    }
    assert!(pictures > 0, "papers of both kinds are there");
    assert_eq!(rig.files().await, (0, 0), "what is drawn is not kept");
}

#[tokio::test]
async fn the_size_of_a_paper_is_known_wherever_it_is_asked_for_first() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let first = &papers(0)[0];
    let size = json!(first.size());
    for path in [
        "/client-documents?client_id=1&sort_by=created_at&per_page=1",
        "/client-documents/1",
        "/attachments?entity_type=client_document&entity_id=1",
        "/attachments/1",
    ] {
        let rig = Rig::practice(2).await;
        let token = rig.token().await;
        let answer = rig.get(&token, path).await;
        let data = match &answer.json["data"] {
            Value::Array(rows) => rows[0].clone(),
            one => one.clone(),
        };
        let file = data.get("attachment").unwrap_or(&data);
        assert_eq!(file["size"], size, "{path}");
    }
    let mut sizes: Vec<u64> = papers(0).iter().map(Paper::size).collect();
    sizes.sort_unstable();
    let sorted = rig
        .get(&token, "/client-documents?client_id=1&sort_by=size")
        .await;
    let sorted = sorted
        .rows()
        .iter()
        .map(|row| row["attachment"]["size"].as_u64());
    assert_eq!(sorted.map(Option::unwrap).collect::<Vec<_>>(), sizes);
}

#[tokio::test]
async fn what_was_done_with_papers_stays_done() {
    let rig = Rig::practice(2).await;
    let token = rig.without_papers(1).await;
    let of_client = "/client-documents?client_id=1";
    let kept = rig.get(&token, "/client-documents?client_id=2").await;
    let uploaded = rig.pdf(&token, "a.pdf", 20).await;
    let rig = rig.reopened().await;
    assert!(rig.get(&token, of_client).await.ids().is_empty());
    assert_eq!(
        rig.get(&token, "/client-documents?client_id=2").await.json,
        kept.json
    );
    assert_eq!(
        rig.download(&token, uploaded, &[])
            .await
            .bytes()
            .await
            .unwrap(),
        pdf(20)
    );
}
