//! Who refers to an element or to a part of it, grouped by kind.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object};
use minijinja::{Value, context};

use super::base::Base;
use super::escape;
use super::pieces::ROOT;
use crate::model::ElementRef;
use crate::present::uses;
use crate::text::Str;

/// Uses of an element shown per kind; how many more there are is said.
const USES: usize = 200;
/// Roles named per use.
const ROLES: usize = 3;

/// The groups for templates: `label`, `count`, `uses`, `further`, and `rows`, the uses ready to print.
pub(super) fn of(base: &Base<'_>, element: ElementRef<'_>) -> Vec<Value> {
    uses::of(base, element).into_iter().map(|group| Value::from_object(Group::new(base, group))).collect()
}

/// The users of one kind.
#[derive(Debug)]
struct Group {
    label: Value,
    count: usize,
    uses: Vec<Use>,
    further: Option<String>,
}

#[derive(Debug)]
struct Use {
    href: String,
    name: Str,
    how: String,
}

impl Group {
    fn new(base: &Base<'_>, group: uses::Group<'_>) -> Group {
        let count = group.users.len();
        let further = count.checked_sub(USES + 1).map(|more| base.words.further(more + 1));
        let uses = group.users.into_iter().take(USES).map(|(user, roles)| Use::new(base, user, roles)).collect();
        Group { label: Value::from(group.label), count, uses, further }
    }

    fn rows(&self) -> String {
        let mut html = String::with_capacity(self.uses.len() * 160);
        for (at, one) in self.uses.iter().enumerate() {
            html.push_str(if at > 0 { "\n" } else { "" });
            one.push_row(&mut html);
        }
        html
    }
}

impl Use {
    fn new(base: &Base<'_>, user: ElementRef<'_>, mut roles: Vec<String>) -> Use {
        let further = roles.len().checked_sub(ROLES + 1).map(|more| base.words.further(more + 1));
        roles.truncate(ROLES);
        let mut how = if roles.len() == 1 { roles.pop().unwrap_or_default() } else { roles.join(", ") };
        if let Some(further) = further {
            how = format!("{how} {further}");
        }
        Use { href: base.href(user, ROOT), name: user.name().clone(), how }
    }

    fn push_row(&self, html: &mut String) {
        html.push_str("<li><span><a href=\"");
        escape::push(&self.href, html);
        html.push_str("\">");
        escape::push(&self.name, html);
        html.push_str("</a><small>");
        escape::push(&self.how, html);
        html.push_str("</small></span></li>");
    }

    fn value(&self) -> Value {
        context! { href => self.href.as_str(), name => self.name.as_str(), how => self.how.as_str() }
    }
}

impl Object for Group {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        Some(match key {
            "label" => self.label.clone(),
            "count" => Value::from(self.count),
            "uses" => self.uses.iter().map(Use::value).collect(),
            "rows" => Value::from_safe_string(self.rows()),
            "further" => Value::from(self.further.clone()),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["label", "count", "uses", "rows", "further"])
    }
}
