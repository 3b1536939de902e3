//! Credit reports, client by client: each content once, and never somebody else's.

use client::Failure;
use serde_json::json;
use store::table::reports::{self, Report};
use sync::{Finished, PullError, Pulled, pull, pull_of};
use testkit::{Asked, Fault, Kind, PortalServer, report_schema};
use tokio_util::sync::CancellationToken;

use crate::rig::{Notes, Quiet, Rig};

/// A portal where each client has three reports: those of client 2 are 4, 5 and 6.
async fn rig(clients: i64) -> Rig {
    let reports = (1..=clients * 3).map(|id| report_schema(id, (id + 2) / 3));
    let server = PortalServer::plain()
        .with_clients(1..=clients)
        .with(Kind::ReportSchemas, reports);
    let rig = Rig::new(server.start().await).await;
    rig.pull().await.unwrap();
    rig.server.forget_requests();
    rig
}

impl Rig {
    async fn pull_reports(&self) -> Result<Finished, PullError> {
        let cancel = CancellationToken::new();
        pull(Pulled::Reports, &self.cache, &self.portal, &Quiet, &cancel).await
    }

    async fn look_at(&self, client: i64) -> Result<(), PullError> {
        let cancel = CancellationToken::new();
        pull_of(client, &self.cache, &self.portal, &Quiet, &cancel).await
    }

    async fn reports(&self, client: i64) -> Vec<Report> {
        reports::of_client(&self.cache, client).await.unwrap()
    }

    /// The ids of a client's reports, and of those whose content is here.
    async fn has_reports(&self, client: i64) -> (Vec<i64>, Vec<i64>) {
        let kept = self.reports(client).await;
        let here = kept.iter().filter(|report| report.here);
        let here = here.map(|report| report.id).collect();
        (kept.iter().map(|report| report.id).collect(), here)
    }

    fn asked(&self) -> (usize, usize) {
        let count = |asked| self.server.count(asked);
        (
            count(Asked::ReportSchemasList),
            count(Asked::ReportSchemasGet),
        )
    }
}

#[tokio::test]
async fn every_report_of_every_client_comes_once_with_its_content() {
    let rig = rig(20).await;
    rig.pull_reports().await.unwrap();
    for client in 1..=20 {
        let ids = vec![client * 3 - 2, client * 3 - 1, client * 3];
        let (mut all, mut here) = rig.has_reports(client).await;
        all.sort_unstable();
        here.sort_unstable();
        assert_eq!((&all, &here), (&ids, &ids));
    }
    let content = reports::content(&rig.cache, 5).await.unwrap().unwrap();
    assert_eq!(content, report_schema(5, 2)["content"].to_string());
    assert_eq!(rig.asked(), (20, 60));
    rig.pull_reports().await.unwrap();
    assert_eq!(rig.asked(), (20, 60), "nobody's turn has come again");
}

#[tokio::test]
async fn a_look_at_a_client_brings_what_is_new_and_only_that() {
    let rig = rig(3).await;
    rig.look_at(2).await.unwrap();
    assert_eq!(rig.asked(), (1, 3));
    assert!(rig.reports(1).await.is_empty());
    rig.server
        .truth()
        .put(Kind::ReportSchemas, report_schema(90, 2));
    rig.look_at(2).await.unwrap();
    assert_eq!(rig.has_reports(2).await.1.len(), 4);
    assert_eq!(rig.asked(), (2, 4));
}

#[tokio::test]
async fn that_a_client_has_no_reports_is_told_once() {
    let server = PortalServer::plain().with_clients(1..=1).start().await;
    let rig = Rig::new(server).await;
    let told = Notes::default();
    for _ in 0..2 {
        let cancel = CancellationToken::new();
        pull_of(1, &rig.cache, &rig.portal, &told, &cancel)
            .await
            .unwrap();
    }
    assert_eq!(*told.changed.lock().unwrap(), [1]);
}

#[tokio::test]
async fn a_report_that_changed_is_fetched_again() {
    let rig = rig(1).await;
    rig.look_at(1).await.unwrap();
    rig.server.truth().change(Kind::ReportSchemas, 2, |record| {
        record["modified_date"] = json!("2026-05-05T00:00:00Z");
        record["content"] = json!({ "schema": "another" });
    });
    rig.look_at(1).await.unwrap();
    let content = reports::content(&rig.cache, 2).await.unwrap().unwrap();
    assert_eq!(content, json!({ "schema": "another" }).to_string());
    assert_eq!(rig.asked(), (2, 4));
}

