// Searches the index that the compiler wrote. Loads only the shards whose beginnings fit the words typed, and the blocks
// of elements it shows; everything comes in as scripts, so it works from a folder on disk.
(function () {
  "use strict";
  var index = window.touchbaseIndex, fold = window.touchbaseFold;
  var input = document.getElementById("q"), list = document.getElementById("hits"), status = document.getElementById("status");
  if (!index || !input || !list) return;
  var shards = {}, blocks = {}, waiting = {}, latest = 0;
  var SHOWN = 40, WEIGHTS = [10, 6, 1];

  window.touchbaseTerms = function (number, lines) {
    shards[number] = lines.split("\n").slice(0, -1).map(function (line) {
      var gap = line.indexOf(" ");
      return [line.slice(0, gap), line.slice(gap + 1)];
    });
  };
  window.touchbaseDocs = function (number, docs) { blocks[number] = docs; };

  function load(name) {
    if (!waiting[name]) {
      waiting[name] = new Promise(function (done) {
        var script = document.createElement("script");
        script.src = "search/" + name + ".js";
        script.onload = script.onerror = done;
        document.head.append(script);
      });
    }
    return waiting[name];
  }

  function numbers(fits) {
    return index.shards.map(function (prefix, at) { return fits(prefix) ? at : -1; }).filter(function (at) { return at >= 0; });
  }

  function loadShards(fits) {
    return Promise.all(numbers(fits).map(function (at) { return load("t" + at); }));
  }

  // Calls back with every element of a term and the weight of its role.
  function each(postings, callback) {
    postings.split(";").forEach(function (steps, role) {
      var doc = 0;
      if (steps) steps.split(",").forEach(function (step) { doc += parseInt(step, 36); callback(doc, WEIGHTS[role]); });
    });
  }

  // Letters that must be changed, added, dropped or swapped to make `a` of `b`; gives up beyond `limit`.
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    var before = [], last = [], row = [];
    for (var j = 0; j <= b.length; j++) last[j] = j;
    for (var i = 1; i <= a.length; i++) {
      row = [i];
      var best = i;
      for (j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
        best = Math.min(best, row[j]);
      }
      if (best > limit) return limit + 1;
      before = last; last = row;
    }
    return row[b.length];
  }

  function exact(term, word) {
    if (term === word) return 3;
    return term.startsWith(word) ? 1 + word.length / term.length : 0;
  }

  function similar(term, word) {
    var limit = word.length > 7 ? 2 : 1;
    var off = Math.min(distance(word, term, limit), distance(word, term.slice(0, word.length), limit), distance(word, term.slice(0, word.length + 1), limit));
    return off <= limit ? 1 / (1 + off) : 0;
  }

  // Scores of all elements for one word.
  function matches(word, fits, rate) {
    var found = new Map();
    numbers(fits).forEach(function (at) {
      (shards[at] || []).forEach(function (entry) {
        var rated = rate(entry[0], word);
        if (rated) each(entry[1], function (doc, weight) { found.set(doc, Math.max(found.get(doc) || 0, rated * weight)); });
      });
    });
    return found;
  }

  function find(word) {
    var near = function (prefix) { return prefix.startsWith(word) || word.startsWith(prefix); };
    return loadShards(near).then(function () {
      var found = matches(word, near, exact);
      if (found.size || word.length < 4) return { found: found };
      var alike = function (prefix) { return prefix[0] === word[0]; };
      return loadShards(alike).then(function () { return { found: matches(word, alike, similar), meant: true }; });
    });
  }

  // Elements that fit every word, the best first.
  function ranked(results) {
    var scores = [];
    results[0].found.forEach(function (score, doc) {
      var sum = results.reduce(function (sum, result) { return sum + (result.found.get(doc) || -1e9); }, 0);
      if (sum > 0) scores.push([doc, sum]);
    });
    return scores.sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
  }

  function search() {
    var query = input.value.trim(), turn = ++latest;
    var words = fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    if (!words.length) return show([], query, false, turn);
    Promise.all(words.map(find)).then(function (results) {
      if (turn === latest) show(ranked(results), query, results.some(function (result) { return result.meant; }), turn);
    });
  }

  function show(hits, query, meant, turn) {
    var top = hits.slice(0, SHOWN);
    var needed = top.map(function (hit) { return Math.floor(hit[0] / index.block); });
    Promise.all(Array.from(new Set(needed)).map(function (block) { return load("d" + block); })).then(function () {
      if (turn !== latest) return;
      list.replaceChildren.apply(list, top.map(function (hit) { return row(blocks[Math.floor(hit[0] / index.block)][hit[0] % index.block], query); }));
      var text = status.dataset, n = hits.length;
      var said = n === 1 ? text.one : n > SHOWN ? text.first.replace("{m}", SHOWN) : text.many;
      status.textContent = !query ? "" : !n ? text.none : (meant ? text.meant + " " : "") + said.replace("{n}", n);
    });
  }

  function add(parent, tag, text) {
    var node = document.createElement(tag);
    node.textContent = text;
    parent.append(node);
    return node;
  }

  function row(doc, query) {
    var item = document.createElement("li"), words = fold(query).split(/\s+/);
    item.className = "hit";
    add(item, "a", doc[1]).href = doc[0];
    add(item, "small", index.kinds[doc[2]]);
    if (doc[3]) add(item, "p", doc[3]);
    var as = doc[4].filter(function (name) { return words.some(function (word) { return word && fold(name).indexOf(word) >= 0; }); })[0];
    if (as) add(add(item, "p", status.dataset.as + " "), "i", as);
    return item;
  }

  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", search);
  input.form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  search();
})();
