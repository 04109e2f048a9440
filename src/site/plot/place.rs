//! Labels beside points: no two overlap, none covers a point, none leaves the frame.
//!
//! Greedy with a fixed order of tries: beside the point, then further and further out with a thin line that leads back. Lines avoid
//! labels and points where they can; out of a dense heap they cannot. When the frame is too small for all labels it grows, so
//! there is always a place.

use super::{Point, Rect};

/// A point to be drawn and the size of the label it needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::site) struct Spot {
    /// Where it wants to be: across and up, each from 0 to 1.
    pub(in crate::site) at: (f64, f64),
    pub(in crate::site) radius: f64,
    /// Width and height of its label.
    pub(in crate::site) label: (f64, f64),
}

/// Where a point and its label went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::site) struct Placed {
    pub(in crate::site) at: Point,
    pub(in crate::site) label: Rect,
    /// From the point to the label, where they do not touch.
    pub(in crate::site) leader: Option<(Point, Point)>,
}

/// Between a label and everything else.
const GAP: f64 = 5.0;
/// Between the edges of two points.
const APART: f64 = 3.0;
/// How much a frame grows when labels do not fit.
const GROWTH: f64 = 1.25;
/// And how many times.
const MOST_GROWTHS: usize = 12;
/// Between tries for a label that finds no place beside its point.
const STEP: f64 = 16.0;
/// The most tries for a label, and those after the first that found a place at all.
const MOST_TRIES: f64 = 5000.0;
const TRIES_BEYOND: usize = 250;

/// Places all spots into a frame of this width and at least this height. The answer has one entry for each spot, and the height
/// that was needed. A label wider than the frame would find no place, and is held at its left edge.
pub(in crate::site) fn scatter(spots: &[Spot], width: f64, height: f64) -> (Vec<Placed>, f64) {
    let mut height = height;
    for _ in 0..MOST_GROWTHS {
        let frame = Rect::new(0.0, 0.0, width, height);
        let points = apart(spots, &frame);
        if let Some(placed) = labelled(spots, &points, &frame) {
            return (placed, height);
        }
        height *= GROWTH;
    }
    below(spots, width, height)
}

/// The last resort: the labels as a list below the points.
fn below(spots: &[Spot], width: f64, height: f64) -> (Vec<Placed>, f64) {
    let points = apart(spots, &Rect::new(0.0, 0.0, width, height));
    let mut bottom = height + GAP;
    let place = |(spot, at): (&Spot, Point)| {
        let label = Rect::new(0.0, bottom, spot.label.0.min(width), spot.label.1);
        bottom = label.bottom() + GAP;
        Placed { at, label, leader: Some((at, label.nearest(at))) }
    };
    let placed = spots.iter().zip(points).map(place).collect();
    (placed, bottom)
}

/// The points in the frame, moved as little as needed so that none covers another.
fn apart(spots: &[Spot], frame: &Rect) -> Vec<Point> {
    let mut taken: Vec<(Point, f64)> = Vec::with_capacity(spots.len());
    for spot in spots {
        let inner = frame.grown(-spot.radius);
        let wish = Point::new(
            inner.x + spot.at.0.clamp(0.0, 1.0) * inner.width,
            inner.y + (1.0 - spot.at.1.clamp(0.0, 1.0)) * inner.height,
        );
        let free = |at: &Point| {
            let clear = |(other, radius): &(Point, f64)| distance(*at, *other) >= radius + spot.radius + APART;
            inner.holds(&Rect::around(*at, 0.0)) && taken.iter().all(clear)
        };
        let at = around(wish, (2.0 * spot.radius).max(10.0), 2000).find(free).unwrap_or(wish);
        taken.push((at, spot.radius));
    }
    taken.into_iter().map(|(at, _)| at).collect()
}

fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// `wish`, then points around it on a spiral of evenly spread turns (the golden angle), each a little further out.
fn around(wish: Point, step: f64, count: usize) -> impl Iterator<Item = Point> {
    const GOLDEN: f64 = 2.399_963_229_728_653;
    (0..count).map(move |at| {
        let (angle, far) = (at as f64 * GOLDEN, step * 0.6 * (at as f64).sqrt());
        Point::new(wish.x + far * angle.cos(), wish.y + far * angle.sin())
    })
}

