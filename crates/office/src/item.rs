//! A tradeline as the Portal shows negative items: its codes in words, its amounts as text, its
//! dates as days.

use contract::portal::{NegativeItem, NegativeItemMetadata};
use practice::Item;
use reports::{AccountStatus, AccountType, Money, PartialDate, PaymentCode, Tradeline};

use crate::fold::fold;

/// Loans that something of value secures, among the account types of Metro 2 (field 9).
const SECURED: &[&str] = &[
    "00", "02", "03", "08", "17", "19", "25", "26", "47", "66", "68", "89", "2A", "5A", "9A", "5B",
    "6B", "2C", "6D",
];
/// Kinds of credit of which a fixed amount was lent at first (field 8).
const LENT_AT_ONCE: &[&str] = &["I", "M"];

/// What the column `account_type` and the record say of a tradeline's type.
pub(crate) fn account_type(line: &Tradeline) -> Option<String> {
    let kind = line.account_type.as_ref()?;
    Some(words(kind.meaning(), kind.code()))
}

/// An account type as the column holds it: the code of what Metro 2 knows, else the text, folded.
pub(crate) fn kept_type(shown: &str) -> String {
    let shown = shown.trim();
    let mut known = AccountType::KNOWN.iter();
    known
        .find(|(_, meaning)| meaning.eq_ignore_ascii_case(shown))
        .map_or_else(|| fold(shown), |(code, _)| (*code).to_owned())
}

/// An account type in words, as far as those are known.
pub(crate) fn shown_type(kept: &str) -> String {
    let mut known = AccountType::KNOWN.iter();
    let words = known.find(|(code, _)| *code == kept);
    words.map_or(kept, |(_, meaning)| *meaning).to_owned()
}

/// An account type as it was written, or in the words of Metro 2 where it means what that knows.
pub(crate) fn written_type(written: String) -> String {
    let kept = kept_type(&written);
    let shown = shown_type(&kept);
    if shown == kept { written } else { shown }
}

/// An invented item, all but whose it is and what the office calls it.
pub(crate) fn invented(item: Item) -> NegativeItem {
    let (highest, recent) = (item.highest_adverse, item.most_recent_adverse);
    NegativeItem {
        metadata: Some(NegativeItemMetadata {
            not_dispute: Some(item.not_dispute),
            ..NegativeItemMetadata::default()
        }),
        ..with_adverse(of_tradeline(item.tradeline), highest, recent)
    }
}

/// A tradeline of a report that a firm has, all but whose it is and what the office calls it.
pub(crate) fn of_report(line: Tradeline) -> NegativeItem {
    let (highest, recent) = (line.highest_adverse(), line.most_recent_adverse());
    with_adverse(of_tradeline(line), highest, recent)
}

/// An item with its worst month and its latest bad one.
fn with_adverse(
    item: NegativeItem,
    highest: Option<(char, PartialDate)>,
    recent: Option<(char, PartialDate)>,
) -> NegativeItem {
    NegativeItem {
        highest_adverse_rating_code: highest.map(|(letter, _)| letter.to_string()),
        highest_adverse_rating_type: highest.map(|(letter, _)| rating(letter)),
        most_recent_adverse_rating_code: recent.map(|(letter, _)| letter.to_string()),
        most_recent_adverse_rating_date: recent.and_then(|(_, month)| day(Some(month))),
        most_recent_adverse_rating_type: recent.map(|(letter, _)| rating(letter)),
        ..item
    }
}

