//! Rules by which reports are audited, as far as this crate's promises go: what is not at fault
//! breaks none of them, and each fault breaks its own.

use chrono::{Months, NaiveDate};
use reports::{PartialDate, Tradeline};

/// The numbers of the rules that a tradeline breaks by itself.
pub(super) fn broken(line: &Tradeline, report_date: NaiveDate) -> Vec<&'static str> {
    let look = Look::at(line, report_date);
    let all = [amounts(&look), codes(&look), dates(&look), history(&look)];
    let all = all.into_iter().flatten();
    all.filter(|(_, hit)| *hit).map(|(rule, _)| rule).collect()
}

type Hits = Vec<(&'static str, bool)>;

struct Look<'a> {
    line: &'a Tradeline,
    report_date: NaiveDate,
    status: &'a str,
    rating: &'a str,
    portfolio: &'a str,
    kind: &'a str,
    comment: &'a str,
    condition: &'a str,
    bankruptcy: &'a str,
    ecoa: &'a str,
    balance: i64,
    past_due: i64,
    charge_off: i64,
    scheduled: Option<i64>,
    letters: Vec<char>,
}

const LATE: &[&str] = &["71", "78", "80", "82", "83", "84"];
const PAID: &[&str] = &["13", "61", "62", "63", "64", "65"];
const RATED: &[&str] = &["05", "13", "65", "88", "89", "94", "95"];
const MOVED: &[&str] = &["AH", "AT", "O"];
const IN_BANKRUPTCY: &[&str] = &["A", "B", "C", "D", "E", "F", "G", "H", "Z", "V", "1A"];

impl<'a> Look<'a> {
    fn at(line: &'a Tradeline, report_date: NaiveDate) -> Self {
        macro_rules! code {
            ($field:ident) => {
                line.$field.as_ref().map_or("", |code| code.code())
            };
        }
        let dollars = |amount: Option<reports::Money>| amount.unwrap_or_default().cents() / 100;
        let history = line.payment_history.as_ref();
        Self {
            line,
            report_date,
            status: code!(status),
            rating: code!(payment_rating),
            portfolio: code!(portfolio_type),
            kind: code!(account_type),
            comment: code!(special_comment),
            condition: code!(compliance_condition),
            bankruptcy: code!(bankruptcy),
            ecoa: code!(ecoa),
            balance: dollars(line.balance),
            past_due: dollars(line.past_due),
            charge_off: dollars(line.original_charge_off),
            scheduled: line.scheduled_payment.map(|due| due.cents()),
            letters: history.map_or_else(Vec::new, |history| history.codes.chars().collect()),
        }
    }

    fn is(&self, statuses: &[&str]) -> bool {
        statuses.contains(&self.status)
    }

    fn late(&self) -> bool {
        self.is(LATE)
    }

    fn paid(&self) -> bool {
        self.is(PAID)
    }

    fn deferred(&self) -> bool {
        let frequency = self
            .line
            .terms
            .as_ref()
            .and_then(|terms| terms.frequency.as_ref());
        frequency.is_some_and(|frequency| frequency.is(&["D"]))
    }

    /// The first day of the earliest letter that tells something, going back while all are bad.
    fn run_began(&self) -> Option<NaiveDate> {
        let history = self.line.payment_history.as_ref()?;
        let months: Vec<_> = history.months().collect();
        let good = months
            .iter()
            .position(|(_, code)| "0E".contains(code.letter()))?;
        (good > 0).then(|| months[good - 1].0)
    }
}

