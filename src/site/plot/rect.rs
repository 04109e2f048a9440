//! Points and rectangles: what overlaps what.

/// A place in the picture, in its units, from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::site) struct Point {
    pub(in crate::site) x: f64,
    pub(in crate::site) y: f64,
}

/// A rectangle by its upper left corner and its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::site) struct Rect {
    pub(in crate::site) x: f64,
    pub(in crate::site) y: f64,
    pub(in crate::site) width: f64,
    pub(in crate::site) height: f64,
}

impl Point {
    pub(in crate::site) fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }
}

impl Rect {
    pub(in crate::site) fn new(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width, height }
    }

    /// The square around a circle.
    pub(in crate::site) fn around(at: Point, radius: f64) -> Rect {
        Rect::new(at.x - radius, at.y - radius, 2.0 * radius, 2.0 * radius)
    }

    pub(in crate::site) fn right(&self) -> f64 {
        self.x + self.width
    }

    pub(in crate::site) fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The same with a margin on all sides.
    pub(in crate::site) fn grown(&self, by: f64) -> Rect {
        Rect::new(self.x - by, self.y - by, self.width + 2.0 * by, self.height + 2.0 * by)
    }

    /// Whether the two share more than an edge.
    pub(in crate::site) fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether `other` lies inside, edges included.
    pub(in crate::site) fn holds(&self, other: &Rect) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }

    /// The point inside that is nearest to `to`.
    pub(in crate::site) fn nearest(&self, to: Point) -> Point {
        Point::new(to.x.clamp(self.x, self.right()), to.y.clamp(self.y, self.bottom()))
    }

    /// Whether the straight line from `a` to `b` passes through (Liang and Barsky: what is left of the line after each edge).
    pub(in crate::site) fn is_crossed_by(&self, a: Point, b: Point) -> bool {
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let edges = [(-dx, a.x - self.x), (dx, self.right() - a.x), (-dy, a.y - self.y), (dy, self.bottom() - a.y)];
        for (way, room) in edges {
            if way == 0.0 {
                if room <= 0.0 {
                    return false;
                }
            } else if way < 0.0 {
                from = from.max(room / way);
            } else {
                to = to.min(room / way);
            }
        }
        from < to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_do_not_overlap() {
        let a = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert!(!a.overlaps(&Rect::new(10.0, 0.0, 5.0, 5.0)));
        assert!(a.overlaps(&Rect::new(9.9, 9.9, 5.0, 5.0)));
        assert!(a.grown(1.0).overlaps(&Rect::new(10.0, 0.0, 5.0, 5.0)));
        assert!(a.holds(&Rect::new(0.0, 0.0, 10.0, 10.0)) && !a.holds(&Rect::new(5.0, 5.0, 5.1, 5.0)));
    }

    #[test]
    fn lines_cross_what_they_pass_through() {
        let a = Rect::new(10.0, 10.0, 10.0, 10.0);
        let crossed = |x0, y0, x1, y1| a.is_crossed_by(Point::new(x0, y0), Point::new(x1, y1));
        assert!(crossed(0.0, 0.0, 30.0, 30.0) && crossed(15.0, 0.0, 15.0, 40.0) && crossed(12.0, 12.0, 13.0, 13.0));
        assert!(!crossed(0.0, 0.0, 30.0, 0.0) && !crossed(0.0, 0.0, 9.0, 9.0) && !crossed(0.0, 25.0, 25.0, 50.0));
        assert!(!crossed(10.0, 0.0, 10.0, 30.0), "along an edge");
    }
}
