// Lanes and personas of a journey map: shown and hidden by buttons, remembered for every journey. Stands between the buttons and
// the map and runs before the map is there, so that nothing moves. Without this file the page shows everything.
(function () {
  "use strict";
  var root = document.documentElement, box = document.currentScript.parentNode;
  var buttons = Array.from(box.querySelectorAll("[data-hide]")), every = box.querySelector(".all");
  var KEY = "touchbase-hidden", hidden = [];
  try { hidden = (localStorage.getItem(KEY) || "").split("\n").filter(Boolean); } catch (e) { /* storage may be off */ }
  function name(button) { return button.dataset.name || button.dataset.hide; }
  function show() {
    buttons.forEach(function (button) {
      var off = hidden.indexOf(name(button)) >= 0;
      button.setAttribute("aria-pressed", String(!off));
      root.classList.toggle("h-" + button.dataset.hide, off);
    });
    every.disabled = !box.querySelector("[aria-pressed=false]");
  }
  function keep(names) {
    hidden = names;
    try { localStorage.setItem(KEY, hidden.join("\n")); } catch (e) { /* storage may be off */ }
    show();
  }
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var rest = hidden.filter(function (one) { return one !== name(button); });
      keep(rest.length < hidden.length ? rest : rest.concat(name(button)));
    });
  });
  every.addEventListener("click", function () {
    var mine = buttons.map(name);
    keep(hidden.filter(function (one) { return mine.indexOf(one) < 0; }));
    // A button that can no longer be pressed loses the focus; the first that is in sight takes it.
    var seen = buttons.find(function (button) { return button.offsetParent; });
    if (seen) seen.focus();
  });
  show();
  // Narrow screens have no map: who is sent to a step in it gets the same step of the story.
  addEventListener("DOMContentLoaded", function () {
    var place = location.hash.split("#_m-")[1], map = document.querySelector(".map");
    if (place && map && !map.offsetParent) location.replace("#" + place);
  });
})();
