//! A selector of the command line, and what is wrong with it: the selector with the place underlined.

use jiff::civil::Date;
use unicode_width::UnicodeWidthStr;

use super::failure::Failure;
use crate::diagnostic::human::counted;
use crate::diagnostic::visible::visible;
use crate::model::Model;
use crate::select::{self, Problem, Selector};

/// Reads a selector; names in it must be those of elements of `model`.
pub(super) fn read(text: &str, model: &Model, today: Option<Date>) -> Result<Selector, Failure> {
    let selector = select::parse(text, &model.schema, today).map_err(|problems| failure(text, &problems))?;
    match selector.strangers(model).as_slice() {
        [] => Ok(selector),
        strangers => Err(failure(text, strangers)),
    }
}

fn failure(text: &str, problems: &[Problem]) -> Failure {
    let count = counted(problems.len(), "place");
    let each: Vec<String> = problems.iter().map(|problem| excerpt(text, problem)).collect();
    Failure::new(format!("The selector cannot be used because of {count}:\n\n{}", each.join("\n\n")))
}

/// The line of the selector with the place underlined, and what is wrong there.
fn excerpt(text: &str, problem: &Problem) -> String {
    let begin = text.get(..problem.range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(begin..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let shown =
        |from: usize, to: usize| visible(text.get(from..to.min(begin + line.len())).unwrap_or_default()).width();
    let (indent, length) = (shown(begin, problem.range.start), shown(problem.range.start, problem.range.end));
    let mark = format!("{}{}", " ".repeat(indent), "^".repeat(length.max(1)));
    let help = problem.help.as_ref().map(|help| format!("\n  help: {}", visible(help))).unwrap_or_default();
    format!("  {}\n  {mark}\n  {}{help}", visible(line), visible(&problem.message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_and_further_lines_are_underlined_where_they_stand() {
        let text = "größe[\n日本 = x]";
        let at = text.find('=').unwrap_or_default();
        let shown = excerpt(text, &Problem { range: at..at + 1, message: "No.".into(), help: None, meant: None });
        assert_eq!(shown, "  日本 = x]\n       ^\n  No.");
    }

    #[test]
    fn what_is_missing_at_the_end_is_marked_behind_it() {
        let shown =
            excerpt("a[", &Problem { range: 2..2, message: "No.".into(), help: Some("Yes".into()), meant: None });
        assert_eq!(shown, "  a[\n    ^\n  No.\n  help: Yes");
    }
}
