//! The kinds of papers: what the Portal calls them, and what people call the files of them. The
//! order of every list is part of what stays the same for ever.

use chrono::{DateTime, Days, Utc};
use reports::Bureau;

use crate::person::Person;

/// A kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    License,
    StateId,
    Check,
    Statement,
    Bill,
    Stub,
    BoxReceipt,
    Shelter,
    Pension,
    Bureau(Bureau),
    Creditor,
    Authorization,
}

impl Form {
    /// Every kind, as often as clients hand it in.
    #[rustfmt::skip]
    pub(super) const OFTEN: &[Self] = &[
        Self::License, Self::License, Self::License, Self::License, Self::License, Self::License,
        Self::Bill, Self::Bill, Self::Bill, Self::Bill, Self::Bill,
        Self::Stub, Self::Stub, Self::Statement, Self::Statement, Self::StateId, Self::StateId,
        Self::Creditor, Self::Creditor, Self::Authorization, Self::Authorization,
        Self::Bureau(Bureau::Equifax), Self::Bureau(Bureau::Experian),
        Self::Bureau(Bureau::TransUnion), Self::Pension, Self::Check, Self::BoxReceipt, Self::Shelter,
    ];

    /// Type and subtype, as the Portal spells them.
    pub(super) fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::License => ("id", "drive_licence"),
            Self::StateId => ("id", "government_issued_id"),
            Self::Check => ("id", "canceled_check"),
            Self::Statement => ("id", "bank_or_credit_union_statement"),
            Self::Bill => ("id", "utility_bills"),
            Self::Stub => ("id", "pay_stub"),
            Self::BoxReceipt => ("id", "stamped_post_office_box_receipt"),
            Self::Shelter => ("id", "signed_letter_from_homeless_shelter"),
            Self::Pension => ("fixed_income_verification", "other"),
            Self::Bureau(bureau) => ("credit_related", bureau.word()),
            Self::Creditor => ("credit_related", "creditor"),
            Self::Authorization => ("other", "other"),
        }
    }

    /// Names of files. Those that say little are there because people give such names.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Self::License => &[
                "drivers license.png",
                "IMG_{photo}.jpg",
                "IMG_{photo}.jpg",
                "{last} DL front.jpg",
                "driver license.jpeg",
                "{first} {last} drivers license.png",
            ],
            Self::StateId => &[
                "state id.png",
                "IMG_{photo}.jpg",
                "ID front.jpg",
                "{last} ID card.png",
            ],
            Self::Check => &["void check.jpg", "IMG_{photo}.jpg", "cancelled check.png"],
            Self::Statement => &[
                "bank statement {month}.pdf",
                "eStatement_{date}.pdf",
                "Scan {date}.pdf",
                "{last} checking statement.pdf",
            ],
            Self::Bill => &[
                "utility bill {month}.pdf",
                "Scan {date}.pdf",
                "electric bill.pdf",
                "utility bill {last}.pdf",
                "bill.pdf",
            ],
            Self::Stub => &[
                "paystub.pdf",
                "pay stub {month}.pdf",
                "Scan {date}.pdf",
                "{last} pay stub {date}.pdf",
            ],
            Self::BoxReceipt => &["PO box receipt.pdf", "Scan {date}.pdf"],
            Self::Shelter => &["shelter letter.pdf", "Scan {date}.pdf"],
            Self::Pension => &[
                "pension letter.pdf",
                "award letter {last}.pdf",
                "Scan {date}.pdf",
            ],
            Self::Bureau(Bureau::Equifax) => &["equifax letter.pdf", "Scan {date}.pdf"],
            Self::Bureau(Bureau::Experian) => &["experian letter.pdf", "Scan {date}.pdf"],
            Self::Bureau(Bureau::TransUnion) => &["transunion letter.pdf", "Scan {date}.pdf"],
            Self::Creditor => &[
                "creditor letter.pdf",
                "letter about my account.pdf",
                "Scan {date}.pdf",
            ],
            Self::Authorization => &[
                "authorization signed.pdf",
                "{last} authorization.pdf",
                "Scan {date}.pdf",
            ],
        }
    }

    /// What is written beside it.
    pub(super) fn captions(self) -> &'static [&'static str] {
        match self {
            Self::License => &[
                "Driver's license",
                "Driver's license, front",
                "{first}'s license",
            ],
            Self::StateId => &["State ID", "ID card, front"],
            Self::Check => &["Canceled check", "Voided check"],
            Self::Statement => &["Bank statement, {Month}", "Bank statement"],
            Self::Bill => &["Utility bill", "Utility bill, {Month}", "Proof of address"],
            Self::Stub => &["Pay stub", "Pay stub, {Month}"],
            Self::BoxReceipt => &["Receipt for the post office box"],
            Self::Shelter => &["Letter from the shelter"],
            Self::Pension => &["Pension letter", "Proof of fixed income"],
            Self::Bureau(Bureau::Equifax) => &["Letter from Equifax"],
            Self::Bureau(Bureau::Experian) => &["Letter from Experian"],
            Self::Bureau(Bureau::TransUnion) => &["Letter from TransUnion"],
            Self::Creditor => &["Letter from a creditor", "Answer from the creditor"],
            Self::Authorization => &["Signed authorization", "Authorization"],
        }
    }
}

/// A name or a caption with what it speaks of. A paper speaks of the month before it came.
pub(super) fn fill(text: &str, person: &Person, added_at: DateTime<Utc>, photo: u64) -> String {
    let month = added_at.date_naive() - Days::new(30);
    let month = month.format("%B").to_string();
    text.replace("{first}", &person.name.first)
        .replace("{last}", &person.name.last)
        .replace("{date}", &added_at.format("%Y-%m-%d").to_string())
        .replace("{Month}", &month)
        .replace("{month}", &month.to_lowercase())
        .replace("{photo}", &format!("{photo:04}"))
}
