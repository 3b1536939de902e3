//! The codes of Metro 2, the format in which furnishers report, with what they say in our words.
//! The values are those that the CFPB's Metro 2 evaluators know (CC0, `annotationLookups`). A code
//! that is not in a table is kept as it came: reports outlive tables.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($code:literal $meaning:literal),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(
                Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
            )]
            #[serde(transparent)]
            pub struct $name(String);

            impl $name {
                /// Every known code with what it says.
                pub const KNOWN: &'static [(&'static str, &'static str)] = &[$(($code, $meaning)),+];

                /// A code, trimmed and in capitals; unknown ones too.
                #[must_use]
                pub fn new(code: &str) -> Self {
                    Self(code.trim().to_ascii_uppercase())
                }

                /// The code itself.
                #[must_use]
                pub fn code(&self) -> &str {
                    &self.0
                }

                /// What it says; `None` for a code that is not known.
                #[must_use]
                pub fn meaning(&self) -> Option<&'static str> {
                    Self::KNOWN.iter().find(|(code, _)| *code == self.0).map(|(_, meaning)| *meaning)
                }

                /// Whether it is one of these codes.
                #[must_use]
                pub fn is(&self, codes: &[&str]) -> bool {
                    codes.contains(&self.0.as_str())
                }

                /// What it says with its code: `Charge-off (97)`; an unknown code alone.
                #[must_use]
                pub fn shown(&self) -> String {
                    match self.meaning() {
                        Some(meaning) => format!("{meaning} ({})", self.0),
                        None => self.0.clone(),
                    }
                }
            }

            impl From<&str> for $name {
                fn from(code: &str) -> Self {
                    Self::new(code)
                }
            }
        )+
    };
}

