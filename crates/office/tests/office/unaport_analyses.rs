//! What bank data says, at the office: of each account and of all together, at once or after a while.

use chrono::TimeDelta;
use client::{Failure, Unaport};
use contract::unaport::{
    AccountReport, AggregateExport, AggregateFetch, AggregateGenerate, AggregateGeneration,
    AnalyticsExport, AnalyticsFetch, AnalyticsGenerate, ByAnalytic, Generated, Generation, Mode,
    Tab,
};
use serde_json::json;

use crate::{
    rig::Rig,
    unaport::{app, call, known, only},
    unaport_data::{by, cell, delivered, fetch, file, key, of_account, paise, rows, tabs},
};

async fn generate(app: &Unaport, session: &str, mode: Mode) -> Generated {
    let query = Generation { mode };
    let made = call::<AnalyticsGenerate>(by(session), query, ());
    app.call(&made).await.unwrap()
}

fn analytic(analytic_id: i64) -> ByAnalytic {
    ByAnalytic { analytic_id }
}

async fn report(app: &Unaport, id: i64) -> AccountReport {
    let read = call::<AnalyticsFetch>(analytic(id), (), ());
    app.call(&read).await.unwrap()
}

#[tokio::test]
async fn each_account_is_analysed_from_its_transactions() {
    let rig = Rig::practice(2).await;
    let app = app(&rig);
    let key = key(&rig, 2).await;
    let session = delivered(&rig, &app, &key, json!({})).await;
    let data = tabs(fetch(&app, &session).await.unwrap());
    let made = generate(&app, &session, Mode::Sync).await;
    assert_eq!(made.status.as_deref(), Some("200"));
    assert_eq!(made.report_id, Some(made.analytic_ids[0].to_string()));
    let accounts: usize = data.iter().map(|(_, tab)| tab.summaries.len()).sum();
    assert_eq!(made.analytic_ids.len(), accounts);
    for id in made.analytic_ids {
        let report = report(&app, id).await;
        assert_eq!(report.status.as_deref(), Some("SUCCESS"));
        assert_eq!(report.session_id.as_deref(), Some(session.as_str()));
        let [account] = <[_; 1]>::try_from(report.accounts).unwrap_or_else(|_| panic!("not one"));
        let number = account.account_number.unwrap();
        let mut tabs = data.iter().map(|(_, tab)| tab);
        let of = |tab: &&Tab| {
            let mut all = tab.summaries.iter();
            all.any(|one| one.account_number.as_ref() == Some(&number))
        };
        let entries = of_account(tabs.find(of).unwrap(), &number);
        let figures = report.figures.unwrap();
        assert_eq!(figures.transactions, Some(entries.len() as i64));
        let sum = |word: &str| -> i64 {
            let named = entries
                .iter()
                .filter(|one| one.narration.as_ref().unwrap().starts_with(word));
            named.map(|one| paise(one.amount.as_ref())).sum()
        };
        assert_eq!(paise(figures.salary.as_ref()), sum("NEFT SALARY"));
        assert_eq!(paise(figures.rent.as_ref()), sum("UPI RENT"));
        assert_eq!(paise(figures.instalments.as_ref()), sum("NACH EMI"));
        let bounces = entries
            .iter()
            .filter(|one| one.narration.as_ref().unwrap().starts_with("NACH RTN"));
        assert_eq!(figures.bounces, Some(bounces.count() as i64));
        // What came in less what went out is what there is more at the end.
        let change =
            paise(figures.closing_balance.as_ref()) - paise(figures.opening_balance.as_ref());
        let (income, spending) = (
            paise(figures.income.as_ref()),
            paise(figures.spending.as_ref()),
        );
        assert_eq!(income - spending, change);
        let months = figures.months.iter();
        let spent: i64 = months.map(|month| paise(month.spending.as_ref())).sum();
        assert_eq!(spent, spending);
    }
}

#[tokio::test]
async fn an_analysis_that_nobody_waits_for_is_done_after_a_while() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let session = delivered(&rig, &app, "t-1", json!({})).await;
    let id = generate(&app, &session, Mode::Async).await.analytic_ids[0];
    let early = report(&app, id).await;
    assert_eq!(early.status.as_deref(), Some("PROCESSING"));
    assert!(early.figures.is_none());
    let exported = call::<AnalyticsExport>(analytic(id), (), ());
    let failure = file(&app, &exported).await.unwrap_err();
    let sentence = "`analyticId` names an analysis that is not done yet.";
    assert_eq!(only(failure, "analyticId"), sentence);
    rig.time.pass(TimeDelta::seconds(15));
    let done = report(&app, id).await;
    assert_eq!(done.status.as_deref(), Some("SUCCESS"));
    let figures = done.figures.unwrap();
    let rows = rows(&file(&app, &exported).await.unwrap());
    assert_eq!(rows.len(), figures.months.len() + 1);
    let last = rows.last().unwrap();
    assert_eq!(cell(last, "Month"), "All");
    assert_eq!(Some(cell(last, "Income")), figures.income.as_deref());
    assert_eq!(
        Some(cell(last, "Average balance")),
        figures.average_balance.as_deref()
    );
    let nobody = call::<AnalyticsFetch>(analytic(99), (), ());
    assert!(app.call(&nobody).await.unwrap_err().is_gone());
    let nobody = call::<AnalyticsExport>(analytic(99), (), ());
    assert!(file(&app, &nobody).await.unwrap_err().is_gone());
}

