//! A directed graph in layers from left to right (after Sugiyama, Tagawa and Toda): boxes that never overlap, lines that pass between
//! them.
//!
//! Loops are allowed: an edge that closes one is laid out the other way round and says so. Long edges pass each layer on the way
//! in a lane of their own, so no line runs through a box. Parts that hang together nowhere stand below each other.

use std::collections::BTreeMap;

use super::{Point, Rect};

/// What is to be drawn.
#[derive(Debug, Default)]
pub(in crate::site) struct Graph {
    /// Width and height of each node.
    pub(in crate::site) nodes: Vec<(f64, f64)>,
    /// Pairs of numbers of nodes; those of unknown nodes and from a node to itself are left out.
    pub(in crate::site) edges: Vec<(usize, usize)>,
}

/// Where everything went.
#[derive(Debug, Default)]
pub(in crate::site) struct Layered {
    pub(in crate::site) width: f64,
    pub(in crate::site) height: f64,
    pub(in crate::site) nodes: Vec<Rect>,
    pub(in crate::site) edges: Vec<Way>,
}

/// The way of an edge.
#[derive(Debug)]
pub(in crate::site) struct Way {
    pub(in crate::site) from: usize,
    pub(in crate::site) to: usize,
    /// Whether it closes a loop; it then runs from right to left.
    pub(in crate::site) back: bool,
    /// From left to right: pairs of places between which it bends, and within a pair of neighbours runs level.
    pub(in crate::site) points: Vec<Point>,
}

/// Between layers: room for lines to bend.
const BETWEEN: f64 = 52.0;
/// Between boxes of a layer.
const GAP: f64 = 18.0;
/// The height of the lane of a line that passes a layer.
const LANE: f64 = 6.0;
/// Between parts that hang together nowhere.
const PARTS: f64 = 44.0;

/// Lays out `graph`.
pub(in crate::site) fn layered(graph: &Graph) -> Layered {
    let mut all = Layered { nodes: vec![Rect::new(0.0, 0.0, 0.0, 0.0); graph.nodes.len()], ..Layered::default() };
    for part in parts(graph) {
        Part::new(graph, &part).place(&mut all);
    }
    all
}

/// The nodes of each part that hangs together, the largest first.
fn parts(graph: &Graph) -> Vec<Vec<usize>> {
    let mut leader: Vec<usize> = (0..graph.nodes.len()).collect();
    fn find(leader: &mut [usize], mut node: usize) -> usize {
        while let Some(up) = leader.get(node).copied().filter(|up| *up != node) {
            let next = leader.get(up).copied().unwrap_or(up);
            if let Some(slot) = leader.get_mut(node) {
                *slot = next;
            }
            node = up;
        }
        node
    }
    for (from, to) in known(graph) {
        let (a, b) = (find(&mut leader, from), find(&mut leader, to));
        if let Some(slot) = leader.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for node in 0..graph.nodes.len() {
        groups.entry(find(&mut leader, node)).or_default().push(node);
    }
    let mut parts: Vec<Vec<usize>> = groups.into_values().collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part.first().copied()));
    parts
}

fn known(graph: &Graph) -> impl Iterator<Item = (usize, usize)> {
    let count = graph.nodes.len();
    graph.edges.iter().copied().filter(move |(from, to)| from != to && *from < count && *to < count)
}

/// A box, or the lane of a line.
struct Cell {
    /// The number of the node in the graph; none for a lane.
    node: Option<usize>,
    width: f64,
    height: f64,
    layer: usize,
    left: Vec<usize>,
    right: Vec<usize>,
    y: f64,
}

/// A part of the graph on its way to coordinates.
struct Part {
    cells: Vec<Cell>,
    /// Cells of each layer from top to bottom.
    layers: Vec<Vec<usize>>,
    /// Edges as the cells they pass from left to right, with the nodes they join.
    chains: Vec<(usize, usize, bool, Vec<usize>)>,
}