/// What a tradeline itself says.
fn of_tradeline(line: Tradeline) -> NegativeItem {
    let portfolio = line.portfolio_type.as_ref();
    let late = line.payment_history.as_ref();
    let late = late.map(|history| history.late_counts().map(i64::from));
    let current = current(&line);
    let terms = line.terms.clone().unwrap_or_default();
    let item = with_amounts(with_days(NegativeItem::default(), &line), &line);
    NegativeItem {
        account_name: Some(line.furnisher.name.clone()),
        account_number: line.account_number.clone(),
        account_ownership_type: line
            .ecoa
            .as_ref()
            .map(|who| words(who.meaning(), who.code())),
        account_status: line
            .status
            .as_ref()
            .map(|how| words(how.meaning(), how.code())),
        account_type: account_type(&line),
        bureau_tradeline_id: Some(line.id.clone()),
        credit_loan_type: portfolio.map(|kind| words(kind.meaning(), kind.code())),
        current_rateing_code: current.map(|letter| letter.to_string()),
        current_rating_type: current.map(rating),
        is_charge_off: Some(line.is_charge_off()),
        is_closed: Some(line.is_closed()),
        is_collection: Some(line.is_collection()),
        is_disputed: Some(line.is_disputed()),
        is_mortgage: Some(portfolio.is_some_and(|kind| kind.is(&["M"]))),
        is_negative: Some(line.is_negative()),
        is_revolving: Some(portfolio.is_some_and(|kind| kind.is(&["R"]))),
        is_secure_loan: Some(is_secured(line.account_type.as_ref())),
        late_count_30_days: late.map(|[days_30, _, _]| days_30),
        late_count_60_days: late.map(|[_, days_60, _]| days_60),
        late_count_90_days: late.map(|[_, _, days_90]| days_90),
        loan_type: account_type(&line),
        months_viewed: line.months_reviewed.map(i64::from),
        terms_desc: terms
            .frequency
            .map(|often| words(often.meaning(), often.code())),
        terms_month: terms.months.map(i64::from),
        vendor_tradeline_id: line.vendor_id,
        ..item
    }
}

/// An item with the days that its tradeline tells.
fn with_days(item: NegativeItem, line: &Tradeline) -> NegativeItem {
    let paid = line.status.as_ref();
    let paid = paid.is_some_and(|status| status.is(AccountStatus::PAID));
    NegativeItem {
        account_paid_date: day(line.last_payment_on.filter(|_| paid)),
        charge_off_date: day(line.charged_off_on),
        close_date: day(line.closed_on),
        collection_date: day(line.collection_on),
        last_activity_date: day(line.last_activity_on),
        last_payment_date: day(line.last_payment_on),
        opened_date: day(line.opened_on),
        reported_date: day(line.reported_on),
        ..item
    }
}

/// An item with the amounts that its tradeline tells.
fn with_amounts(item: NegativeItem, line: &Tradeline) -> NegativeItem {
    let portfolio = line.portfolio_type.as_ref();
    let lent_at_once = portfolio.is_some_and(|kind| kind.is(LENT_AT_ONCE));
    NegativeItem {
        credit_balance: amount(line.balance),
        credit_limit: amount(line.credit_limit),
        high_balance_amount: amount(line.high_credit.filter(|_| !lent_at_once)),
        high_credit_amount: amount(line.high_credit),
        monthly_payment: amount(line.scheduled_payment),
        original_balance_amount: amount(line.high_credit.filter(|_| lent_at_once)),
        past_due_amount: amount(line.past_due),
        unpaid_balance_amount: amount(line.balance),
        ..item
    }
}

fn is_secured(kind: Option<&AccountType>) -> bool {
    kind.is_some_and(|kind| kind.is(SECURED))
}

/// How an account is paid now, as a letter of a payment history: from how it stands, or, where it
/// has ended, from how it was paid before.
fn current(line: &Tradeline) -> Option<char> {
    let letter = match line.status.as_ref()?.code() {
        "11" => '0',
        "71" => '1',
        "78" => '2',
        "80" => '3',
        "82" => '4',
        "83" => '5',
        "84" => '6',
        "93" => 'G',
        "89" | "94" => 'H',
        "95" => 'J',
        "96" => 'K',
        "97" => 'L',
        _ => line.payment_rating.as_ref()?.code().chars().next()?,
    };
    Some(letter)
}

/// What a letter of a payment history says.
pub(crate) fn rating(letter: char) -> String {
    PaymentCode::new(letter).meaning().to_owned()
}

/// What a code says, or the code itself where that is not known.
fn words(meaning: Option<&str>, code: &str) -> String {
    meaning.unwrap_or(code).to_owned()
}

fn amount(amount: Option<Money>) -> Option<String> {
    amount.map(|amount| amount.to_string())
}

