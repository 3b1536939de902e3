//! What each fault does to what a bureau prints. The last step: what is true stays as it is.

use chrono::{Duration, NaiveDate};
use reports::{Money, PartialDate, Tradeline};

use super::{
    account::Account,
    faults::Fault,
    file::{File, Flaw},
    furnishers::House,
    life::Standing,
    month::Month,
    sets::Plan,
    view::{View, without_day},
};

impl Flaw {
    /// Whether the fault keeps an account out of a report.
    pub(super) fn hides(&self, file: &File, plan: &Plan, account: &Account) -> bool {
        let here = plan.snapshot.bureau == self.bureau;
        match self.fault {
            Fault::Obsolete | Fault::LateTooOld | Fault::MedicalPaid => !here,
            Fault::TwoCollectors => !here && account.place == self.accounts.start + 1,
            Fault::Reinserted => {
                let (before, _) = file.last_two(self.bureau);
                here && before.is_some_and(|before| before.set == plan.set)
            }
            _ => false,
        }
    }

    /// Some faults lie between two reports that follow each other month by month.
    pub(super) fn standing(
        &self,
        file: &File,
        plan: &Plan,
        account: &Account,
        view: &View<'_>,
    ) -> Option<Standing> {
        let between = matches!(
            self.fault,
            Fault::LateJumped | Fault::HistoryDeniesLate | Fault::HistoryDeniesCurrent
        );
        let (before, last) = file.last_two(self.bureau);
        if !between || plan.snapshot.report_id != last?.snapshot.report_id {
            return None;
        }
        let before = View {
            plan: before?,
            ..*view
        }
        .standing(account)?;
        account.standing_in(before.month + 1, 0)
    }

    /// Puts the fault into a tradeline of the account that was made for it.
    pub(super) fn spoil(&self, line: &mut Tradeline, file: &File, plan: &Plan, account: &Account) {
        let first = account.place == self.accounts.start;
        if plan.snapshot.bureau != self.bureau || !first {
            return;
        }
        let (before, last) = file.last_two(self.bureau);
        let spot = Spot {
            account,
            report_date: plan.snapshot.report_date,
            is_last: last.is_some_and(|last| last.set == plan.set),
            is_before: before.is_some_and(|before| before.set == plan.set),
            from: file
                .plans
                .first()
                .map_or(Month::of(plan.snapshot.report_date), |plan| {
                    Month::of(plan.snapshot.report_date)
                }),
        };
        let put = amounts(self.fault, line, &spot)
            || codes(self.fault, line)
            || dates(self.fault, line, &spot)
            || months(self.fault, line, &spot);
        if !put {
            differ(self.fault, line, &spot);
        }
    }
}

/// Where a fault is put.
struct Spot<'a> {
    account: &'a Account,
    report_date: NaiveDate,
    is_last: bool,
    is_before: bool,
    /// The month of the client's first report.
    from: Month,
}

fn dollars(dollars: i64) -> Option<Money> {
    Some(Money::dollars(dollars))
}

/// More than an amount.
fn above(amount: Option<Money>, more: i64) -> Option<Money> {
    dollars(amount.unwrap_or_default().cents() / 100 + more)
}

/// A date so many days later; a month stays a month.
fn later(date: Option<PartialDate>, days: i64) -> Option<PartialDate> {
    let moved = |date: PartialDate| {
        let moved = PartialDate::day(date.earliest() + Duration::days(days));
        if date.has_day() {
            moved
        } else {
            without_day(moved)
        }
    };
    date.map(moved)
}

