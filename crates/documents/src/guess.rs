//! What a document probably is, from the words of its name and from its kind: a suggestion that
//! the agent changes with one key. Nothing in the file is read.

use std::fmt;

use DocumentSubtype as Sub;
use DocumentType as Type;

use crate::inspect::Kind;

/// The Portal's types of client documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentType {
    /// Proof of identity or address.
    Id,
    /// Of a bureau or a creditor.
    CreditRelated,
    /// Of a pension, benefit or other fixed income.
    FixedIncomeVerification,
    /// Anything else.
    Other,
}

/// The Portal's subtypes of client documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentSubtype {
    /// A driver's licence.
    DriveLicence,
    /// A statement of a bank or a credit union.
    BankOrCreditUnionStatement,
    /// A cancelled check.
    CanceledCheck,
    /// A passport, state ID, Social Security card and the like.
    GovernmentIssuedId,
    /// A signed letter from a homeless shelter.
    SignedLetterFromHomelessShelter,
    /// A stamped receipt for a post office box.
    StampedPostOfficeBoxReceipt,
    /// A bill for power, water, phone and the like.
    UtilityBills,
    /// A pay stub.
    PayStub,
    /// Anything else.
    Other,
    /// Of TransUnion.
    TransUnion,
    /// Of Equifax.
    Equifax,
    /// Of Experian.
    Experian,
    /// Of a creditor.
    Creditor,
}

/// A suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The type.
    pub document_type: DocumentType,
    /// The subtype.
    pub subtype: DocumentSubtype,
}

impl DocumentType {
    /// As the Portal spells it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::CreditRelated => "credit_related",
            Self::FixedIncomeVerification => "fixed_income_verification",
            Self::Other => "other",
        }
    }
}

impl DocumentSubtype {
    /// As the Portal spells it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::DriveLicence => "drive_licence",
            Self::BankOrCreditUnionStatement => "bank_or_credit_union_statement",
            Self::CanceledCheck => "canceled_check",
            Self::GovernmentIssuedId => "government_issued_id",
            Self::SignedLetterFromHomelessShelter => "signed_letter_from_homeless_shelter",
            Self::StampedPostOfficeBoxReceipt => "stamped_post_office_box_receipt",
            Self::UtilityBills => "utility_bills",
            Self::PayStub => "pay_stub",
            Self::Other => "other",
            Self::TransUnion => "transunion",
            Self::Equifax => "equifax",
            Self::Experian => "experian",
            Self::Creditor => "creditor",
        }
    }
}