#[rustfmt::skip]
fn amounts(l: &Look<'_>) -> Hits {
    let loan = ["I", "M"].contains(&l.portfolio);
    let moved = MOVED.contains(&l.comment);
    let high = l.line.high_credit.unwrap_or_default().cents() / 100;
    let may_owe = l.late() || l.is(&["11", "97", "93", "DA", "DF"])
        || (l.portfolio == "I" && l.is(&["95", "96"]))
        || (["C", "M"].contains(&l.portfolio) && l.is(&["88", "89", "94"]));
    vec![
        ("R01", (l.is(&["05", "11"]) || l.paid()) && l.past_due > 0),
        ("R02", (l.late() || l.is(&["93", "97"])) && l.past_due == 0 && !moved),
        ("R03", l.is(&["95", "96"]) && l.portfolio == "I" && ["00", "13", "3A"].contains(&l.kind) && l.past_due == 0),
        ("R04", (l.is(&["05"]) || l.paid()) && l.balance > 0),
        // What was sold is a charge-off of nothing.
        ("R05", (l.late() || l.is(&["93", "97"])) && l.balance == 0 && !moved),
        ("R06", l.is(&["95", "96"]) && l.balance == 0),
        ("R07", loan && l.is(&["11"]) && l.balance == 0 && l.comment != "BS" && l.condition != "XA"),
        ("R08", l.is(&["88", "89"]) && l.balance == 0),
        ("R09", l.is(&["94"]) && !["", "0"].contains(&l.rating) && l.balance == 0 && l.condition != "XA"),
        ("R10", loan && l.balance == 0 && !["AH", "AT", "O", "BB", "BE"].contains(&l.comment)
            && !l.is(&["13", "62", "64", "DA", "DF"])
            && !(l.portfolio == "I" && l.is(&["61", "63", "88", "95", "96"]))
            && !(l.portfolio == "M" && l.is(&["65", "94"]))),
        ("R11", !loan && l.balance == 0 && !moved && !l.is(&["11", "13", "62", "64", "DA", "DF"])),
        ("R12", l.balance > 0 && !moved && !may_owe),
        ("R13", (l.is(&["05", "11", "13", "62", "65", "89", "93"]) || l.late()) && l.charge_off > 0),
        ("R14", l.is(&["64", "97"]) && l.charge_off == 0),
        ("R25", l.is(&["05", "13", "62", "64", "65", "97"]) && l.scheduled.is_some_and(|due| due > 0)),
        ("R26", loan && (l.is(&["11"]) || l.late()) && !l.deferred() && l.scheduled == Some(0)),
        ("R27", (l.is(&["11", "93"]) || l.late()) && l.deferred() && l.scheduled.is_some_and(|due| due > 0)),
        ("R28", loan && l.is(&["11"]) && !l.deferred() && l.line.actual_payment.is_some_and(|paid| paid.cents() == 0)),
        ("R29", l.is(&["89"]) && l.rating == "0" && l.past_due > 0),
        ("R30", l.is(&["89", "94"]) && !["", "0"].contains(&l.rating) && l.past_due == 0),
        ("R38", ["E", "F", "G", "H"].contains(&l.bankruptcy) && l.balance > 0 && !l.paid()),
        ("R39", ["E", "F", "G", "H"].contains(&l.bankruptcy) && l.scheduled.is_some_and(|due| due > 0) && !l.is(&["05"]) && !l.paid()),
        ("R41", l.is(&["11"]) && l.past_due > 0),
        ("R42", l.past_due > l.balance),
        ("R59", moved && (l.balance > 0 || l.past_due > 0)),
        ("R70", l.portfolio == "R" && !l.line.is_closed() && l.line.credit_limit.unwrap_or_default().cents() == 0 && !l.line.is_collection()),
        ("R71", l.portfolio == "I" && l.kind != "12" && l.balance > high),
    ]
}

#[rustfmt::skip]
fn codes(l: &Look<'_>) -> Hits {
    let collector = l.line.furnisher.kind.collects();
    let creditor = l.line.original_creditor.as_ref();
    let medical = creditor.and_then(|creditor| creditor.classification.as_deref()) == Some("Medical");
    let high = l.line.high_credit.unwrap_or_default().cents() / 100;
    vec![
        ("R31", !l.rating.is_empty() && !l.is(RATED)),
        ("R32", l.rating.is_empty() && l.is(&["13", "65", "88", "89", "94", "95"])),
        ("R33", l.comment == "AU" && !l.paid()),
        ("R35", l.portfolio == "C" && !["15", "43", "47", "89", "7A", "9B"].contains(&l.kind)),
        ("R36", collector && l.portfolio != "O"),
        ("R40", IN_BANKRUPTCY.contains(&l.bankruptcy) && l.ecoa == "3"),
        ("R60", (l.is(&["93"]) || l.line.is_collection()) && creditor.is_none()),
        ("R64", l.ecoa == "3" && l.line.status.as_ref().is_some_and(|status| status.is_derogatory())),
        ("R65", l.ecoa == "X"),
        ("R69", medical && (l.is(&["62"]) || high < 500)),
    ]
}