/// Faults in amounts; false for any other.
fn amounts(fault: Fault, line: &mut Tradeline, spot: &Spot<'_>) -> bool {
    let nothing = Some(Money::ZERO);
    match fault {
        Fault::PaidButPastDue => line.past_due = dollars(250),
        Fault::ChargeOffNothingPastDue
        | Fault::RepossessionNothingPastDue
        | Fault::ForeclosureNothingPastDue => {
            line.past_due = nothing;
        }
        Fault::PaidWithBalance => line.balance = dollars(430),
        Fault::CollectionOfNothing | Fault::RepossessionOfNothing | Fault::LoanOfNothing => {
            (line.balance, line.past_due) = (nothing, nothing);
        }
        Fault::DeedOfNothing | Fault::ForeclosureOfNothing => {
            (line.balance, line.past_due) = (nothing, nothing);
        }
        Fault::PaidCollectionWithBalance => line.balance = line.high_credit,
        Fault::ChargeOffAmountOnCollection => line.original_charge_off = line.high_credit,
        Fault::ChargeOffAmountMissing => line.original_charge_off = nothing,
        Fault::ChargeOffScheduled => line.scheduled_payment = dollars(45),
        Fault::NothingScheduled => line.scheduled_payment = nothing,
        Fault::DeferredScheduled => line.scheduled_payment = dollars(180),
        Fault::NothingPaid => line.actual_payment = nothing,
        Fault::DischargedScheduled => {
            line.status = Some("11".into());
            line.payment_rating = None;
            line.scheduled_payment = dollars(60);
        }
        Fault::CurrentButPastDue => line.past_due = dollars(120),
        Fault::PastDueAboveBalance => line.past_due = above(line.balance, 310),
        Fault::OwedToBoth => {
            line.balance = line.original_charge_off;
            line.past_due = line.original_charge_off;
        }
        Fault::SoldButPastDue => line.past_due = line.original_charge_off,
        Fault::ChargeOffGrew if spot.is_last => {
            line.balance = above(line.balance, 180);
            line.past_due = line.balance;
        }
        Fault::ChargeOffGrew => {}
        Fault::MedicalSmall => {
            line.high_credit = dollars(310);
            (line.balance, line.past_due) = (line.high_credit, line.high_credit);
        }
        Fault::NoLimit => line.credit_limit = None,
        Fault::BalanceAboveLoan => line.balance = above(line.high_credit, 900),
        _ => return false,
    }
    true
}

/// Faults in codes and parties; false for any other.
fn codes(fault: Fault, line: &mut Tradeline) -> bool {
    match fault {
        Fault::TransferUnexplained => line.special_comment = None,
        Fault::SaleUnexplained => (line.special_comment, line.transfer) = (None, None),
        Fault::DeedRatedCurrent => line.payment_rating = Some("0".into()),
        Fault::ChargeOffRated => line.payment_rating = Some("L".into()),
        Fault::PaidUnrated => line.payment_rating = None,
        Fault::SettledButOwed => line.special_comment = Some("AU".into()),
        Fault::LineOfWrongType => line.account_type = Some("18".into()),
        Fault::CollectionRevolving => line.portfolio_type = Some("R".into()),
        Fault::DischargedButOwed => {
            line.status = Some("97".into());
            line.payment_rating = None;
            line.balance = line.high_credit;
            line.past_due = line.high_credit;
            line.original_charge_off = line.high_credit;
        }
        Fault::AuthorizedUserBankrupt => {
            line.bankruptcy = Some("E".into());
            line.first_delinquency_on = later(line.reported_on, -400);
        }
        Fault::NoOriginalCreditor => (line.original_creditor, line.transfer) = (None, None),
        Fault::AuthorizedUserLate => line.ecoa = Some("3".into()),
        Fault::Deceased => line.ecoa = Some("X".into()),
        _ => return false,
    }
    true
}

/// Faults in dates; false for any other.
fn dates(fault: Fault, line: &mut Tradeline, spot: &Spot<'_>) -> bool {
    match fault {
        Fault::PaidNotClosed | Fault::ForeclosureNotClosed | Fault::ClosedWithoutDate => {
            line.closed_on = None;
        }
        Fault::RunningButClosed => line.closed_on = later(line.reported_on, -70),
        Fault::NoFirstDelinquency | Fault::BankruptcyWithoutDate => {
            line.first_delinquency_on = None
        }
        Fault::CurrentWithFirstDelinquency => {
            line.first_delinquency_on = later(line.reported_on, -150);
        }
        Fault::ReAged if spot.is_last => {
            line.first_delinquency_on = later(line.first_delinquency_on, 14 * 30);
            line.estimated_removal_on = later(line.estimated_removal_on, 14 * 30);
        }
        Fault::ReAged => {}
        Fault::PaidOnAnotherDay => line.last_payment_on = later(line.last_payment_on, -95),
        Fault::DelinquentBeforeOpened => line.first_delinquency_on = later(line.opened_on, -200),
        Fault::FutureDate => {
            line.last_payment_on = Some(PartialDate::day(spot.report_date + Duration::days(40)));
        }
        Fault::ClosedBeforeOpened => line.closed_on = later(line.opened_on, -60),
        Fault::HistoryBeforeOpened => {
            let history = line.payment_history.as_ref();
            line.opened_on = history.map(|history| {
                let tenth = Month::of(history.latest.earliest()) - 9;
                PartialDate::day(tenth.day(spot.account.due))
            });
        }
        Fault::FirstDelinquencyElsewhere => {
            line.first_delinquency_on = later(line.first_delinquency_on, -150);
        }
        Fault::DelinquentLongAfterPayment => {
            line.last_payment_on = later(line.first_delinquency_on, -300);
        }
        _ => return false,
    }
    true
}

