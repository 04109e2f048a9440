//! One picture in three sizes: what is readable on a wall is not on a telephone.
//!
//! Text in an SVG shrinks with it. So each picture is laid out for three widths; the style sheet shows the one that fits the
//! place at hand, and the others are neither seen nor read aloud.

/// How wide a picture is laid out, in units that are pixels when it is shown at its own size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Size {
    Narrow,
    Medium,
    Wide,
}

impl Size {
    pub(in crate::site) const ALL: [Size; 3] = [Size::Narrow, Size::Medium, Size::Wide];

    pub(in crate::site) fn width(self) -> f64 {
        match self {
            Size::Narrow => 320.0,
            Size::Medium => 640.0,
            Size::Wide => 1080.0,
        }
    }

    /// The class that shows it where it fits.
    pub(in crate::site) fn class(self) -> &'static str {
        match self {
            Size::Narrow => "s0",
            Size::Medium => "s1",
            Size::Wide => "s2",
        }
    }
}

/// A picture with what explains it, as HTML.
#[derive(Debug, Default)]
pub(in crate::site) struct Figure {
    /// The picture, in all sizes.
    pub(in crate::site) svg: String,
    /// The legend: what shapes and places mean, in words, as HTML.
    pub(in crate::site) legend: String,
}

/// The picture that `draw` draws at each size.
pub(in crate::site) fn figure(legend: String, draw: impl Fn(Size) -> String) -> Figure {
    Figure { svg: Size::ALL.into_iter().map(draw).collect(), legend }
}

impl Figure {
    /// The figure with its legend.
    pub(in crate::site) fn html(&self) -> String {
        ["<figure class=\"fig\">", &self.svg, "<figcaption>", &self.legend, "</figcaption></figure>"].concat()
    }
}
