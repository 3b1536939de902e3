//! What lists are asked for in common: a page, an order, a text. Gathers every field that breaks
//! its rule before refusing.

use chrono::{DateTime, NaiveDate};
use contract::{FieldErrors, MOST_A_PAGE, Page, PageMeta};
use reports::Bureau;

use crate::fold::fold;

/// Records a page when the caller does not say.
const PER_PAGE: i64 = 15;

/// What was found wrong so far.
#[derive(Default)]
pub(super) struct Asked(FieldErrors);

/// Which page, of how many records each.
pub(super) struct Pages {
    page: i64,
    /// Records a page.
    pub(super) limit: i64,
}

impl Asked {
    pub(super) fn pages(&mut self, page: Option<i64>, per_page: Option<i64>) -> Pages {
        let limit = per_page.unwrap_or(PER_PAGE);
        if limit > MOST_A_PAGE {
            let most = format!("must be at most {MOST_A_PAGE}");
            self.0.add("per_page", &most);
        }
        let page = page.unwrap_or(1);
        Pages { page, limit }
    }

    /// The text to look for, folded.
    pub(super) fn search(&mut self, text: Option<&str>) -> String {
        self.part("search", text)
    }

    /// The text to look for in one field, folded.
    pub(super) fn part(&mut self, field: &str, text: Option<&str>) -> String {
        let text = text.unwrap_or_default().trim();
        if text.contains(char::is_control) {
            self.0.add(field, "must be one line of text");
        }
        fold(text)
    }

    /// The day that is meant, where one is: as it is written, or the day of a moment.
    pub(super) fn day(&mut self, field: &str, text: Option<&str>) -> Option<String> {
        let text = text?.trim();
        let moment = DateTime::parse_from_rfc3339(text);
        let day = match moment {
            Ok(moment) => Ok(moment.to_utc().date_naive()),
            Err(_) => text.parse::<NaiveDate>(),
        };
        if day.is_err() {
            self.0
                .add(field, "must be a day such as 2026-01-31, or a moment of it");
        }
        day.ok().map(|day| day.to_string())
    }

    /// The three letters of a bureau by any of its names.
    pub(super) fn bureau(&mut self, name: &str) -> Option<&'static str> {
        let bureau = Bureau::parse(name);
        if bureau.is_none() {
            let letters = Bureau::ALL.map(Bureau::letters).join(", ");
            self.0.add("bureau", &format!("must be one of {letters}"));
        }
        bureau.map(Bureau::letters)
    }

    /// The order by its name among all of them; the first when none is named.
    pub(super) fn sort<Sort: Copy>(&mut self, name: Option<&str>, all: &[(&str, Sort)]) -> Sort {
        let Some(name) = name else { return all[0].1 };
        let found = all.iter().find(|(one, _)| *one == name);
        let (_, sort) = found.unwrap_or_else(|| {
            let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
            let sentence = format!("must be one of {}", names.join(", "));
            self.0.add("sort_by", &sentence);
            &all[0]
        });
        *sort
    }

    /// What was asked for, if nothing is wrong with it.
    ///
    /// # Errors
    /// Each field that breaks its rule.
    pub(super) fn and<T>(self, asked: impl FnOnce() -> T) -> Result<T, FieldErrors> {
        if self.0.is_empty() {
            Ok(asked())
        } else {
            Err(self.0)
        }
    }
}

/// A whole list, which says nothing of where it stands.
pub(super) fn whole_list<T>(rows: impl Iterator<Item = T>) -> Page<T> {
    Page {
        rows: rows.collect(),
        meta: None,
    }
}

impl Pages {
    /// A whole list as its only page.
    pub(super) fn one<T>(rows: Vec<T>) -> Page<T> {
        let total = rows.len() as i64;
        let limit = total.max(PER_PAGE);
        Self { page: 1, limit }.page(rows, total)
    }

    /// Whether the list begins with the page.
    pub(super) fn is_first(&self) -> bool {
        self.page == 1
    }

    /// Records before the page.
    pub(super) fn offset(&self) -> i64 {
        (self.page - 1).saturating_mul(self.limit)
    }

    /// The page of these records, of so many in the whole list.
    pub(super) fn page<T>(&self, rows: impl IntoIterator<Item = T>, total: i64) -> Page<T> {
        let rows: Vec<T> = rows.into_iter().collect();
        let meta = Some(self.meta(rows.len(), total));
        Page { rows, meta }
    }

    /// Where a page of so many records stands in its list.
    fn meta(&self, rows: usize, total: i64) -> PageMeta {
        let (any, rows) = (rows > 0, rows as i64);
        PageMeta {
            current_page: Some(self.page),
            from: any.then(|| self.offset() + 1),
            last_page: Some(((total + self.limit - 1) / self.limit).max(1)),
            per_page: Some(self.limit),
            to: any.then(|| self.offset() + rows),
            total: Some(total),
        }
    }
}
