// Theme button, filters of lists. Every page works without this file.
(function () {
  "use strict";
  var root = document.documentElement;
  var all = function (selector, inside) { return Array.prototype.slice.call((inside || document).querySelectorAll(selector)); };
  var store = function (key, value) {
    try { if (value === undefined) return localStorage.getItem(key); localStorage.setItem(key, value); } catch (e) { return null; }
  };

  // One folding for all comparisons: the same rule the compiler uses for names.
  window.touchbaseFold = function (text) {
    return text.normalize("NFKC").toLowerCase()
      .replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue").replace(/ß/g, "ss")
      .normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  };

  all("[data-theme-toggle]").forEach(function (button) {
    var dark = matchMedia("(prefers-color-scheme: dark)");
    var now = function () { return root.dataset.theme || (dark.matches ? "dark" : "light"); };
    var show = function () { button.setAttribute("aria-pressed", String(now() === "dark")); };
    button.addEventListener("click", function () {
      root.dataset.theme = now() === "dark" ? "light" : "dark";
      store("touchbase-theme", root.dataset.theme);
      show();
    });
    show();
  });

  // <input data-filter="#id">: hides the children that do not contain every word.
  all("[data-filter]").forEach(function (input) {
    var items = all(input.dataset.filter + " > *").map(function (item) { return [item, window.touchbaseFold(item.textContent)]; });
    var count = document.getElementById(input.getAttribute("aria-describedby"));
    input.addEventListener("input", function () {
      var words = window.touchbaseFold(input.value).split(/\s+/).filter(Boolean), shown = 0;
      items.forEach(function (pair) {
        var hit = words.every(function (word) { return pair[1].indexOf(word) >= 0; });
        pair[0].hidden = !hit;
        if (hit) shown += 1;
      });
      if (count) count.textContent = count.dataset.template.replace("{n}", shown);
    });
  });
})();