/// A label for every point; none when one finds no place.
fn labelled(spots: &[Spot], points: &[Point], frame: &Rect) -> Option<Vec<Placed>> {
    let dots: Vec<Rect> = spots.iter().zip(points).map(|(spot, at)| Rect::around(*at, spot.radius)).collect();
    let mut done: Vec<Option<Placed>> = vec![None; spots.len()];
    for at in order(points) {
        let (spot, point) = (spots.get(at)?, *points.get(at)?);
        let placed = Search { frame, dots: &dots, own: at, done: &done }.place(spot, point)?;
        *done.get_mut(at)? = Some(placed);
    }
    done.into_iter().collect()
}

/// The most crowded points first: they have least to choose from.
fn order(points: &[Point]) -> Vec<usize> {
    const NEAR: f64 = 90.0;
    let crowd = |point: &Point| points.iter().filter(|other| distance(*point, **other) < NEAR).count();
    let mut order: Vec<(usize, usize)> = points.iter().map(crowd).enumerate().collect();
    order.sort_by_key(|(at, crowd)| (std::cmp::Reverse(*crowd), *at));
    order.into_iter().map(|(at, _)| at).collect()
}

struct Search<'a> {
    frame: &'a Rect,
    dots: &'a [Rect],
    own: usize,
    done: &'a [Option<Placed>],
}

impl Search<'_> {
    fn place(&self, spot: &Spot, point: Point) -> Option<Placed> {
        let (width, height) = (spot.label.0.min(self.frame.width), spot.label.1);
        let beside =
            beside(point, spot.radius + GAP, width, height).map(|label| Placed { at: point, label, leader: None });
        let near = beside.into_iter().find(|placed| self.is_free(placed) && self.is_clear(placed, true));
        near.or_else(|| self.far(spot, point, (width, height)))
    }

    /// Somewhere else, the nearest place first, with a line back to the point.
    /// Best is a line that passes through nothing, second best one through points, then any.
    fn far(&self, spot: &Spot, point: Point, (width, height): (f64, f64)) -> Option<Placed> {
        let place = |middle: Point| {
            let room = self.frame;
            let x = (middle.x - width / 2.0).clamp(room.x, (room.right() - width).max(room.x));
            let y = (middle.y - height / 2.0).clamp(room.y, (room.bottom() - height).max(room.y));
            let label = Rect::new(x, y, width, height);
            let end = label.nearest(point);
            let far = distance(point, end);
            let start = Point::new(
                point.x + (end.x - point.x) / far.max(1.0) * spot.radius,
                point.y + (end.y - point.y) / far.max(1.0) * spot.radius,
            );
            let leader = (far > spot.radius + GAP).then_some((start, end));
            Placed { at: point, label, leader }
        };
        let reach = self.frame.width.hypot(self.frame.height);
        let count = (reach / (STEP * 0.6)).powi(2).min(MOST_TRIES);
        let mut second: Option<(bool, Placed)> = None;
        let mut left = count as usize;
        for placed in around(point, STEP, count as usize).map(place) {
            left = left.saturating_sub(1);
            if left == 0 && second.is_some() {
                break;
            }
            if !self.is_free(&placed) {
                continue;
            }
            match (self.is_clear(&placed, true), self.is_clear(&placed, false), &second) {
                (true, ..) => return Some(placed),
                (_, true, None | Some((false, _))) => second = Some((true, placed)),
                (_, false, None) => second = Some((false, placed)),
                _ => {}
            }
            // A better place much further out would be no better to read.
            left = left.min(TRIES_BEYOND);
        }
        second.map(|(_, placed)| placed)
    }

    /// Whether the label meets neither the edge of the frame nor another label nor a point.
    fn is_free(&self, placed: &Placed) -> bool {
        let label = placed.label.grown(GAP / 2.0);
        self.frame.holds(&placed.label)
            && self.dots.iter().all(|dot| !dot.overlaps(&label))
            && self.done.iter().flatten().all(|other| !other.label.grown(GAP / 2.0).overlaps(&label))
    }

    /// Whether no line passes through a label, nor, if `dots`, the new one through another point.
    fn is_clear(&self, placed: &Placed, dots: bool) -> bool {
        let through = |(at, dot): (usize, &Rect)| at != self.own && crosses(placed.leader, dot);
        let others = || self.done.iter().flatten();
        others().all(|other| !crosses(other.leader, &placed.label) && !crosses(placed.leader, &other.label))
            && !(dots && self.dots.iter().enumerate().any(through))
    }
}

fn crosses(leader: Option<(Point, Point)>, rect: &Rect) -> bool {
    leader.is_some_and(|(from, to)| rect.is_crossed_by(from, to))
}