codes! {
    /// How an account stands (Metro 2 field 17A).
    AccountStatus {
        "05" "Transferred",
        "11" "Current",
        "13" "Paid or closed, zero balance",
        "61" "Paid, was a voluntary surrender",
        "62" "Paid, was a collection",
        "63" "Paid, was a repossession",
        "64" "Paid, was a charge-off",
        "65" "Paid, a foreclosure had started",
        "71" "30 days late",
        "78" "60 days late",
        "80" "90 days late",
        "82" "120 days late",
        "83" "150 days late",
        "84" "180 days late or more",
        "88" "Claim filed with the government",
        "89" "Deed given in lieu of foreclosure",
        "93" "In collection",
        "94" "Foreclosure completed",
        "95" "Voluntary surrender",
        "96" "Repossessed",
        "97" "Charge-off",
        "DA" "To be deleted",
        "DF" "To be deleted for fraud",
    }

    /// How it was paid before it was paid off, transferred or surrendered (Metro 2 field 17B).
    PaymentRating {
        "0" "Current",
        "1" "30 days late",
        "2" "60 days late",
        "3" "90 days late",
        "4" "120 days late",
        "5" "150 days late",
        "6" "180 days late or more",
        "G" "Collection",
        "L" "Charge-off",
    }

    /// The kind of credit (Metro 2 field 8).
    PortfolioType {
        "C" "Line of credit",
        "I" "Installment",
        "M" "Mortgage",
        "O" "Open",
        "R" "Revolving",
    }

    /// What the credit is for (Metro 2 field 9).
    AccountType {
        "00" "Auto loan",
        "01" "Unsecured loan",
        "02" "Secured loan",
        "03" "Partly secured loan",
        "04" "Home improvement loan",
        "05" "FHA home improvement loan",
        "06" "Installment sales contract",
        "07" "Charge account",
        "08" "Real estate loan",
        "10" "Business loan",
        "11" "Recreational merchandise loan",
        "12" "Student loan",
        "13" "Lease",
        "15" "Line of credit",
        "17" "Manufactured housing loan",
        "18" "Credit card",
        "19" "FHA mortgage",
        "20" "Note loan",
        "25" "VA mortgage",
        "26" "Conventional mortgage",
        "29" "Rental agreement",
        "37" "Combined credit plan",
        "43" "Debit card",
        "47" "Secured credit line",
        "48" "Collection agency or attorney",
        "50" "Family support",
        "65" "Government guaranteed loan, unsecured",
        "66" "Government guaranteed loan, secured",
        "67" "Government direct loan, unsecured",
        "68" "Government direct loan, secured",
        "69" "Government grant",
        "70" "Government overpayment",
        "71" "Government fine",
        "72" "Government fee",
        "73" "Government employee advance",
        "74" "Other government debt",
        "75" "Government benefit",
        "77" "Returned check",
        "89" "Home equity line of credit",
        "90" "Medical debt",
        "91" "Debt consolidation",
        "92" "Utility",
        "93" "Child support",
        "95" "Attorney fees",
        "0A" "Time share loan",
        "2A" "Secured credit card",
        "3A" "Auto lease",
        "5A" "Real estate, junior lien",
        "6A" "Commercial installment loan",
        "7A" "Commercial line of credit",
        "8A" "Business credit card",
        "9A" "Secured home improvement loan",
        "5B" "Second mortgage",
        "6B" "Commercial mortgage",
        "7B" "Agricultural loan",
        "8B" "Deposit account with overdraft",
        "9B" "Business line, personally guaranteed",
        "0C" "Debt buyer",
        "2C" "USDA mortgage",
        "4D" "Cell phone or telecommunications",
        "6D" "Home equity loan",
        "0F" "Construction loan",
        "0G" "Flexible spending credit card",
    }

    /// Who owes it (Metro 2 field 37, after the Equal Credit Opportunity Act).
    Ecoa {
        "1" "Individual",
        "2" "Joint",
        "3" "Authorized user",
        "5" "Co-maker or guarantor",
        "7" "Maker",
        "T" "No longer associated",
        "X" "Deceased",
        "W" "Business",
        "Z" "To be deleted for this consumer",
    }

    /// A dispute, or who closed the account (Metro 2 field 20).
    ComplianceCondition {
        "XA" "Closed by the consumer",
        "XB" "Disputed (FCRA), being investigated",
        "XC" "Dispute (FCRA) investigated, consumer disagrees",
        "XD" "Closed by the consumer; disputed (FCRA), being investigated",
        "XE" "Closed by the consumer; dispute investigated, consumer disagrees",
        "XF" "Disputed (FCBA), being investigated",
        "XG" "Dispute (FCBA) investigated, consumer disagrees",
        "XH" "Was disputed, investigated",
        "XJ" "Closed by the consumer; disputed (FCBA), being investigated",
        "XR" "Takes the former code back",
    }

    /// A remark about the account (Metro 2 field 19).
    SpecialComment {
        "B" "Paid through a counseling program",
        "C" "Paid by a co-maker or guarantor",
        "H" "Assumed by another party",
        "I" "Election of remedy",
        "M" "Closed by the creditor",
        "O" "Transferred to another company or servicer",
        "S" "Ask the creditor for more",
        "V" "Adjustment pending",
        "AB" "Being paid through insurance",
        "AC" "Partial payment agreement",
        "AH" "Sold to another company",
        "AI" "Recalled to active duty",
        "AL" "Student loan assigned to the government",
        "AM" "Paid by wage garnishment",
        "AN" "Taken over by FDIC or NCUA",
        "AO" "Surrendered, then redeemed",
        "AP" "Credit line suspended",
        "AS" "Closed, refinanced",
        "AT" "Closed, refinanced",
        "AU" "Settled for less than the full balance",
        "AV" "First payment never received",
        "AW" "Affected by a disaster",
        "AX" "Paid from collateral",
        "AZ" "Repossession redeemed",
        "BA" "Transferred to recovery",
        "BB" "Lease ended, status pending",
        "BC" "Lease ended, satisfied",
        "BD" "Lease ended, balance owing",
        "BE" "Lease ended early, status pending",
        "BF" "Lease ended early, satisfied",
        "BG" "Lease ended early, balance owing",
        "BH" "Lease ended early, insurance loss",
        "BI" "Involuntary repossession",
        "BJ" "Involuntary repossession, satisfied",
        "BK" "Involuntary repossession, balance owing",
        "BL" "Card lost or stolen",
        "BN" "Paid by the seller of the merchandise",
        "BO" "Foreclosure started",
        "BP" "Paid through insurance",
        "BS" "Prepaid lease",
        "BT" "Principal deferred, interest only",
        "CH" "Guaranteed or insured",
        "CI" "Closed, inactive",
        "CJ" "Line no longer available, being repaid",
        "CK" "Line reduced, collateral lost value",
        "CL" "Line suspended, collateral lost value",
        "CM" "Collateral released, balance owing",
        "CN" "Modified under a federal plan",
        "CO" "Modified",
        "CP" "In forbearance",
        "CS" "Child support",
        "DE" "Extinguished under state law",
    }

    /// A bankruptcy that touches the account (Metro 2 field 38, consumer information indicator).
    BankruptcyIndicator {
        "A" "Chapter 7 petition",
        "B" "Chapter 11 petition",
        "C" "Chapter 12 petition",
        "D" "Chapter 13 petition",
        "E" "Chapter 7 discharged",
        "F" "Chapter 11 discharged",
        "G" "Chapter 12 discharged",
        "H" "Chapter 13 discharged or completed",
        "Q" "Bankruptcy removed, dismissed or withdrawn",
        "R" "Chapter 7 debt reaffirmed",
        "S" "Reaffirmation or lease assumption removed",
        "T" "Creditor cannot locate the consumer",
        "U" "Consumer located",
        "V" "Reaffirmation rescinded",
        "1A" "Personal receivership",
        "2A" "Lease assumption",
    }

    /// How often payments are due (Metro 2 field 13).
    TermsFrequency {
        "D" "Deferred",
        "P" "Single payment",
        "W" "Weekly",
        "B" "Every two weeks",
        "E" "Twice a month",
        "M" "Monthly",
        "L" "Every two months",
        "Q" "Quarterly",
        "T" "Every four months",
        "S" "Twice a year",
        "Y" "Yearly",
    }

    /// Whether the interest rate moves (Metro 2 field 28).
    InterestType {
        "F" "Fixed",
        "V" "Variable",
    }
}

