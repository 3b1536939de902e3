//! Taking files in and giving them back, byte for byte.

use chrono::TimeDelta;
use futures_util::stream;
use reqwest::{Body, Method};
use serde_json::json;
use tokio::{io::AsyncWriteExt, net::TcpStream, sync::mpsc};

use crate::rig::{Form, Rig, database, pdf, send};

/// The length of a chunk, as the office keeps files.
const CHUNK: usize = 256 * 1024;
const LARGEST: usize = 25_000_000;

#[tokio::test]
async fn a_file_is_given_back_as_it_was_taken() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let bytes = pdf(2 * CHUNK + 17);
    let form = Form::new()
        .file("Pay stub.PDF", &bytes)
        .text("caption", " January’s pay stub ");
    let answer = rig.upload(&token, form, None).await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    let id = answer.id();
    let path = format!("/attachments/{id}");
    let expected = json!({
        "caption": "January’s pay stub", "created_at": "2026-01-15T09:00:00.000000Z",
        "downloadUrl": format!("{path}/download"), "extension": "pdf", "id": id,
        "size": 2 * CHUNK + 17, "type": "application/pdf",
        "updated_at": "2026-01-15T09:00:00.000000Z", "url": path,
    });
    assert_eq!(answer.json["data"], expected);
    assert_eq!(rig.get(&token, &path).await.json, answer.json);

    let file = rig.download(&token, id, &[]).await;
    assert_eq!(file.status(), 200);
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-length", "524305"),
        (
            "content-disposition",
            "attachment; filename=\"Pay stub.PDF\"",
        ),
        ("cache-control", "no-store"),
        ("accept-ranges", "bytes"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(file.headers()[name], value, "{name}");
    }
    assert!(!file.headers().contains_key("etag"));
    assert_eq!(file.bytes().await.unwrap(), bytes);

    let rig = rig.reopened().await;
    let file = rig.download(&token, id, &[]).await;
    assert_eq!(file.bytes().await.unwrap(), bytes);
}

#[tokio::test]
async fn a_part_of_a_file_is_given_where_one_is_asked_for() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let size = 2 * CHUNK + 17;
    let (bytes, id) = (pdf(size), rig.pdf(&token, "scan.pdf", size).await);
    for (range, first, last) in [
        ("bytes=0-0".to_owned(), 0, 0),
        (
            format!("bytes={}-{}", CHUNK - 3, CHUNK + 3),
            CHUNK - 3,
            CHUNK + 3,
        ),
        (format!("bytes={CHUNK}-"), CHUNK, size - 1),
        (format!("bytes=5-{}", size * 2), 5, size - 1),
        ("bytes=-20".to_owned(), size - 20, size - 1),
    ] {
        let part = rig.download(&token, id, &[("range", &range)]).await;
        assert_eq!(part.status(), 206, "{range}");
        let told = format!("bytes {first}-{last}/{size}");
        assert_eq!(part.headers()["content-range"], told.as_str());
        assert_eq!(
            part.headers()["content-length"],
            (last + 1 - first).to_string().as_str()
        );
        assert_eq!(part.bytes().await.unwrap(), bytes[first..=last], "{range}");
    }
    for headers in [
        &[("range", "bytes=0-1,5-6")][..],
        &[("range", "lines=0-1")],
        &[("range", "bytes=0-1"), ("if-range", "\"of before\"")],
    ] {
        let whole = rig.download(&token, id, headers).await;
        assert_eq!(whole.status(), 200, "{headers:?}");
        assert_eq!(whole.bytes().await.unwrap(), bytes);
    }
    let beyond = format!("bytes={size}-");
    let beyond = rig.download(&token, id, &[("range", &beyond)]).await;
    assert_eq!(beyond.status(), 416);
    assert_eq!(
        beyond.headers()["content-range"],
        format!("bytes */{size}").as_str()
    );
}

#[tokio::test]
async fn parts_come_in_any_order_and_a_file_without_a_caption_is_called_by_its_name() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let form = Form::new()
        .text("caption", "First")
        .file("..\\C:\\scan\u{202e}.pdf", &pdf(20));
    let answer = rig.upload(&token, form, None).await;
    assert_eq!(
        (answer.status, &answer.json["data"]["caption"]),
        (201, &json!("First"))
    );
    let file = rig.download(&token, answer.id(), &[]).await;
    let name = &file.headers()["content-disposition"];
    assert_eq!(name, "attachment; filename=\"scan.pdf\"");
    for caption in ["", "  "] {
        let form = Form::new().text("caption", caption).file("é.pdf", &pdf(20));
        let answer = rig.upload(&token, form, None).await;
        assert_eq!(answer.json["data"]["caption"], "é.pdf");
        let file = rig.download(&token, answer.id(), &[]).await;
        let name = &file.headers()["content-disposition"];
        assert_eq!(
            name,
            "attachment; filename=\"_.pdf\"; filename*=UTF-8''%C3%A9.pdf"
        );
    }
}

