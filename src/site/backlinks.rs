//! Who refers to an element or to a part of it, grouped by kind.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr};
use minijinja::{Value, context};

use super::base::Base;
use super::escape;
use super::pieces::ROOT;
use crate::model::ElementRef;
use crate::present::{format, uses};
use crate::text::Str;

/// Uses of an element shown per kind; how many more there are is said.
const USES: usize = 200;
/// Roles named per use.
const ROLES: usize = 3;

/// The groups of users of `element`.
pub(super) fn of(base: &Base<'_>, element: ElementRef<'_>) -> Arc<[Arc<Group>]> {
    uses::of(base, element).into_iter().map(|group| Arc::new(Group::new(base, group))).collect()
}

/// They as a section of the page.
pub(super) fn html(base: &Base<'_>, groups: &[Arc<Group>]) -> String {
    let mut html =
        ["<section aria-labelledby=\"used-by\"><h2 id=\"used-by\">", base.words.get("used_by"), "</h2>\n"].concat();
    if groups.is_empty() {
        html.extend(["<p class=\"soft\">", base.words.get("used_by_none"), "</p>\n</section>"]);
        return html;
    }
    html.push_str("<div class=\"used\">\n");
    for group in groups {
        group.push(base, &mut html);
    }
    html + "</div>\n</section>"
}

/// The groups for templates, each with `label`, `count`, `uses`, `further`, and `rows`, the uses ready to print.
#[derive(Debug)]
pub(super) struct Groups(pub(super) Arc<[Arc<Group>]>);

impl Object for Groups {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.0.get(key.as_usize()?).map(|group| Value::from_dyn_object(Arc::clone(group)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }
}

/// The users of one kind.
#[derive(Debug)]
pub(super) struct Group {
    label: String,
    count: usize,
    uses: Vec<Use>,
    further: Option<String>,
}

#[derive(Debug)]
struct Use {
    href: String,
    name: Str,
    lang: Option<&'static str>,
    how: String,
}

impl Group {
    fn new(base: &Base<'_>, group: uses::Group<'_>) -> Group {
        let count = group.users.len();
        let further = count.checked_sub(USES + 1).map(|more| base.words.further(more + 1));
        let uses = group.users.into_iter().take(USES).map(|(user, roles)| Use::new(base, user, roles)).collect();
        Group { label: group.label.to_owned(), count, uses, further }
    }

    fn push(&self, base: &Base<'_>, html: &mut String) {
        html.push_str("<div><h3>");
        escape::push(&self.label, html);
        html.extend([
            " <span>",
            &format::number(self.count as f64, &base.words),
            "</span></h3><ul class=\"plain rows\">\n",
        ]);
        self.push_rows(html);
        if let Some(further) = &self.further {
            html.extend(["\n<li class=\"soft\">", further, "</li>"]);
        }
        html.push_str("\n</ul></div>\n");
    }

    fn push_rows(&self, html: &mut String) {
        html.reserve(self.uses.len() * 160);
        for (at, one) in self.uses.iter().enumerate() {
            html.push_str(if at > 0 { "\n" } else { "" });
            one.push_row(html);
        }
    }

    fn rows(&self) -> String {
        let mut html = String::new();
        self.push_rows(&mut html);
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
        Use { href: base.href(user, ROOT), name: user.name().clone(), lang: user.name_lang(), how }
    }

    fn push_row(&self, html: &mut String) {
        html.push_str("<li><span><a href=\"");
        escape::push(&self.href, html);
        if let Some(lang) = self.lang {
            html.push_str("\" lang=\"");
            html.push_str(lang);
        }
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
            "label" => Value::from(self.label.as_str()),
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
