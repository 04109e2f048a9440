//! Small things that several pages share: the way up, pictures, badges, feelings.

use jiff::civil::Date;
use minijinja::Value;

use super::base::Base;
use super::curve;
use crate::model::ElementRef;
use crate::present::{Words, format, plain};

/// The way from a page of an element up to the root of the site.
pub(super) const ROOT: &str = "../";

/// What a reader can do with any page: copy its address, print it. It needs scripts.
pub(super) fn actions(words: &Words) -> String {
    let [copy, copied, print] = ["copy", "copied", "print"].map(|key| words.get(key));
    format!(
        "<button class=\"js-only\" type=\"button\" data-copy=\"{copied}\">{copy}</button><span role=\"status\"></span>\
         <button class=\"js-only\" type=\"button\" data-print>{print}</button>"
    )
}

/// Where the picture of an element is, if it has one that exists.
pub(super) fn picture(base: &Base<'_>, element: ElementRef<'_>, root: &str) -> Option<String> {
    base.picture(element.text("image")?, root).map(|picture| picture.address)
}

/// The attributes by which a page keeps room for the picture of an element.
pub(super) fn picture_room(base: &Base<'_>, element: ElementRef<'_>) -> Option<Value> {
    Some(Value::from_safe_string(base.picture(element.text("image")?, "")?.room()))
}

/// The word to set beside the name of an element that is not in use.
pub(super) fn status_badge(base: &Base<'_>, element: ElementRef<'_>) -> Option<String> {
    let field = element.field("status").filter(|_| element.status() != "active")?;
    Some(plain::one_word(base, field))
}

/// The last day on which the last review of an element in use holds.
pub(super) fn due(element: ElementRef<'_>) -> Option<Date> {
    let every = element.duration("review_every").filter(|_| element.status() == "active")?;
    every.after(element.date("reviewed")?)
}

/// A feeling as gauge, number and word.
pub(super) fn feeling(base: &Base<'_>, value: i64) -> String {
    let (gauge, number, word) = (curve::gauge(value), format::signed(value), base.words.feeling(value));
    ["<span class=\"feel\">", &gauge, &number, " <span class=\"soft\">", word, "</span></span>"].concat()
}