#[tokio::test]
async fn every_kind_of_file_is_taken_by_name_and_content_and_no_other() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    for (name, bytes, kind) in [
        ("a.jpg", &b"\xff\xd8\xff\xe0 rest"[..], "image/jpeg"),
        ("a.JPEG", b"\xff\xd8\xff\xe0 rest", "image/jpeg"),
        ("a.png", b"\x89PNG\r\n\x1a\n rest", "image/png"),
        ("a.pdf", b"\n%PDF-1.4", "application/pdf"),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "application/msword",
        ),
        ("a.docx", b"PK\x03\x04 rest", word),
    ] {
        let answer = rig
            .upload(&token, Form::new().file(name, bytes), None)
            .await;
        assert_eq!(answer.json["data"]["type"], kind, "{}", answer.json);
        let file = rig.download(&token, answer.id(), &[]).await;
        assert_eq!(file.headers()["content-type"], kind);
    }
    let before = rig.files().await;
    for (form, field) in [
        (Form::new().file("a.pdf", b"MZ\x90\0"), "file"),
        (Form::new().file("a.exe", b"MZ\x90\0"), "file"),
        (Form::new().file("a.png", &pdf(20)), "file"),
        (Form::new().file("a", &pdf(20)), "file"),
        (Form::new().file("", &pdf(20)), "file"),
        (Form::new().file("a.pdf", b""), "file"),
        (
            Form::new().file("a.pdf", &pdf(20)).file("b.pdf", &pdf(20)),
            "file",
        ),
        (Form::new().text("file", "%PDF-1.7"), "file"),
        (Form::new().text("caption", "alone"), "file"),
        (Form::new(), "file"),
        (
            Form::new()
                .file("a.pdf", &pdf(20))
                .text("caption", &"x".repeat(256)),
            "caption",
        ),
        (
            Form::new().file("a.pdf", &pdf(20)).text("caption", "a\0b"),
            "caption",
        ),
    ] {
        let answer = rig.upload(&token, form, None).await;
        assert_eq!(answer.fields(), [field], "{}", answer.json);
    }
    let call = rig.keyed(Method::POST, "/attachments").bearer_auth(&token);
    let answer = send(call.json(&json!({ "caption": "no form" }))).await;
    assert_eq!(answer.fields(), ["body"]);
    assert_eq!(rig.files().await, before);
}

#[tokio::test]
async fn a_file_of_25_megabytes_is_taken_and_a_larger_one_is_not() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let form = Form::new().file("a.pdf", &pdf(LARGEST + 1));
    let answer = rig.upload(&token, form, None).await;
    answer.refused(413);
    assert_eq!(answer.json["message"], "The file is larger than 25 MB.");
    let long = Form::new().text("caption", &"x".repeat(70_000));
    rig.upload(&token, long, None).await.refused(413);
    assert_eq!(rig.files().await, (0, 0));
    let id = rig.pdf(&token, "a.pdf", LARGEST).await;
    let file = rig.download(&token, id, &[]).await;
    assert!(file.bytes().await.unwrap() == pdf(LARGEST));
    // Whatever else is sent is as short as before.
    let body = json!({ "client_id": 1, "note_text": "x".repeat(1 << 20) });
    let call = (Method::POST, "/notes");
    rig.write(&token, call, &body, None).await.refused(413);
}

#[tokio::test]
async fn no_field_is_taken_that_a_form_does_not_have_and_all_together_are_short() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for form in [
        Form::new().text("folder", "Umber").file("a.pdf", &pdf(20)),
        Form::new().file("a.pdf", &pdf(20)).text("folder", "Umber"),
    ] {
        let answer = rig.upload(&token, form, None).await;
        assert_eq!(answer.fields(), ["folder"], "{}", answer.json);
    }
    let form = Form::new().file("a.pdf", &pdf(20));
    let long = (0..3).fold(form, |form, _| form.text("caption", &"x".repeat(30_000)));
    rig.upload(&token, long, None).await.refused(413);
    assert_eq!(rig.files().await, (0, 0));
}

