//! What those who read the tasks and the purchases may rely on.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::*;

fn practice() -> Practice {
    Practice::new(1, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap())
}

#[test]
fn tasks_are_set_after_the_client_came_and_before_the_day() {
    for number in 0..2_000 {
        let (person, tasks) = (practice().client(number), practice().tasks(number));
        assert!((1..=4).contains(&tasks.len()));
        assert!(tasks[0].is_welcome && tasks[1..].iter().all(|task| !task.is_welcome));
        assert!(tasks.is_sorted_by_key(|task| task.set_at));
        for task in &tasks {
            assert!(person.taken_on <= task.set_at && task.set_at < practice().end());
            assert!(task.set_at <= task.changed_at && task.changed_at < practice().end());
            assert!(task.set_at < task.due_at);
        }
        let names: HashSet<&String> = tasks.iter().map(|task| &task.name).collect();
        assert_eq!(names.len(), tasks.len(), "{names:?}");
    }
}

#[test]
fn tasks_say_what_is_to_be_done_and_leave_no_gap() {
    for task in (0..2_000).flat_map(|number| practice().tasks(number)) {
        assert!(!task.name.ends_with('.') && task.description.ends_with('.'));
        for text in [&task.name, &task.description] {
            assert!(text.len() > 10 && !text.contains(['{', '}']), "{text}");
        }
    }
}

#[test]
fn some_tasks_are_open_some_begun_and_most_done() {
    let tasks: Vec<Task> = (0..500)
        .flat_map(|number| practice().tasks(number))
        .collect();
    let count = |status| tasks.iter().filter(|task| task.status == status).count();
    let [open, begun, done] = [
        TaskStatus::Open,
        TaskStatus::InProgress,
        TaskStatus::Completed,
    ]
    .map(count);
    assert!(
        begun > 0 && open > begun && done > open,
        "{open} {begun} {done}"
    );
    let late =
        |task: &&Task| task.status != TaskStatus::Completed && task.due_at < practice().end();
    assert!(tasks.iter().filter(late).count() > 10, "some are overdue");
    let early =
        |task: &Task| task.status == TaskStatus::Completed && task.due_at > practice().end();
    assert!(!tasks.iter().any(early));
}

#[test]
fn everybody_bought_something_and_couples_buy_for_two() {
    for number in 0..2_000 {
        let (person, bought) = (practice().client(number), practice().purchases(number));
        assert!((1..=2).contains(&bought.len()));
        assert_eq!(bought[0].bought_at, person.taken_on);
        for purchase in bought {
            assert!(purchase.bought_at < practice().end() && purchase.initial_fee > 0);
            let monthly = purchase.product.starts_with("DISPUTES");
            assert_eq!(purchase.charged_monthly > 0, monthly);
            let for_two = purchase.product == "DISPUTES-2";
            assert!(!monthly || for_two == person.joint_with.is_some());
        }
    }
}

#[test]
fn tasks_and_purchases_stay_the_same_from_release_to_release() {
    let task = practice().tasks(0).swap_remove(0);
    assert_eq!(task.name, "Welcome call with Xavier");
    assert_eq!(practice().tasks(7), practice().tasks(7));
    assert_eq!(practice().purchases(7), practice().purchases(7));
}