/// The places that touch the point, the ones easiest to read first.
fn beside(at: Point, far: f64, width: f64, height: f64) -> [Rect; 8] {
    let (left, right) = (at.x - far - width, at.x + far);
    let (above, below) = (at.y - far - height, at.y + far);
    let (middle, centre) = (at.y - height / 2.0, at.x - width / 2.0);
    let near = far * 0.7;
    let (in_right, in_left) = (at.x + near, at.x - near - width);
    let (in_above, in_below) = (at.y - near - height, at.y + near);
    [
        (right, middle),
        (left, middle),
        (centre, above),
        (centre, below),
        (in_right, in_above),
        (in_right, in_below),
        (in_left, in_above),
        (in_left, in_below),
    ]
    .map(|(x, y)| Rect::new(x, y, width, height))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Label, Type, wrap};
    use super::*;
    use crate::site::hyphens::Hyphens;

    const NAMES: &[&str] = &[
        "Vertragsverlängerungsbestätigung",
        "Anruf bei der Kundendienstleitstelle",
        "Rechnung",
        "Selbstbedienungsterminal im Eingangsbereich",
        "Kapselrückgabestation am Wertstoffhof",
        "Brief zur Datenschutzgrundverordnung",
        "Notfallhotline",
        "Rückrufwunschformular auf der Webseite",
        "Störungsmeldung",
        "App",
    ];

    fn assert_readable(spots: &[Spot], placed: &[Placed], frame: &Rect) {
        assert_eq!(placed.len(), spots.len());
        for (at, one) in placed.iter().enumerate() {
            assert!(frame.holds(&one.label), "label {at} leaves the frame: {one:?}");
            assert!(frame.holds(&Rect::around(one.at, spots[at].radius)), "point {at} leaves the frame: {one:?}");
            for (other_at, other) in placed.iter().enumerate() {
                let dot = Rect::around(other.at, spots[other_at].radius);
                assert!(!dot.overlaps(&one.label), "label {at} covers point {other_at}");
                if other_at > at {
                    assert!(!one.label.overlaps(&other.label), "{one:?} overlaps {other:?}");
                    assert!(distance(one.at, other.at) >= spots[at].radius + spots[other_at].radius);
                }
            }
        }
    }

    fn spots(points: &[(f64, f64, usize)], width: f64) -> Vec<Spot> {
        let german = Hyphens::new("de");
        let label = |name: usize| -> Label { wrap(&german.text(NAMES[name % NAMES.len()]), Type::new(13.0), width) };
        let spot = |(x, y, name): &(f64, f64, usize)| {
            let label = label(*name);
            Spot { at: (*x, *y), radius: 4.0 + (*name % 6) as f64, label: (label.width, label.height) }
        };
        points.iter().map(spot).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(6))]

        #[test]
        fn sixty_labels_keep_apart_wherever_the_points_are(
            points in prop::collection::vec((0.0..=1.0, 0.0..=1.0, 0_usize..60), 60),
            narrow in any::<bool>(),
        ) {
            let (width, line) = if narrow { (320.0, 110.0) } else { (1000.0, 150.0) };
            let spots = spots(&points, line);
            let (placed, height) = scatter(&spots, width, 480.0);
            assert_readable(&spots, &placed, &Rect::new(0.0, 0.0, width, height));
            assert!(narrow || height < 800.0, "{height}");
        }

        #[test]
        fn nor_do_they_meet_when_all_points_are_on_few_places(
            points in prop::collection::vec((0_usize..5, 0_usize..5, 0_usize..60), 60),
        ) {
            let points: Vec<(f64, f64, usize)> =
                points.iter().map(|(x, y, name)| (*x as f64 / 4.0, *y as f64 / 4.0, *name)).collect();
            let spots = spots(&points, 150.0);
            let (placed, height) = scatter(&spots, 1000.0, 480.0);
            assert_readable(&spots, &placed, &Rect::new(0.0, 0.0, 1000.0, height));
        }
    }

    #[test]
    fn one_heap_of_points_is_spread() {
        let points: Vec<(f64, f64, usize)> = (0..60).map(|at| (0.0, 1.0, at)).collect();
        let spots = spots(&points, 120.0);
        let (placed, height) = scatter(&spots, 640.0, 400.0);
        assert_readable(&spots, &placed, &Rect::new(0.0, 0.0, 640.0, height));
        assert!(scatter(&[], 640.0, 400.0).0.is_empty());
    }
}
