//! Reads how many tests passed and failed from what the test programs print.

/// How many single checks passed and how many failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Tally {
    /// One check that passed.
    pub(crate) const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    /// One check that failed.
    pub(crate) const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// Adds what one line of output tells, if it tells anything.
    pub(crate) fn read(&mut self, line: &str) {
        let line = line.trim_start();
        if let Some(counts) = line.strip_prefix("test result: ") {
            self.add(counts);
        } else if let Some(counts) = line.strip_prefix("Tests ") {
            self.add(counts);
        }
    }

    /// The sum of two tallies.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }

    /// The tally of a test program that has ended. One that fails without naming a test, or that
    /// found no test to run, counts as one failure.
    pub(crate) fn ended(self, content: bool) -> Self {
        let empty = self.passed == 0 && self.failed == 0;
        if self.failed == 0 && (!content || empty) {
            return self.plus(Self::FAILED);
        }
        self
    }

    fn add(&mut self, counts: &str) {
        let words: Vec<&str> = counts
            .split([' ', ';', '|'])
            .filter(|word| !word.is_empty())
            .collect();
        for pair in words.windows(2) {
            let [number, what] = pair else { continue };
            let Ok(number) = number.parse::<u32>() else {
                continue;
            };
            match *what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn read(output: &str) -> Tally {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn the_test_programs_of_a_workspace_are_added_up() {
        let output = "
running 2 tests
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: FAILED. 3 passed; 1 failed; 4 ignored; 0 measured; 0 filtered out; finished in 1.20s";
        assert_eq!(
            read(output),
            Tally {
                passed: 5,
                failed: 1
            }
        );
    }

    #[test]
    fn tests_of_the_interface_count_single_tests_not_files() {
        let output = "
 Test Files  1 failed | 3 passed (4)
      Tests  2 failed | 17 passed | 1 skipped (20)
   Start at  10:00:00";
        assert_eq!(
            read(output),
            Tally {
                passed: 17,
                failed: 2
            }
        );
    }

    #[test]
    fn a_program_that_fails_without_naming_a_test_is_one_failure() {
        assert_eq!(read("").ended(false), Tally::FAILED);
        assert_eq!(
            read("Tests  4 passed (4)").ended(false),
            Tally {
                passed: 4,
                failed: 1
            }
        );
        assert_eq!(read("Tests  1 failed (1)").ended(false), Tally::FAILED);
    }

    #[test]
    fn a_program_that_ran_no_test_has_not_passed() {
        assert_eq!(read("Tests  no tests").ended(true), Tally::FAILED);
        assert_eq!(
            read("Tests  4 passed (4)").ended(true),
            Tally {
                passed: 4,
                failed: 0
            }
        );
    }
}
