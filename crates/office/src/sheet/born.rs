//! Days of birth as portals and spreadsheet programs write them.

use chrono::{Datelike, NaiveDate};

/// How a day with a year of four digits may be written.
const FORMS: [&str; 4] = ["%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%m-%d-%Y"];

/// How midnight may be written, which programs put behind a day that has no time.
const MIDNIGHT: [&str; 6] = [
    "00:00",
    "00:00:00",
    "0:00",
    "0:00:00",
    "12:00 AM",
    "12:00:00 AM",
];

const NO_DAY: &str = "must be a day such as 1980-02-29 or 2/29/1980";

/// The day as it is kept, or what it must be. A year of two digits is taken where one century only
/// comes into question: nobody was born after today.
pub(super) fn read(text: &str, today: NaiveDate) -> Result<String, &'static str> {
    let day = without_time(text).ok_or(NO_DAY)?;
    let mut forms = FORMS.iter();
    let whole = forms.find_map(|form| {
        let day = NaiveDate::parse_from_str(day, form).ok()?;
        (1900..2200).contains(&day.year()).then_some(day)
    });
    match whole {
        Some(day) if day > today => return Err("is still to come"),
        Some(day) => return Ok(day.to_string()),
        None => {}
    }
    let mut days = of_two_digits(day).into_iter().flatten();
    match (days.next(), days.find(|day| *day <= today)) {
        (Some(_), Some(_)) => Err("must have a year of four digits: it may be of two centuries"),
        (Some(day), None) if day <= today => Ok(day.to_string()),
        _ => Err(NO_DAY),
    }
}

/// The day of a moment that is midnight.
fn without_time(text: &str) -> Option<&str> {
    let Some((day, time)) = text.split_once([' ', 'T']) else {
        return Some(text);
    };
    let time = time.trim().trim_end_matches('Z');
    let time = time.strip_suffix("+00:00").unwrap_or(time);
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let is_midnight = MIDNIGHT.contains(&time) && fraction.bytes().all(|digit| digit == b'0');
    is_midnight.then_some(day)
}

/// The days that a year of two digits may mean, the earlier one first.
fn of_two_digits(text: &str) -> [Option<NaiveDate>; 2] {
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let number = |part: &str| match part.bytes().all(|digit| digit.is_ascii_digit()) {
        true => part.parse::<u32>().ok(),
        false => None,
    };
    let [month, day, year] = parts.as_slice() else {
        return [None, None];
    };
    let (Some(month), Some(day), Some(short), 2) =
        (number(month), number(day), number(year), year.len())
    else {
        return [None, None];
    };
    [1900, 2000].map(|century| {
        let year = century + i32::try_from(short).ok()?;
        NaiveDate::from_ymd_opt(year, month, day)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Result<String, &'static str> {
        read(text, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap())
    }

    #[test]
    fn a_day_is_read_as_iso_and_the_united_states_write_it() {
        for text in [
            "1980-02-29",
            "1980/02/29",
            "2/29/1980",
            "02/29/1980",
            "02-29-1980",
            "1980-02-29T00:00:00.000000Z",
            "1980-02-29 00:00:00",
            "2/29/1980 0:00",
            "2/29/1980 12:00:00 AM",
            "2/29/80",
            "02-29-80",
        ] {
            assert_eq!(kept(text).as_deref(), Ok("1980-02-29"), "{text}");
        }
    }

    #[test]
    fn a_year_of_two_digits_is_taken_where_it_can_be_of_one_century_only() {
        assert_eq!(kept("1/16/26").as_deref(), Ok("1926-01-16"));
        assert_eq!(kept("12/31/99").as_deref(), Ok("1999-12-31"));
        // 1900 had no such day.
        assert_eq!(kept("2/29/00").as_deref(), Ok("2000-02-29"));
        for text in ["1/15/26", "7/4/05", "1/1/00"] {
            let refused = kept(text).unwrap_err();
            assert!(refused.contains("four digits"), "{text}: {refused}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "1981-02-29",
            "29/2/1980",
            "13/1/80",
            "1980-02-29T23:00:00Z",
            "1/5/880",
            "+1/5/80",
            "80-02-29",
            "1880-02-28",
            "February",
        ] {
            assert_eq!(kept(text), Err(NO_DAY), "{text}");
        }
    }
}
