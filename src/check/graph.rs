//! Loops in directed graphs.

/// The strongly connected components of more than one node, and single nodes that point to themselves: where the loops are.
/// Node `n` points to `edges[n]`. Components come in the order of their smallest node, nodes in ascending order. Linear in nodes
/// and edges; does not recurse, so that a chain of any length cannot exhaust the stack (Tarjan's algorithm).
pub(super) fn loops(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut search = Search {
        edges,
        order: vec![UNSEEN; edges.len()],
        low: vec![0; edges.len()],
        open: vec![false; edges.len()],
        stack: Vec::new(),
        next: 0,
        found: Vec::new(),
    };
    for node in 0..edges.len() {
        if search.order.get(node) == Some(&UNSEEN) {
            search.from(node);
        }
    }
    search.found.sort();
    search.found
}

const UNSEEN: usize = usize::MAX;

struct Search<'a> {
    edges: &'a [Vec<usize>],
    order: Vec<usize>,
    low: Vec<usize>,
    open: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    found: Vec<Vec<usize>>,
}

#[expect(
    clippy::indexing_slicing,
    reason = "every index is a node, and all tables have one entry a node; edges to elsewhere are dropped"
)]
impl Search<'_> {
    fn from(&mut self, root: usize) {
        let mut path = vec![(root, 0)];
        self.enter(root);
        while let Some((node, edge)) = path.last_mut() {
            let (node, next) = (*node, self.edges[*node].get(*edge).copied());
            *edge += 1;
            match next {
                Some(next) if next >= self.edges.len() => {}
                Some(next) if self.order[next] == UNSEEN => {
                    self.enter(next);
                    path.push((next, 0));
                }
                Some(next) if self.open[next] => self.low[node] = self.low[node].min(self.order[next]),
                Some(_) => {}
                None => {
                    path.pop();
                    if let Some((parent, _)) = path.last() {
                        self.low[*parent] = self.low[*parent].min(self.low[node]);
                    }
                    self.leave(node);
                }
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = self.next;
        self.low[node] = self.next;
        self.next += 1;
        self.open[node] = true;
        self.stack.push(node);
    }

    fn leave(&mut self, node: usize) {
        if self.low[node] != self.order[node] {
            return;
        }
        let mut component = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.open[member] = false;
            component.push(member);
            if member == node {
                break;
            }
        }
        if component.len() > 1 || self.edges[node].contains(&node) {
            component.sort_unstable();
            self.found.push(component);
        }
    }
}

/// One shortest loop through the first node of a component found by [`loops`]: its nodes in order, the first one not repeated.
pub(super) fn round_trip(edges: &[Vec<usize>], component: &[usize]) -> Vec<usize> {
    let Some(start) = component.first().copied() else { return Vec::new() };
    let mut came_from = rustc_hash::FxHashMap::default();
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for next in edges.get(node).into_iter().flatten().copied() {
            if next == start {
                return trace(&came_from, start, node);
            }
            if component.binary_search(&next).is_ok() && !came_from.contains_key(&next) {
                came_from.insert(next, node);
                queue.push_back(next);
            }
        }
    }
    component.to_vec()
}

fn trace(came_from: &rustc_hash::FxHashMap<usize, usize>, start: usize, last: usize) -> Vec<usize> {
    let mut way = vec![last];
    let mut node = last;
    while node != start {
        let Some(before) = came_from.get(&node) else { break };
        node = *before;
        way.push(node);
    }
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_are_found_once_and_walked_in_order() {
        let edges = vec![vec![1], vec![2, 4], vec![0], vec![3], vec![5], vec![]];
        assert_eq!(loops(&edges), [vec![0, 1, 2], vec![3]]);
        assert_eq!(round_trip(&edges, &[0, 1, 2]), [0, 1, 2]);
        assert_eq!(round_trip(&edges, &[3]), [3]);
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let edges: Vec<Vec<usize>> = (0..200_000).map(|node| vec![(node + 1) % 200_000]).collect();
        assert_eq!(loops(&edges).len(), 1);
    }
}
