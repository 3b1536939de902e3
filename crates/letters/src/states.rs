//! The Postal Service's codes for states and territories, and the first three digits of their ZIP
//! codes. The ranges are wider than what is in use, so that a mismatch is a real doubt.

/// A state's two-letter code from its code or name, in whatever case.
#[must_use]
pub fn code(text: &str) -> Option<&'static str> {
    let text = text.to_uppercase();
    STATES
        .iter()
        .find(|(code, name, _)| *code == text || *name == text)
        .map(|(code, ..)| *code)
}

/// Whether a ZIP code can belong to a state; `None` when either is not known.
pub(crate) fn zip_fits(code: &str, zip: &str) -> Option<bool> {
    let prefix: u16 = zip.get(..3)?.parse().ok()?;
    let (.., ranges) = STATES.iter().find(|(known, ..)| *known == code)?;
    Some(
        ranges
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&prefix)),
    )
}

type State = (&'static str, &'static str, &'static [(u16, u16)]);

#[rustfmt::skip]
static STATES: &[State] = &[
    ("AA", "ARMED FORCES AMERICAS", &[(340, 340)]),
    ("AE", "ARMED FORCES EUROPE", &[(90, 98)]),
    ("AK", "ALASKA", &[(995, 999)]),
    ("AL", "ALABAMA", &[(350, 369)]),
    ("AP", "ARMED FORCES PACIFIC", &[(962, 966)]),
    ("AR", "ARKANSAS", &[(716, 729)]),
    ("AS", "AMERICAN SAMOA", &[(967, 967)]),
    ("AZ", "ARIZONA", &[(850, 865)]),
    ("CA", "CALIFORNIA", &[(900, 961)]),
    ("CO", "COLORADO", &[(800, 816)]),
    ("CT", "CONNECTICUT", &[(60, 69)]),
    ("DC", "DISTRICT OF COLUMBIA", &[(200, 205), (569, 569)]),
    ("DE", "DELAWARE", &[(197, 199)]),
    ("FL", "FLORIDA", &[(320, 349)]),
    ("FM", "FEDERATED STATES OF MICRONESIA", &[(969, 969)]),
    ("GA", "GEORGIA", &[(300, 319), (398, 399)]),
    ("GU", "GUAM", &[(969, 969)]),
    ("HI", "HAWAII", &[(967, 968)]),
    ("IA", "IOWA", &[(500, 528)]),
    ("ID", "IDAHO", &[(832, 838)]),
    ("IL", "ILLINOIS", &[(600, 629)]),
    ("IN", "INDIANA", &[(460, 479)]),
    ("KS", "KANSAS", &[(660, 679)]),
    ("KY", "KENTUCKY", &[(400, 427)]),
    ("LA", "LOUISIANA", &[(700, 714)]),
    ("MA", "MASSACHUSETTS", &[(10, 27), (55, 55)]),
    ("MD", "MARYLAND", &[(206, 219)]),
    ("ME", "MAINE", &[(39, 49)]),
    ("MH", "MARSHALL ISLANDS", &[(969, 969)]),
    ("MI", "MICHIGAN", &[(480, 499)]),
    ("MN", "MINNESOTA", &[(550, 567)]),
    ("MO", "MISSOURI", &[(630, 658)]),
    ("MP", "NORTHERN MARIANA ISLANDS", &[(969, 969)]),
    ("MS", "MISSISSIPPI", &[(386, 397)]),
    ("MT", "MONTANA", &[(590, 599)]),
    ("NC", "NORTH CAROLINA", &[(270, 289)]),
    ("ND", "NORTH DAKOTA", &[(580, 588)]),
    ("NE", "NEBRASKA", &[(680, 693)]),
    ("NH", "NEW HAMPSHIRE", &[(30, 38)]),
    ("NJ", "NEW JERSEY", &[(70, 89)]),
    ("NM", "NEW MEXICO", &[(870, 884)]),
    ("NV", "NEVADA", &[(889, 898)]),
    ("NY", "NEW YORK", &[(5, 5), (63, 63), (100, 149)]),
    ("OH", "OHIO", &[(430, 459)]),
    ("OK", "OKLAHOMA", &[(730, 749)]),
    ("OR", "OREGON", &[(970, 979)]),
    ("PA", "PENNSYLVANIA", &[(150, 196)]),
    ("PR", "PUERTO RICO", &[(6, 9)]),
    ("PW", "PALAU", &[(969, 969)]),
    ("RI", "RHODE ISLAND", &[(28, 29)]),
    ("SC", "SOUTH CAROLINA", &[(290, 299)]),
    ("SD", "SOUTH DAKOTA", &[(570, 577)]),
    ("TN", "TENNESSEE", &[(370, 385)]),
    ("TX", "TEXAS", &[(733, 733), (750, 799), (885, 885)]),
    ("UT", "UTAH", &[(840, 847)]),
    ("VA", "VIRGINIA", &[(201, 201), (220, 246)]),
    ("VI", "VIRGIN ISLANDS", &[(8, 8)]),
    ("VT", "VERMONT", &[(50, 59)]),
    ("WA", "WASHINGTON", &[(980, 994)]),
    ("WI", "WISCONSIN", &[(530, 549)]),
    ("WV", "WEST VIRGINIA", &[(247, 268)]),
    ("WY", "WYOMING", &[(820, 834)]),
];
