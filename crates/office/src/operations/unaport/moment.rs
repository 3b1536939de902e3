//! Moments as others write them: ISO 8601, with a zone or none, to the second or less, or a day.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

const TO_THE_SECOND: &str = "%Y-%m-%dT%H:%M:%S%.f";
const TO_THE_MINUTE: &str = "%Y-%m-%dT%H:%M";

/// The moment; UTC where no zone is told, and its beginning where it is a day.
pub(super) fn read(text: &str) -> Option<DateTime<Utc>> {
    let plain = text.strip_suffix('Z').unwrap_or(text);
    let told = [TO_THE_SECOND, TO_THE_MINUTE].into_iter();
    let found = told
        .filter_map(|form| NaiveDateTime::parse_from_str(plain, form).ok())
        .map(|moment| moment.and_utc())
        .next();
    found.or_else(|| zoned(text)).or_else(|| {
        let day: NaiveDate = text.parse().ok()?;
        Some(day.and_time(NaiveTime::MIN).and_utc())
    })
}

fn zoned(text: &str) -> Option<DateTime<Utc>> {
    let forms = [TO_THE_SECOND, TO_THE_MINUTE].map(|form| format!("{form}%z"));
    let mut moments = forms
        .iter()
        .filter_map(|form| DateTime::parse_from_str(text, form).ok());
    moments.next().map(|moment| moment.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_however_it_is_written() {
        for (text, found) in [
            ("2019-12-06T11:39:57.153Z", "2019-12-06T11:39:57.153Z"),
            ("2019-12-06T11:39:57", "2019-12-06T11:39:57Z"),
            ("2019-12-06T11:39", "2019-12-06T11:39:00Z"),
            ("2019-12-06T17:09:57+05:30", "2019-12-06T11:39:57Z"),
            ("2019-12-06T17:09+0530", "2019-12-06T11:39:00Z"),
            ("2019-12-06", "2019-12-06T00:00:00Z"),
        ] {
            assert_eq!(read(text), found.parse().ok(), "{text}");
        }
        for text in ["2019-13-06", "2019-12-06T25:00", "soon", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
