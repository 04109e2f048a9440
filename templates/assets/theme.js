// Applies the remembered theme before the first paint and tells the style sheet that scripts run.
(function (root) {
  root.classList.add("js");
  try {
    var stored = localStorage.getItem("touchbase-theme");
    if (stored === "dark" || stored === "light") root.dataset.theme = stored;
  } catch (e) { /* storage may be off */ }
})(document.documentElement);
