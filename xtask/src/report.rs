//! Keeps the steps of a run: their names, times and counts, and what could not run because of what.

use std::time::{Duration, Instant};

use crate::counters::Tally;
use crate::problem::Problem;

struct Step {
    name: &'static str,
    tally: Tally,
    took: Duration,
    note: Option<String>,
}

/// The steps so far.
#[derive(Default)]
pub(crate) struct Report {
    steps: Vec<Step>,
}

impl Report {
    /// Runs one step, unless a step that it needs has failed. Goes on either way.
    pub(crate) fn step(
        &mut self,
        name: &'static str,
        needs: &[&str],
        work: impl FnOnce() -> Result<Tally, Problem>,
    ) {
        println!("\n== {name}");
        let start = Instant::now();
        let lacking = needs.iter().find(|need| self.failed(need));
        let (tally, note) = match lacking {
            Some(need) => (Tally::FAILED, Some(format!("not run, it needs \"{need}\""))),
            None => match work() {
                Ok(tally) => (tally, None),
                Err(problem) => (Tally::FAILED, Some(problem.to_string())),
            },
        };
        let step = Step {
            name,
            tally,
            took: start.elapsed(),
            note,
        };
        println!("{}", line(&step));
        self.steps.push(step);
    }

    /// Shows every step once more and, as the very last line, the sum.
    pub(crate) fn close(self) -> Tally {
        println!("\n== all steps");
        let mut sum = Tally::default();
        for step in &self.steps {
            println!("{}", line(step));
            sum = sum.plus(step.tally);
        }
        println!("\n{} passed, {} failed", sum.passed, sum.failed);
        sum
    }

    fn failed(&self, name: &str) -> bool {
        self.steps
            .iter()
            .any(|step| step.name == name && step.tally.failed > 0)
    }
}

fn line(step: &Step) -> String {
    let mark = if step.tally.failed > 0 { "FAIL" } else { "ok" };
    let Tally { passed, failed } = step.tally;
    let seconds = step.took.as_secs_f64();
    let mut line = format!(
        "{mark:<4}  {:<34} {seconds:>7.1} s  {passed} passed",
        step.name
    );
    if failed > 0 {
        line.push_str(&format!(", {failed} failed"));
    }
    if let Some(note) = &step.note {
        line.push_str(&format!("  {note}"));
    }
    line
}
