//! A list that becomes another: items in common stay as they are written, others are replaced, put in or cut out in place.

use super::print::{self, Spot};
use super::spot::Page;
use crate::syntax::{Notation, Value as Written};
use crate::table::Value;
use crate::text::Edit;

/// The edits that make the list `written`, whose items say `old`, say `new`.
pub(super) fn change(
    page: Page<'_>,
    written: &[Written],
    old: &[Value],
    new: &[Value],
    whole: &Written,
) -> Result<Vec<Edit>, String> {
    let begin = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - begin;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    let shared = (old_end - begin).min(new_end - begin);
    let list = List { page, written, is_flow: page.source.slice(whole.span).starts_with('[') };
    let mut edits: Vec<Edit> = Vec::new();
    for (item, value) in written.iter().zip(new).skip(begin).take(shared) {
        edits.push(page.replace(item.span.start as usize, page.end(item.span), &list.literal(value)));
    }
    let more = new.get(begin + shared..new_end).unwrap_or_default();
    if !more.is_empty() {
        edits.extend(list.insert(begin + shared, more));
    }
    if begin + shared < old_end {
        edits.push(list.cut(begin + shared, old_end)?);
    }
    Ok(edits)
}

struct List<'p> {
    page: Page<'p>,
    written: &'p [Written],
    is_flow: bool,
}

impl List<'_> {
    fn literal(&self, value: &Value) -> String {
        print::literal(value, Spot { notation: self.page.notation(), indent: "", inline: true })
    }

    fn start(&self, item: usize) -> usize {
        self.written.get(item).map_or(0, |item| item.span.start as usize)
    }

    fn end(&self, item: usize) -> usize {
        self.written.get(item).map_or(0, |item| self.page.end(item.span))
    }

    /// Where the dash of an item stands.
    fn dash(&self, item: usize) -> usize {
        let before = self.page.before(self.start(item));
        self.start(item) - (before.len() - before.trim_end_matches([' ', '\t']).len()) - 1
    }

    /// Puts values before the item `at`.
    fn insert(&self, at: usize, values: &[Value]) -> Vec<Edit> {
        let texts: Vec<String> = values.iter().map(|value| self.literal(value)).collect();
        let page = self.page;
        let Some(before) = at.checked_sub(1) else { return vec![self.insert_first(&texts)] };
        let end = self.end(before);
        if !self.is_flow {
            let indent = " ".repeat(page.before(self.dash(before)).chars().count());
            let lines: String = texts.iter().map(|text| format!("\n{indent}- {text}")).collect();
            return vec![page.insert(page.line_end(end), &lines)];
        }
        let has_own_lines = page.before(self.start(before)).trim().is_empty() && page.is_over(page.behind(end));
        if !has_own_lines {
            return vec![page.insert(end, &format!(", {}", texts.join(", ")))];
        }
        let indent = page.indent(self.start(before));
        let has_comma = page.behind(end).trim_start().starts_with(',');
        let comma = if has_comma || page.notation() == Notation::Yaml { "," } else { "" };
        let lines: String = texts.iter().map(|text| format!("\n{indent}{text}{comma}")).collect();
        let line_end = page.insert(page.line_end(end), &lines);
        match has_comma || page.notation() == Notation::Cx {
            true => vec![line_end],
            false => vec![page.insert(end, ","), line_end],
        }
    }

    fn insert_first(&self, texts: &[String]) -> Edit {
        let (page, start) = (self.page, self.start(0));
        match (self.is_flow, page.before(start).trim().is_empty()) {
            (false, _) => {
                let indent = " ".repeat(page.before(self.dash(0)).chars().count());
                let lines: String = texts.iter().map(|text| format!("- {text}\n{indent}")).collect();
                page.insert(self.dash(0), &lines)
            }
            (true, true) => {
                let indent = page.indent(start);
                let lines: String = texts.iter().map(|text| format!("{text},\n{indent}")).collect();
                page.insert(start, &lines)
            }
            (true, false) => page.insert(start, &format!("{}, ", texts.join(", "))),
        }
    }

    /// Takes out the items `from..to`, never all of them.
    fn cut(&self, from: usize, to: usize) -> Result<Edit, String> {
        let page = self.page;
        if !self.is_flow {
            let own_line = page.before(self.dash(from)).trim().is_empty();
            return match own_line {
                true => Ok(page.cut_lines(self.dash(from), self.end(to - 1))),
                false => Err("The list begins beside its key, so it has to be changed in the file.".to_owned()),
            };
        }
        let is_last = to >= self.written.len();
        let (start, end) = match (is_last, from.checked_sub(1)) {
            (true, Some(before)) => (self.end(before), self.end(to - 1)),
            _ => (self.start(from), self.start(to)),
        };
        match page.comments(start, end).next() {
            None => Ok(page.replace(start, end, "")),
            Some(_) => Err("A comment stands between the items, so they have to be changed in the file.".to_owned()),
        }
    }
}