#[expect(
    clippy::indexing_slicing,
    reason = "every index is the number of a node, cell or layer of this part, and all tables have one entry for each"
)]
impl Part {
    fn new(graph: &Graph, nodes: &[usize]) -> Part {
        let local: BTreeMap<usize, usize> = nodes.iter().enumerate().map(|(at, node)| (*node, at)).collect();
        let mut edges: Vec<(usize, usize)> =
            known(graph).filter_map(|(from, to)| Some((*local.get(&from)?, *local.get(&to)?))).collect();
        edges.sort_unstable();
        edges.dedup();
        let turned = turned(nodes.len(), &edges);
        let forward: Vec<(usize, usize)> =
            edges.iter().zip(&turned).map(|((a, b), back)| if *back { (*b, *a) } else { (*a, *b) }).collect();
        let layer_of = layers_of(nodes.len(), &forward);
        let cell = |(at, node): (usize, &usize)| {
            let (width, height) = graph.nodes[*node];
            Cell { node: Some(*node), width, height, layer: layer_of[at], left: vec![], right: vec![], y: 0.0 }
        };
        let count = layer_of.iter().max().map_or(0, |layer| layer + 1);
        let mut part = Part {
            cells: nodes.iter().enumerate().map(cell).collect(),
            layers: vec![Vec::new(); count],
            chains: Vec::new(),
        };
        let mut seen = BTreeMap::new();
        for (((from, to), back), (a, b)) in edges.iter().zip(&turned).zip(&forward) {
            // Two nodes that drive each other share one line with a head at each end.
            let chain = seen.entry((*a, *b)).or_insert_with(|| part.chain(*a, *b)).clone();
            part.chains.push((nodes[*from], nodes[*to], *back, chain));
        }
        for (at, cell) in part.cells.iter().enumerate() {
            part.layers[cell.layer].push(at);
        }
        part
    }

    /// The cells from `a` to `b`: both and a lane in every layer between.
    fn chain(&mut self, a: usize, b: usize) -> Vec<usize> {
        let mut chain = vec![a];
        for layer in self.cells[a].layer + 1..self.cells[b].layer {
            let cell = Cell { node: None, width: 0.0, height: LANE, layer, left: vec![], right: vec![], y: 0.0 };
            chain.push(self.cells.len());
            self.cells.push(cell);
        }
        chain.push(b);
        for pair in chain.windows(2) {
            if let [from, to] = pair {
                self.cells[*from].right.push(*to);
                self.cells[*to].left.push(*from);
            }
        }
        chain
    }

    fn place(mut self, all: &mut Layered) {
        self.order();
        self.heights();
        let widths: Vec<f64> =
            self.layers.iter().map(|layer| layer.iter().map(|at| self.cells[*at].width).fold(0.0, f64::max)).collect();
        let mut left = vec![0.0];
        for width in &widths {
            left.push(left[left.len() - 1] + width + BETWEEN);
        }
        let top = self.cells.iter().map(|cell| cell.y).fold(f64::INFINITY, f64::min);
        let offset = if all.height > 0.0 { all.height + PARTS } else { 0.0 } - if top.is_finite() { top } else { 0.0 };
        for cell in &self.cells {
            if let Some(node) = cell.node {
                all.nodes[node] = Rect::new(left[cell.layer], cell.y + offset, widths[cell.layer], cell.height);
                all.height = all.height.max(cell.y + offset + cell.height);
            }
        }
        for (from, to, back, chain) in &self.chains {
            let points = self.points(chain, &left, &widths, offset);
            all.height = points.iter().map(|point| point.y + LANE).fold(all.height, f64::max);
            all.edges.push(Way { from: *from, to: *to, back: *back, points });
        }
        all.width = all.width.max(left[left.len() - 1] - BETWEEN);
    }

    /// Where a chain leaves and enters each layer it passes.
    fn points(&self, chain: &[usize], left: &[f64], widths: &[f64], offset: f64) -> Vec<Point> {
        let mut points = Vec::with_capacity(2 * chain.len());
        for (at, cell) in chain.iter().map(|cell| &self.cells[*cell]).enumerate() {
            let y = cell.y + offset + cell.height / 2.0;
            if at > 0 {
                points.push(Point::new(left[cell.layer], y));
            }
            if at + 1 < chain.len() {
                points.push(Point::new(left[cell.layer] + widths[cell.layer], y));
            }
        }
        points
    }