impl fmt::Display for DocumentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for DocumentSubtype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Words that must all be in a name, each the beginning of a word there, or the whole of it where
/// it ends in a full stop. The first line that fits counts, so the more certain stand first.
const TABLE: &[(&[&str], Type, Sub)] = &[
    (
        &["shelter."],
        Type::Id,
        Sub::SignedLetterFromHomelessShelter,
    ),
    (
        &["homeless"],
        Type::Id,
        Sub::SignedLetterFromHomelessShelter,
    ),
    (&["po.", "box"], Type::Id, Sub::StampedPostOfficeBoxReceipt),
    (&["pobox"], Type::Id, Sub::StampedPostOfficeBoxReceipt),
    (
        &["post.", "office", "box"],
        Type::Id,
        Sub::StampedPostOfficeBoxReceipt,
    ),
    (&["transunion"], Type::CreditRelated, Sub::TransUnion),
    (&["trans.", "union."], Type::CreditRelated, Sub::TransUnion),
    (&["equifax"], Type::CreditRelated, Sub::Equifax),
    (&["experian"], Type::CreditRelated, Sub::Experian),
    (
        &["social", "security", "card"],
        Type::Id,
        Sub::GovernmentIssuedId,
    ),
    (&["ssn", "card"], Type::Id, Sub::GovernmentIssuedId),
    (&["ss.", "card"], Type::Id, Sub::GovernmentIssuedId),
    (
        &["social", "security"],
        Type::FixedIncomeVerification,
        Sub::Other,
    ),
    (
        &["award", "letter"],
        Type::FixedIncomeVerification,
        Sub::Other,
    ),
    (&["benefit"], Type::FixedIncomeVerification, Sub::Other),
    (&["pension"], Type::FixedIncomeVerification, Sub::Other),
    (&["disability"], Type::FixedIncomeVerification, Sub::Other),
    (&["ssdi."], Type::FixedIncomeVerification, Sub::Other),
    (&["ssi."], Type::FixedIncomeVerification, Sub::Other),
    (&["retirement"], Type::FixedIncomeVerification, Sub::Other),
    (&["driver"], Type::Id, Sub::DriveLicence),
    (&["driving"], Type::Id, Sub::DriveLicence),
    (&["licen"], Type::Id, Sub::DriveLicence),
    (&["dl."], Type::Id, Sub::DriveLicence),
    (&["passport"], Type::Id, Sub::GovernmentIssuedId),
    (&["green", "card"], Type::Id, Sub::GovernmentIssuedId),
    (&["military", "id."], Type::Id, Sub::GovernmentIssuedId),
    (&["id.", "card"], Type::Id, Sub::GovernmentIssuedId),
    (&["state", "id."], Type::Id, Sub::GovernmentIssuedId),
    (&["photo", "id."], Type::Id, Sub::GovernmentIssuedId),
    (&["paystub"], Type::Id, Sub::PayStub),
    (&["payslip"], Type::Id, Sub::PayStub),
    (&["pay.", "stub"], Type::Id, Sub::PayStub),
    (&["pay.", "slip"], Type::Id, Sub::PayStub),
    (&["payroll"], Type::Id, Sub::PayStub),
    (&["cancel", "check"], Type::Id, Sub::CanceledCheck),
    (&["void", "check"], Type::Id, Sub::CanceledCheck),
    (&["utility"], Type::Id, Sub::UtilityBills),
    (&["electric"], Type::Id, Sub::UtilityBills),
    (&["gas.", "bill"], Type::Id, Sub::UtilityBills),
    (&["water", "bill"], Type::Id, Sub::UtilityBills),
    (&["phone", "bill"], Type::Id, Sub::UtilityBills),
    (&["internet", "bill"], Type::Id, Sub::UtilityBills),
    (&["cable", "bill"], Type::Id, Sub::UtilityBills),
    (&["bankruptcy"], Type::CreditRelated, Sub::Other),
    (&["bank"], Type::Id, Sub::BankOrCreditUnionStatement),
    (
        &["credit", "union"],
        Type::Id,
        Sub::BankOrCreditUnionStatement,
    ),
    (
        &["checking", "statement"],
        Type::Id,
        Sub::BankOrCreditUnionStatement,
    ),
    (
        &["savings", "statement"],
        Type::Id,
        Sub::BankOrCreditUnionStatement,
    ),
    (&["collection"], Type::CreditRelated, Sub::Creditor),
    (&["charge", "off"], Type::CreditRelated, Sub::Creditor),
    (&["chargeoff"], Type::CreditRelated, Sub::Creditor),
    (&["creditor"], Type::CreditRelated, Sub::Creditor),
    (&["settlement"], Type::CreditRelated, Sub::Creditor),
    (&["debt"], Type::CreditRelated, Sub::Creditor),
    (&["loan"], Type::CreditRelated, Sub::Creditor),
    (&["paid", "letter"], Type::CreditRelated, Sub::Creditor),
    (&["credit", "card"], Type::CreditRelated, Sub::Creditor),
    (&["credit", "report"], Type::CreditRelated, Sub::Other),
    (&["dispute"], Type::CreditRelated, Sub::Other),
    // Alone it says little, so it comes last.
    (&["bill."], Type::Id, Sub::UtilityBills),
];

/// What a document of this name and kind probably is.
#[must_use]
pub fn guess(name: &str, kind: Kind) -> Guess {
    let words = words(name);
    let is_there = |wanted: &&str| match wanted.strip_suffix('.') {
        Some(whole) => words.iter().any(|word| word == whole),
        None => words.iter().any(|word| word.starts_with(*wanted)),
    };
    let line = TABLE
        .iter()
        .find(|(wanted, ..)| wanted.iter().all(&is_there));
    let is_picture = matches!(kind, Kind::Jpeg | Kind::Png);
    let (document_type, subtype) = match line {
        Some((_, document_type, subtype)) => (*document_type, *subtype),
        // A picture whose name is "ID front" or "my ID".
        None if is_picture && words.iter().any(|word| word == "id") => {
            (Type::Id, Sub::GovernmentIssuedId)
        }
        None => (Type::Other, Sub::Other),
    };
    Guess {
        document_type,
        subtype,
    }
}