#[tokio::test]
async fn a_deleted_report_goes_after_two_lists_and_its_own_404() {
    let rig = rig(1).await;
    rig.look_at(1).await.unwrap();
    rig.server.truth().remove(Kind::ReportSchemas, 2);
    rig.look_at(1).await.unwrap();
    assert_eq!(rig.reports(1).await.len(), 3);
    rig.look_at(1).await.unwrap();
    assert_eq!(rig.reports(1).await.len(), 2);
}

#[tokio::test]
async fn a_client_hidden_from_the_agent_takes_the_reports_along() {
    let rig = rig(2).await;
    rig.pull_reports().await.unwrap();
    rig.server
        .answer_next(Asked::ReportSchemasList, Fault::Status(403));
    rig.look_at(2).await.unwrap();
    assert!(rig.reports(2).await.is_empty());
    assert_eq!(rig.reports(1).await.len(), 3);
}

#[tokio::test]
async fn a_removed_client_takes_the_reports_along() {
    let rig = rig(2).await;
    rig.pull_reports().await.unwrap();
    rig.server.truth().remove_client(2);
    rig.pull().await.unwrap();
    rig.pull().await.unwrap();
    assert!(rig.reports(2).await.is_empty());
}

#[tokio::test]
async fn what_says_that_it_is_another_clients_is_never_kept() {
    let rig = rig(2).await;
    let stray = json!({ "data": [report_schema(4, 2), report_schema(91, 1)] });
    rig.server
        .answer_next(Asked::ReportSchemasList, Fault::Json(stray));
    let wrong = json!({ "data": report_schema(5, 2) });
    rig.server
        .answer_next(Asked::ReportSchemasGet, Fault::Json(wrong));
    rig.look_at(1).await.unwrap();
    // 4 is client 2's and was not taken; the content for 91 was that of 5 and was not taken.
    assert_eq!(rig.has_reports(1).await, (vec![91], vec![]));
    assert!(rig.reports(2).await.is_empty());
}

#[tokio::test]
async fn a_content_that_cannot_be_had_holds_nobody_up_and_is_not_asked_for_again() {
    let rig = rig(4).await;
    rig.server
        .answer_next(Asked::ReportSchemasGet, Fault::Status(404));
    rig.pull_reports().await.unwrap();
    assert_eq!(rig.asked(), (4, 12));
    rig.pull_reports().await.unwrap();
    assert_eq!(rig.asked(), (4, 12));
    let mut here = 0;
    for client in 1..=4 {
        here += rig.has_reports(client).await.1.len();
    }
    assert_eq!(here, 11);
}

#[tokio::test]
async fn a_list_that_cannot_be_read_holds_nobody_up() {
    let rig = rig(4).await;
    rig.server
        .answer_next(Asked::ReportSchemasList, Fault::Status(422));
    rig.pull_reports().await.unwrap();
    let mut clients = 0;
    for client in 1..=4 {
        clients += usize::from(!rig.reports(client).await.is_empty());
    }
    assert_eq!(clients, 3);
}

#[tokio::test]
async fn a_signed_out_agent_stops_it_and_what_came_stays() {
    let rig = rig(4).await;
    rig.look_at(1).await.unwrap();
    rig.server.truth().revoke_tokens();
    let failed = rig.pull_reports().await;
    assert!(
        matches!(failed, Err(PullError::Failed(Failure::SignedOut))),
        "{failed:?}"
    );
    assert_eq!(rig.has_reports(1).await.1.len(), 3);
}

#[tokio::test]
async fn what_a_stop_left_without_content_is_fetched_later() {
    let rig = rig(1).await;
    rig.server
        .answer_always(Asked::ReportSchemasGet, Fault::Html);
    let failed = rig.look_at(1).await;
    assert!(
        matches!(failed, Err(PullError::Failed(Failure::Captive))),
        "{failed:?}"
    );
    assert_eq!(rig.has_reports(1).await.1, [0; 0]);
    rig.server.recover();
    rig.pull_reports().await.unwrap();
    assert_eq!(rig.has_reports(1).await.1.len(), 3);
}