    /// Sorts each layer so that few lines cross: by the mean place of neighbours, to and fro, keeping the best order found.
    fn order(&mut self) {
        const SWEEPS: usize = 16;
        let mut best = (self.crossings(), self.layers.clone());
        for sweep in 0..SWEEPS {
            let to_right = sweep % 2 == 0;
            let count = self.layers.len();
            for step in 1..count {
                self.sort_layer(if to_right { step } else { count - 1 - step }, to_right);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.layers.clone());
            }
        }
        self.layers = best.1;
    }

    fn sort_layer(&mut self, layer: usize, by_left: bool) {
        let places = self.places();
        let mean = |at: &usize| {
            let cell = &self.cells[*at];
            let near = if by_left { &cell.left } else { &cell.right };
            let sum: f64 = near.iter().map(|other| places[*other]).sum();
            if near.is_empty() { places[*at] } else { sum / near.len() as f64 }
        };
        let mut sorted: Vec<(f64, usize)> = self.layers[layer].iter().map(|at| (mean(at), *at)).collect();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.layers[layer] = sorted.into_iter().map(|(_, at)| at).collect();
    }

    /// The place of each cell in its layer, from 0 to 1.
    fn places(&self) -> Vec<f64> {
        let mut places = vec![0.0; self.cells.len()];
        for layer in &self.layers {
            for (at, cell) in layer.iter().enumerate() {
                places[*cell] = (at as f64 + 0.5) / layer.len() as f64;
            }
        }
        places
    }

    fn crossings(&self) -> usize {
        let mut rank = vec![0; self.cells.len()];
        for layer in &self.layers {
            layer.iter().enumerate().for_each(|(at, cell)| rank[*cell] = at);
        }
        let lines = |layer: &Vec<usize>| -> Vec<(usize, usize)> {
            let of = |at: &usize| self.cells[*at].right.iter().map(|to| (rank[*at], rank[*to])).collect::<Vec<_>>();
            layer.iter().flat_map(of).collect()
        };
        let in_layer = |lines: Vec<(usize, usize)>| {
            let crossed = |(a, b): &(usize, usize)| lines.iter().filter(|(c, d)| a < c && b > d).count();
            lines.iter().map(crossed).sum::<usize>()
        };
        self.layers.iter().map(|layer| in_layer(lines(layer))).sum()
    }

    /// Heights: each cell as near to the middle of its neighbours as order and gaps allow.
    fn heights(&mut self) {
        const ROUNDS: usize = 24;
        for layer in 0..self.layers.len() {
            self.settle(layer, |_, at| at as f64);
        }
        for round in 0..ROUNDS {
            let count = self.layers.len();
            for step in 0..count {
                let to_right = round % 2 == 0;
                self.settle(if to_right { step } else { count - 1 - step }, move |part, cell| {
                    part.wish(cell, to_right)
                });
            }
        }
    }

    /// The middle of the neighbours of a cell, of those on the side already placed if it has any.
    fn wish(&self, at: usize, to_right: bool) -> f64 {
        let cell = &self.cells[at];
        let (first, second) = if to_right { (&cell.left, &cell.right) } else { (&cell.right, &cell.left) };
        let near = if first.is_empty() { second } else { first };
        let middle = |other: &usize| self.cells[*other].y + self.cells[*other].height / 2.0;
        match near.len() {
            0 => cell.y,
            count => near.iter().map(middle).sum::<f64>() / count as f64 - cell.height / 2.0,
        }
    }

    /// Moves the cells of a layer to where they wish to be, in order and with their gaps: the least squares solution, found by
    /// pooling neighbours that would get too near (isotonic regression).
    fn settle(&mut self, layer: usize, wish: impl Fn(&Part, usize) -> f64) {
        let cells = self.layers[layer].clone();
        let mut above = 0.0;
        // Sum of wishes, less what stands above in each case, and number of cells: blocks that move as one.
        let mut blocks: Vec<(f64, usize)> = Vec::new();
        let mut offsets = Vec::with_capacity(cells.len());
        for cell in &cells {
            blocks.push((wish(self, *cell) - above, 1));
            offsets.push(above);
            above += self.cells[*cell].height + GAP;
            while let [.., (sum, count), (last, last_count)] = blocks.as_slice() {
                if sum / *count as f64 <= last / *last_count as f64 {
                    break;
                }
                let pooled = (sum + last, count + last_count);
                blocks.truncate(blocks.len() - 2);
                blocks.push(pooled);
            }
        }
        let levels = blocks.iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / *count as f64, *count));
        for ((cell, offset), level) in cells.iter().zip(offsets).zip(levels) {
            self.cells[*cell].y = level + offset;
        }
    }
}

