// Searches the index that the compiler wrote: on the search page, and as one types in the field at the top of every page.
// Loads only the files that can hold the words typed; everything comes in as scripts, so it works from a folder on disk.
(function () {
  "use strict";
  var fold = window.touchbaseFold, field = document.querySelector(".find input");
  if (!fold || !field || window.touchbasePart) return;
  window.touchbasePart = function (name, data) { parts[name] = data; };
  var root = new URL(".", field.form.action).href, parts = {}, waiting = {};
  var style = new URL("words.css", document.currentScript.src).href;
  if (!Array.from(document.styleSheets).some(function (sheet) { return sheet.href === style; })) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
  }
  if (window.touchbaseIndex) start(window.touchbaseIndex);
  else load("index").then(function () { if (window.touchbaseIndex) start(window.touchbaseIndex); });

  function load(name) {
    if (!waiting[name]) {
      waiting[name] = new Promise(function (done) {
        var script = document.createElement("script");
        script.src = root + "search/" + name + ".js";
        script.onload = script.onerror = function () { done(parts[name]); };
        document.head.append(script);
      });
    }
    return waiting[name];
  }

  function start(index) {
    var say = index.say;
    var files = { t: index.terms.split(","), w: index.words.split(","), e: index.ends.split(",") };
    var stop = index.stop.split(",");
    var ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    // How much a word is worth in a name of one, two, three, more words, as another name, in another name, in a text.
    var WORTH = [40, 30, 26, 22, 12, 8, 3], WORD = /[\p{Alphabetic}\p{N}\p{M}]+/gu, PAGE = 10, LIST = 8;

    // The numbers of the files of one sort that can hold words with this beginning.
    function reach(sort, word) {
      var before = function (end) { return files[sort].filter(function (key) { return key <= end; }).length - 1; };
      var numbers = [];
      for (var at = Math.max(0, before(word)); at <= before(word + "\uffff"); at++) numbers.push(at);
      return numbers;
    }

    function fetched(sort, numbers) {
      return Promise.all(numbers.map(function (at) { return load(sort + at); }));
    }

    function reversed(word) { return Array.from(word).reverse().join(""); }

    // The words of a file that tells only what is new in each.
    function unpacked(text) {
      var last = "";
      return (text || "").split(",").map(function (word) {
        last = Array.from(last).slice(0, parseInt(word[0], 36)).join("") + word.slice(1);
        return last;
      });
    }

    // Calls back with every number of a list: steps from one to the next, or bits.
    function each(list, absolute, callback) {
      var number = 0, step = 0, shift = 0, digit, at, bit;
      if (list[0] === "!") {
        for (at = 1; at < list.length; at++) {
          digit = ALPHABET.indexOf(list[at]);
          for (bit = 0; bit < 6; bit++) if (digit >> bit & 1) callback((at - 1) * 6 + bit);
        }
        return;
      }
      for (at = 0; at < list.length; at++) {
        digit = ALPHABET.indexOf(list[at]);
        step |= (digit & 31) << shift;
        shift += 5;
        if (digit < 32) {
          number = absolute ? step : number + step;
          callback(number);
          step = shift = 0;
        }
      }
    }

    // Notes all pages of a term; `length` counts the words of names that the term stands in as it was typed.
    function take(hit, lists, factor, exact) {
      lists.split(";").forEach(function (list, role) {
        each(list, false, function (doc) {
          var worth = WORTH[role] * factor;
          if (!(hit.found.get(doc) >= worth)) hit.found.set(doc, worth);
          if (exact && role < 4) hit.length.set(doc, role + 1);
        });
      });
    }

    function terms(text) {
      return (text || "").split(",").map(function (line) {
        var gap = line.indexOf(" ");
        return [line.slice(0, gap), line.slice(gap + 1)];
      });
    }

    // Notes the pages of other terms than the one typed.
    function takeTerms(hit, words, factor) {
      var numbers = new Set(words.map(function (word) { return reach("t", word)[0]; }));
      words.forEach(function (word) { hit.terms.add(word); });
      return fetched("t", Array.from(numbers)).then(function (loaded) {
        loaded.forEach(function (part) {
          terms(part).forEach(function (term) { if (words.indexOf(term[0]) >= 0) take(hit, term[1], factor, false); });
        });
        return hit;
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
      return last[b.length];
    }

    // Words that end with the one typed: `telefon` finds `kaffeetelefon`.
    function compounds(hit) {
      var end = reversed(hit.word);
      return fetched("e", reach("e", end).slice(0, 2)).then(function (loaded) {
        var found = [].concat.apply([], loaded.map(unpacked)).filter(function (word) { return word.startsWith(end) && word !== end; });
        found.sort(function (a, b) { return a.length - b.length; });
        return found.length ? takeTerms(hit, found.slice(0, 4).map(reversed), .4) : hit;
      });
    }

    // Words with a mistake in them share their first or their last letters with the one that is meant.
    function similar(hit) {
      var word = hit.word, limit = word.length > 7 ? 2 : 1, half = limit === 1 ? word.length >> 1 : Math.floor(word.length / 3);
      var tail = reversed(word.slice(limit === 1 ? half : word.length - half));
      var off = function (term) {
        var whole = distance(word, term, limit);
        return whole <= limit ? whole : Math.min(distance(word, term.slice(0, word.length), limit), distance(word, term.slice(0, word.length + 1), limit)) + .5;
      };
      return Promise.all([fetched("w", reach("w", word.slice(0, half)).slice(0, 4)), fetched("e", reach("e", tail).slice(0, 4))]).then(function (loaded) {
        var known = new Map();
        var look = function (term) { if (!known.has(term)) known.set(term, off(term)); };
        loaded[0].forEach(function (text) { unpacked(text).forEach(look); });
        loaded[1].forEach(function (text) { unpacked(text).map(reversed).forEach(look); });
        var near = Array.from(known).filter(function (pair) { return pair[1] <= limit + .5; });
        near.sort(function (a, b) { return a[1] - b[1] || a[0].length - b[0].length; });
        near = near.filter(function (pair) { return pair[1] === near[0][1]; }).slice(0, 4);
        hit.meant = near.length > 0;
        return near.length ? takeTerms(hit, near.map(function (pair) { return pair[0]; }), .5) : hit;
      });
    }

    // What one word finds.
    function find(word) {
      var hit = { word: word, found: new Map(), length: new Map(), terms: new Set() };
      var numbers = reach("t", word);
      hit.broad = numbers.length > index.span;
      return fetched("t", hit.broad ? numbers.slice(0, 1) : numbers).then(function (loaded) {
        loaded.forEach(function (part) {
          terms(part).forEach(function (term) {
            if (term[0].startsWith(word)) take(hit, term[1], term[0] === word ? 1 : .6 + .3 * word.length / term[0].length, term[0] === word);
          });
        });
        if (hit.broad) {
          return load("tops").then(function (tops) {
            var worth = WORTH[0];
            each((tops || {})[word] || "", true, function (doc) { hit.found.set(doc, Math.max(hit.found.get(doc) || 0, worth -= .5)); });
            return hit;
          });
        }
        if (word.length < 4 || hit.found.size >= PAGE) return hit;
        return compounds(hit).then(function () { return hit.found.size ? hit : similar(hit); });
      });
    }

    // The best pages for all words: those that hold most of them, names of just these words first.
    function ranked(hits) {
      var strict = hits.filter(function (hit) { return !hit.broad; }), scores = new Map(), most = 0;
      var counted = strict.length ? strict : hits;
      hits.forEach(function (hit) {
        hit.found.forEach(function (worth, doc) {
          var score = scores.get(doc) || [doc, 0, 0, 0];
          score[1] += counted.indexOf(hit) >= 0 ? 1 : 0;
          score[2] += worth;
          if (hit.length.get(doc) === Math.min(hits.length, 4)) score[3] += 1;
          most = Math.max(most, score[1]);
          scores.set(doc, score);
        });
      });
      var docs = Array.from(scores.values()).filter(function (score) { return most > 0 && score[1] === most; });
      var whole = function (score) { return score[3] === hits.length ? 100 : 0; };
      docs.sort(function (a, b) { return whole(b) + b[2] - whole(a) - a[2] || a[0] - b[0]; });
      return { docs: docs.map(function (score) { return score[0]; }), hits: hits, some: most < counted.length, broad: !strict.length };
    }

    // What is found for a text: numbers of pages, the best first.
    function search(text) {
      var words = Array.from(new Set(fold(text).match(WORD) || []));
      var strong = words.filter(function (word) { return stop.indexOf(word) < 0; });
      if (!words.length) return Promise.resolve({ docs: [], hits: [] });
      return Promise.all((strong.length ? strong : words).slice(0, 8).map(find)).then(ranked);
    }

    function sortOf(doc) {
      var at = 0;
      while (at + 1 < index.sorts.length && index.sorts[at + 1][1] <= doc) at++;
      return at;
    }

    // What is to be shown of some pages.
    function records(docs) {
      var blocks = new Set(docs.map(function (doc) { return Math.floor(doc / index.block); }));
      return fetched("d", Array.from(blocks)).then(function () {
        return docs.map(function (doc) {
          var record = (parts["d" + Math.floor(doc / index.block)] || [])[doc % index.block] || ["", "", ""];
          var sort = index.sorts[sortOf(doc)], place = record[0].split("#"), notes = {};
          (record[3] || []).forEach(function (note) { (notes[note[0]] = notes[note[0]] || []).push(note.slice(1)); });
          var path = sort[2] === null ? record[0] : sort[2] + "/" + place[0] + ".html" + (place[1] === undefined ? "" : "#" + place[1]);
          return { href: root + path, name: record[1], text: record[2], sort: sort[0], notes: notes };
        });
      });
    }

    function fits(hit, word) { return word.startsWith(hit.word) || hit.terms.has(word); }

    function holds(text, hit) {
      return (text.match(WORD) || []).some(function (word) { return fits(hit, fold(word)); });
    }

    // Why a page is among the results, if its name does not tell: sentences, each with the name it speaks of and the language of that.
    function why(record, hits) {
      var open = hits.filter(function (hit) { return !holds(record.name, hit); }), said = [];
      ["x", "f", "a", "l"].forEach(function (key) {
        (record.notes[key] || []).forEach(function (note) {
          var code = key === "l" ? note.split(" ")[0] : "", name = key === "l" ? note.slice(code.length + 1) : note;
          if (said.length < 2 && open.some(function (hit) { return holds(name, hit); })) {
            said.push([say[key].replace("{c}", code).replace("{y}", (record.notes.s || [""])[0]), name, code]);
          }
        });
      });
      if (record.notes.r) said.push([say.r, record.notes.r[0], ""]);
      return said;
    }

    function tell(parent, tag, reasons) {
      var node = document.createElement(tag);
      reasons.forEach(function (reason, at) {
        var around = reason[0].split("{x}");
        node.append(at ? " · " : "", around[0]);
        inLanguage(add(node, "span", reason[1]), reason[2]);
        node.append(around.slice(1).join("{x}"));
      });
      parent.append(node);
      return node;
    }

    // Marks what is not in the language of the page, for those who listen and for hyphenation.
    function inLanguage(node, code) {
      if (/^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(code || "") && code !== document.documentElement.lang) node.lang = code;
      return node;
    }

    function note(record, key) { return (record.notes[key] || [])[0]; }

    function add(parent, tag, text, hits) {
      var node = document.createElement(tag);
      parent.append(node);
      if (!hits) node.textContent = text;
      else {
        var from = 0;
        Array.from(text.matchAll(WORD)).forEach(function (match) {
          if (!hits.some(function (hit) { return fits(hit, fold(match[0])); })) return;
          node.append(text.slice(from, match.index));
          add(node, "mark", match[0]);
          from = match.index + match[0].length;
        });
        node.append(text.slice(from));
      }
      return node;
    }

    function kind(parent, record) {
      var node = add(parent, "small", record.notes.j ? record.sort + " · " : record.sort);
      if (record.notes.j) inLanguage(add(node, "span", note(record, "j")), note(record, "J"));
    }

    function told(found, shown) {
      var n = found.docs.length;
      if (!n) return say.none;
      var said = n === 1 ? say.one : shown < n ? say.first : say.many;
      if (found.broad) said = say.broad;
      var before = found.some ? say.some + " " : found.hits.some(function (hit) { return hit.meant; }) ? say.meant + " " : "";
      return before + said.replace("{n}", n).replace("{m}", Math.min(shown, n));
    }

    // The list below the field at the top of the page: a combobox whose options are links.
    function combobox() {
      var box = document.createElement("div"), status = document.createElement("p"), turn = 0, active = -1;
      box.id = "found";
      box.className = "found";
      box.hidden = true;
      box.setAttribute("role", "listbox");
      box.setAttribute("aria-label", say.label);
      status.className = "vh";
      status.setAttribute("role", "status");
      field.form.append(box, status);
      var set = function (name, value) { field.setAttribute(name, value); };
      [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", "found"], ["autocomplete", "off"]].forEach(function (pair) { set(pair[0], pair[1]); });

      function open(yes) {
        box.hidden = !yes;
        set("aria-expanded", String(yes));
        if (!yes) choose(-1);
      }

      function choose(at) {
        Array.from(box.children).forEach(function (option, number) { option.setAttribute("aria-selected", String(number === at)); });
        active = at;
        if (at < 0) return field.removeAttribute("aria-activedescendant");
        set("aria-activedescendant", box.children[at].id);
        box.children[at].scrollIntoView({ block: "nearest" });
      }

      function option(href, at) {
        var link = document.createElement("a");
        link.href = href;
        link.id = "found-" + at;
        link.tabIndex = -1;
        link.setAttribute("role", "option");
        box.append(link);
        return link;
      }

      function update() {
        var text = field.value.trim(), now = ++turn;
        if (!text) { status.textContent = ""; return open(false); }
        search(text).then(function (found) {
          return records(found.docs.slice(0, LIST)).then(function (shown) {
            if (now !== turn) return;
            box.replaceChildren();
            shown.forEach(function (record, at) {
              var link = option(record.href, at), reason = why(record, found.hits);
              inLanguage(add(link, "b", record.name, found.hits), note(record, "N"));
              kind(link, record);
              if (reason.length) tell(link, "i", reason);
            });
            if (found.docs.length > shown.length) option(root + "search.html?q=" + encodeURIComponent(text), shown.length).textContent = say.all.replace("{n}", found.docs.length);
            status.textContent = told(found, shown.length);
            if (!shown.length) { var none = option(root + "search.html?q=" + encodeURIComponent(text), 0); none.textContent = say.none; }
            open(document.activeElement === field);
          });
        });
      }

      field.addEventListener("input", update);
      field.addEventListener("focus", function () { if (field.value) update(); });
      field.addEventListener("blur", function () { setTimeout(function () { if (!field.form.contains(document.activeElement)) open(false); }, 150); });
      field.addEventListener("keydown", function (event) {
        var options = box.children.length;
        if (event.key === "Escape" && !box.hidden) { event.preventDefault(); open(false); }
        if (box.hidden || !options) return;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          event.preventDefault();
          var next = active + (event.key === "ArrowDown" ? 1 : -1);
          choose(next < -1 ? options - 1 : next >= options ? -1 : next);
        } else if (event.key === "Enter" && active >= 0) {
          event.preventDefault();
          box.children[active].click();
        }
      });
      if (document.activeElement === field) update();
    }

    // The search page: a list of links, filtered by kind, longer on demand.
    function page(input, list) {
      var status = document.getElementById("status"), sorts = document.getElementById("sorts"), more = document.getElementById("more");
      var turn = 0, found = { docs: [], hits: [] }, sort = -1, length = PAGE;

      function chosen() { return sort < 0 ? found.docs : found.docs.filter(function (doc) { return sortOf(doc) === sort; }); }

      function show() {
        var docs = chosen(), now = turn, from = list.children.length && length > PAGE ? length - PAGE : 0;
        return records(docs.slice(0, length)).then(function (shown) {
          if (now !== turn) return;
          list.replaceChildren.apply(list, shown.map(row));
          more.hidden = docs.length <= length;
          status.textContent = input.value.trim() ? told({ docs: docs, hits: found.hits, some: found.some, broad: found.broad }, length) : "";
          if (from && list.children[from]) list.children[from].querySelector("a").focus();
        });
      }

      function row(record) {
        var item = document.createElement("li"), reason = why(record, found.hits), link = add(item, "a", record.name, found.hits);
        item.className = "hit";
        link.href = record.href;
        inLanguage(link, note(record, "N"));
        kind(item, record);
        if (record.text) inLanguage(add(item, "p", record.text, found.hits), note(record, "T"));
        if (reason.length) tell(item, "p", reason).className = "note why";
        return item;
      }

      function chips() {
        var counts = new Map();
        found.docs.forEach(function (doc) { var at = sortOf(doc); counts.set(at, (counts.get(at) || 0) + 1); });
        sorts.replaceChildren();
        sorts.hidden = counts.size < 2;
        var chip = function (at, label, count) {
          var button = add(sorts, "button", label + " " + count);
          button.type = "button";
          button.setAttribute("aria-pressed", String(at === sort));
          button.addEventListener("click", function () {
            sort = at;
            length = PAGE;
            Array.from(sorts.children).forEach(function (other) { other.setAttribute("aria-pressed", String(other === button)); });
            show();
          });
        };
        chip(-1, say.every, found.docs.length);
        Array.from(counts.keys()).sort(function (a, b) { return counts.get(b) - counts.get(a) || a - b; }).forEach(function (at) { chip(at, index.sorts[at][0], counts.get(at)); });
      }

      function update() {
        var now = ++turn;
        search(input.value).then(function (result) {
          if (now !== turn) return;
          found = result;
          sort = -1;
          length = PAGE;
          chips();
          show();
        });
      }

      // Arrows lead from the field through the results and back.
      function move(event) {
        var links = Array.from(list.querySelectorAll("a")), at = links.indexOf(document.activeElement);
        var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
        if (event.key === "Escape" && at >= 0) { input.focus(); input.select(); }
        if (!step || (at < 0 && document.activeElement !== input)) return;
        var next = at < 0 ? (step > 0 ? links[0] : null) : at + step < 0 ? input : links[at + step];
        if (next) { event.preventDefault(); next.focus(); }
      }

      sorts.setAttribute("aria-label", say.sorts);
      more.textContent = say.more;
      more.addEventListener("click", function () { length += PAGE; show(); });
      input.value = new URLSearchParams(location.search).get("q") || "";
      input.addEventListener("input", update);
      input.form.addEventListener("submit", function (event) { event.preventDefault(); update(); });
      document.addEventListener("keydown", move);
      update();
    }

    combobox();
    var input = document.getElementById("q"), list = document.getElementById("hits");
    if (input && list) page(input, list);
  }
})();
