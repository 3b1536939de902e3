//! What copies of records are called.

use std::collections::HashSet;

use crate::fold::fold;

/// What a copy is called: `Copy …`, then `Copy … 1`, `Copy … 2`, whichever is the first that is not
/// among the folded names that are taken. A name that would be too long loses its end.
pub(super) fn copied(name: &str, longest: usize, taken: &HashSet<String>) -> String {
    let mut suffix = String::new();
    let mut number = 0;
    loop {
        let room = longest.saturating_sub("Copy ".len() + suffix.len());
        let kept: String = name.chars().take(room).collect();
        let copy = format!("Copy {}{suffix}", kept.trim_end());
        if !taken.contains(&fold(&copy)) {
            return copy;
        }
        number += 1;
        suffix = format!(" {number}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_a_name_of_its_own_and_no_longer_one_than_is_allowed() {
        let mut taken = HashSet::new();
        for expected in ["Copy Closing", "Copy Closing 1", "Copy Closing 2"] {
            let copy = copied("Closing", 60, &taken);
            assert_eq!(copy, expected);
            taken.insert(fold(&copy));
        }
        let copy = copied("Copy Closing", 60, &taken);
        assert_eq!(copy, "Copy Copy Closing");
        let taken = HashSet::from(["copy clo".to_owned()]);
        assert_eq!(copied("Clé", 8, &taken), "Copy Clé");
        assert_eq!(copied("Closing", 8, &taken), "Copy C 1");
    }
}
