//! Writes SVG: shapes with classes, text in lines, links.

use super::super::{curve::push_number, escape};
use super::{Label, Point, Rect};

/// A picture that is being written.
#[derive(Debug, Default)]
pub(in crate::site) struct Svg {
    text: String,
}

/// On which side of its place a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    /// A picture of this size, called `title`, with the meaning of what is drawn in `desc`; both as plain text.
    /// It is a group of links, not a flat image: readers of the screen reach every point in it.
    pub(in crate::site) fn new(width: f64, height: f64, class: &str, title: &str, desc: &str) -> Svg {
        let mut svg = Svg { text: String::with_capacity(4096) };
        svg.text.push_str("<svg class=\"pl ");
        svg.text.push_str(class);
        svg.text.push_str("\" role=\"group\"");
        svg.text.push_str(" viewBox=\"0 0 ");
        push_number(width, &mut svg.text);
        svg.text.push(' ');
        push_number(height, &mut svg.text);
        svg.text.push('"');
        svg.attributes(&[("width", width), ("height", height)]);
        svg.text.push('>');
        svg.element("title", title);
        svg.element("desc", desc);
        svg
    }

    /// A sign of the legend, of which the words beside it say what it means.
    pub(in crate::site) fn key(width: f64, height: f64) -> Svg {
        let mut svg = Svg { text: "<svg class=\"pl sign\" aria-hidden=\"true\"".to_owned() };
        svg.attributes(&[("width", width), ("height", height)]);
        svg.text.push('>');
        svg
    }

    fn element(&mut self, name: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        for piece in ["<", name, ">"] {
            self.text.push_str(piece);
        }
        escape::push(text, &mut self.text);
        for piece in ["</", name, ">"] {
            self.text.push_str(piece);
        }
    }

    fn attributes(&mut self, attributes: &[(&str, f64)]) {
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            push_number(*value, &mut self.text);
            self.text.push('"');
        }
    }

    fn shape(&mut self, name: &str, class: &str, attributes: &[(&str, f64)]) {
        self.text.push('<');
        self.text.push_str(name);
        self.class(class);
        self.attributes(attributes);
        self.text.push_str("/>");
    }

    fn class(&mut self, class: &str) {
        if !class.is_empty() {
            for piece in [" class=\"", class, "\""] {
                self.text.push_str(piece);
            }
        }
    }

    pub(in crate::site) fn rect(&mut self, class: &str, rect: Rect, radius: f64) {
        let attributes = [("x", rect.x), ("y", rect.y), ("width", rect.width), ("height", rect.height), ("rx", radius)];
        let count = if radius > 0.0 { 5 } else { 4 };
        self.shape("rect", class, attributes.get(..count).unwrap_or_default());
    }

    pub(in crate::site) fn line(&mut self, class: &str, from: Point, to: Point) {
        self.shape("line", class, &[("x1", from.x), ("y1", from.y), ("x2", to.x), ("y2", to.y)]);
    }

    pub(in crate::site) fn circle(&mut self, class: &str, at: Point, radius: f64) {
        self.shape("circle", class, &[("cx", at.x), ("cy", at.y), ("r", radius)]);
    }

    /// A path from commands and their numbers.
    pub(in crate::site) fn path(&mut self, class: &str, commands: &[(char, &[f64])]) {
        self.text.push_str("<path");
        self.class(class);
        self.text.push_str(" d=\"");
        for (command, numbers) in commands {
            self.text.push(*command);
            for (at, number) in numbers.iter().enumerate() {
                if at > 0 {
                    self.text.push(' ');
                }
                push_number(*number, &mut self.text);
            }
        }
        self.text.push_str("\"/>");
    }

    /// One line of text whose baseline is at `at`.
    pub(in crate::site) fn text(&mut self, class: &str, at: Point, anchor: Anchor, text: &str) {
        self.open_text(class, anchor, Some(at));
        escape::push(text, &mut self.text);
        self.text.push_str("</text>");
    }

    /// A wrapped text whose upper edge is at `top`; `x` is where it starts, ends, or its middle.
    pub(in crate::site) fn label(&mut self, class: &str, x: f64, top: f64, anchor: Anchor, label: &Label) {
        // What stands above the baseline, about four fifths of the letters, and half of the room between lines.
        let first = top + (label.style.leading() - label.style.size) / 2.0 + label.style.size * 0.82;
        if let [line] = label.lines.as_slice() {
            return self.text(class, Point::new(x, first), anchor, line);
        }
        self.open_text(class, anchor, None);
        for (at, line) in label.lines.iter().enumerate() {
            self.text.push_str("<tspan");
            self.attributes(&[("x", x), ("y", first + at as f64 * label.style.leading())]);
            self.text.push('>');
            escape::push(line, &mut self.text);
            self.text.push_str("</tspan>");
        }
        self.text.push_str("</text>");
    }

    fn open_text(&mut self, class: &str, anchor: Anchor, at: Option<Point>) {
        self.text.push_str("<text");
        self.class(class);
        self.text.push_str(match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        });
        if let Some(at) = at {
            self.attributes(&[("x", at.x), ("y", at.y)]);
        }
        self.text.push('>');
    }

    /// One line of text that runs upwards, its middle at `at`.
    pub(in crate::site) fn upwards(&mut self, class: &str, at: Point, text: &str) {
        self.turned(class, Anchor::Middle, at, text);
    }

    /// One line of text that runs upwards from `at`.
    pub(in crate::site) fn rising(&mut self, class: &str, at: Point, text: &str) {
        self.turned(class, Anchor::Start, at, text);
    }

    fn turned(&mut self, class: &str, anchor: Anchor, at: Point, text: &str) {
        self.open_text(class, anchor, None);
        // The tag is open to the end of its attributes: take back the bracket.
        self.text.pop();
        self.text.push_str(" transform=\"translate(");
        push_number(at.x, &mut self.text);
        self.text.push(' ');
        push_number(at.y, &mut self.text);
        self.text.push_str(") rotate(-90)\">");
        escape::push(text, &mut self.text);
        self.text.push_str("</text>");
    }

    /// What `draw` draws, as a link to `href`; `title` says in words what it is, for those who point at it or cannot see it.
    pub(in crate::site) fn link(&mut self, href: &str, title: &str, draw: impl FnOnce(&mut Svg)) {
        self.text.push_str("<a href=\"");
        escape::push(href, &mut self.text);
        self.text.push_str("\">");
        self.element("title", title);
        draw(self);
        self.text.push_str("</a>");
    }

    /// What `draw` draws, together called `title`.
    pub(in crate::site) fn titled(&mut self, title: &str, draw: impl FnOnce(&mut Svg)) {
        self.text.push_str("<g>");
        self.element("title", title);
        draw(self);
        self.text.push_str("</g>");
    }

    /// What `draw` draws, unknown to readers of the screen: lines and marks that the words beside them say too.
    pub(in crate::site) fn hidden(&mut self, draw: impl FnOnce(&mut Svg)) {
        self.text.push_str("<g aria-hidden=\"true\">");
        draw(self);
        self.text.push_str("</g>");
    }

    /// The whole picture.
    pub(in crate::site) fn finish(mut self) -> String {
        self.text.push_str("</svg>");
        self.text
    }
}