#[rustfmt::skip]
fn dates(l: &Look<'_>) -> Hits {
    let line = l.line;
    let first = line.first_delinquency_on;
    let collector = line.furnisher.kind.collects();
    let before = |one: Option<PartialDate>, other: Option<PartialDate>| {
        one.zip(other).is_some_and(|(one, other)| one.latest() < other.earliest())
    };
    let apart = |one: Option<PartialDate>, other: Option<PartialDate>| {
        one.zip(other).map_or(0, |(one, other)| one.days_apart(other))
    };
    let paid_late = l.is(&["05", "13"]) && !["", "0"].contains(&l.rating);
    let needs_first = l.late() || paid_late
        || l.is(&["61", "62", "63", "64", "65", "88", "89", "93", "94", "95", "96", "97"]);
    let bankrupt = IN_BANKRUPTCY.contains(&l.bankruptcy);
    let on_time = l.is(&["11"]) || (l.is(&["05", "13"]) && l.rating == "0");
    let all = [line.opened_on, line.closed_on, line.reported_on, line.last_payment_on, line.last_activity_on,
        first, line.charged_off_on, line.collection_on];
    // The first payment was missed a month before; 15 USC 1681c(c)(1) adds 180 days.
    let lawful = |first: PartialDate| first.latest() - Months::new(1) + chrono::Days::new(180) + Months::new(84);
    let lost = line.is_collection() || line.is_charge_off();
    vec![
        ("R15", l.is(&["05", "13", "62", "64", "65"]) && line.closed_on.is_none()),
        ("R16", ["I", "M"].contains(&l.portfolio) && (l.is(&["11", "93", "97"]) || l.late()) && l.condition != "XA"
            && line.closed_on.is_some()),
        ("R17", l.is(&["89", "94"]) && line.closed_on.is_none()),
        ("R18", ["XA", "XD", "XE"].contains(&l.condition) && line.closed_on.is_none()),
        ("R19", first.is_none() && needs_first),
        ("R20", first.is_some() && on_time && !bankrupt),
        ("R34", l.paid() && apart(line.reported_on, line.last_payment_on) > 0),
        ("R37", bankrupt && first.is_none()),
        ("R43", !collector && before(first, line.opened_on)),
        ("R44", all.into_iter().flatten().any(|date| date.earliest() > l.report_date)),
        ("R45", before(line.closed_on, line.opened_on) || (!collector && before(line.last_payment_on, line.opened_on))),
        ("R51", l.is(&["93", "97"]) && before(line.last_payment_on, first) && apart(line.last_payment_on, first) > 180),
        ("R52", lost && first.is_some_and(|first| l.report_date > lawful(first))),
    ]
}

fn history(l: &Look<'_>) -> Hits {
    let Some(history) = &l.line.payment_history else {
        return Vec::new();
    };
    let step = |letter: char| letter.to_digit(10);
    let opened = l.line.opened_on.map(PartialDate::earliest);
    let months = || history.months();
    let last_b = l
        .letters
        .iter()
        .rposition(|letter| *letter != 'B')
        .unwrap_or(0);
    let jumps = |pair: &[char]| {
        let (now, earlier) = (
            step(pair[0]),
            step(pair[1]).or((pair[1] == 'E').then_some(0)),
        );
        now.zip(earlier)
            .is_some_and(|(now, earlier)| now > earlier + 1)
    };
    let bad = |letter: char| matches!(letter, '1'..='6' | 'G' | 'H' | 'J' | 'K' | 'L');
    let closed = l
        .line
        .closed_on
        .filter(|_| l.paid())
        .map(PartialDate::latest);
    let first = l.line.first_delinquency_on;
    let run = l
        .run_began()
        .filter(|_| !l.line.furnisher.kind.collects() && l.bankruptcy.is_empty());
    let elsewhere = |first: PartialDate, began: NaiveDate| {
        let began = PartialDate::parse(&began.format("%Y-%m").to_string());
        began.is_some_and(|began| first.days_apart(began) > 62)
    };
    let too_old = l.report_date - Months::new(84);
    vec![
        (
            "R46",
            months().any(|(month, code)| {
                let before = opened.is_some_and(|opened| month + Months::new(1) <= opened);
                before && code.letter() != 'B'
            }),
        ),
        ("R47", l.letters[..last_b].contains(&'B')),
        ("R48", l.letters.windows(2).any(jumps)),
        (
            "R49",
            months().any(|(month, code)| {
                closed.is_some_and(|closed| month > closed) && bad(code.letter())
            }),
        ),
        (
            "R50",
            first
                .zip(run)
                .is_some_and(|(first, run)| elsewhere(first, run)),
        ),
        (
            "R53",
            months().any(|(month, code)| {
                month + Months::new(1) < too_old && matches!(code.letter(), '1'..='6')
            }),
        ),
    ]
}
