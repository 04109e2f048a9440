// Theme, copied links, printing, sorted and filtered lists. Every page works without this file.
(function () {
  "use strict";
  var root = document.documentElement;
  var all = function (selector, inside) { return Array.prototype.slice.call((inside || document).querySelectorAll(selector)); };
  var on = function (selector, event, act) { all(selector).forEach(function (it) { it.addEventListener(event, function () { act(it); }); }); };

  // One folding for all comparisons: the same rule the compiler uses for names. Places where words may part are no letters.
  var fold = window.touchbaseFold = function (text) {
    return text.replace(/\u00ad/g, "").normalize("NFKC").toLowerCase()
      .replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue").replace(/ß/g, "ss")
      .normalize("NFD").replace(/\p{M}/gu, "");
  };

  // The other language shows the same place and the same search.
  all("a.lang").forEach(function (link) {
    link.addEventListener("click", function () { link.href = link.href.split(/[?#]/)[0] + location.search + location.hash; });
  });

  // Automatic, light, dark, and again.
  all(".theme").forEach(function (button) {
    var themes = ["", "light", "dark"], words = button.dataset.words.split("|"), said = document.createElement("span");
    said.className = "vh";
    said.setAttribute("role", "status");
    button.after(said);
    var now = function () { return Math.max(0, themes.indexOf(root.dataset.theme || "")); };
    var show = function () {
      button.title = button.dataset.label + ": " + words[now()];
      button.setAttribute("aria-label", button.title);
    };
    button.addEventListener("click", function () {
      var next = themes[(now() + 1) % 3];
      if (next) root.dataset.theme = next; else delete root.dataset.theme;
      try { if (next) localStorage.setItem("touchbase-theme", next); else localStorage.removeItem("touchbase-theme"); } catch (e) { /* storage may be off */ }
      show();
      said.textContent = button.title;
    });
    show();
  });

  // <button data-copy="…">: copies the address of the page and says so; where that is forbidden, it shows the address instead.
  on("[data-copy]", "click", function (button) {
    var said = button.nextElementSibling, address = location.href;
    var say = function (done) {
      said.textContent = done ? button.dataset.copy : address;
      if (done) setTimeout(function () { said.textContent = ""; }, 4000);
    };
    var byHand = function () {
      var field = document.createElement("textarea"), done = false;
      field.value = address;
      document.body.append(field);
      field.select();
      try { done = document.execCommand("copy"); } catch (e) { /* not allowed either */ }
      field.remove();
      button.focus();
      say(done);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(address).then(function () { say(true); }, byHand); else byHand();
  });

  // <button data-print>: the page; <button data-print="card">: only what has the class of that name on paper.
  on("[data-print]", "click", function (button) {
    var only = button.dataset.print && "print-" + button.dataset.print;
    if (only) {
      root.classList.add(only);
      addEventListener("afterprint", function () { root.classList.remove(only); }, { once: true });
    }
    print();
  });

  // <input data-filter="#id">: hides the children that do not contain every word.
  all("[data-filter]").forEach(function (input) {
    var items, count = document.getElementById(input.getAttribute("aria-describedby"));
    var filter = function () {
      items = items || all(input.dataset.filter + " > *").map(function (item) { return [item, fold(item.textContent)]; });
      var words = fold(input.value).split(/\s+/).filter(Boolean), shown = 0;
      items.forEach(function (pair) {
        var hit = words.every(function (word) { return pair[1].indexOf(word) >= 0; });
        pair[0].hidden = !hit;
        if (hit) shown += 1;
      });
      if (count && count.dataset.template) count.textContent = count.dataset.template.replace("{n}", shown);
    };
    input.addEventListener("input", filter);
    if (input.value) filter();
  });

  // <table class="data">: headings become buttons. A cell is compared by its data-sort or its day, else by its number or text; empty
  // ones come last.
  var order = new Intl.Collator(root.lang, { numeric: true });
  var plain = function (text) {
    var number = text.replace("−", "-").replace(root.lang === "de" ? /\./g : /,/g, "").replace(",", ".");
    return /^[-+]?[\d.]+/.test(number) ? String(parseFloat(number)) : text;
  };
  all("table.data").forEach(function (table) {
    var heads = all("thead th", table);
    if (!table.tBodies[0] || table.tBodies[0].rows.length < 3) return;
    var key = function (row, at) {
      var cell = row.cells[at], day = cell && cell.querySelector("time");
      return cell ? cell.dataset.sort || (day ? day.dateTime : plain(cell.textContent.trim())) : "";
    };
    heads.forEach(function (head) {
      if (!head.textContent.trim()) return;
      var button = document.createElement("button");
      button.type = "button";
      button.append.apply(button, Array.from(head.childNodes));
      head.append(button);
      button.addEventListener("click", function () {
        var up = head.getAttribute("aria-sort") !== "ascending", body = table.tBodies[0];
        var rows = all("tr", body).map(function (row) { return [row, key(row, head.cellIndex)]; });
        rows.sort(function (a, b) {
          if (!a[1] || !b[1]) return !a[1] - !b[1];
          var numbers = a[1] - b[1];
          return (up ? 1 : -1) * (isNaN(numbers) ? order.compare(a[1], b[1]) : numbers);
        });
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        rows.forEach(function (pair) { body.append(pair[0]); });
      });
    });
  });

  // <time datetime="2026-09-01" data-late="overdue">: marked from the day after; the pages themselves know no today.
  var today = new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  all("time[data-late]").forEach(function (day) {
    if (day.dateTime >= today) return;
    var mark = document.createElement("span");
    mark.className = "badge bad";
    mark.textContent = day.dataset.late;
    day.after(" ", mark);
  });

  // The search: `/` leads to its field, and what it needs is loaded when somebody goes there.
  var find = document.querySelector(".find input"), from = document.currentScript.src;
  find.addEventListener("focus", function () {
    var script = document.createElement("script");
    script.src = new URL("search.js", from);
    document.head.append(script);
  }, { once: true });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    (document.getElementById("q") || find).focus();
  });
})();