impl AccountStatus {
    /// Late by 30 days or more, and still owed.
    pub const DELINQUENT: &'static [&'static str] = &["71", "78", "80", "82", "83", "84"];
    /// Paid, or closed with nothing owed.
    pub const PAID: &'static [&'static str] = &["13", "61", "62", "63", "64", "65"];

    /// Whether the status speaks against the client: late, collected, charged off, or paid only
    /// after that.
    #[must_use]
    pub fn is_derogatory(&self) -> bool {
        self.is(Self::DELINQUENT)
            || self.is(&[
                "61", "62", "63", "64", "65", "88", "89", "93", "94", "95", "96", "97",
            ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_shown_with_what_it_says_and_an_unknown_one_as_it_came() {
        assert_eq!(AccountStatus::new(" 97 ").shown(), "Charge-off (97)");
        assert_eq!(SpecialComment::new("au").code(), "AU");
        assert_eq!(AccountStatus::new("99").shown(), "99");
    }

    #[test]
    fn no_code_is_there_twice() {
        let unique = |known: &[(&str, &str)]| {
            let mut codes: Vec<_> = known.iter().map(|(code, _)| *code).collect();
            codes.sort_unstable();
            codes.windows(2).all(|pair| pair[0] != pair[1])
        };
        assert!(unique(AccountStatus::KNOWN) && unique(AccountType::KNOWN));
        assert!(unique(SpecialComment::KNOWN) && unique(BankruptcyIndicator::KNOWN));
    }

    #[test]
    fn only_what_speaks_against_the_client_is_derogatory() {
        for code in ["71", "84", "93", "97", "62", "65"] {
            assert!(AccountStatus::new(code).is_derogatory(), "{code}");
        }
        for code in ["05", "11", "13", "DA"] {
            assert!(!AccountStatus::new(code).is_derogatory(), "{code}");
        }
    }
}