/// "PayStub_March-2026.pdf" has the words pay, stub, march, 2026, pdf.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in name.chars() {
        let begins = was_small && letter.is_uppercase();
        if begins || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (letter.is_alphanumeric(), words.last_mut()) {
            word.extend(letter.to_lowercase());
        }
        was_small = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(name: &str) -> (Type, Sub) {
        let guess = guess(name, Kind::Pdf);
        (guess.document_type, guess.subtype)
    }

    #[test]
    fn names_as_people_write_them_are_understood() {
        for (name, subtype) in [
            ("Drivers License front.pdf", Sub::DriveLicence),
            ("DL_back.pdf", Sub::DriveLicence),
            ("driving-licence.pdf", Sub::DriveLicence),
            ("PayStub March 2026.pdf", Sub::PayStub),
            ("pay stub.pdf", Sub::PayStub),
            ("paystubs.pdf", Sub::PayStub),
            ("Utility Bill.pdf", Sub::UtilityBills),
            ("ElectricBill.pdf", Sub::UtilityBills),
            ("Bank Statement 03.pdf", Sub::BankOrCreditUnionStatement),
            ("credit union.pdf", Sub::BankOrCreditUnionStatement),
            ("SS card.pdf", Sub::GovernmentIssuedId),
            ("Social Security Card.pdf", Sub::GovernmentIssuedId),
            ("passport.pdf", Sub::GovernmentIssuedId),
            ("PO Box receipt.pdf", Sub::StampedPostOfficeBoxReceipt),
            ("shelter letter.pdf", Sub::SignedLetterFromHomelessShelter),
            ("voided check.pdf", Sub::CanceledCheck),
        ] {
            assert_eq!(guessed(name), (Type::Id, subtype), "{name}");
        }
    }

    #[test]
    fn papers_of_bureaus_and_creditors_are_credit_related() {
        for (name, subtype) in [
            ("TransUnion credit report.pdf", Sub::TransUnion),
            ("trans union.pdf", Sub::TransUnion),
            ("EQUIFAX_response.pdf", Sub::Equifax),
            ("experian-2026-03.pdf", Sub::Experian),
            ("Collection notice.pdf", Sub::Creditor),
            ("credit card letter.pdf", Sub::Creditor),
            ("credit report.pdf", Sub::Other),
            ("Bankruptcy discharge.pdf", Sub::Other),
        ] {
            assert_eq!(guessed(name), (Type::CreditRelated, subtype), "{name}");
        }
    }

    #[test]
    fn fixed_income_is_told_from_the_card_of_the_same_office() {
        for name in [
            "Social Security award letter.pdf",
            "SSI.pdf",
            "pension 2026.pdf",
        ] {
            assert_eq!(guessed(name).0, Type::FixedIncomeVerification, "{name}");
        }
    }

    #[test]
    fn a_word_inside_another_is_not_that_word() {
        for name in [
            "video.pdf",
            "midland.pdf",
            "wassail.pdf",
            "ideas.pdf",
            "scan0001.pdf",
            "",
        ] {
            assert_eq!(guessed(name), (Type::Other, Sub::Other), "{name}");
        }
    }

    #[test]
    fn id_alone_says_something_of_a_picture_only() {
        let photo = guess("ID front.jpg", Kind::Jpeg);
        assert_eq!(photo.subtype, Sub::GovernmentIssuedId);
        assert_eq!(guessed("letter id 12.pdf"), (Type::Other, Sub::Other));
    }

    #[test]
    fn codes_are_those_of_the_portal() {
        assert_eq!(
            Type::FixedIncomeVerification.to_string(),
            "fixed_income_verification"
        );
        assert_eq!(Sub::DriveLicence.to_string(), "drive_licence");
        assert_eq!(Sub::TransUnion.to_string(), "transunion");
    }
}