#[tokio::test]
async fn the_same_upload_under_a_key_is_one_file_and_another_is_refused() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let form = || {
        Form::new()
            .file("a.pdf", &pdf(CHUNK + 1))
            .text("caption", "A")
    };
    let first = rig.upload(&token, form(), Some("key-1")).await;
    let again = rig.upload(&token, form(), Some("key-1")).await;
    assert_eq!((again.status, &again.json), (201, &first.json));
    assert_eq!(rig.files().await, (1, 2));
    let mut other = pdf(CHUNK + 1);
    other[CHUNK] ^= 1;
    for form in [
        Form::new().file("a.pdf", &other).text("caption", "A"),
        Form::new()
            .file("b.pdf", &pdf(CHUNK + 1))
            .text("caption", "A"),
        Form::new()
            .file("a.pdf", &pdf(CHUNK + 1))
            .text("caption", "B"),
    ] {
        let refused = rig.upload(&token, form, Some("key-1")).await;
        assert_eq!(refused.fields(), ["Idempotency-Key"]);
    }
    assert_eq!(rig.files().await, (1, 2));
    // What was refused before does not use a key up.
    let wrong = Form::new().file("a.pdf", b"MZ");
    rig.upload(&token, wrong, Some("key-2")).await.refused(422);
    let second = rig.upload(&token, form(), Some("key-2")).await;
    assert_ne!(second.id(), first.id());
    let rig = rig.reopened().await;
    let again = rig.upload(&token, form(), Some("key-1")).await;
    assert_eq!((again.status, again.json), (201, first.json));
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let body = Form::new().file("a.pdf", &pdf(3 * CHUNK)).broken_off();
    let call = rig.keyed(Method::POST, "/attachments").bearer_auth(&token);
    let call = call.header("Content-Type", Form::KIND);
    let answer = send(call.body(body.clone())).await;
    assert_eq!(answer.fields(), ["body"]);
    assert_eq!(rig.files().await, (0, 0));
    // And when whoever sent it hangs up.
    let mut line = TcpStream::connect(rig.running.address).await.unwrap();
    let head = format!(
        "POST /attachments HTTP/1.1\r\nHost: localhost\r\nx-api-key: {}\r\n\
         Authorization: Bearer {token}\r\nContent-Type: {}\r\nContent-Length: 9000000\r\n\r\n",
        rig.running.api_key,
        Form::KIND
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&body).await.unwrap();
    drop(line);
    let rig = rig.reopened().await;
    assert_eq!(rig.files().await, (0, 0));
}

#[tokio::test]
async fn what_an_earlier_start_left_of_an_upload_is_gone_at_the_next() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let id = rig.pdf(&token, "a.pdf", CHUNK + 1).await;
    let beside = database(rig.folder.path()).await;
    let mut write = beside.write().await.unwrap();
    for statement in [
        "INSERT INTO files (id) VALUES (77)",
        "INSERT INTO file_chunks (file, place, bytes) VALUES (77, 0, x'25504446')",
    ] {
        sqlx::query(statement).execute(&mut *write).await.unwrap();
    }
    write.commit().await.unwrap();
    beside.close().await;
    assert_eq!(rig.files().await, (2, 3));
    let rig = rig.reopened().await;
    assert_eq!(rig.files().await, (1, 2));
    let file = rig.download(&token, id, &[]).await;
    assert_eq!(file.bytes().await.unwrap(), pdf(CHUNK + 1));
}

#[tokio::test]
async fn nobody_waits_for_a_slow_upload() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let body = Form::new().file("a.pdf", &pdf(20_000_000)).ended();
    let (sender, pieces) = mpsc::channel::<Vec<u8>>(1);
    let pieces = stream::unfold(pieces, async |mut pieces| {
        let piece = pieces.recv().await?;
        Some((Ok::<_, std::io::Error>(piece), pieces))
    });
    let call = rig.keyed(Method::POST, "/attachments").bearer_auth(&token);
    let call = call.header("Content-Type", Form::KIND);
    let upload = tokio::spawn(send(call.body(Body::wrap_stream(pieces))));
    // More than the machine holds back between two programs: the office has begun to keep it.
    let (most, rest) = body.split_at(16_000_000);
    for piece in most.chunks(100_000) {
        sender.send(piece.to_vec()).await.unwrap();
    }
    let noted = rig.note(&token, 1, "While a file comes in.").await;
    assert_eq!(noted.status, 201);
    sender.send(rest.to_vec()).await.unwrap();
    drop(sender);
    let answer = upload.await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.json);
    let file = rig.download(&token, answer.id(), &[]).await;
    assert!(file.bytes().await.unwrap() == pdf(20_000_000));
}

#[tokio::test]
async fn an_upload_that_belongs_to_nothing_goes_after_a_month() {
    let mut rig = Rig::firm().await;
    let mut token = rig.ana().await;
    let csv = Form::new().file("a.csv", b"FirstName,LastName\nEva,Soto\n");
    let csv = rig.upload(&token, csv, None).await.id();
    let import = json!({ "type": "add", "attachment_id": csv });
    let done = rig.post(&token, "/imports", import).await;
    assert_eq!(done.json["data"]["processed_records"], 1, "{}", done.json);
    let kept = rig.pdf(&token, "kept.pdf", 50).await;
    let left = rig.pdf(&token, "left.pdf", 50).await;
    let assign = json!({ "attachment_id": kept, "entity_type": "client", "entity_id": 1 });
    let assigned = rig.post(&token, "/attachments/assign", assign).await;
    assert_eq!(assigned.status, 201, "{}", assigned.json);
    for (days, status) in [(30, 200), (1, 404)] {
        rig.time.pass(TimeDelta::days(days));
        rig = rig.firm_reopened().await;
        token = rig.ana_again().await;
        for (file, status) in [(kept, 200), (left, status), (csv, status)] {
            let path = format!("/attachments/{file}");
            assert_eq!(rig.get(&token, &path).await.status, status, "{file}");
        }
    }
    assert_eq!(rig.files().await, (1, 1));
    assert_eq!(
        rig.total(&token, "/imports").await,
        1,
        "what was done stays"
    );
}
