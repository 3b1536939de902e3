//! The faults that a known minority of files carries on purpose: each is an example of a rule by
//! which reports are audited. What a fault does to a tradeline is in `spoil`.

use super::{
    account::{Fate, Product},
    furnishers::Trade,
    shapes::Shape,
};
use crate::dice::Dice;

/// A row of the table: how often it is drawn, how many sets of reports it needs, and on what
/// account it is made.
pub(super) struct Row {
    pub(super) fault: Fault,
    rule: &'static str,
    often: u64,
    pub(super) sets: usize,
    pub(super) shape: Option<Shape>,
}

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident $rule:literal $often:literal $sets:literal $($product:expr, $fate:ident)?;)+) => {
        /// A fault put into a report on purpose.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fault {
            $($(#[$doc])* $name,)+
        }

        impl Fault {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }

        /// In the order of [`Fault`].
        pub(super) const TABLE: &[Row] = &[$(Row {
            fault: Fault::$name,
            rule: $rule,
            often: $often,
            sets: $sets,
            shape: shape!($($product, $fate)?),
        }),+];
    };
}

macro_rules! shape {
    () => {
        None
    };
    ($product:expr, $fate:ident) => {
        Some(Shape($product, Fate::$fate))
    };
}

use Product::{Auto, Card, HomeLine, Mortgage, Personal, Student};

const MEDICAL: Product = Product::Bill(Trade::Medical);
const UTILITY: Product = Product::Bill(Trade::Utility);
const TELECOM: Product = Product::Bill(Trade::Telecom);

