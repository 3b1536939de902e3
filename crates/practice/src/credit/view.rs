//! A tradeline: what a bureau prints of an account.

use chrono::{Days, Duration};
use reports::{
    Bureau, Money, OriginalCreditor, PartialDate, PaymentHistory, Terms, Tradeline, Transfer,
};

use super::{
    account::{Account, Fate, How, Product},
    facet::{Course, Facet, Mask},
    furnishers::Trade,
    life::Standing,
    month::Month,
    sets::Plan,
};
use crate::dice::mix;

/// What a furnisher needs at least between its reporting and the bureau's report.
const DAYS_TO_ARRIVE: u64 = 3;

/// A bureau's look at an account.
pub(super) struct View<'a> {
    pub(super) number: u64,
    pub(super) plan: &'a Plan,
    pub(super) facet: Facet,
    pub(super) course: Course,
}

impl View<'_> {
    fn bureau(&self) -> Bureau {
        self.plan.snapshot.bureau
    }

    /// How the account stands in this report; `None` where the report does not have it.
    pub(super) fn standing(&self, account: &Account) -> Option<Standing> {
        let day = self.plan.snapshot.report_date;
        let left = account.leaves.is_some_and(|leaves| leaves < day);
        if self.facet.absent || left || !self.course.shows(self.plan.set) {
            return None;
        }
        account.standing(
            day - Days::new(DAYS_TO_ARRIVE),
            self.facet.behind,
            self.facet.milder,
        )
    }

    /// The tradeline, as it stands.
    pub(super) fn tradeline(&self, account: &Account, standing: &Standing) -> Tradeline {
        let mut line = Tradeline {
            id: self.id(account),
            vendor_id: self.vendor_id(account),
            furnisher: account.house.furnisher(self.bureau()),
            account_number: Some(masked(&account.digits, self.facet.mask)),
            portfolio_type: Some(account.codes.0.into()),
            account_type: Some(account.codes.1.into()),
            ecoa: Some(account.ecoa.into()),
            status: Some(standing.status.into()),
            payment_rating: standing
                .rating
                .map(|rating| rating.to_string().as_str().into()),
            bankruptcy: standing.bankruptcy.map(Into::into),
            ..Tradeline::default()
        };
        self.money(&mut line, account, standing);
        self.dates(&mut line, account, standing);
        self.history(&mut line, account, standing);
        self.others(&mut line, account);
        self.comments(&mut line, account, standing);
        line
    }

    /// The same in every report of the bureau.
    fn id(&self, account: &Account) -> String {
        let bureau = self.bureau();
        let place = account.place as u64 * 4 + bureau.index() as u64;
        let hash = mix(mix(self.number ^ 0x7261_6465) ^ place);
        format!("{}-{:010X}", bureau.letters(), hash >> 24)
    }

    /// The same at all bureaus, but where the vendor took it for an account of its own.
    fn vendor_id(&self, account: &Account) -> Option<String> {
        let known = account.steady || !account.salt.is_multiple_of(9);
        let stray = match self.bureau() {
            _ if !self.facet.stray => "",
            bureau => bureau.letters(),
        };
        known.then(|| format!("V{:06}-{:03}{stray}", self.number, account.place))
    }

    fn money(&self, line: &mut Tradeline, account: &Account, standing: &Standing) {
        let dollars = |dollars: i64| Some(Money::dollars(dollars));
        let due = account.due_in(standing.month);
        line.balance = dollars(standing.balance);
        let late = match standing.status {
            _ if standing.done.is_some() => 0,
            "93" | "95" | "96" | "97" => standing.balance,
            "89" | "94" => account.payment * 6,
            _ => i64::from(standing.level) * due.max(25),
        };
        line.past_due = dollars(late.min(standing.balance));
        line.credit_limit = account.is_line().then(|| Money::dollars(account.amount));
        line.high_credit = dollars(account.high);
        let fallen = account
            .fall
            .filter(|_| matches!(standing.status, "64" | "97"));
        line.original_charge_off = fallen.map(|fall| Money::dollars(fall.owed));
        if account.debt.is_some() {
            return;
        }
        let lost = matches!(standing.status, "89" | "94" | "95" | "96" | "97");
        let over = lost || standing.done.is_some();
        // What a court decides on is not due.
        let in_court = standing.bankruptcy.is_some() && !over;
        let scheduled = if over { 0 } else { due };
        line.scheduled_payment = (!in_court).then(|| Money::dollars(scheduled));
        let paid = !over && !in_court && standing.level == 0 && due > 0;
        line.actual_payment = paid.then(|| Money::dollars(due));
        let deferred = account.fate == Fate::Deferred;
        line.terms = Some(Terms {
            months: account.terms.map(|terms| terms.unsigned_abs()),
            frequency: Some(if deferred { "D" } else { "M" }.into()),
        });
        let variable = account.is_line() || account.salt.is_multiple_of(7);
        line.interest_type = Some(if variable { "V" } else { "F" }.into());
    }

    fn dates(&self, line: &mut Tradeline, account: &Account, standing: &Standing) {
        let short = |day| match (self.bureau(), PartialDate::day(day)) {
            (Bureau::Experian, day) => without_day(day),
            (_, day) => day,
        };
        let opened = account.opened + Duration::days(self.facet.shift);
        line.opened_on = Some(PartialDate::day(opened));
        line.reported_on = Some(PartialDate::day(standing.reported_on));
        line.last_payment_on = account
            .last_payment(standing)
            .map(|day| match standing.done {
                Some(_) => PartialDate::day(day),
                None => short(day),
            });
        line.last_activity_on = line.last_payment_on.or(line.reported_on);
        line.first_delinquency_on = standing.first_delinquency.map(short);
        let gone = standing
            .first_delinquency
            .filter(|_| self.bureau() != Bureau::Equifax);
        line.estimated_removal_on =
            gone.map(|day| without_day(PartialDate::day((Month::of(day) + 84).day(1))));
        let lost = account.fall.filter(|fall| standing.month >= fall.lost);
        let lost_on = lost.map(|fall| fall.lost.day(account.due));
        line.closed_on = match (standing.done, account.closed, standing.status) {
            // A loan that is charged off is not closed before it is paid.
            (_, _, "97") if account.is_loan() => None,
            (Some(_), ..) => Some(standing.reported_on),
            (None, Some((day, _)), _) if day <= standing.reported_on => Some(day),
            (None, _, "89" | "94" | "95" | "96" | "97") => lost_on,
            _ => None,
        }
        .map(PartialDate::day);
        line.charged_off_on = lost_on
            .filter(|_| matches!(standing.status, "64" | "97"))
            .map(PartialDate::day);
        line.collection_on = account.debt.map(|_| PartialDate::day(account.opened));
    }

    fn history(&self, line: &mut Tradeline, account: &Account, standing: &Standing) {
        let latest = standing.month - 1;
        let opened = Month::of(account.opened);
        if latest < opened {
            return;
        }
        let letter = |back| account.letter(latest - back, self.facet.milder);
        let letters: String = (0..self.facet.months).map(letter).collect();
        line.payment_history = Some(PaymentHistory::new(latest.day(1), &letters));
        line.months_reviewed = Some((standing.month - opened).clamp(1, 99).unsigned_abs());
    }

    fn others(&self, line: &mut Tradeline, account: &Account) {
        let spelt = |house: &super::furnishers::House| house.spelt(self.bureau());
        if let Some(debt) = account.debt {
            line.original_creditor = Some(OriginalCreditor {
                name: spelt(debt.creditor),
                classification: Some(debt.creditor.trade.classification().to_owned()),
            });
            line.transfer = debt
                .bought_from
                .map(|from| Transfer::PurchasedFrom { name: spelt(from) });
        }
    }

    fn comments(&self, line: &mut Tradeline, account: &Account, standing: &Standing) {
        if let Some(How::Sold(buyer)) = standing.done {
            let name = buyer.spelt(self.bureau());
            line.transfer = Some(Transfer::SoldTo { name });
        }
        let closed = account
            .closed
            .filter(|(day, _)| *day <= standing.reported_on);
        let comment = match (standing.done, standing.status) {
            (Some(How::Sold(_)), _) => Some("AH"),
            (Some(How::Transferred), _) => Some("O"),
            (Some(How::Settled), _) => Some("AU"),
            (None, "96") => Some("BK"),
            _ if closed.is_some_and(|(_, asked)| !asked) => Some("M"),
            (None, "11")
                if account.product == Product::Mortgage && account.salt.is_multiple_of(11) =>
            {
                Some("CO")
            }
            (None, "11")
                if account.product == Product::Student && account.salt.is_multiple_of(13) =>
            {
                Some("CP")
            }
            _ => None,
        };
        line.special_comment = comment.map(Into::into);
        let asked = closed.is_some_and(|(_, asked)| asked);
        let set = self.plan.set;
        let condition = match self.course.disputed {
            Some(disputed) if disputed == set => Some(if asked { "XD" } else { "XB" }),
            Some(disputed) if disputed < set && self.course.disagrees => {
                Some(if asked { "XE" } else { "XC" })
            }
            Some(disputed) if disputed < set && !asked => Some("XH"),
            _ => asked.then_some("XA"),
        };
        line.compliance_condition = condition.map(Into::into);
        let condition = line.compliance_condition.as_ref();
        let meanings = [
            line.special_comment
                .as_ref()
                .and_then(|code| code.meaning()),
            condition.and_then(|code| code.meaning()),
            line.bankruptcy.as_ref().and_then(|code| code.meaning()),
            account
                .debt
                .filter(|debt| debt.creditor.trade == Trade::Medical)
                .map(|_| "Medical debt"),
        ];
        line.remarks = meanings
            .into_iter()
            .flatten()
            .map(|text| self.worded(text))
            .collect();
    }

    /// A remark in the bureau's way of writing.
    fn worded(&self, text: &str) -> String {
        match self.bureau() {
            Bureau::Equifax => text.to_owned(),
            Bureau::Experian => format!("{text}."),
            Bureau::TransUnion => text.to_uppercase(),
        }
    }
}

/// Only the month of a date.
pub(super) fn without_day(date: PartialDate) -> PartialDate {
    let text = date.to_string();
    PartialDate::parse(&text[..7]).unwrap_or(date)
}

fn masked(digits: &str, mask: Mask) -> String {
    let hide = |from: usize, to: usize| -> String {
        let hidden = |(place, digit)| {
            if (from..to).contains(&place) {
                'X'
            } else {
                digit
            }
        };
        digits.chars().enumerate().map(hidden).collect()
    };
    let length = digits.len();
    match mask {
        Mask::Last => hide(0, length - 4),
        Mask::FirstAndLast => hide(4.min(length - 6), length - 4),
        Mask::First => hide(length.min(6), length),
        Mask::FirstHalf => digits[..length / 2].to_owned() + "****",
    }
}
