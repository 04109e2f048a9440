// From a place in a text to a page of the site. Knows the lists that touchbase writes, and nothing of editors and disks.

'use strict';

/** The last element of `elements` that begins in `file` at `line` (counted from one) or before; none where there is no such. */
function elementAt(elements, file, line) {
  const above = elements.filter(element => element.file === file && element.line <= line);
  return above.reduce((best, element) => (best && best.line > element.line ? best : element), undefined);
}

/**
 * The page of an element and the part of it to show. A step has no page of its own: `journey.step` stands on that of its
 * journey. `index` is the `index.json` of the site.
 */
function pageOf(element, elements, index) {
  if (!element) {
    return { page: index.href };
  }
  const kind = index.kinds.find(kind => kind.kind === element.kind);
  if (kind) {
    return { page: kind.href.replace(/[^/]*$/, `${element.id}.html`) };
  }
  const [whole, ...part] = element.id.split('.');
  const holder = elements.find(other => other.id === whole && other.kind !== element.kind);
  const of = holder ? pageOf(holder, elements, index) : { page: index.href };
  return { ...of, part: part.join('.') };
}

module.exports = { elementAt, pageOf };