/// A day; the first of the month where only the month is known.
fn day(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.earliest().to_string())
}

#[cfg(test)]
mod tests {
    use reports::{Ecoa, Furnisher, PaymentHistory, PaymentRating, PortfolioType, Terms};

    use super::*;

    fn month(text: &str) -> Option<PartialDate> {
        PartialDate::parse(text)
    }

    fn car() -> Tradeline {
        Tradeline {
            id: "T-1".to_owned(),
            vendor_id: Some("V-1".to_owned()),
            furnisher: Furnisher {
                name: "UMBER AUTO".to_owned(),
                ..Furnisher::default()
            },
            portfolio_type: Some(PortfolioType::new("I")),
            account_type: Some(AccountType::new("00")),
            ecoa: Some(Ecoa::new("2")),
            status: Some(AccountStatus::new("63")),
            payment_rating: Some(PaymentRating::new("3")),
            // January 2026 and back: paid off after 90, 60 and 30 days late.
            payment_history: month("2026-01").map(|latest| PaymentHistory {
                latest,
                codes: "321100".to_owned(),
            }),
            balance: Some(Money::ZERO),
            high_credit: Some(Money::dollars(18_250)),
            opened_on: month("2023-04"),
            last_payment_on: month("2026-01-09"),
            terms: Some(Terms {
                months: Some(60),
                frequency: None,
            }),
            ..Tradeline::default()
        }
    }

    #[test]
    fn a_loan_is_shown_in_words_amounts_and_days() {
        let item = of_tradeline(car());
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        assert_eq!(text(&item.account_name), "UMBER AUTO");
        assert_eq!(text(&item.account_status), "Paid, was a repossession");
        assert_eq!(text(&item.account_type), "Auto loan");
        assert_eq!(text(&item.account_ownership_type), "Joint");
        assert_eq!(text(&item.credit_loan_type), "Installment");
        assert_eq!(text(&item.credit_balance), "0.00");
        assert_eq!(text(&item.original_balance_amount), "18250.00");
        assert_eq!(item.high_balance_amount, None);
        assert_eq!(text(&item.opened_date), "2023-04-01");
        assert_eq!(text(&item.account_paid_date), "2026-01-09");
        assert_eq!(item.terms_month, Some(60));
        assert_eq!(
            (item.is_secure_loan, item.is_closed),
            (Some(true), Some(true))
        );
        // Three months of lateness, each counted by how late it was, and one 30 days late before.
        let late = [
            item.late_count_30_days,
            item.late_count_60_days,
            item.late_count_90_days,
        ];
        assert_eq!(late, [Some(2), Some(1), Some(1)]);
    }

    #[test]
    fn an_ended_account_is_rated_by_how_it_was_paid_before() {
        let item = of_tradeline(car());
        assert_eq!(item.current_rateing_code.as_deref(), Some("3"));
        assert_eq!(item.current_rating_type.as_deref(), Some("90 days late"));
        let open = Tradeline {
            status: Some(AccountStatus::new("96")),
            ..car()
        };
        assert_eq!(
            of_tradeline(open).current_rating_type.as_deref(),
            Some("Repossession")
        );
    }

    #[test]
    fn a_code_that_nobody_knows_is_shown_as_it_came_and_what_is_missing_is_not_zero() {
        let bare = Tradeline {
            account_type: Some(AccountType::new("ZZ")),
            ..Tradeline::default()
        };
        let item = of_tradeline(bare);
        assert_eq!(item.account_type.as_deref(), Some("ZZ"));
        assert_eq!((item.credit_balance, item.late_count_30_days), (None, None));
        assert_eq!(item.current_rateing_code, None);
    }

    #[test]
    fn an_account_type_is_found_by_its_words_however_they_are_written() {
        assert_eq!(kept_type(" credit CARD"), "18");
        assert_eq!(kept_type("Café tab"), "cafe tab");
        for (written, shown) in [
            ("credit CARD", "Credit card"),
            ("18", "Credit card"),
            ("Café tab", "Café tab"),
        ] {
            assert_eq!(written_type(written.to_owned()), shown);
        }
    }
}