#[tokio::test]
async fn an_analysis_is_read_no_longer_than_the_data_that_it_is_made_of() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let (_, org_id) = known(&app).await;
    let session = delivered(&rig, &app, "t-1", json!({})).await;
    let id = generate(&app, &session, Mode::Sync).await.analytic_ids[0];
    let mode = Mode::Sync;
    let together = AggregateGeneration { mode, org_id };
    let together = call::<AggregateGenerate>(by(&session), together, ());
    app.call(&together).await.unwrap();
    let one = call::<AnalyticsFetch>(analytic(id), (), ());
    let all = call::<AggregateFetch>(by(&session), (), ());
    assert!(app.call(&one).await.unwrap().figures.is_some());
    assert!(app.call(&all).await.unwrap().figures.is_some());
    // A month later the data may be kept no longer.
    rig.time.pass(TimeDelta::days(32));
    let one_file = call::<AnalyticsExport>(analytic(id), (), ());
    let all_file = call::<AggregateExport>(by(&session), (), ());
    for (refused, field) in [
        (app.call(&one).await.err(), "analyticId"),
        (app.call(&all).await.err(), "sessionId"),
        (file(&app, &one_file).await.err(), "analyticId"),
        (file(&app, &all_file).await.err(), "sessionId"),
    ] {
        let said = only(refused.unwrap(), field);
        assert!(said.ends_with("data that may be kept no longer."), "{said}");
    }
    assert!(fetch(&app, &session).await.is_err());
}

#[tokio::test]
async fn all_accounts_are_analysed_together_for_the_organisation_itself() {
    let rig = Rig::practice(4).await;
    let app = app(&rig);
    let (_, org_id) = known(&app).await;
    let session = delivered(&rig, &app, &key(&rig, 4).await, json!({})).await;
    let read = call::<AggregateFetch>(by(&session), (), ());
    assert!(app.call(&read).await.unwrap_err().is_gone());
    let together = |org_id: &str, mode| {
        let org_id = org_id.to_owned();
        let query = AggregateGeneration { mode, org_id };
        call::<AggregateGenerate>(by(&session), query, ())
    };
    let other = together("123e4567-e89b-12d3-a456-426614174000", Mode::Sync);
    assert!(app.call(&other).await.unwrap_err().is_forbidden());
    let none = app.call(&together("x", Mode::Sync)).await.unwrap_err();
    assert!(matches!(none, Failure::Invalid(_)));
    let made = app.call(&together(&org_id, Mode::Sync)).await.unwrap();
    let all = app.call(&read).await.unwrap();
    assert_eq!(all.analytic_id.map(|id| id.to_string()), made.report_id);
    let data = tabs(fetch(&app, &session).await.unwrap());
    let accounts: usize = data.iter().map(|(_, tab)| tab.summaries.len()).sum();
    assert_eq!(all.accounts.len(), accounts);
    let figures = all.figures.unwrap();
    let balances = data.iter().flat_map(|(_, tab)| &tab.summaries);
    let balance: i64 = balances
        .map(|one| paise(one.current_balance.as_ref()))
        .sum();
    assert_eq!(paise(figures.closing_balance.as_ref()), balance);
    let exported = file(&app, &call::<AggregateExport>(by(&session), (), ())).await;
    let rows = rows(&exported.unwrap());
    assert_eq!(rows.len(), figures.months.len() + 1);
    // The latest is the one that is read.
    app.call(&together(&org_id, Mode::Async)).await.unwrap();
    let later = app.call(&read).await.unwrap();
    assert_eq!(later.status.as_deref(), Some("PROCESSING"));
    let early = file(&app, &call::<AggregateExport>(by(&session), (), ())).await;
    only(early.unwrap_err(), "sessionId");
    rig.time.pass(TimeDelta::seconds(15));
    assert!(app.call(&read).await.unwrap().figures.is_some());
    let gone = call::<AggregateExport>(by("x"), (), ());
    assert!(file(&app, &gone).await.unwrap_err().is_gone());
    let gone = call::<AnalyticsGenerate>(by("x"), Generation::default(), ());
    assert!(app.call(&gone).await.unwrap_err().is_gone());
}
