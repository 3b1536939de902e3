//! Licence expressions: `MIT OR Apache-2.0`, `(A OR B) AND C`, and the older `A/B`.
//!
//! Decides only whether an expression can be met with the licences of a list.

/// Whether `expression` can be met by choosing from `allowed`. What cannot be read is not allowed.
pub(crate) fn allows(allowed: &[String], expression: &str) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader {
        allowed,
        words: &words,
    };
    reader.any() == Some(true) && reader.words.is_empty()
}

struct Reader<'a> {
    allowed: &'a [String],
    words: &'a [&'a str],
}

impl Reader<'_> {
    fn any(&mut self) -> Option<bool> {
        let mut met = self.all()?;
        while self.skip("OR") {
            met |= self.all()?;
        }
        Some(met)
    }

    fn all(&mut self) -> Option<bool> {
        let mut met = self.one()?;
        while self.skip("AND") {
            met &= self.one()?;
        }
        Some(met)
    }

    fn one(&mut self) -> Option<bool> {
        if self.skip("(") {
            let met = self.any()?;
            return self.skip(")").then_some(met);
        }
        let mut licence = self.word()?.to_owned();
        if self.skip("WITH") {
            licence = format!("{licence} WITH {}", self.word()?);
        }
        Some(self.allowed.contains(&licence))
    }

    fn word(&mut self) -> Option<&str> {
        let (first, rest) = self.words.split_first()?;
        if matches!(*first, "(" | ")" | "OR" | "AND" | "WITH") {
            return None;
        }
        self.words = rest;
        Some(first)
    }

    fn skip(&mut self, wanted: &str) -> bool {
        match self.words.split_first() {
            Some((first, rest)) if *first == wanted => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::allows;

    fn listed(expression: &str) -> bool {
        let list = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].map(String::from);
        allows(&list, expression)
    }

    #[test]
    fn one_licence_of_the_list_is_enough_where_there_is_a_choice() {
        assert!(listed("MIT"));
        assert!(listed("GPL-3.0-only OR MIT"));
        assert!(listed("Apache-2.0 / MIT"));
        assert!(listed("Apache-2.0/MIT"));
    }

    #[test]
    fn every_licence_must_be_listed_where_all_apply() {
        assert!(listed("MIT AND ISC"));
        assert!(!listed("MIT AND GPL-3.0-only"));
        assert!(!listed("(MIT OR ISC) AND GPL-3.0-only"));
    }

    #[test]
    fn and_binds_closer_than_or() {
        assert!(listed("MIT OR ISC AND GPL-3.0-only"));
        assert!(!listed("(MIT OR ISC) AND (GPL-3.0-only)"));
    }

    #[test]
    fn a_licence_with_an_exception_is_its_own_licence() {
        assert!(listed("Apache-2.0 WITH LLVM-exception"));
        assert!(!listed("Apache-2.0"));
        assert!(!listed("MIT WITH LLVM-exception"));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for expression in [
            "",
            "MIT OR",
            "(MIT",
            "MIT)",
            "MIT ISC",
            "SEE LICENSE IN FILE",
            "OR",
        ] {
            assert!(!listed(expression), "{expression}");
        }
    }
}