faults! {
    /// Paid off, and yet past due.
    PaidButPastDue "R01" 4 1 Personal, Paid;
    /// A charge-off with nothing past due.
    ChargeOffNothingPastDue "R02" 3 1 Card, ChargedOff;
    /// A repossession with nothing past due.
    RepossessionNothingPastDue "R03" 2 1 Auto, Repossessed;
    /// Paid off, and yet a balance.
    PaidWithBalance "R04" 4 1 Auto, Paid;
    /// In collection with nothing owed.
    CollectionOfNothing "R05" 3 1 UTILITY, Collected;
    /// A repossession with nothing owed.
    RepossessionOfNothing "R06" 2 1 Auto, Repossessed;
    /// A running loan with nothing owed.
    LoanOfNothing "R07" 2 1 Auto, Good;
    /// A deed in lieu of foreclosure with nothing owed.
    DeedOfNothing "R08" 2 1 Mortgage, DeedInLieu;
    /// A foreclosure with nothing owed.
    ForeclosureOfNothing "R09" 2 1 Mortgage, Foreclosed;
    /// Transferred without the remark that says so.
    TransferUnexplained "R10" 2 1 Student, Transferred;
    /// Sold without the remark that says so.
    SaleUnexplained "R11" 3 1 Card, Sold;
    /// A paid collection with a balance.
    PaidCollectionWithBalance "R12" 4 1 TELECOM, CollectedPaid;
    /// An original charge-off amount on what was never charged off.
    ChargeOffAmountOnCollection "R13" 3 1 TELECOM, Collected;
    /// A charge-off without its amount.
    ChargeOffAmountMissing "R14" 3 1 Card, ChargedOff;
    /// Paid off without a closing date.
    PaidNotClosed "R15" 3 1 Auto, Paid;
    /// A running loan with a closing date.
    RunningButClosed "R16" 2 1 Auto, Good;
    /// A foreclosure without a closing date.
    ForeclosureNotClosed "R17" 2 1 Mortgage, Foreclosed;
    /// Closed by the consumer, without a closing date.
    ClosedWithoutDate "R18" 2 1 Card, ClosedOwing;
    /// A charge-off without a date of first delinquency.
    NoFirstDelinquency "R19" 6 1 Card, ChargedOff;
    /// A current account with a date of first delinquency.
    CurrentWithFirstDelinquency "R20" 3 1 Card, Good;
    /// The date of first delinquency moves later although nothing was cured.
    ReAged "R21" 14 2 Card, ChargedOff;
    /// From 30 to 90 days late within a month.
    LateJumped "R22" 5 2 Card, Good;
    /// 60 days late in one report, on time for that month in the next.
    HistoryDeniesLate "R23" 5 2 Card, Good;
    /// Current in one report, late for that month in the next.
    HistoryDeniesCurrent "R24" 5 2 Card, Good;
    /// A charge-off with a payment due each month.
    ChargeOffScheduled "R25" 3 1 Card, ChargedOff;
    /// A running loan with nothing due.
    NothingScheduled "R26" 2 1 Auto, Good;
    /// A deferred loan with a payment due each month.
    DeferredScheduled "R27" 3 1 Student, Deferred;
    /// A current loan on which nothing was paid.
    NothingPaid "R28" 2 1 Auto, Good;
    /// A deed in lieu of foreclosure rated as current, and past due.
    DeedRatedCurrent "R29" 2 1 Mortgage, DeedInLieu;
    /// A foreclosure with nothing past due.
    ForeclosureNothingPastDue "R30" 2 1 Mortgage, Foreclosed;
    /// A charge-off with a payment rating.
    ChargeOffRated "R31" 3 1 Card, ChargedOff;
    /// Paid off without a payment rating.
    PaidUnrated "R32" 3 1 Personal, Paid;
    /// Settled, says the remark; a charge-off that is owed, says the status.
    SettledButOwed "R33" 4 1 Card, ChargedOff;
    /// Paid on another day than that of the last payment.
    PaidOnAnotherDay "R34" 2 1 UTILITY, CollectedPaid;
    /// A line of credit with the type of a card.
    LineOfWrongType "R35" 2 1 HomeLine, Good;
    /// A collection reported as a revolving account.
    CollectionRevolving "R36" 3 1 TELECOM, Collected;
    /// In a bankruptcy, without any date from which it counts.
    BankruptcyWithoutDate "R37" 2 1 Card, Bankrupt;
    /// Discharged in bankruptcy, and yet owed.
    DischargedButOwed "R38" 4 1 Card, Bankrupt;
    /// Discharged in bankruptcy, with a payment due each month.
    DischargedScheduled "R39" 3 1 Card, Bankrupt;
    /// The bankruptcy of an authorized user.
    AuthorizedUserBankrupt "R40" 2 1 Card, Authorised;
    /// Current, and yet past due.
    CurrentButPastDue "R41" 4 1 Auto, Good;
    /// More past due than owed.
    PastDueAboveBalance "R42" 3 1 Card, ChargedOff;
    /// Late before it was opened.
    DelinquentBeforeOpened "R43" 3 1 Personal, ChargedOff;
    /// A payment that is yet to come.
    FutureDate "R44" 3 1 Card, Good;
    /// Closed before it was opened.
    ClosedBeforeOpened "R45" 2 1 Auto, Paid;
    /// A history of months before it was opened.
    HistoryBeforeOpened "R46" 3 1 Card, Good;
    /// A gap in the history that says there is none before it.
    HistoryBroken "R47" 2 1 Card, Good;
    /// From on time to 60 days late within a month.
    HistoryJumped "R48" 5 1 Card, Good;
    /// Late after it was paid and closed.
    LateAfterPaid "R49" 4 1 Auto, Paid;
    /// The date of first delinquency is not the first late month of the history.
    FirstDelinquencyElsewhere "R50" 4 1 Card, Late;
    /// A first delinquency long after the last payment.
    DelinquentLongAfterPayment "R51" 4 1 Card, ChargedOffLongAgo;
    /// Still shown seven years and 180 days after the first missed payment.
    Obsolete "R52" 8 1 Card, Obsolete;
    /// Late months of more than seven years ago.
    LateTooOld "R53" 4 1 Personal, LateLongAgo;
    /// A bankruptcy of more than ten years ago.
    OldBankruptcy "R54" 4 1;
    /// An inquiry of more than two years ago.
    OldInquiry "R55" 4 1;
    /// Sold, and owed to the seller as well as to the buyer.
    OwedToBoth "R57" 8 1 Card, Sold;
    /// Two collectors for the same debt.
    TwoCollectors "R58" 6 1 Card, SoldTwice;
    /// Sold, and yet past due.
    SoldButPastDue "R59" 4 1 Card, Sold;
    /// A collection that does not say whose debt it was.
    NoOriginalCreditor "R60" 5 1 UTILITY, Collected;
    /// A charge-off whose balance grows.
    ChargeOffGrew "R61" 5 2 Card, ChargedOff;
    /// Another date of first delinquency than at the other bureaus.
    OtherFirstDelinquency "R63" 6 1 Card, ChargedOff;
    /// Another opening date than at the other bureaus.
    OtherOpening "R63" 4 1 Card, Good;
    /// Another balance than at the other bureaus.
    OtherBalance "R63" 6 1 Personal, ChargedOff;
    /// Late at one bureau only.
    OtherStatus "R63" 6 1 Auto, Good;
    /// Open at one bureau only.
    OtherClosing "R63" 4 1 Card, Paid;
    /// Joint at one bureau only.
    OtherOwner "R63" 4 1 Card, Good;
    /// Another original creditor than at the other bureaus.
    OtherOriginalCreditor "R63" 4 1 TELECOM, Collected;
    /// A charge-off of which the client is only an authorized user.
    AuthorizedUserLate "R64" 5 1 Card, ChargedOff;
    /// The client is dead, says the bureau.
    Deceased "R65" 2 1 Card, Good;
    /// Deleted from one report, back in a later one.
    Reinserted "R66" 16 3 TELECOM, Collected;
    /// A medical debt below 500 dollars.
    MedicalSmall "R69" 4 1 MEDICAL, Collected;
    /// A medical debt that was paid.
    MedicalPaid "R69" 4 1 MEDICAL, CollectedPaid;
    /// A card without a limit.
    NoLimit "R70" 3 1 Card, Good;
    /// More owed on a loan than was lent.
    BalanceAboveLoan "R71" 3 1 Auto, Good;
    /// A name that the client never had.
    OtherName "R72" 3 1;
    /// An SSN that is not the client's.
    OtherSsn "R72" 3 1;
    /// A date of birth that is not the client's.
    OtherBirth "R72" 3 1;
    /// An address at which the client never lived.
    OtherAddress "R72" 3 1;
}

impl Fault {
    /// The rule that it is an example of, such as `R21`.
    #[must_use]
    pub fn rule(self) -> &'static str {
        TABLE[self as usize].rule
    }

    /// The faults of a file with so many sets of reports, of someone of age for so many months:
    /// none for most, at most four.
    pub(super) fn draw(dice: &mut Dice, sets: usize, of_age: i32) -> Vec<&'static Row> {
        let mut rows = Vec::new();
        if !dice.chance(35) {
            return rows;
        }
        let count = 1 + dice.below(4);
        let fits = |row: &&Row| {
            let needs = row.shape.map_or(0, Shape::months);
            row.sets <= sets && needs + 30 <= of_age
        };
        let all: u64 = TABLE.iter().filter(fits).map(|row| row.often).sum();
        for _ in 0..count {
            let mut throw = dice.below(all.max(1));
            for row in TABLE.iter().filter(fits) {
                if throw < row.often {
                    if rows.iter().all(|other: &&Row| other.fault != row.fault) {
                        rows.push(row);
                    }
                    break;
                }
                throw -= row.often;
            }
        }
        rows
    }
}