/// For each edge, whether it must be turned so that no loop is left: those that lead back to a node on the way to their own start.
#[expect(clippy::indexing_slicing, reason = "every index is a node below `count` or the number of an edge")]
fn turned(count: usize, edges: &[(usize, usize)]) -> Vec<bool> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut entered = vec![0_usize; count];
    for (at, (from, to)) in edges.iter().enumerate() {
        out[*from].push(at);
        entered[*to] += 1;
    }
    let mut starts: Vec<usize> = (0..count).collect();
    starts.sort_by_key(|node| (entered[*node], std::cmp::Reverse(out[*node].len()), *node));
    let (mut turned, mut state) = (vec![false; edges.len()], vec![0_u8; count]);
    for start in starts {
        if state[start] > 0 {
            continue;
        }
        state[start] = 1;
        let mut path = vec![(start, 0)];
        while let Some((node, next)) = path.last_mut() {
            let Some(edge) = out[*node].get(*next).copied() else {
                state[*node] = 2;
                path.pop();
                continue;
            };
            *next += 1;
            let to = edges[edge].1;
            match state[to] {
                0 => {
                    state[to] = 1;
                    path.push((to, 0));
                }
                1 => turned[edge] = true,
                _ => {}
            }
        }
    }
    turned
}

/// The layer of each node: as far left as its predecessors allow; what has none stands right before the first that it leads to.
#[expect(clippy::indexing_slicing, reason = "every index is a node below `count`")]
fn layers_of(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut layers = vec![0_usize; count];
    let mut left = vec![0_usize; count];
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (from, to) in edges {
        out[*from].push(*to);
        left[*to] += 1;
    }
    let sources: Vec<usize> = (0..count).filter(|node| left[*node] == 0).collect();
    let mut ready = sources.clone();
    while let Some(node) = ready.pop() {
        for to in &out[node] {
            layers[*to] = layers[*to].max(layers[node] + 1);
            left[*to] -= 1;
            if left[*to] == 0 {
                ready.push(*to);
            }
        }
    }
    for node in sources {
        let first = out[node].iter().map(|to| layers[*to]).min().unwrap_or(0);
        layers[node] = first.saturating_sub(1);
    }
    layers
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(count: usize, edges: &[(usize, usize)]) -> Layered {
        let nodes = (0..count).map(|at| (150.0, 30.0 + (at % 3) as f64 * 16.0)).collect();
        layered(&Graph { nodes, edges: edges.to_vec() })
    }

    fn assert_clear(drawn: &Layered) {
        let frame = Rect::new(0.0, 0.0, drawn.width, drawn.height);
        for (at, node) in drawn.nodes.iter().enumerate() {
            assert!(frame.holds(node), "{node:?} leaves {frame:?}");
            assert!(drawn.nodes[at + 1..].iter().all(|other| !node.overlaps(other)), "{drawn:?}");
        }
        for way in &drawn.edges {
            let (first, last) = if way.back { (way.to, way.from) } else { (way.from, way.to) };
            assert_eq!(way.points[0].x, drawn.nodes[first].right());
            assert_eq!(way.points[way.points.len() - 1].x, drawn.nodes[last].x);
            for pair in way.points.windows(2) {
                // A bend stays between the heights of its ends, between two layers.
                let bend = Rect::new(
                    pair[0].x,
                    pair[0].y.min(pair[1].y),
                    pair[1].x - pair[0].x,
                    (pair[0].y - pair[1].y).abs().max(0.01),
                );
                assert!(bend.width > 0.0, "lines run from left to right: {way:?}");
                assert!(
                    drawn.nodes.iter().all(|node| !node.overlaps(&bend)),
                    "{way:?} runs through a box of {drawn:?}"
                );
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(120))]

        #[test]
        fn no_line_runs_through_a_box_and_no_boxes_overlap(
            count in 1_usize..40,
            edges in prop::collection::vec((0_usize..40, 0_usize..40), 0..70),
        ) {
            assert_clear(&drawn(count, &edges));
        }
    }

    #[test]
    fn loops_are_drawn_with_one_edge_turned() {
        let drawn = drawn(4, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 3), (7, 1)]);
        assert_clear(&drawn);
        assert_eq!(drawn.edges.iter().filter(|way| way.back).count(), 1);
        assert_eq!(drawn.edges.len(), 4);
        assert!(drawn.nodes[0].x < drawn.nodes[1].x && drawn.nodes[2].x < drawn.nodes[3].x);
    }

    #[test]
    fn a_simple_chain_is_straight() {
        let drawn = layered(&Graph { nodes: vec![(100.0, 30.0); 3], edges: vec![(0, 1), (1, 2)] });
        assert!(
            drawn.edges.iter().all(|way| way.points.iter().all(|point| (point.y - 15.0).abs() < 0.01)),
            "{drawn:?}"
        );
        assert_eq!(drawn.height, 30.0);
    }
}
