//! The generator of numbers behind every person: SplitMix64, split by purpose.
//! Not for secrets; anyone who knows the seed knows every throw.

/// What a run of throws is for. Each purpose has its own run, so that a field added to one
/// changes nothing in the others. The numbers are part of what stays the same for ever.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Household = 1,
    Name = 2,
    Reach = 3,
    Address = 4,
    PreviousAddress = 5,
    Dates = 6,
    Crm = 7,
    Family = 8,
    Notes = 9,
    Reports = 10,
    File = 11,
    Account = 12,
    Course = 13,
    Facet = 14,
    Identity = 15,
    Inquiries = 16,
    Records = 17,
    Extras = 18,
    Faults = 19,
    Items = 20,
    Furnisher = 21,
    Papers = 22,
    Paper = 23,
    Tasks = 24,
    Purchases = 25,
    Questions = 26,
    BankHolder = 27,
    Bank = 28,
    BankMonth = 29,
}

/// A run of throws.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64, number: u64, purpose: Purpose) -> Self {
        Self(mix(mix(mix(seed) ^ number) ^ purpose as u64))
    }

    /// A run of its own for one of many things that a person has, such as one of the accounts.
    pub(crate) fn of(seed: u64, number: u64, place: u64, purpose: Purpose) -> Self {
        Self::new(mix(seed) ^ number, place, purpose)
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// A number from 0 to `limit - 1`.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        // The high half of the product; its bias is far below what anyone could notice.
        ((u128::from(self.throw()) * u128::from(limit)) >> 64) as u64
    }

    /// True in `percent` of a hundred throws.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as u64) as i64
    }

    /// One of a list, which must not be empty.
    pub(crate) fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }
}

/// SplitMix64's finaliser: every input has an output of its own.
pub(crate) fn mix(input: u64) -> u64 {
    let mixed = (input ^ (input >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
