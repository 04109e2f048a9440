//! Pictures drawn by the compiler: points, bars, graphs and heat maps as SVG, with labels that keep apart.
//!
//! Geometry and text only. What is plotted, and what it means, is said by the reports; all looks are classes of the style sheet
//! `plots.css`, so that pictures follow dark mode, contrast and print. Nothing here depends on the machine: text is measured by
//! a table of widths, numbers are printed with one rule.

mod figure;
mod layers;
mod place;
mod rect;
mod svg;
mod wrap;

pub(super) use super::width::Type;
pub(super) use figure::{Size, figure};
pub(super) use layers::{Graph, Layered, Way, layered};
pub(super) use place::{Spot, scatter};
pub(super) use rect::{Point, Rect};
pub(super) use svg::{Anchor, Svg};
pub(super) use wrap::{Label, wrap};