/// Faults in the history; false for any other.
fn months(fault: Fault, line: &mut Tradeline, spot: &Spot<'_>) -> bool {
    let reported = line.reported_on.map(|date| Month::of(date.earliest()));
    let Some(now) = reported else { return false };
    match fault {
        Fault::LateJumped if spot.is_before => late(line, "71", now, 0),
        Fault::LateJumped if spot.is_last => {
            late(line, "80", now, 1);
            set_letter(line, now - 1, '1');
        }
        Fault::HistoryDeniesLate if spot.is_before => {
            late(line, "78", now, 1);
            set_letter(line, now - 1, '1');
        }
        Fault::HistoryDeniesLate if spot.is_last => {
            late(line, "80", now, 2);
            set_letter(line, now - 2, '1');
        }
        Fault::HistoryDeniesCurrent if spot.is_last => set_letter(line, now - 1, '1'),
        Fault::LateJumped | Fault::HistoryDeniesLate | Fault::HistoryDeniesCurrent => {}
        Fault::HistoryBroken => set_letter(line, spot.from - 6, 'B'),
        Fault::HistoryJumped => set_letter(line, spot.from - 6, '2'),
        Fault::LateAfterPaid => {
            line.closed_on = Some(PartialDate::day((now - 5).day(spot.account.due)));
            set_letter(line, now - 2, '1');
        }
        _ => return false,
    }
    true
}

/// Makes a tradeline late, for the first time so many months ago.
fn late(line: &mut Tradeline, status: &str, now: Month, since: i32) {
    line.status = Some(status.into());
    line.past_due = line.scheduled_payment;
    line.actual_payment = None;
    line.last_payment_on = Some(PartialDate::day((now - since - 2).day(3)));
    line.last_activity_on = line.last_payment_on;
    line.first_delinquency_on = Some(PartialDate::day((now - since).day(3)));
}

fn set_letter(line: &mut Tradeline, month: Month, letter: char) {
    let Some(history) = line.payment_history.as_mut() else {
        return;
    };
    let back = Month::of(history.latest.earliest()) - month;
    let replaced = |(place, old)| if place == back { letter } else { old };
    history.codes = (0..).zip(history.codes.chars()).map(replaced).collect();
}

/// What one bureau says differently from the others.
fn differ(fault: Fault, line: &mut Tradeline, spot: &Spot<'_>) {
    match fault {
        Fault::OtherFirstDelinquency => {
            line.first_delinquency_on = later(line.first_delinquency_on, -100);
        }
        Fault::OtherOpening => line.opened_on = later(line.opened_on, -100),
        Fault::OtherBalance => {
            line.balance = above(line.balance, 640);
            line.past_due = line.balance;
            line.high_credit = line.high_credit.max(line.balance);
        }
        Fault::OtherStatus => {
            line.status = Some("71".into());
            line.past_due = line.scheduled_payment;
            line.actual_payment = None;
            line.first_delinquency_on = later(line.reported_on, -1);
        }
        Fault::OtherClosing => {
            line.status = Some("11".into());
            line.payment_rating = None;
            line.compliance_condition = None;
            line.closed_on = None;
        }
        Fault::OtherOwner => {
            let other = if spot.account.ecoa == "2" { "1" } else { "2" };
            line.ecoa = Some(other.into());
        }
        Fault::OtherOriginalCreditor => {
            let named = |house: &&House| house.trade != spot.account.house.trade;
            let other = super::furnishers::HOUSES.iter().rev().filter(named).nth(1);
            if let (Some(creditor), Some(other)) = (line.original_creditor.as_mut(), other) {
                creditor.name = other.name.to_uppercase();
            }
        }
        _ => {}
    }
}
