//! What the office says of its own operations, to programs and to people.

use contract::{SYSTEMS, openapi};
use reqwest::{Method, header::CONTENT_SECURITY_POLICY};

use crate::rig::{Rig, send};

#[tokio::test]
async fn every_system_has_its_document_where_it_is_served() {
    let rig = Rig::practice(1).await;
    for system in SYSTEMS {
        let path = system.page("openapi.json");
        let answer = send(rig.bare(Method::GET, &path)).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.json, openapi(system));
        assert_eq!(answer.json["servers"][0]["url"], system.root());
    }
}

#[tokio::test]
async fn every_operation_stands_on_its_system_s_page_and_is_found_from_the_contents() {
    let rig = Rig::practice(1).await;
    for system in SYSTEMS {
        let answer = rig
            .bare(Method::GET, &system.page("docs"))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200, "{}", system.name);
        let page = answer.text().await.unwrap();
        assert!(!page.contains("[<code>") && !page.contains("[`"));
        for row in system.rows() {
            let name = row.name;
            assert!(page.contains(&format!("<section id=\"{name}\">")), "{name}");
            assert!(page.contains(&format!("href=\"#{name}\"")), "{name}");
        }
        for other in SYSTEMS.iter().filter(|other| other.name != system.name) {
            assert!(page.contains(&format!("href=\"{}\"", other.page("docs"))));
        }
    }
}

#[tokio::test]
async fn a_page_needs_nothing_from_anywhere_else_and_runs_nothing() {
    let rig = Rig::practice(1).await;
    let answer = rig.bare(Method::GET, "/docs").send().await.unwrap();
    let policy = answer.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'self'"));
    let page = answer.text().await.unwrap();
    for outside in ["<script", " src=", "href=\"http", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    let style = rig.bare(Method::GET, "/docs.css").send().await.unwrap();
    assert_eq!(style.headers()["content-type"], "text/css; charset=utf-8");
}

#[tokio::test]
async fn a_page_under_another_machine_s_name_is_refused() {
    let rig = Rig::practice(1).await;
    let call = rig
        .bare(Method::GET, "/docs")
        .header("host", "redress.example.com");
    send(call).await.refused(421);
}
